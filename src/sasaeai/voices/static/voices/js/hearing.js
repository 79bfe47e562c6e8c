// The form of a voice, or of what was done: what it says is kept on the device before it is sent, and goes on as a page once the server has
// it. Without this script, or without https, the form is sent as any other.
import { fill, forget, half, keep, newNumber, pairsOf } from "./fields.js";
import { PHOTO, choose } from "../../ui/js/photo.js";
import { door, post } from "./post.js";
import * as queue from "./queue.js";
import { unsealed } from "./seal.js";
import { count, wait } from "./unsent.js";

const place = document.querySelector("[data-hearing]");
const { lock, key: keyUrl } = document.querySelector("[data-unsent]").dataset;
const forms = [...place.querySelectorAll("form:has([name=client_id])")].filter(
  (form) => form.hasAttribute("data-apart") || form.hasAttribute("data-draft"),
);
const isSafe = window.isSecureContext;
const { room = "", arrive } = place.dataset;
// Where it arrives, and on which form it is mended.
const ways = { arrive, form: location.pathname };
const key = queue.leftFor(lock, room);
const numberOf = (form) => form.elements.client_id;

function isAway() {
  const notice = place.querySelector("[data-away]");
  if (notice) notice.hidden = navigator.onLine;
}

// Leaves the empty form for the pocket, without anything of whoever is signed in.
function leave(form) {
  const copy = form.cloneNode(true);
  const ours = "[name=csrfmiddlewaretoken], [name=client_id], [data-draft-notice], .row:has([type=submit])";
  for (const part of copy.querySelectorAll(ours)) part.remove();
  // What names anybody or anything of the viewer's own stays on the page.
  for (const part of copy.querySelectorAll(place.dataset.leavesOut || ":not(*)")) part.remove();
  return queue.leave({ lock: key, fields: copy.innerHTML });
}

async function waitHere(form, number, pairs) {
  if (form.hasAttribute("data-apart")) return wait(await count());
  form.dispatchEvent(new Event("kept"));
  form.reset();
  wait(await count(), async () => {
    numberOf(form).value = number;
    fill(form, pairs);
    await queue.erase(number);
  });
  document.querySelector("[data-unsent]").scrollIntoView({ block: "center" });
}

async function send(form, pairs) {
  const before = numberOf(form).value;
  const waiting = await queue.entry(before);
  const isOurs = waiting?.lock === lock;
  const isApart = form.hasAttribute("data-apart");
  if (isApart) numberOf(form).value = newNumber();
  const number = await keep(numberOf(form).value, pairs, lock, ways);
  numberOf(form).value = number;
  const hasWaited = isOurs && !isApart;
  if (isOurs && isApart) await queue.erase(before);
  const token = form.elements.csrfmiddlewaretoken.value;
  const { state } = await post(arrive, { id: number, pairs, lock, token });
  if (["outside", "another"].includes(state)) {
    form.dispatchEvent(new Event("kept"));
    return location.assign(location.pathname);
  }
  if (!["saved", "known", "refused", "differs", "taken_back"].includes(state)) return waitHere(form, number, pairs);
  // What waited here stays until it has arrived; what was only just written is in the page that comes, but for a
  // photograph, which no page brings back.
  const isHere = state === "refused" && !hasWaited && !pairs.some(([name]) => name === PHOTO);
  if (["saved", "known"].includes(state) || isHere) await queue.erase(number);
  if (form.elements[PHOTO]) form.elements[PHOTO].value = "";
  return form.submit();
}

async function hear(form) {
  try {
    await send(form, await pairsOf(form));
  } catch {
    form.submit(); // the device keeps nothing: the form goes as it always did
  }
}

// Takes the photograph from what waits here under the form's own number, unless another was chosen meanwhile. False
// where it could not be opened now; what no key of this user opens is as good as none.
async function bringPhoto(form) {
  if (!form.elements[PHOTO]) return true;
  const waiting = await queue.entry(numberOf(form).value).catch(() => null);
  if (!waiting) return true;
  const { key: opens } = await door(keyUrl);
  if (!opens) return false;
  const pairs = await unsealed(waiting.box, opens).then(JSON.parse, () => []);
  const photos = pairs.filter(([name]) => name === PHOTO).map(([, words]) => words);
  if (!form.elements[PHOTO].files.length) choose(form.elements[PHOTO], photos);
  return true;
}

// A form sent by a script says no more by which button it was sent.
function press(form, button) {
  form.querySelector("[data-pressed]")?.remove();
  if (!button?.name) return;
  const said = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
  said.dataset.pressed = "";
  form.append(said);
}

// Holds a form back until its photograph is there: pressed before, it would go without, and what waits be replaced.
function goes(form, go) {
  let isBusy = false;
  let bringing = bringPhoto(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    press(form, event.submitter);
    isBusy = true;
    if (!(await bringing)) bringing = bringPhoto(form);
    if (await bringing) await go(form);
    else wait(await count());
    isBusy = false;
  });
}

function begin(form) {
  // A browser that comes back to the page brings its number back too, with the words: what is sent again is the same.
  numberOf(form).value ||= newNumber();
  form.addEventListener("reset", () => setTimeout(() => (numberOf(form).value = newNumber())));
  if (!isSafe) return;
  goes(form, hear);
  if (form.hasAttribute("data-draft-bound") || form.hasAttribute("data-apart")) return;
  leave(form);
  // What was begun in the pocket goes on here, and is from now on kept as any half-written form.
  if (!half(key).length) return;
  fill(form, half(key));
  form.dispatchEvent(new Event("input"));
  forget(key);
}

forms.forEach(begin);
for (const form of place.querySelectorAll("form:has([name=client_id])")) {
  if (isSafe && !forms.includes(form)) goes(form, () => form.submit());
}
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
