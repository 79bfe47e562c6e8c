"""The map of dots: on the map that moves, on the drawing that is there before it, and back to numbers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import press, tick
from tests.browser.test_every_page import barriers
from tests.browser.test_map_story import NO_WEBGL, SHOWN

pytestmark = pytest.mark.browser


def signs(page: Page) -> int:
    """Return how many signs the map that moves shows, when it stands there."""
    expect(page.locator(SHOWN)).to_be_visible()
    return int(page.locator(SHOWN).get_attribute("data-map-shown"))


def ask_for_dots(page: Page) -> None:
    tick(page, "数でまとめず、点で見る")
    press(page, "この条件で見る")
    expect(page).to_have_url(re.compile("each=on"))


def test_whoever_asks_for_dots_sees_where_everything_is(page_as):
    page = page_as("officer")
    page.goto("/map/")
    together = signs(page)

    ask_for_dots(page)

    # A dot for each, and above them the numbers of the list.
    assert signs(page) > together
    ticked = page.get_by_label("数でまとめず、点で見る")
    expect(ticked).to_be_checked()
    ticked.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("each=on"))
    assert signs(page) == together


def test_dots_are_drawn_before_the_map_that_moves_and_without_it(page_as):
    page = page_as("officer")
    page.add_init_script(NO_WEBGL)
    page.goto("/map/?each=on")

    total = int(re.match(r"(\d+)件", page.locator("[data-map-count]").inner_text())[1])
    dots = page.locator(".map-dots").evaluate_all(
        "lines => lines.reduce((sum, line) => sum + line.points.numberOfItems, 0)"
    )

    assert dots == total > 0
    expect(page.locator("[data-map-still] svg").first).to_be_visible()
    assert page.locator("link[href*=maplibre]").count() == 0
    assert page_as.listen() == []
    assert barriers(page) == []
