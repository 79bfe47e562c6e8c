"""Opening a page in Chromium as somebody who has never been there: when its map stands, what came over the wire."""

import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlparse

from playwright.sync_api import Browser

VIEWPORT = {"width": 1280, "height": 800}
SLOWLY, QUIET = 300_000, 1500  # milliseconds
SIGN = "first view: "
# No host but this machine is asked; the rest is as in the browser tests.
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
WATCH = """
let told = false;
function tell(number) {
  if (told) return;
  told = true;
  const there = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => console.debug("first view:", there, performance.now(), number)));
}
"""
# All of a drawing is there when the page is.
WATCH_DRAWING = """
addEventListener("DOMContentLoaded", () => {
  const dots = [...document.querySelectorAll(".map-dots")];
  tell(dots.reduce((sum, one) => sum + one.points.numberOfItems, 0));
});
"""
WATCH_MOVING = """
addEventListener("DOMContentLoaded", () => {
  const figure = document.querySelector("[data-map]");
  let given = false;
  new MutationObserver((changes) => {
    for (const { attributeName } of changes) {
      if (attributeName === "data-map-shown") given = true;
      else if (given && figure.hasAttribute("data-map-idle")) tell(figure.dataset.mapShown);
    }
  }).observe(figure, { attributeFilter: ["data-map-shown", "data-map-idle"] });
});
"""
WATCH_UMAP = """
(function look() {
  const number = document.getElementsByClassName("leaflet-marker-icon").length;
  if (number >= EXPECTED) tell(number);
  else requestAnimationFrame(look);
})();
"""
FRAME = """(selector) => {
  const { width, height } = document.querySelector(selector).getBoundingClientRect();
  return `${Math.round(width)} × ${Math.round(height)} pixels`;
}"""
# A device that has none of the letters of our pages.
BARE = """<fontconfig><include>/etc/fonts/fonts.conf</include>
<selectfont><rejectfont><glob>*BIZUD*</glob></rejectfont></selectfont></fontconfig>"""
RENDERER = """() => {
  const pen = document.createElement("canvas").getContext("webgl2");
  return pen ? pen.getParameter(pen.getExtension("WEBGL_debug_renderer_info").UNMASKED_RENDERER_WEBGL) : "none";
}"""


class Relay:
    """Hands on what a browser and a server say, and counts what the server sent.

    DevTools would not do: they do not hear of the scripts of workers.
    """

    def __init__(self, server: str) -> None:
        there = urlparse(server)
        self.server = (there.hostname or "", there.port or 80)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.sent: list[int] = []
        Thread(target=self._let_in, daemon=True).start()

    def _let_in(self) -> None:
        while True:
            browser, _ = self.door.accept()
            server = socket.create_connection(self.server)
            for ends in ((browser, server, []), (server, browser, self.sent)):
                Thread(target=pass_on, args=ends, daemon=True).start()


def pass_on(giver: socket.socket, taker: socket.socket, counted: list[int]) -> None:
    with suppress(OSError):
        while said := giver.recv(1 << 16):
            counted.append(len(said))
            taker.sendall(said)
    with suppress(OSError):
        taker.shutdown(socket.SHUT_WR)


class Page(NamedTuple):
    """What is opened: where, how it says that all stands on its map, and how many signs that must be."""

    relay: Relay
    address: str
    watch: str
    frame: str
    least: int
    cookie: str = ""


class Seen(NamedTuple):
    """When the signs were there, and drawn, in seconds; the kB sent until then, and in the end; what was seen."""

    there: float
    drawn: float
    kilobytes: float
    whole: float
    requests: int
    signs: int
    frame: str


def drawings(relay: Relay, cookie: str, box: tuple[float, ...], least: int) -> Page:
    """Return the page of our map that shows a box, up to its drawing."""
    return Page(relay, address(box), WATCH_DRAWING, "[data-map-still] > svg", least, cookie)


def moving(relay: Relay, cookie: str, box: tuple[float, ...], least: int) -> Page:
    """Return the same page, up to the map that moves."""
    return Page(relay, address(box), WATCH_MOVING, ".maplibregl-canvas", least, cookie)


def address(box: tuple[float, ...]) -> str:
    return f"/map/?each=on&box={','.join(f'{side:.6f}' for side in box)}"


def umaps(relay: Relay, address: str, least: int) -> Page:
    """Return the page of a map of uMap's that has so many markers in view."""
    watch = WATCH_UMAP.replace("EXPECTED", str(least))
    return Page(relay, address, watch, ".leaflet-container", least)


def visit(browser: Browser, page: Page) -> Seen:
    """Open a page as somebody who has never been there."""
    context = browser.new_context(viewport=VIEWPORT, locale="ja-JP")
    context.set_default_timeout(SLOWLY)
    name, _, value = page.cookie.partition("=")
    if name:
        context.add_cookies([{"name": name, "value": value, "url": page.relay.url}])
    context.add_init_script(f"(() => {{{WATCH}{page.watch}}})();")
    tab, asked = context.new_page(), []
    context.on("request", lambda request: asked.append(request.url))
    page.relay.sent.clear()
    with tab.expect_console_message(lambda one: one.text.startswith(SIGN)) as said:
        tab.goto(page.relay.url + page.address, wait_until="commit")
    first = sum(page.relay.sent)
    there, drawn, signs = said.value.text.removeprefix(SIGN).split()
    frame = tab.evaluate(FRAME, page.frame)
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(QUIET)
    context.close()
    fetched = [url for url in asked if not url.startswith(("data:", "blob:"))]
    if strangers := [url for url in fetched if not url.startswith(page.relay.url)]:
        sys.exit(f"Another host was asked: {strangers}")
    if int(signs) < page.least:
        sys.exit(f"{page.address} shows {signs} signs, not {page.least}.")
    return Seen(float(there) / 1000, float(drawn) / 1000, first / 1000, sum(page.relay.sent) / 1000, len(fetched), int(signs), frame)  # fmt: skip
