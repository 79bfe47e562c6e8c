// What the words point to (voices/parts/pointed_at.html) is asked for by htmx. Its chips and the boxes of the
// form's own field say the same: whoever ticks one ticks the other, and only the field is sent.
const panel = document.querySelector("[data-pointed]");
const form = panel?.closest("form");

const boxes = () => [...form.querySelectorAll("input[name=categories]")];
const boxOf = (chip) => boxes().find((box) => box.value === chip.dataset.category);

function mirror() {
  for (const chip of panel.querySelectorAll("[data-category]")) chip.checked = boxOf(chip)?.checked ?? false;
}

function tell() {
  panel.hidden = panel.childElementCount === 0;
  const line = form.querySelector("[data-pointed-told]");
  const words = panel.querySelector("[data-told]")?.textContent ?? "";
  if (line.textContent !== words) line.textContent = words;
  line.hidden = !words; // a link without words leads nobody
}

if (form) {
  panel.addEventListener("change", ({ target }) => {
    const box = boxOf(target);
    if (!box) return;
    box.checked = target.checked;
    box.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept
  });
  form.addEventListener("change", ({ target }) => target.name === "categories" && mirror());
  new MutationObserver(() => {
    mirror();
    tell();
  }).observe(panel, { childList: true, subtree: true });
}
