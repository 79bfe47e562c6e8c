// Tells at the top of the page what waits on this device, and sends it where the page belongs to whoever wrote it: the
// server has just said so, and given the key. Nobody else learns that there is anything; nobody signed in, how much.
import { PHOTO } from "../../ui/js/photo.js";
import { door, post } from "./post.js";
import * as queue from "./queue.js";
import { unsealed } from "./seal.js";

const SHORT = 40;
// Seconds until what waits is tried again: the first request after a tunnel often fails too.
const PAUSES = [2, 5, 15, 60];
const region = document.querySelector("[data-unsent]");
const isSignedIn = "lock" in region.dataset;
const { lock } = region.dataset;

function draw(name, count) {
  const part = document.querySelector(`template[data-said="${name}"]`).content.cloneNode(true);
  for (const place of part.querySelectorAll("[data-count]")) place.textContent = count;
  return part;
}

const show = (...parts) => region.replaceChildren(...parts);
let tries = 0;
let next;
// By what it is known among the others: the words of a voice, or what a 記録 says first.
const SAID = ["words", "heard", "next_step", "with_words"];
const wordsOf = (pairs) => {
  const said = Object.fromEntries(pairs);
  return SAID.map((name) => said[name]).find(Boolean) ?? region.dataset.wordless;
};

// What the page itself shows is in the hands of whoever reads it.
function isFree({ id }) {
  return ![...document.querySelectorAll("[name=client_id]")].some((field) => field.value === id);
}

export const count = async () => (await queue.all()).filter((one) => !isSignedIn || one.lock === lock).length;

// Says that something waits; `takeBack` puts what was kept just now into the form again.
export function wait(number, takeBack) {
  const part = draw("away", number);
  part.querySelector("[data-again]").addEventListener("click", () => look());
  const back = part.querySelector("[data-take-back]");
  back.hidden = part.querySelector("[data-kept]").hidden = !takeBack;
  back.addEventListener("click", async () => {
    await takeBack();
    look();
  });
  show(part);
  tryLater();
}

function tryLater() {
  clearTimeout(next);
  next = setTimeout(lookAgain, 1000 * (PAUSES[tries] ?? PAUSES.at(-1)));
  tries += 1;
}

// Sends what can be sent; without an answer a quiet look leaves what the page says, and the way to take it back.
export async function look({ isQuiet = false } = {}) {
  const waiting = (await queue.all()).filter((one) => isFree(one) && (!isSignedIn || one.lock === lock));
  if (!waiting.length) return show();
  const owner = await door(region.dataset.key);
  if (owner.state === "away" || owner.state === "unheard") return isQuiet ? tryLater() : wait(waiting.length);
  tries = 0;
  dispatchEvent(new Event("reached"));
  if (owner.state === "outside") return show(draw("outside", waiting.length));
  if (!owner.key || (isSignedIn && owner.lock !== lock)) return show();
  return navigator.locks.request("sasaeai-voices", () => send(owner));
}

// Where something waits for the network; what was told of the last time stands until then.
function lookAgain() {
  if (document.visibilityState !== "visible" || !region.querySelector("[data-again]")) return;
  if (navigator.onLine) look({ isQuiet: true });
  else tryLater();
}

async function send(owner) {
  const own = (await queue.all()).filter((one) => one.lock === owner.lock && isFree(one));
  const ends = [];
  for (const one of own) {
    show(draw("sending", own.length - ends.length));
    const end = await arrive(one, owner);
    if (["away", "outside", "unheard", "closed", "another"].includes(end.state)) break;
    ends.push(end);
  }
  tell(ends, own.length - ends.length, owner);
}

async function arrive(one, { key, token }) {
  let pairs;
  try {
    pairs = JSON.parse(await unsealed(one.box, key));
  } catch {
    return { state: "locked", one, pairs: [] };
  }
  const said = await post(one.arrive ?? region.dataset.arrive, { ...one, pairs, token });
  if (said.state === "saved" || said.state === "known") await queue.erase(one.id);
  return { ...said, one, pairs };
}

function tell(ends, waiting, owner) {
  if (waiting) wait(waiting);
  else show();
  const left = ends.filter(({ state }) => state !== "saved" && state !== "known");
  const sent = ends.filter((end) => !left.includes(end));
  if (left.length) region.prepend(list("left", left.map((end) => rowOf(end, owner))));
  if (sent.length) region.prepend(list("sent", sent.map(linkOf)));
}

function list(name, rows) {
  const part = draw(name, rows.length);
  part.querySelector("[data-rows]").append(...rows);
  // Open where one writes; elsewhere one line, and the page goes on below it.
  const folded = part.querySelector("details");
  if (folded) folded.open = Boolean(document.querySelector("[data-hearing], [data-pocket]"));
  return part;
}

function linkOf({ url, pairs, calls }) {
  const row = document.createElement("li");
  const link = document.createElement(url ? "a" : "span");
  if (url) link.href = url;
  link.textContent = wordsOf(pairs).slice(0, SHORT);
  row.append(link);
  if (calls) row.append(draw("calls"));
  return row;
}

function rowOf({ state, one, pairs, url, amiss = [] }, owner) {
  const row = draw("one").firstElementChild;
  const find = (name) => row.querySelector(`[data-${name}]`);
  find("words").textContent = wordsOf(pairs);
  find("differs").hidden = find("compare").hidden = state !== "differs";
  find("taken").hidden = find("renew").hidden = state !== "taken_back";
  find("taken").querySelector("a").href = url;
  find("locked").hidden = state !== "locked";
  find("mend").hidden = state !== "refused";
  for (const sentence of amiss) find("amiss").append(Object.assign(document.createElement("li"), { textContent: sentence }));
  for (const name of ["mend", "compare", "renew"]) find(name).addEventListener("click", () => open(one, pairs, owner));
  find("drop").addEventListener("click", () => drop(row, one));
  return row;
}

// Sends an entry as a form of its own: the server answers with the page on which it can be mended or compared.
function open(one, pairs, { token }) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: one.form ?? region.dataset.hear, hidden: true });
  const said = pairs.filter(([name]) => name !== PHOTO); // the page that comes takes it from what waits here
  for (const [name, value] of [...said, ["client_id", one.id], ["csrfmiddlewaretoken", token]]) {
    // A text area keeps the lines of what was said.
    form.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}

async function drop(row, one) {
  await queue.erase(one.id);
  const dropped = draw("dropped").firstElementChild;
  dropped.querySelector("[data-restore]").addEventListener("click", async () => {
    await queue.put(one);
    dropped.replaceWith(row);
  });
  row.replaceWith(dropped);
}

if (isSignedIn) queue.come(lock);
document.addEventListener("submit", ({ target }) => {
  // Whoever leaves is no longer the one for whom the pocket writes.
  if (isSignedIn && target.getAttribute("action") === region.dataset.signOut) queue.come("");
});
if (window.isSecureContext) {
  look();
  addEventListener("online", () => {
    tries = 0;
    lookAgain();
  });
  document.addEventListener("visibilitychange", lookAgain);
}
