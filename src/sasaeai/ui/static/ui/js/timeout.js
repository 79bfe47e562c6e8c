// Tells, two minutes before the session's idle limit (data-idle-seconds), that it is about to end, and lets it
// go on with one button. Any answer from the server, in any tab, starts the clock again.
const WARN_BEFORE = 120;
const SEEN = "sasaeai-seen";
const box = document.querySelector("[data-idle-seconds]");

function csrf() {
  return box.querySelector("[name=csrfmiddlewaretoken]").value;
}

function show(part) {
  for (const child of box.querySelectorAll("[data-idle]")) child.hidden = child.dataset.idle !== part;
}

function check() {
  const idle = (Date.now() - Number(localStorage.getItem(SEEN))) / 1000;
  const limit = Number(box.dataset.idleSeconds);
  if (idle >= limit) show("over");
  else if (idle >= limit - WARN_BEFORE) show("soon");
  else show("");
}

function seen() {
  localStorage.setItem(SEEN, String(Date.now()));
  check();
}

async function goOn() {
  const answer = await fetch(box.dataset.pingUrl, {
    method: "POST",
    headers: { "X-CSRFToken": csrf() },
    redirect: "manual",
  }).catch(() => null);
  if (answer?.status === 204) seen();
  else if (answer) show("over");
}

if (box) {
  seen();
  setInterval(check, 5000);
  addEventListener("storage", check);
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && seen());
  box.querySelector("[data-idle-go-on]").addEventListener("click", goOn);
}
