"""A real server with a small world, and browsers that tell of every fault they meet."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.house import ROOT

CHROMIUM = os.environ.get("SASAEAI_CHROMIUM")
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
SOON = 60
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
    """Serve a world of its own with the real server, as a town does."""
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    env = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SASAEAI_HOME": str(home),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.town"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "sasaeai", "serve", "--port", str(port), "--workers", "1"],
            cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield wait_for(House(f"http://127.0.0.1:{port}", json.loads(made.stdout)))
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(house: House) -> House:
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        with suppress(URLError, ConnectionError):
            urllib.request.urlopen(f"{house.url}/accounts/login/", timeout=5)  # noqa: S310 -- our own
            return house
        time.sleep(0.2)
    pytest.fail(f"{house.url} does not answer")


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
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if role in self.house.told["sessions"]:
            session = self.house.told["sessions"][role]
            context.add_cookies(
                [{"name": "sasaeai_session", "value": session, "url": self.house.url}]
            )
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
def desk() -> dict:
    return DESK


@pytest.fixture
def phone() -> dict:
    return PHONE
