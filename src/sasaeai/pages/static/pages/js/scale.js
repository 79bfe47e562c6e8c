// The scale of the map as on paper: a round length, and how long one walks it.
const WIDEST = 120; // pixels
const STEPS = [10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10];

function metresAcross(map) {
  const [width, middle] = [map.getContainer().clientWidth, map.getContainer().clientHeight / 2];
  return map.unproject([width / 2, middle]).distanceTo(map.unproject([width / 2 + WIDEST, middle]));
}

function said(metres, words) {
  const length = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  const minutes = Math.max(1, Math.round(metres / words.pace));
  return words.label.replace("{length}", length).replace("{minutes}", minutes);
}

// `words`: label, with {length} and {minutes} in it; pace, in metres a minute.
export class Scale {
  constructor(words) {
    this.words = words;
  }

  onAdd(map) {
    this.bar = document.createElement("div");
    this.bar.className = "maplibregl-ctrl map-scale";
    this.draw = () => {
      const across = metresAcross(map);
      const metres = STEPS.find((step) => step <= across) ?? STEPS.at(-1);
      this.bar.style.width = `${Math.round((metres / across) * WIDEST)}px`;
      this.bar.textContent = said(metres, this.words);
    };
    map.on("move", this.draw);
    this.draw();
    return this.bar;
  }

  onRemove(map) {
    map.off("move", this.draw);
    this.bar.remove();
  }
}
