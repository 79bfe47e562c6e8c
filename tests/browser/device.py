"""A telephone between network and none: what lies on it, and whose hands it is in."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.serving import SLOWLY
from tests.browser.steps import head, press, tick, write

# What Chromium says of itself where the network is away, or an answer was lost on its way.
AWAY = re.compile(
    r"the server responded with a status of 4\d\d|net::ERR_(INTERNET_DISCON|FAILED)|Failed to fetch"
)
HEAR = "/voices/hear/"
# All that a page of ours could have left: entries and forms, the kept pages, and both stores of the browser.
EVERYTHING = """async () => {
  const database = await new Promise((resolve) => {
    indexedDB.open("sasaeai-voices", 1).onsuccess = ({ target }) => resolve(target.result);
  });
  const all = (name) => new Promise((resolve) => {
    database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
  });
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) : value;
  const entries = await all("entries");
  const pages = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) pages[asked.url] = await (await cache.match(asked)).text();
  }
  const left = JSON.stringify([entries, await all("forms")], (_key, value) => text(value));
  return { entries: entries.length, pages, left, stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) };
}"""


# A worker that cannot keep what it should is never ready.
READY = """(patience) => Promise.race([
  navigator.serviceWorker.ready.then(() => true),
  new Promise((_done, fail) => setTimeout(fail, patience, new Error("no service worker"))),
])"""


def ready(page: Page) -> None:
    """Open the form once with the network, and wait until the device keeps what it needs."""
    page.goto(HEAR)
    prepared(page)


def prepared(page: Page) -> None:
    """Wait on the open form until the device keeps what it needs."""
    expect(page).to_have_url(re.compile(f"{HEAR}$"))
    page.evaluate(READY, SLOWLY)


def on_the_device(page: Page) -> dict:
    """Return all that lies on the device."""
    return page.evaluate(EVERYTHING)


def say(page: Page, words: str, area: str) -> None:
    """Write a voice into the form that stands there, and keep it."""
    write(page, {"その人の言葉": words})
    tick(page, area)
    press(page, "この声を残す")


def waiting(page: Page, number: int) -> None:
    """Wait until the page says how many voices wait here."""
    expect(page.locator("[data-unsent]")).to_contain_text(
        f"送る前の記録が、この端末に{number}件あります。"
    )


def sent(page: Page, number: int) -> None:
    """Wait until the page says how many voices it sent."""
    expect(page.locator("[data-unsent]")).to_contain_text(f"{number}件を送りました。")


def hand_to(context: BrowserContext, session: str | None, url: str) -> None:
    """Let the telephone be somebody else's, by the key of their sign-in, or nobody's."""
    context.clear_cookies(name="sasaeai_session")
    if session:
        context.add_cookies([{"name": "sasaeai_session", "value": session, "url": url}])


def without_network(page: Page) -> Page:
    """Cut the network, end the tab, and return another in which the form is opened."""
    context = page.context
    context.set_offline(True)
    page.close()
    page = context.new_page()
    page.goto(HEAR)
    head(page, "聴いたことを書く")
    return page


def lose_the_answer(page: Page, words: str, area: str) -> None:
    """Send a voice whose answer never comes back, so that it waits here although it is there."""

    def lost(route) -> None:
        route.fetch()
        route.abort()

    page.context.route("**/voices/arrive/", lost)
    say(page, words, area)
    waiting(page, 1)
    page.context.unroute("**/voices/arrive/")
