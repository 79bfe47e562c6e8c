// Goals are dragged to where they belong, or moved by Alt and the arrow keys. Everything is sent by the
// same forms that stand there without this script; the page comes back with the goal in its new place.
const EDGE = 0.3; // so much of a card from its top means: before it

const board = document.querySelector("[data-board]");
const form = document.querySelector("[data-board-form]");
const HORIZONS = [...(board?.querySelectorAll("[data-axis]") ?? [])].map((one) => one.dataset.axis);
let held = null;

function send(card, { above, horizon, before = "" }) {
  form.action = card.dataset.move;
  form.elements.above.value = above;
  form.elements.horizon.value = horizon;
  form.elements.before.value = before;
  form.elements.stood.value = card.dataset.stood;
  form.requestSubmit();
}

function clear() {
  for (const one of board.querySelectorAll(".is-over, .is-above, .is-before")) {
    one.classList.remove("is-over", "is-above", "is-before");
  }
}

function isUpper(event, card) {
  const box = card.getBoundingClientRect();
  return event.clientY < box.top + box.height * EDGE;
}

// A goal serves one that is as far or farther: what is nearer follows.
function nearer(horizon, than) {
  const place = Math.max(HORIZONS.indexOf(horizon), HORIZONS.indexOf(than) + 1);
  return HORIZONS[Math.min(place, HORIZONS.length - 1)];
}

function onto(card, event) {
  if (isUpper(event, card)) {
    return { above: card.dataset.above, horizon: card.dataset.horizon, before: card.dataset.goal };
  }
  return { above: card.dataset.goal, horizon: nearer(held.dataset.horizon, card.dataset.horizon) };
}

function into(cell) {
  const row = cell.closest("[data-row]");
  const stays = row.contains(held) && held.dataset.above;
  const root = held.dataset.goal === row.dataset.row ? "" : row.dataset.row;
  const above = cell.dataset.cell === HORIZONS[0] ? "" : stays || root;
  return { above, horizon: cell.dataset.cell };
}

function drops(event) {
  const card = event.target.closest?.("[data-goal]");
  if (card && card !== held) return { mark: card, name: isUpper(event, card) ? "is-before" : "is-above", place: onto(card, event) };
  const cell = event.target.closest?.("[data-cell]");
  return cell && !card ? { mark: cell, name: "is-over", place: into(cell) } : null;
}

function begin(event) {
  held = event.target.closest?.("[data-goal]");
  if (!held) return;
  held.classList.add("is-held");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.goal);
}

function over(event) {
  if (!held) return;
  clear();
  const found = drops(event);
  if (!found) return;
  event.preventDefault();
  found.mark.classList.add(found.name);
}

function drop(event) {
  const found = held && drops(event);
  if (!found) return;
  event.preventDefault();
  send(held, found.place);
}

function end() {
  held?.classList.remove("is-held");
  held = null;
  clear();
}

function sideways(card, by) {
  const to = HORIZONS.indexOf(card.dataset.horizon) + by;
  if (to >= 0 && to < HORIZONS.length) send(card, { above: card.dataset.above, horizon: HORIZONS[to] });
}

const KEYS = {
  ArrowUp: (card) => card.querySelector("[data-shift='up']")?.click(),
  ArrowDown: (card) => card.querySelector("[data-shift='down']")?.click(),
  ArrowLeft: (card) => sideways(card, -1),
  ArrowRight: (card) => sideways(card, 1),
};

function press(event) {
  const card = event.target.closest?.("[data-goal]");
  if (!card || !event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key](card);
}

if (board && form) {
  for (const card of board.querySelectorAll("[data-goal]")) card.draggable = true;
  board.addEventListener("dragstart", begin);
  board.addEventListener("dragover", over);
  board.addEventListener("drop", drop);
  board.addEventListener("dragend", end);
  board.addEventListener("keydown", press);
  document.querySelector("[data-board-help]")?.removeAttribute("hidden");
  // Whoever moved a goal goes on from there.
  const moved = location.hash.startsWith("#goal-") ? document.getElementById(location.hash.slice(1)) : null;
  const goOn = () => setTimeout(() => moved?.querySelector("a")?.focus());
  // Going to the part of a page that an address names takes the focus away: only after that can it be given.
  if (document.readyState === "complete") goOn();
  else addEventListener("load", goOn);
}
