// Keeps what was typed into a form with data-draft="<who>" until it has been taken in by the server, so that
// a time-out loses nothing. Only in this tab (sessionStorage), only for this path and person: closing the tab
// forgets it, and so does signing out (data-drafts-end on that form); any page of the next person at the same
// machine (data-person on its body) drops what is not theirs.
//
// A draft is "sent" from submit until the next page. If that page is a sign-in or error page
// (data-draft-keep on its body), the words did not arrive and stay; nor did they where the page is the form again,
// refused, or one came back to it without any answer. Any other page means they did.
import { bringPhotos, keepPhotos, makeRoom } from "./draft_photo.js";
import { putBack, valuesOf } from "./draft_words.js";

const DRAFT = "draft ";
const SENT = "sent ";
const store = sessionStorage;

const names = (prefix) => Object.keys(store).filter((name) => name.startsWith(prefix));
const keyOf = (form) => `${form.dataset.draft} ${location.pathname} ${form.id}`;

// The names of a draft's photographs begin as that of its words.
function forget(key) {
  const parts = names(`${DRAFT + key} `);
  [DRAFT + key, SENT + key, ...parts].forEach((name) => store.removeItem(name));
}

function put(name, value) {
  try {
    store.setItem(name, value);
  } catch {
    makeRoom(names(DRAFT));
    store.setItem(name, value);
  }
}

function offer(form, key) {
  const notice = form.querySelector("[data-draft-notice]");
  if (!notice) return;
  notice.hidden = false;
  notice.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    forget(key);
    form.reset();
    notice.hidden = true;
    // The button is gone: the keyboard begins where one writes.
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

// The server shows what was typed, with its errors.
const isBound = (form) => form.hasAttribute("data-draft-bound");

function look(form) {
  const key = keyOf(form);
  const draft = store.getItem(DRAFT + key);
  if (draft && !isBound(form)) {
    putBack(form, JSON.parse(draft));
    offer(form, key);
  }
  const keep = () => put(DRAFT + key, JSON.stringify(valuesOf(form)));
  if (isBound(form)) keep();
  bringPhotos(form, DRAFT + key);
  keepPhotos(form, DRAFT + key);
  form.addEventListener("input", keep);
  form.addEventListener("kept", () => forget(key)); // somewhere else, by whoever says so
  form.addEventListener("submit", () => {
    keep();
    put(SENT + key, "1");
  });
  // The same page again, as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && store.removeItem(SENT + key));
}

for (const form of document.querySelectorAll("form[data-drafts-end]")) {
  form.addEventListener("submit", () => [DRAFT, SENT].flatMap(names).forEach((name) => store.removeItem(name)));
}

const forms = [...document.querySelectorAll("form[data-draft]")];
// Past the browser's own page that there is no network.
const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
if (isBack || "draftKeep" in document.body.dataset) names(SENT).forEach((name) => store.removeItem(name));
if (!("draftKeep" in document.body.dataset)) {
  const refused = forms.filter(isBound).map(keyOf);
  for (const key of names(SENT).map((name) => name.slice(SENT.length))) {
    if (refused.includes(key)) store.removeItem(SENT + key);
    else forget(key);
  }
  const { person } = document.body.dataset;
  const isStranger = (name) => name.slice(DRAFT.length).split(" ")[0] !== person;
  if (person) names(DRAFT).filter(isStranger).forEach((name) => store.removeItem(name));
  forms.forEach(look);
}
