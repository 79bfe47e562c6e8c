// What lies under the town's own lines: pictures from another host, or a map file of the town's own, where it has one.
import { Archive } from "./archive.js";
import { colour } from "./signs.js";

const FLAT = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
const LONG = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
const SORT = ["coalesce", ["get", "kind"], ["get", "class"], ""];
const GREEN = ["park", "forest", "wood", "grass", "grassland", "nature_reserve", "garden", "meadow", "cemetery", "golf_course", "recreation_ground", "farmland"];
const WIDE = ["highway", "major_road", "motorway", "trunk", "primary", "secondary"];
const NO_ROAD = ["rail", "ferry", "transit", "aerialway", "runway", "taxiway"];
const isOneOf = (words) => ["in", SORT, ["literal", words]];
const grown = (from, to) => ["interpolate", ["exponential", 1.5], ["zoom"], 10, from, 18, to];

function flat(layer, look, filter = FLAT, more = {}) {
  return { id: `own-${layer}`, type: "fill", source: "background", "source-layer": layer, filter, paint: { "fill-color": colour(look), ...more } };
}

function long(id, layer, filter, look, width) {
  const paint = { "line-color": colour(look), "line-width": width };
  return { id: `own-${id}-${layer}`, type: "line", source: "background", "source-layer": layer, filter: ["all", LONG, filter], paint, layout: { "line-cap": "round", "line-join": "round" } };
}

function roads(layer) {
  const wide = isOneOf(WIDE);
  const narrow = ["all", ["!", wide], ["!", isOneOf(NO_ROAD)]];
  return [
    long("narrow-edge", layer, narrow, "--map-road-edge", grown(0.5, 11)),
    long("wide-edge", layer, wide, "--map-road-edge", grown(2.5, 20)),
    long("narrow", layer, narrow, "--map-road", grown(0.2, 9)),
    long("wide", layer, wide, "--map-road", grown(1.5, 17)),
    long("rail", layer, isOneOf(["rail"]), "--map-rail", grown(1, 3)),
  ];
}

// Layers are called as Protomaps or OpenMapTiles call them; those that a file does not have draw nothing.
function plain() {
  const green = ["all", FLAT, isOneOf(GREEN)];
  return [
    ...["landcover", "landuse"].map((layer) => flat(layer, "--map-green", green)),
    flat("park", "--map-green"),
    flat("water", "--map-water"),
    long("stream", "water", true, "--map-water", grown(1, 8)),
    long("stream", "waterway", true, "--map-water", grown(1, 8)),
    ...["buildings", "building"].map((layer) => flat(layer, "--map-road-edge", FLAT, { "fill-opacity": 0.5 })),
    ...["roads", "transportation"].flatMap(roads),
  ];
}

const isVector = (background) => Boolean(background?.isVector);

// Returns the layers below the town's own.
export function layersBelow(background) {
  const land = { id: "land", type: "background", paint: { "background-color": colour("--map-land") } };
  if (!background) return [land];
  // What lies below everything is there or not: it does not fade in under the numbers.
  const picture = { id: "background", type: "raster", source: "background", paint: { "raster-fade-duration": 0 } };
  return isVector(background) ? [land, ...plain()] : [land, picture];
}

// Returns the source of these layers by its name, or none.
export function sourceBelow(background) {
  if (!background) return {};
  const { address, furthest, closest } = background;
  const zooms = { minzoom: furthest ?? 0, maxzoom: closest };
  const tiles = [address ?? "own://{z}/{x}/{y}"];
  return { background: isVector(background) ? { type: "vector", tiles, ...zooms } : { type: "raster", tiles, tileSize: 256, ...zooms } };
}

// Lets the map ask for squares of the town's own file.
export function serve(maplibre, background) {
  if (!background?.file) return;
  const archive = new Archive(background);
  maplibre.addProtocol("own", async ({ url }) => {
    const content = await archive.square(...url.slice("own://".length).split("/").map(Number));
    return { data: content ?? (isVector(background) ? new ArrayBuffer(0) : null) };
  });
}
