"""Every page, once at a desk and once on a telephone: no barrier, no sideways scroll."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.house import ROOT
from tests.walk import rows

pytestmark = pytest.mark.browser

AXE = (ROOT / "tests/browser/vendor/axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.map((fault) =>
    `${fault.id}: ${fault.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}"""
NOWHERE = "main a[href='']"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PICTURES = os.environ.get("SASAEAI_SCREENSHOTS", "")
# A handful of <option>s that another page asks for: no page of its own.
FRAGMENTS = {"organisations:names"}
NAMES = sorted(
    {row.name for row in rows() if row.method == "GET" and row.first_allowed()} - FRAGMENTS
)

every_page = pytest.mark.parametrize("name", NAMES)


def barriers(page) -> list[str]:
    """Return what axe finds; its source goes in once, by the debugger, past the page's policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE, TAGS)


@every_page
def test_page_has_no_barrier_at_either_width(name, house, page_as):
    if name not in house.told["pages"]:
        return  # leads on, or answers with a file
    role, url = house.told["pages"][name]
    page = page_as(role)
    page.goto(url)
    assert page_as.listen() == []  # axe itself sets styles, which the policy then stops
    assert page.locator(NOWHERE).count() == 0
    at_desk = barriers(page)
    page.set_viewport_size(PHONE)
    assert (at_desk, barriers(page), page.evaluate(WIDER)) == ([], [], 0)


@pytest.mark.parametrize("name", NAMES if PICTURES else [])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_screenshot_of_page_is_taken(name, viewport, house, page_as):
    if name not in house.told["pages"]:
        return
    role, url = house.told["pages"][name]
    page = page_as(role, viewport=viewport)
    page.goto(url)
    file = Path(PICTURES) / f"{name.replace(':', '-')}-{viewport['width']}.png"
    page.screenshot(path=file, full_page=True)
    assert file.stat().st_size > 0


def test_barrier_is_seen(house, page_as):
    page = page_as("officer")
    page.goto(house.told["pages"]["pages:today"][1])
    page_as.listen()
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [fault.split(":")[0] for fault in barriers(page)] == ["image-alt"]


def test_violation_of_the_policy_and_other_hosts_are_seen(house, page_as):
    page = page_as("officer")
    page.goto(house.told["pages"]["pages:today"][1])
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img alt=\"x\" src=\"http://127.0.0.2:9/x.png\">')"
    )
    page.wait_for_timeout(200)
    told = page_as.close()
    page_as.faults, page_as.contexts = [], []  # seen as they should be
    assert sorted({fault.split(" ")[0] for fault in told}) == [
        "another",
        "console:",
        "img-src",
        "style-src-attr",
    ]
