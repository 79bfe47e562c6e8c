"""A device without the fonts of our pages: it loads the slices that a page needs, and no more."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from sasaeai.areas.models import Role
from sasaeai.demo.plan import SASAE
from sasaeai.demo.town import with_check_digit
from tests.browser.conftest import CHROMIUM, FLAGS, House, Visitor
from tests.browser.test_roles_story import sign_in

pytestmark = pytest.mark.browser

SLICES, KILOBYTES = 20, 500
HOME = f"/portal/{with_check_digit(SASAE.code5)}/"
WITHOUT = """<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<selectfont><rejectfont><glob>*BIZUD*</glob></rejectfont></selectfont></fontconfig>"""
# For what the sheet of letters is while a page is read.
BEGINS = """document.addEventListener("DOMContentLoaded", () => {
  window.begins = document.querySelector("[data-letters]").media;
});"""
# Draws a name that is nowhere on the page, twice.
DRAWN_TWICE = """async () => {
  const script = performance.getEntriesByType("resource").find((one) => /signs.*js$/.test(one.name));
  const { draw } = await import(script.name);
  const drawn = [];
  const map = { hasImage: () => false, addImage: (sign, image) => drawn.push(image.data.join()) };
  await draw(map, "name|area|鰯雲");
  await document.fonts.ready;
  await draw(map, "name|area|鰯雲");
  return drawn[0] === drawn[1];
}"""


@pytest.fixture(scope="module")
def without_fonts(chromium: Browser, tmp_path_factory) -> Iterator[Browser]:
    config = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    config.write_text(WITHOUT, "utf-8")
    env = {**os.environ, "FONTCONFIG_FILE": str(config)}
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=FLAGS, env=env)
    yield browser
    browser.close()


@pytest.fixture
def visitor(without_fonts: Browser, demo: House) -> Iterator[Visitor]:
    visitor = Visitor(without_fonts, demo)
    yield visitor
    assert visitor.close() == []


def officer(visitor: Visitor) -> Page:
    """Return a page of an officer who has seen none yet in this browser."""
    seen = visitor()
    sign_in(seen, visitor.house.staff(Role.OFFICER))
    fresh = visitor()
    fresh.context.add_cookies(seen.context.cookies())
    return fresh


def letters(page: Page) -> list[Response]:
    """Return what answers the page's questions for letters from now on."""
    given: list[Response] = []
    page.on("response", lambda one: given.append(one) if ".woff2" in one.url else None)
    return given


@pytest.mark.parametrize("address", ["/accounts/login/", "/today/", "/map/", HOME])
def test_page_loads_a_few_slices_and_misses_none(address, visitor):
    page = visitor() if "/login/" in address else officer(visitor)
    given = letters(page)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")

    assert [one.url for one in given if one.status != 200] == []
    weight = sum(one.request.sizes()["responseBodySize"] for one in given) / 1000
    assert 0 < len(given) <= SLICES
    assert weight <= KILOBYTES


def test_letters_come_after_all_else_the_first_time_and_are_there_from_then_on(visitor):
    page, came = visitor(), []
    page.add_init_script(BEGINS)
    page.on("load", lambda _page: came.append("page"))
    page.on("request", lambda asked: came.append("letters") if ".woff2" in asked.url else None)
    begins = []
    for address in ("/accounts/login/", HOME):
        page.goto(address, wait_until="networkidle")
        begins.append(page.evaluate("window.begins"))

    assert (begins, came[:2]) == (["print", "all"], ["page", "letters"])


def test_name_on_the_map_is_drawn_when_its_letters_are_there(visitor):
    page = officer(visitor)
    page.goto("/map/")
    expect(page.locator("[data-map-shown]")).to_be_visible()
    given = letters(page)
    assert page.evaluate(DRAWN_TWICE)
    assert len(given) > 0
