// What usually goes with what was chosen (journal/parts/pointed_at.html) is asked for by htmx. A tap there ticks the
// form's own box, and only that is sent; what it points to in its turn is asked for again.
const panel = document.querySelector("[data-pointed]");
const form = panel?.closest("form");

if (form) {
  panel.addEventListener("change", (event) => {
    const { field, value } = event.target.dataset;
    const box = [...form.querySelectorAll(`input[name=${field}]`)].find((one) => one.value === value);
    if (!box) return;
    event.stopPropagation();
    box.checked = event.target.checked;
    box.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  new MutationObserver(() => (panel.hidden = panel.childElementCount === 0)).observe(panel, { childList: true });
}
