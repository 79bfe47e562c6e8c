// The squares of the map: asks the server for each once, and keeps the answers as long as the page is open.
export const DEEPEST = 18;
const WORLD = 512; // pixels of the whole world at zoom 0, as MapLibre counts
const FAN = 30; // pixels between things of one spot
const ROUND = 6; // of them go once around

export const column = (longitude, zoom) => ((longitude + 180) / 360) * 2 ** zoom;

export function row(latitude, zoom) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom;
}

// Returns the latitude of the northern edge of a row.
export function latitude(edge, zoom) {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * edge) / 2 ** zoom))) * 180) / Math.PI;
}

// Returns the names, "zoom/column/row", of the squares that cover [west, south, east, north].
export function covering([west, south, east, north], zoom) {
  const deep = Math.max(0, Math.min(DEEPEST, Math.floor(zoom)));
  const last = 2 ** deep - 1;
  const within = (number) => Math.max(0, Math.min(last, Math.floor(number)));
  const names = [];
  for (let x = within(column(west, deep)); x <= within(column(east, deep)); x += 1) {
    for (let y = within(row(north, deep)); y <= within(row(south, deep)); y += 1) names.push(`${deep}/${x}/${y}`);
  }
  return names;
}

export class Squares {
  constructor(address, query) {
    this.address = address;
    this.query = query;
    this.kept = new Map();
  }

  // Returns what lies in the squares that cover a box; a square that could not be had is asked for again next time.
  async within(box, zoom) {
    const found = await Promise.all(covering(box, zoom).map((name) => this.square(name)));
    return found.flat();
  }

  square(name) {
    if (!this.kept.has(name)) {
      const asked = this.ask(name).catch(() => {
        this.kept.delete(name);
        return [];
      });
      this.kept.set(name, asked);
    }
    return this.kept.get(name);
  }

  async ask(name) {
    const answer = await fetch(`${this.address.replace("{z}/{x}/{y}", name)}?${this.query}`);
    if (!answer.ok || answer.redirected) throw new Error(name);
    return (await answer.json()).features;
  }
}

// Returns the features with those of one spot moved apart, so that each can be seen and pressed.
export function fanned(features, zoom) {
  const met = new Map();
  const degrees = 360 / (WORLD * 2 ** zoom);
  return features.map((feature) => {
    // Dots show where many are, not each of them.
    if (!feature.properties.id && !feature.properties.number) return feature;
    const [longitude, latitude] = feature.geometry.coordinates;
    const spot = `${longitude},${latitude}`;
    const turn = met.get(spot) ?? 0;
    met.set(spot, turn + 1);
    if (!turn) return feature;
    const far = FAN * Math.ceil(turn / ROUND) * degrees;
    const angle = (2 * Math.PI * turn) / ROUND;
    const squeeze = Math.cos((latitude * Math.PI) / 180);
    const coordinates = [longitude + far * Math.sin(angle), latitude + far * Math.cos(angle) * squeeze];
    return { ...feature, geometry: { type: "Point", coordinates } };
  });
}
