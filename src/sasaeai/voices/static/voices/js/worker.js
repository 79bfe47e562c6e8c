// The service worker of a room that writes without a network. It keeps one page without anybody's data (the pocket) and the files it looks by, and
// shows them only where the network is away. It sends nothing and keeps nothing of a signed-in page.
// `told` ({room, edition, page, files}) comes from the address that names this file.
const { room, edition, page, files } = self.told;
const OURS = new RegExp(`^sasaeai-pocket-(${room}-)?[0-9a-f]+$`);
const CACHE = `sasaeai-pocket-${room}-${edition}`;

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(files);
  // Asked as nobody, so that nothing of whoever is signed in can come with it.
  const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
  await cache.put(page, answer);
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => OURS.test(name) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(request, name) {
  try {
    return await fetch(request);
  } catch (away) {
    const found = await caches.match(name, { cacheName: CACHE, ignoreVary: true });
    if (!found) throw away;
    return found;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(kept(request, page));
  else if (files.includes(pathname)) event.respondWith(kept(request, pathname));
});
