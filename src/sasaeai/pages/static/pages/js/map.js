// The map that moves, where the machine can draw it (WebGL); where it cannot, the drawing of the server stays.
import { filter, follow, goTo, keep, lineOf, lines, numbers, renew } from "./beside.js";
import { serve } from "./below.js";
import { styleOf } from "./ground.js";
import { numbered } from "./numbered.js";
import { Scale } from "./scale.js";
import { draw } from "./signs.js";
import { DEEPEST, Squares, fanned } from "./squares.js";

const SETTLED = 300; // milliseconds after the last move
const CLOSER = 2; // zooms that pressing a cluster comes closer
const DECIMALS = 6;

function canDraw() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

const sides = (words) => words.split(",").map(Number);

function boxOf(map) {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

const collection = (features) => ({ type: "FeatureCollection", features });

function signed(feature, known, told) {
  const { id, kind, stale, number } = feature.properties;
  const at = known.get(id);
  if (!id && !number) return { ...feature, properties: { ...feature.properties, sign: `dot|${kind}|${stale ? 1 : ""}`, order: -1 } };
  const sign = number ? `many|${number}|${stale}|${told.many.replace("{number}", number)}` : `pin|${kind}|${stale ? 1 : ""}|${at ?? ""}`;
  return { ...feature, properties: { ...feature.properties, sign, order: at ? 1000 - at : 0 } };
}

// Shows where the line that the keyboard is on lies, whatever is drawn there.
function mark(map, things, line) {
  const features = [];
  if (line) {
    const { mapRow, kind, number, at } = line.dataset;
    const seen = things.find((one) => one.properties.id === mapRow);
    const coordinates = seen?.geometry.coordinates ?? sides(at);
    const over = `pin|${kind}|${"stale" in line.dataset ? 1 : ""}|${number}`;
    features.push({ type: "Feature", geometry: { type: "Point", coordinates }, properties: { sign: "here", over } });
  }
  map.getSource("here").setData(collection(features));
}

function name(maplibre, map, told, feature) {
  const { id, kind, name: words } = feature.properties;
  const link = document.createElement("a");
  link.href = (told.page[kind] ?? told.page.asset).replace(told.nobody, id);
  link.textContent = words;
  new maplibre.Popup({ offset: 20 }).setLngLat(feature.geometry.coordinates).setDOMContent(link).addTo(map);
}

function press(maplibre, map, told, feature) {
  const { id } = feature.properties;
  if (!id) map.easeTo({ center: feature.geometry.coordinates, zoom: map.getZoom() + CLOSER });
  else if (lineOf(id)) goTo(lineOf(id));
  else name(maplibre, map, told, feature);
}

function wire(maplibre, map, told, figure) {
  const squares = new Squares(told.tiles, filter());
  let things = [];
  let turn = 0;
  let settling = 0;

  async function show() {
    const mine = (turn += 1);
    const zoom = map.getZoom();
    // A square holds a few thousand dots: those of many places are asked for in smaller ones.
    const depth = squares.query.includes("each=") ? zoom + 1 : zoom;
    const found = await squares.within(boxOf(map), depth);
    if (mine !== turn) return;
    const known = numbers();
    things = fanned(numbered(found, lines(), zoom, depth), zoom).map((feature) => signed(feature, known, told));
    map.getSource("things").setData(collection(things));
    figure.dataset.mapShown = things.length;
  }

  async function settle() {
    keep(boxOf(map).map((side) => side.toFixed(DECIMALS)).join(","));
    if (await renew()) show();
  }

  // The live map is as wide and high as the screen lets it: it may show more than the list is for.
  function isListed() {
    const asked = sides(figure.dataset.box);
    const pixel = (asked[2] - asked[0]) / map.getContainer().clientWidth;
    return boxOf(map).every((side, at) => Math.abs(side - asked[at]) < pixel);
  }

  map.on("moveend", () => {
    show();
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLED);
  });
  map.on("click", "things", (event) => press(maplibre, map, told, event.features[0]));
  map.on("mouseenter", "things", () => map.getCanvas().classList.add("is-over"));
  map.on("mouseleave", "things", () => map.getCanvas().classList.remove("is-over"));
  follow((line) => mark(map, things, line));
  for (const button of figure.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", () => map.zoomTo(map.getZoom() + Number(button.dataset.mapZoom)));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-map-ways] a");
    const box = link && new URL(link.href).searchParams.get("box");
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [west, south, east, north] = sides(box);
    map.fitBounds([west, south, east, north]);
    document.querySelector("[data-map-listed]").focus({ preventScroll: true });
  });
  if (isListed()) show();
  else settle().finally(show);
}

// Comes when the page stands there and has nothing else to do: the drawing shows it all until then.
async function quiet() {
  if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
  await new Promise((go) => (window.requestIdleCallback ?? setTimeout)(go));
}

// Brings the style of MapLibre, which nobody needs who sees the drawing.
function styled(address) {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  const there = new Promise((go, fail) => Object.assign(sheet, { onload: go, onerror: fail }));
  document.head.append(sheet);
  return there;
}

async function start(figure) {
  const told = JSON.parse(document.getElementById("map-told").textContent);
  await quiet();
  await styled(figure.dataset.mapStyle);
  const maplibre = await import("../../ui/vendor/maplibre-gl.mjs");
  const live = figure.querySelector("[data-map-live]");
  live.hidden = false;
  serve(maplibre, told.background);
  const map = new maplibre.Map({
    container: live.querySelector("[data-map-ground]"),
    style: styleOf(told),
    bounds: sides(figure.dataset.box),
    // Whatever one can move to is a view that the list can be asked for.
    maxBounds: told.reach,
    maxZoom: DEEPEST,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    trackResize: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: told.words,
  });
  map.addControl(new Scale(told.scale), "bottom-left");
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // On paper the map is not to be seen: what it showed must not follow the size of the sheet.
  addEventListener("resize", () => matchMedia("print").matches || map.resize());
  map.setMissingStyleImageResolver((sign) => draw(map, sign));
  map.once("load", () => {
    figure.classList.add("is-live");
    wire(maplibre, map, told, figure);
  });
  // Whether all that lies in view is drawn.
  map.on("idle", () => figure.setAttribute("data-map-idle", ""));
  map.on("movestart", () => figure.removeAttribute("data-map-idle"));
}

const figure = document.querySelector("[data-map]");
// Whoever comes back finds the page as it was left: with chips ticked that the map knows nothing of.
addEventListener("pageshow", (event) => event.persisted && document.querySelector("[data-map-filter]")?.reset());
if (figure && canDraw()) {
  start(figure).catch(() => {
    figure.querySelector("[data-map-live]").hidden = true;
    figure.classList.remove("is-live");
  });
}
