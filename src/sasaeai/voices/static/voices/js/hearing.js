// The form of a voice: what it says is kept on the device before it is sent, and goes on as a page once the server has
// it. Without this script, or without https, the form is sent as any other.
import { fill, forget, half, keep, newNumber, pairsOf } from "./fields.js";
import { post } from "./post.js";
import * as queue from "./queue.js";
import { count, wait } from "./unsent.js";

const place = document.querySelector("[data-hearing]");
const { lock } = document.querySelector("[data-unsent]").dataset;
const forms = [...place.querySelectorAll("form:has([name=client_id])")].filter(
  (form) => form.hasAttribute("data-apart") || form.hasAttribute("data-draft"),
);
const isSafe = window.isSecureContext;
const numberOf = (form) => form.elements.client_id;

function isAway() {
  const notice = place.querySelector("[data-away]");
  if (notice) notice.hidden = navigator.onLine;
}

// Leaves the empty form for the pocket, without anything of this session.
function leave(form) {
  const copy = form.cloneNode(true);
  const ours = "[name=csrfmiddlewaretoken], [name=client_id], [data-draft-notice], .row:has([type=submit])";
  for (const part of copy.querySelectorAll(ours)) part.remove();
  return queue.leave({ lock, fields: copy.innerHTML });
}

async function waitHere(form, number, pairs) {
  if (form.hasAttribute("data-apart")) return wait(await count());
  form.dispatchEvent(new Event("kept"));
  form.reset();
  numberOf(form).value = newNumber();
  wait(await count(), async () => {
    await queue.erase(number);
    numberOf(form).value = number;
    fill(form, pairs);
  });
  document.querySelector("[data-unsent]").scrollIntoView({ block: "center" });
}

async function send(form, pairs) {
  const before = numberOf(form).value;
  if (form.hasAttribute("data-apart")) numberOf(form).value = newNumber();
  const number = numberOf(form).value;
  const hasWaited = await queue.entry(number);
  await keep(number, pairs, lock);
  if (number !== before) await queue.erase(before);
  const token = form.elements.csrfmiddlewaretoken.value;
  const { state } = await post(place.dataset.arrive, { id: number, pairs, lock, token });
  if (["outside", "another"].includes(state)) {
    form.dispatchEvent(new Event("kept"));
    return location.assign(location.pathname);
  }
  if (!["saved", "known", "refused", "differs"].includes(state)) return waitHere(form, number, pairs);
  // What waited here stays until it has arrived; what was only just written is in the page that comes.
  if (["saved", "known"].includes(state) || (state === "refused" && !hasWaited)) await queue.erase(number);
  return form.submit();
}

function goes(form) {
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    try {
      await send(form, pairsOf(form));
    } catch {
      form.submit(); // the device keeps nothing: the form goes as it always did
    }
    isBusy = false;
  });
}

function begin(form) {
  numberOf(form).value ||= newNumber();
  if (!isSafe) return;
  goes(form);
  if (form.hasAttribute("data-draft-bound") || form.hasAttribute("data-apart")) return;
  leave(form);
  // What was begun in the pocket goes on here, and is from now on kept as any half-written form.
  if (!half(lock).length) return;
  fill(form, half(lock));
  form.dispatchEvent(new Event("input"));
  forget(lock);
}

forms.forEach(begin);
for (const link of place.querySelectorAll("[data-drop]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await queue.erase(link.dataset.drop);
    location.assign(link.href);
  });
}
const needs = place.querySelector("[data-needs-https]");
if (needs) needs.hidden = isSafe || !forms.length;
if (isSafe && place.dataset.worker) {
  isAway();
  addEventListener("online", isAway);
  addEventListener("offline", isAway);
  navigator.serviceWorker?.register(place.dataset.worker);
}
