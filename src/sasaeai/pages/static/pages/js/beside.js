// The list beside the map: asks for it anew when the view has moved, and says which of its lines has the keyboard.
export const listed = () => document.querySelector("[data-map-listed]");

export function lineOf(id) {
  return listed().querySelector(`[data-map-row="${CSS.escape(id)}"]`);
}

// Returns the numbers of the list by the ids of its things.
export function numbers() {
  const lines = listed().querySelectorAll("[data-map-row]");
  return new Map([...lines].map((line) => [line.dataset.mapRow, line.dataset.number]));
}

// Returns what the list shows, as the map needs it, in its order.
export function lines() {
  return [...listed().querySelectorAll("[data-map-row]")].map(({ dataset }) => ({
    id: dataset.mapRow,
    kind: dataset.kind,
    stale: "stale" in dataset,
    at: dataset.at.split(",").map(Number),
  }));
}

// Keeps the view in the address, so that a link or the way back shows it again.
export function keep(box) {
  const query = new URLSearchParams(location.search);
  const form = document.querySelector("[data-map-filter]");
  form.elements.box.value = box;
  query.set("box", box);
  query.set("seen", form.elements.seen.value);
  history.replaceState(history.state, "", `?${query}`);
}

// Returns what the squares are asked for: the filter without the view.
export function filter() {
  const query = new URLSearchParams(location.search);
  query.delete("box");
  query.delete("seen");
  return query.toString();
}

let asking = null;

async function fresh() {
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, signal: asking.signal }).catch(() => null);
  // Whoever has been signed out meanwhile is led to the door and back.
  if (answer && (answer.redirected || !answer.ok)) location.reload();
  // It may be given up while it arrives, too.
  else if (answer) return answer.text().then((words) => new DOMParser().parseFromString(words, "text/html"), () => null);
  return null;
}

// Puts the list and the drawing of the present address in their places; the keyboard stays where it was, if it can.
export async function renew() {
  const page = await fresh();
  if (!page) return false;
  const held = listed().contains(document.activeElement);
  const id = document.activeElement.closest("[data-map-row]")?.dataset.mapRow;
  for (const place of ["[data-map-still]", "[data-map-listed]"]) {
    document.querySelector(place).replaceWith(document.adoptNode(page.querySelector(place)));
  }
  if (held) ((id && lineOf(id)?.querySelector("a")) || listed()).focus({ preventScroll: true });
  document.querySelector("[data-map-told]").textContent = listed().querySelector("[data-map-count]").textContent;
  return true;
}

// Calls `show` with the line that the keyboard or the mouse is on, or with nothing.
export function follow(show) {
  const lineAt = (event) => event.target.closest?.("[data-map-row]") ?? null;
  document.addEventListener("focusin", (event) => show(lineAt(event)));
  document.addEventListener("mouseover", (event) => lineAt(event) && show(lineAt(event)));
}

// Takes the keyboard to a line.
export function goTo(line) {
  listed().querySelector(".is-here")?.classList.remove("is-here");
  line.classList.add("is-here");
  line.querySelector("a").focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}
