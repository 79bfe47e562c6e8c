"""A real server with a small world, and browsers that tell of every fault they meet."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from sasaeai.accounts.demo_password import DEMO_PASSWORD
from sasaeai.demo.sign_ins import sign_ins
from sasaeai.demo.staff import office
from sasaeai.demo.town import SEED
from tests.browser.device import AWAY, ready
from tests.browser.serving import SLOWLY, environment, founded, served
from tests.house import ROOT

CHROMIUM = os.environ.get("SASAEAI_CHROMIUM")
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TOLD = "told.json"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
expect.set_options(timeout=SLOWLY)
# Kept on the window: the policy itself lets nothing of ours report it.
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@dataclass
class House:
    """A running installation: where it is, who is signed in, which pages it has."""

    url: str
    told: dict
    faults: list[str] = field(default_factory=list)

    def staff(self, story: str) -> dict[str, str]:
        return self.told["staff"][story] | {"password": self.told["password"]}


@pytest.fixture(autouse=True)
def _browser_is_there() -> None:
    if CHROMIUM:
        return
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail("SASAEAI_CHROMIUM names no browser")
    pytest.skip("SASAEAI_CHROMIUM names no browser")


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve the walkers' world, where every story has a corner of its own."""
    first = founded(tmp_path_factory, "house", _found_house)
    home = shutil.copytree(first, tmp_path_factory.getbasetemp() / "house")
    with served(home, "serve", "--workers", "1") as url:
        yield House(url, json.loads((home / TOLD).read_text("utf-8")))


def _found_house(home: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.town"],
        cwd=ROOT, env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    (home / TOLD).write_text(made.stdout, "utf-8")


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Serve the demo town, with the sign-ins that its command prints."""
    first = founded(tmp_path_factory, "demo", _found_demo)
    home = shutil.copytree(first, tmp_path_factory.getbasetemp() / "demo")
    # The marker speaks for one database only, by its place.
    marker = home / "demo.json"
    marker.write_text(marker.read_text("utf-8").replace(str(first), str(home)), "utf-8")
    with served(home, "demo") as url:
        staff = {
            role.value: {"staff_id": staff_id}
            for town, role, staff_id in sign_ins(office(SEED))
            if town == "sasae"
        }
        yield House(url, {"sessions": {}, "staff": staff, "password": DEMO_PASSWORD})


def _found_demo(home: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "sasaeai", "demo", "--load-only"],
        cwd=ROOT, env=environment(home), capture_output=True, check=True,
    )  # fmt: skip


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Opens pages as somebody and keeps every fault: other hosts, the policy, console, 5xx."""

    def __init__(self, chromium: Browser, house: House) -> None:
        self.chromium, self.house = chromium, house
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.deaf = False
        # Answers of the server that a story asks for: a refused form is a console line in Chromium.
        self.refusals = re.compile(r"the server responded with a status of 4\d\d")

    def __call__(
        self, role: str | None = None, *, viewport: dict = DESK, scripts: bool = True
    ) -> Page:
        """Return a page of somebody in this role, or of somebody who has not signed in."""
        context = self.chromium.new_context(
            base_url=self.house.url, viewport=viewport, locale="ja-JP", java_script_enabled=scripts
        )
        context.set_default_timeout(SLOWLY)
        self.contexts.append(context)
        if role in self.house.told["sessions"]:
            session = self.house.told["sessions"][role]
            context.add_cookies(
                [{"name": "sasaeai_session", "value": session, "url": self.house.url}]
            )
            context.on("request", self._leaves)
        if scripts:
            context.add_init_script(LISTEN)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        return context.new_page()

    def _request(self, request) -> None:
        if urlparse(request.url).scheme not in {"data", "blob"}:
            host = urlparse(request.url).netloc
            if host != urlparse(self.house.url).netloc:
                self.faults.append(f"another host: {request.url}")

    def _leaves(self, request) -> None:
        """Whoever signs out ends the session for every story that shares it."""
        if request.method == "POST" and urlparse(request.url).path == "/accounts/logout/":
            self.faults.append("signed out of a session that others share")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _console(self, message) -> None:
        if self.deaf:
            return
        if message.type == "error" and not self.refusals.search(message.text):
            self.faults.append(f"console: {message.text}")

    def listen(self) -> list[str]:
        """Return what went wrong so far; what a tool does to the page from now on is its own."""
        if not self.deaf:
            for page in (page for context in self.contexts for page in context.pages):
                with suppress(PlaywrightError):  # scripts are off
                    self.faults += page.evaluate("window.violations ?? []")
        self.deaf = True
        return self.faults

    def close(self) -> list[str]:
        """Close everything and return what went wrong."""
        faults = self.listen()
        for context in self.contexts:
            context.close()
        return faults


@pytest.fixture
def page_as(chromium: Browser, house: House) -> Iterator[Visitor]:
    visitor = Visitor(chromium, house)
    yield visitor
    assert visitor.close() == []


@pytest.fixture
def demo_page(chromium: Browser, demo: House) -> Iterator[Visitor]:
    visitor = Visitor(chromium, demo)
    yield visitor
    assert visitor.close() == []


@pytest.fixture
def desk() -> dict:
    return DESK


@pytest.fixture
def phone() -> dict:
    return PHONE


@pytest.fixture
def telephone(page_as: Visitor, phone: dict) -> Callable[[], Page]:
    """Return how 岬's coordinator opens the form on a telephone that can lose its network."""
    page_as.refusals = AWAY

    def opened() -> Page:
        page = page_as("岬", viewport=phone)
        ready(page)
        return page

    return opened
