"""Of the sixty seconds in which a voice is written down on a telephone: what the machine takes, on DATABASE_URL.

    python benchmarks/hearing.py [--chromium PATH] [--rounds 5]

A page of 375 × 812, the processor four times slower than here, a network of 400 kbit/s that answers
after 400 ms; somebody has been here before, so the files lie in the browser's cache. From 今日 with as
few taps as it takes: the tap on the door until the words can be written, and the tap that keeps them
until the page says so. Between the two, somebody writes and taps the area, in their own time.
"""

import argparse
import os
import re
import shutil
import statistics
import time
from contextlib import ExitStack

import ground
import invented
import towns
from asking import signed_in
from first_view import served
from playwright.sync_api import Browser, Page, expect, sync_playwright
from visiting import FLAGS

WORDS = "ゴミの日だけ、坂がこわいの。ほかは何でも自分でできるのよ"
SLOWER = 4
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
LIMIT = 60


def telephone(browser: Browser, url: str, cookie: str) -> Page:
    """Return a page on a slow telephone whose browser has been here before."""
    context = browser.new_context(
        base_url=url, viewport={"width": 375, "height": 812}, has_touch=True, locale="ja-JP"
    )
    context.set_default_timeout(60_000)
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    for path in ("/voices/hear/", "/today/"):
        page.goto(path, wait_until="networkidle")
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tools.send("Network.emulateNetworkConditions", LINE)
    return page


def hear(page: Page, number: int) -> tuple[float, float, int]:
    """Write a voice down; return the seconds of both waits, and how many taps it took."""
    began = time.monotonic()
    page.get_by_role("link", name=re.compile("聴いたことを書く")).first.tap()
    words = page.locator("[name=words]")
    words.tap()
    opened = time.monotonic() - began
    words.fill(f"{WORDS} {number}")
    page.locator("label.tile:not(:has([value=elsewhere]))").first.tap()
    began = time.monotonic()
    page.get_by_role("button", name="この声を残す").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("の声$"), timeout=60_000)
    return opened, time.monotonic() - began, 4


def main() -> None:
    """Print the medians, and what they leave of a minute."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--chromium", default=os.environ.get("SASAEAI_CHROMIUM") or shutil.which("chromium")
    )
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with ground.database(), ExitStack() as house:
        user = towns.town(1, assets=50, dice=invented.dice())
        cookie = signed_in(user)
        mine = house.enter_context(served())
        playwright = house.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)
        seen = []
        for number in range(given.rounds):
            page = telephone(browser, mine.url, cookie)
            seen.append(hear(page, number))
            page.context.close()
        opened, kept, taps = (statistics.median(column) for column in zip(*seen, strict=True))
        print(f"{taps} taps, {len(WORDS)} characters; until one can write {opened:.1f} s, until it is kept {kept:.1f} s")  # fmt: skip
        print(f"left of a minute for words and taps: {LIMIT - opened - kept:.0f} s")
        browser.close()


if __name__ == "__main__":
    main()
