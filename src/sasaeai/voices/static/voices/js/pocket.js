// The page that stands where there is no network: the form as whoever was signed in here last left it, and what is
// written there waits on the device.
import { fill, forget, half, keep, newNumber, pairsOf, putAway } from "./fields.js";
import * as queue from "./queue.js";
import { count, wait } from "./unsent.js";

const page = document.querySelector("[data-pocket]");
const form = page.querySelector("form");
const part = (name) => page.querySelector(`[data-${name}]`);
const last = queue.last();
const left = last && (await queue.left(last.lock));

function missing(pairs) {
  const said = Object.fromEntries(pairs);
  if (!said.words?.trim()) return "words";
  return said.near && (said.near !== "elsewhere" || said.area) ? "" : "area";
}

function complain(about) {
  part("missing").hidden = !about;
  for (const name of ["words", "area", "room"]) part(`missing-${name}`).hidden = name !== about;
  if (about) part("missing").focus();
}

async function write(event) {
  event.preventDefault();
  const [number, pairs] = [newNumber(), pairsOf(form)];
  complain(missing(pairs));
  if (missing(pairs)) return;
  try {
    await keep(number, pairs, last.lock);
  } catch {
    return complain("room");
  }
  form.reset();
  forget(last.lock);
  wait(await count(), async () => {
    await queue.erase(number);
    fill(form, pairs);
  });
  document.querySelector("[data-unsent]").scrollIntoView({ block: "center" });
}

function begin() {
  part("fields").innerHTML = left.fields;
  const day = form.elements.heard_on;
  day?.setAttribute("value", new Date().toLocaleDateString("sv"));
  const when = { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" };
  part("since").textContent = new Date(last.at).toLocaleString(document.documentElement.lang, when);
  part("whose").hidden = form.hidden = false;
  if (half(last.lock).length) fill(form, half(last.lock));
  form.addEventListener("input", () => putAway(last.lock, pairsOf(form)));
  form.addEventListener("submit", write);
}

function tellNetwork({ type }) {
  part("away").hidden = type === "online";
  part("back").hidden = type === "offline";
}

addEventListener("online", tellNetwork);
addEventListener("offline", tellNetwork);
if (left) begin();
else part("nobody").hidden = false;
