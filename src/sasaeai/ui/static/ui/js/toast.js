// Places the messages of the page (data-toasts) at the foot of the window, reads them out politely and
// gives each a button to close it. Without this script they stand at the top of the page.
const READ_AFTER = 150; // a live region must be empty first, or nothing is read out

function closes(toast) {
  const button = toast.querySelector("[data-toast-close]");
  button.hidden = false;
  button.addEventListener("click", () => toast.remove());
}

function readOut(region) {
  const words = [...region.querySelectorAll("[data-toast-text]")].map((part) => part.textContent.trim());
  const voice = document.createElement("p");
  voice.className = "hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);
  setTimeout(() => voice.append(words.join(" ")), READ_AFTER);
}

for (const region of document.querySelectorAll("[data-toasts]")) {
  const toasts = region.querySelectorAll("[data-toast]");
  if (!toasts.length) continue;
  region.classList.add("is-placed");
  toasts.forEach(closes);
  readOut(region);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("[data-toasts] [data-toast]")?.remove();
});
