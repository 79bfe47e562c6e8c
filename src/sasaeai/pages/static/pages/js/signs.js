// Draws the signs of the map on a canvas: shapes with their numbers, clusters, names. No file of letters is needed.
// A sign is named by what it shows: "pin|kind|stale|number", "dot|kind|stale", "many|number|stale|words", "name|look|words".
const SHAPES = {
  activity: "M-20 0a20 20 0 1 0 40 0a20 20 0 1 0-40 0z",
  place: "M-13-18h26a5 5 0 0 1 5 5v26a5 5 0 0 1-5 5h-26a5 5 0 0 1-5-5v-26a5 5 0 0 1 5-5z",
  thing: "M0-24 24 0 0 24-24 0z",
  money: "M-12-21h24l12 21-12 21h-24l-12-21z",
  info: "M0-23 23 18h-46z",
};
const COLOURS = {
  activity: "--key",
  place: "--verb-connect",
  thing: "--verb-reflect",
  money: "--verb-envision",
  info: "--ink-soft",
};
const REACH = 34; // units from the middle of a shape to the edge of its picture
const UNIT = 40 / 54; // pixels; a shape is as large as beside the list
const RING = 29;
const DASHES = [8, 6];
const HEIGHTS = [[0, 15], [10, 16], [50, 18], [200, 20]]; // half of a cluster of so many or more, in units

const root = getComputedStyle(document.documentElement);
export const colour = (name) => root.getPropertyValue(name).trim();
const letters = (pixels, weight = 700) => `${weight} ${pixels}px ${colour("--font-body")}`;

function board(width, height, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / width, canvas.height / height);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  return [canvas, pen];
}

// Draws the dashes of a ring along a path.
function ringed(pen, path, { width, dashes = DASHES }) {
  pen.strokeStyle = colour("--late");
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.stroke(path);
  pen.setLineDash([]);
}

function numbered(pen, words, y) {
  pen.fillStyle = colour("--surface");
  pen.font = letters(words.length > 3 ? 16 : words.length > 2 ? 19 : 22);
  pen.fillText(words, 0, y);
}

function shaped(ratio, draw) {
  const side = 2 * REACH * UNIT;
  const [canvas, pen] = board(side, side, ratio);
  pen.scale(UNIT, UNIT);
  pen.translate(REACH, REACH);
  draw(pen);
  return canvas;
}

function filled(pen, path, inside) {
  pen.strokeStyle = colour("--surface");
  pen.lineWidth = 5;
  pen.stroke(path);
  pen.fillStyle = inside;
  pen.fill(path);
}

function pin(ratio, kind, stale, number) {
  return shaped(ratio, (pen) => {
    const ring = new Path2D();
    ring.arc(0, 0, RING, -Math.PI / 2, 1.5 * Math.PI);
    if (stale) ringed(pen, ring, { width: 5 });
    filled(pen, new Path2D(SHAPES[kind]), colour(COLOURS[kind]));
    if (number) numbered(pen, number, kind === "info" ? 5 : 1);
  });
}

// A small shape without a number; a ring without gaps says that it should be checked again.
function dot(ratio, kind, stale) {
  return shaped(ratio, (pen) => {
    pen.scale(0.32, 0.32);
    const ring = new Path2D();
    ring.arc(0, 0, RING, 0, 2 * Math.PI);
    if (stale) ringed(pen, ring, { width: 9, dashes: [] });
    filled(pen, new Path2D(SHAPES[kind]), colour(COLOURS[kind]));
  });
}

// Returns the dashes of the first part of a line so long, and nothing on the rest of it.
function dashed(length, part) {
  const dashes = Array.from({ length: Math.max(1, Math.round((length * part) / 14)) }, () => DASHES).flat();
  return [...dashes.slice(0, -1), length];
}

function capsule(reach, high) {
  const path = new Path2D();
  path.roundRect(-reach, -high, 2 * reach, 2 * high, high);
  return path;
}

// A cluster is no thing of the list: a capsule that says how many, dark on light, ringed as far as it should be checked again.
function many(ratio, number, stale, words) {
  const high = HEIGHTS.findLast(([from]) => number >= from)[1];
  const size = high + 3;
  return shaped(ratio, (pen) => {
    pen.font = letters(size);
    const reach = Math.min(REACH - 5, Math.max(high + 4, pen.measureText(words).width / 2 + 8));
    const body = capsule(reach, high);
    const around = 4 * (reach - high) + 2 * Math.PI * high;
    // What of it lies inside is covered.
    if (Number(stale)) ringed(pen, body, { width: 15, dashes: dashed(around, stale / number) });
    pen.fillStyle = colour("--surface");
    pen.fill(body);
    pen.strokeStyle = colour("--ink");
    pen.lineWidth = 3;
    pen.stroke(body);
    pen.fillStyle = colour("--ink");
    pen.fillText(words, 0, 1, 2 * reach - 8);
  });
}

function here(ratio) {
  return shaped(ratio, (pen) => {
    pen.strokeStyle = colour("--ink");
    pen.fillStyle = colour("--color-primitive-yellow-300");
    pen.lineWidth = 4;
    pen.beginPath();
    pen.arc(0, 0, REACH - 3, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  });
}

const LOOKS = {
  area: { size: 16, weight: 700, ink: "--ink" },
  river: { size: 13, weight: 400, ink: "--map-water-ink" },
  green: { size: 13, weight: 400, ink: "--map-green-ink" },
};
const PLAIN = { size: 13, weight: 400, ink: "--ink" };

function name(ratio, look, words) {
  const { size, weight, ink } = LOOKS[look] ?? PLAIN;
  const [, ruler] = board(1, 1, 1);
  ruler.font = letters(size, weight);
  const [canvas, pen] = board(ruler.measureText(words).width + 8, size * 1.6, ratio);
  const [x, y] = [canvas.width / ratio / 2, (size * 1.6) / 2];
  pen.font = letters(size, weight);
  pen.strokeStyle = colour("--map-land");
  pen.lineWidth = 4;
  pen.strokeText(words, x, y);
  pen.fillStyle = colour(ink);
  pen.fillText(words, x, y);
  return canvas;
}

const DRAW = { pin, dot, many, here, name };

// The sheet of our letters comes last where a browser has not been here before.
function sheet() {
  const { media } = document.querySelector("[data-letters]");
  return media === "all" ? null : new Promise((resolve) => addEventListener("letters", resolve, { once: true }));
}

// A canvas waits for no letters: where those of a name are still on their way, others would stay on the map.
async function fetched(look, words) {
  await sheet();
  const { size, weight } = LOOKS[look] ?? PLAIN;
  await document.fonts.load(letters(size, weight), words).catch(() => {});
}

// Adds a sign to the map when it first needs it.
export async function draw(map, sign) {
  const [sort, ...said] = sign.split("|");
  if (sort === "name") await fetched(...said);
  if (!DRAW[sort] || map.hasImage(sign)) return;
  const ratio = Math.max(2, Math.ceil(window.devicePixelRatio));
  const canvas = DRAW[sort](ratio, ...said);
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  map.addImage(sign, { data, width, height }, { pixelRatio: ratio });
}
