// How the ground of the map looks: the town's own areas and landmarks, and a background where the town has one.
import { layersBelow, sourceBelow } from "./below.js";
import { colour } from "./signs.js";

const NOTHING = { type: "FeatureCollection", features: [] };
const FLAT = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
const LONG = ["in", ["geometry-type"], ["literal", ["LineString", "MultiLineString"]]];
const SPOT = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]];
const isKind = (kind, shape) => ["all", ["==", ["get", "kind"], kind], shape];
const isLevel = (level) => ["all", ["==", ["get", "kind"], "area"], ["==", ["get", "level"], level]];

function fill(kind, look) {
  return { id: `${kind}-fill`, type: "fill", source: "ground", filter: isKind(kind, FLAT), paint: { "fill-color": colour(look) } };
}

function line(id, filter, look, width, dashes) {
  const paint = { "line-color": colour(look), "line-width": width, ...(dashes && { "line-dasharray": dashes }) };
  return { id, type: "line", source: "ground", filter, paint, layout: dashes ? {} : { "line-cap": "round", "line-join": "round" } };
}

function words(id, filter, look, layout) {
  const image = ["concat", "name|", look, "|", ["get", "name"]];
  return { id, type: "symbol", source: "ground", filter, layout: { "icon-image": image, ...layout } };
}

function signs(id, source, layout) {
  return { id, type: "symbol", source, layout: { "icon-image": ["get", "sign"], "icon-allow-overlap": true, "icon-ignore-placement": true, ...layout } };
}

function drawn() {
  return [
    fill("green", "--map-green"),
    fill("river", "--map-water"),
    line("river-line", isKind("river", LONG), "--map-water", 5),
    line("road-edge", isKind("road", LONG), "--map-road-edge", 4),
    line("road-line", isKind("road", LONG), "--map-road", 2),
    line("railway-line", isKind("railway", LONG), "--map-rail", 4),
    line("sleepers", isKind("railway", LONG), "--surface", 2, [3, 3]),
    line("district", isLevel("district"), "--map-border", 1.5, [3, 2]),
    line("living-area", isLevel("living_area"), "--map-border", 3, [6, 2, 1, 2]),
    line("municipality", isLevel("municipality"), "--map-border", 4),
    {
      id: "marks", type: "circle", source: "ground",
      filter: ["all", SPOT, ["in", ["get", "kind"], ["literal", ["station", "hill", "green"]]]],
      paint: {
        "circle-radius": 5, "circle-stroke-width": 2.5, "circle-stroke-color": colour("--map-rail"),
        "circle-color": ["match", ["get", "kind"], "green", colour("--map-green"), "hill", colour("--map-border"), colour("--surface")],
      },
    },
    words("landmark-names", ["all", ["has", "name"], ["!=", ["get", "name"], ""], ["!", ["has", "level"]]], ["get", "kind"], { "icon-anchor": "top", "icon-offset": [0, 6] }),
    words("area-names", ["all", ["==", ["get", "kind"], "name"], ["==", ["get", "level"], "district"]], "area", {}),
    words("wide-names", ["all", ["==", ["get", "kind"], "name"], ["==", ["get", "level"], "living_area"]], "area", {}),
  ];
}

// Returns the style of the map, with what is told of it: {ground, background}.
export function styleOf(told) {
  const { ground, background } = told;
  return {
    version: 8,
    sources: {
      ground: { type: "geojson", data: new URL(ground, location.href).href },
      things: { type: "geojson", data: NOTHING },
      here: { type: "geojson", data: NOTHING },
      ...sourceBelow(background),
    },
    layers: [...layersBelow(background), ...drawn(), signs("ring", "here"), signs("things", "things", { "symbol-sort-key": ["get", "order"] }), signs("here", "here", { "icon-image": ["get", "over"] })],
  };
}
