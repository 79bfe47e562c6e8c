// Takes the things of the list out of the clusters, so that their numbers stand on the map, as far as there is room.
import { DEEPEST, column, latitude, row } from "./squares.js";

const CELLS = 4; // the server counts a square in so many rows and columns
const WORLD = 512; // pixels of the whole world at zoom 0, as MapLibre counts
const ROOM = 32; // pixels from one number to the next

// Returns the name of the cell in which the server counts what lies at a point.
function cellOf([longitude, north], zoom) {
  const deep = Math.max(0, Math.min(DEEPEST, Math.floor(zoom)));
  const [x, y] = [column(longitude, deep), Math.floor(row(north, deep))];
  const [top, bottom] = [latitude(y, deep), latitude(y + 1, deep)];
  const up = Math.floor(((north - bottom) / (top - bottom)) * CELLS);
  return `${y}/${Math.floor(x * CELLS)}/${up}`;
}

function pixels([longitude, north], zoom) {
  return [column(longitude, 0) * WORLD * 2 ** zoom, row(north, 0) * WORLD * 2 ** zoom];
}

const hasRoom = ([x, y], taken) => taken.every(([left, top]) => Math.hypot(x - left, y - top) >= ROOM);

function pointOf({ id, kind, stale, at }) {
  return { type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { id, kind, stale } };
}

// Returns a cluster without those that are shown by themselves; nothing where none is left.
function less(feature, taken) {
  const { number, stale } = feature.properties;
  const left = { number: number - taken.length, stale: stale - taken.filter((one) => one.stale).length };
  return left.number > 0 ? [{ ...feature, properties: left }] : [];
}

// Returns the features with the lines of the list ({id, kind, stale, at}) shown by themselves, the first before the others.
// The view is at a zoom, its squares are of a depth.
export function numbered(features, lines, zoom, depth = zoom) {
  const dots = features.filter(({ properties }) => !properties.id && !properties.number);
  const alone = new Map(features.filter((one) => one.properties.id).map((one) => [one.properties.id, one]));
  const clusters = new Map(features.filter((one) => one.properties.number).map((one) => [cellOf(one.geometry.coordinates, depth), one]));
  const taken = [...alone.values()].map((one) => pixels(one.geometry.coordinates, zoom));
  const shown = new Map();
  for (const line of lines) {
    const [cell, spot] = [cellOf(line.at, depth), pixels(line.at, zoom)];
    if (alone.has(line.id) || !(clusters.has(cell) || dots.length) || !hasRoom(spot, taken)) continue;
    taken.push(spot);
    shown.set(cell, [...(shown.get(cell) ?? []), line]);
  }
  const rest = [...clusters].flatMap(([cell, feature]) => less(feature, shown.get(cell) ?? []));
  return [...dots, ...alone.values(), ...rest, ...[...shown.values()].flat().map(pointOf)];
}
