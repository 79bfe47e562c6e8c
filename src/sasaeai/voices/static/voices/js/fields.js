// What was written into a form of a voice, as pairs of names and values, and back again.
import { choose, written } from "../../ui/js/photo.js";
import * as queue from "./queue.js";
import { sealed } from "./seal.js";

const NOT_SAID = ["csrfmiddlewaretoken", "client_id"];

const all = (form) => [...new FormData(form)].filter(([name]) => !NOT_SAID.includes(name));
const isFile = ([, value]) => value instanceof File;

// What is said in words; the photographs are left out.
export const wordsOf = (form) => all(form).filter((pair) => !isFile(pair));

// All that is said, photographs too.
export async function pairsOf(form) {
  const chosen = all(form).filter((pair) => isFile(pair) && pair[1].size);
  return [...wordsOf(form), ...(await Promise.all(chosen.map(async ([name, file]) => [name, await written(file)])))];
}

export function fill(form, pairs) {
  for (const field of form.elements) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type === "file") choose(field, values);
    else if (values.length) field.value = values[0];
  }
}

// A number for what is written; `crypto.randomUUID` is there under https only.
export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Keeps what was written on the device for the owner of the lock, and returns the number it has there: the one that was
// wished for, unless something of somebody else waits under it (a browser that comes back brings old numbers along).
export async function keep(wished, pairs, lock, ways) {
  navigator.storage?.persist?.();
  const box = await sealed(JSON.stringify(pairs), lock);
  const waiting = await queue.entry(wished);
  const id = waiting && waiting.lock !== lock ? newNumber() : wished;
  await queue.put({ id, lock, at: Date.now(), box, ...ways });
  return id;
}

// What is being written in the pocket, until it is kept; only in this tab, and for whoever writes there.
const draft = (lock) => `pocket ${lock}`; // `lock` as queue.leftFor says it

export const half = (lock) => JSON.parse(sessionStorage.getItem(draft(lock))) ?? [];
export const putAway = (lock, pairs) => sessionStorage.setItem(draft(lock), JSON.stringify(pairs));
export const forget = (lock) => sessionStorage.removeItem(draft(lock));
