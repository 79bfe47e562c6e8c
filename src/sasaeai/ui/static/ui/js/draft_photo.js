// The photographs of a draft: drawn small, beside its words, under names that begin as theirs. So whatever forgets the
// words forgets them too. Voices keep theirs by themselves, sealed (data-hearing).
import { choose, drawn } from "./photo.js";

const store = sessionStorage;

const isPhoto = (field) => field.type === "file" && field.accept.startsWith("image/");
const fieldsOf = (form) => (form.closest("[data-hearing]") ? [] : [...form.elements].filter(isPhoto));
const nameOf = (words, field) => `${words} ${field.name}`;

async function keep(words, field) {
  const [file] = field.files;
  store.removeItem(nameOf(words, field));
  if (!file) return;
  const picture = await drawn(file).catch(() => null);
  // Meanwhile another may have been chosen, or the words forgotten.
  if (!picture || field.files[0] !== file || store.getItem(words) === null) return;
  try {
    store.setItem(nameOf(words, field), picture);
  } catch {
    // There is no room for it: the words stay.
  }
}

// Keeps what is chosen from now on under the name of the words. A form sent before its photograph is written goes as
// soon as it is; no other script hears of it until then.
export function keepPhotos(form, words) {
  const busy = new Set();
  let isHeld = false;
  for (const field of fieldsOf(form)) {
    field.addEventListener("change", () => {
      const one = keep(words, field).finally(() => busy.delete(one));
      busy.add(one);
    });
  }
  form.addEventListener("submit", async (event) => {
    if (!busy.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isHeld) return;
    isHeld = true;
    await Promise.all(busy);
    isHeld = false;
    form.requestSubmit(event.submitter);
  });
}

// What the server found amiss with a photograph is mended: what was kept is small, a JPEG, and chosen.
function mended(form, field) {
  const error = document.getElementById(`${field.id}_error`);
  const words = form.querySelector("template[data-photo-back]");
  if (!error || !words) return;
  error.replaceChildren(words.content.cloneNode(true));
  const lines = form.querySelectorAll(`[role=alert] a[href="#${field.id}"]`);
  for (const line of lines) line.textContent = words.content.textContent;
  field.removeAttribute("aria-invalid");
}

// Chooses again what was kept, where nothing is chosen.
export function bringPhotos(form, words) {
  for (const field of fieldsOf(form)) {
    const picture = store.getItem(nameOf(words, field));
    if (!picture || field.files.length) continue;
    choose(field, [picture]);
    mended(form, field);
    // It is seen that it is there.
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    for (const sentence of document.querySelectorAll("[data-photo-lost]")) sentence.hidden = true;
  }
}

// Gives the room that photographs take to the words.
export function makeRoom(names) {
  for (const name of names) if (store.getItem(name).startsWith("data:")) store.removeItem(name);
}
