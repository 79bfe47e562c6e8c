// The page that stands where there is no network: the form as whoever was signed in here last left it, and what is
// written there waits on the device.
import { fill, forget, half, keep, newNumber, pairsOf, putAway, wordsOf } from "./fields.js";
import * as queue from "./queue.js";
import { count, wait } from "./unsent.js";

const page = document.querySelector("[data-pocket]");
const form = page.querySelector("form");
const part = (name) => page.querySelector(`[data-${name}]`);
const { room = "", arrive, form: address, needs } = page.dataset;
const last = queue.last();
const key = last && queue.leftFor(last.lock, room);
const left = last && (await queue.left(key));

function missing(pairs) {
  const said = Object.fromEntries(pairs);
  if (!said[needs]?.trim()) return needs;
  return said.near && (said.near !== "elsewhere" || said.area) ? "" : "area";
}

function complain(about) {
  part("missing").hidden = !about;
  for (const name of [needs, "area", "room"]) part(`missing-${name}`).hidden = name !== about;
  if (about) part("missing").focus();
}

async function write(event) {
  event.preventDefault();
  complain(missing(wordsOf(form)));
  if (missing(wordsOf(form))) return;
  const [number, pairs] = [newNumber(), await pairsOf(form)];
  try {
    await keep(number, pairs, last.lock, { arrive, form: address });
  } catch {
    return complain("room");
  }
  form.reset();
  forget(key);
  wait(await count(), async () => {
    fill(form, pairs);
    await queue.erase(number);
  });
  document.querySelector("[data-unsent]").scrollIntoView({ block: "center" });
}

function begin() {
  part("fields").innerHTML = left.fields;
  const day = form.elements.heard_on ?? form.elements.on;
  day?.setAttribute("value", new Date().toLocaleDateString("sv"));
  const when = { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" };
  part("since").textContent = new Date(last.at).toLocaleString(document.documentElement.lang, when);
  part("whose").hidden = form.hidden = false;
  if (half(key).length) fill(form, half(key));
  form.addEventListener("input", () => putAway(key, wordsOf(form)));
  form.addEventListener("submit", write);
}

// A network may be there without a word of it: that the server answers counts as much.
function tellNetwork({ type }) {
  part("away").hidden = type !== "offline";
  part("back").hidden = type === "offline";
}

addEventListener("online", tellNetwork);
addEventListener("reached", tellNetwork);
addEventListener("offline", tellNetwork);
if (left) begin();
else part("nobody").hidden = false;
