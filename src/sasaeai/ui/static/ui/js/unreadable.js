// A date half typed, or one that no calendar has, reaches the server as if nothing had been written. So a form
// that holds one is not sent: the sentences of parts/unreadable.html say where and what to do.
const parts = document.querySelector("template[data-unreadable]");
const SHOWN = "data-unreadable-shown";
const find = (name) => parts.content.querySelector(`[data-unreadable-${name}]`).cloneNode(true);

const isUnreadable = (field) => field.validity?.badInput && !field.disabled;

function sentence(field) {
  const words = parts.content.querySelector(`[data-unreadable-of~="${field.type}"]`);
  return (words ?? parts.content.querySelector("[data-unreadable-of~=other]")).textContent;
}

function made(name, ...inside) {
  const one = document.createElement(name);
  one.append(...inside);
  return one;
}

function put(copy, place) {
  copy.setAttribute(SHOWN, "");
  place(copy);
  return copy;
}

function describe(field) {
  const note = put(find("error"), (copy) => field.before(copy));
  note.id = `${field.id}_unreadable`;
  note.append(made("span", sentence(field)));
  field.setAttribute("aria-invalid", "true");
  field.dataset.described = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${field.dataset.described} ${note.id}`.trim());
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}

function summarise(form, fields) {
  const box = put(find("summary"), (copy) => form.prepend(copy));
  const lines = fields.map((field) => {
    const label = field.labels[0]?.firstChild.textContent.trim();
    const link = made("a", label ? `${label}：${sentence(field)}` : sentence(field));
    link.href = `#${field.id}`;
    return made("li", link);
  });
  box.append(made("ul", ...lines));
  box.focus();
}

function clear(form) {
  form.querySelectorAll(`[${SHOWN}]`).forEach((copy) => copy.remove());
  for (const field of form.querySelectorAll("[data-described]")) {
    const { described } = field.dataset;
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
    delete field.dataset.described;
  }
}

// Before any other script hears of it: what is not sent is no draft that was sent.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    clear(form);
    const fields = [...form.elements].filter(isUnreadable);
    if (!parts || !fields.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    fields.forEach(describe);
    summarise(form, fields);
  },
  { capture: true },
);
