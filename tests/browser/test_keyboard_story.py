"""No mouse: from the door to a written record with the tab key, the space bar and Enter."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import field, head, hear, press, write
from tests.browser.test_sign_in import sign_in, walk_to

pytestmark = pytest.mark.browser

OUTLINE = """() => {
  const one = document.activeElement, held = one.closest("label, summary, a, button") ?? one;
  return [one, held].some((part) => getComputedStyle(part).outlineStyle !== "none");
}"""


def go_to(page, selector: str) -> None:
    """Walk to something with the tab key; one sees where one is."""
    walk_to(page, selector)
    assert page.evaluate(OUTLINE), f"nothing shows that {selector} has the focus"


def test_somebody_without_a_mouse_signs_in_and_writes_down_an_asset(house, page_as):
    page = page_as()
    sign_in(page, house.staff("keyboard"))
    expect(page).to_have_url(re.compile("/today/$"))

    go_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('main .hero-action')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    head(page, "見つけたものを書きたす")

    go_to(page, "[name=name]")
    page.keyboard.type("鍵盤の広場")
    go_to(page, "[name=kind]")
    page.keyboard.press("Space")
    go_to(page, "[name=area]")
    page.keyboard.press("ArrowDown")
    go_to(page, "details:has([name=times_0_days]) > summary")
    page.keyboard.press("Enter")
    go_to(page, "[name=times_0_days][value=tue]")
    page.keyboard.press("Space")
    # A clock of twelve hours takes AM and PM; one of twenty-four passes over them.
    go_to(page, "[name=times_0_start]")
    page.keyboard.type("1000AM")
    go_to(page, "[name=times_0_end]")
    page.keyboard.type("1200PM")
    go_to(page, "main form [type=submit]")
    page.keyboard.press("Enter")

    hear(page, "「鍵盤の広場」を書きたしました。")
    expect(page.get_by_text("火 午前10時〜正午")).to_be_visible()


def test_draft_comes_back_and_dropping_it_leaves_the_keyboard_where_one_writes(page_as):
    page = page_as("若葉")
    page.goto("/assets/new/")
    write(page, {"名前": "書きかけの縁側"})
    page.reload()
    name = field(page, "名前")
    expect(name).to_have_value("書きかけの縁側")

    press(page, "消して、はじめから書く")

    expect(name).to_have_value("")
    expect(name).to_be_focused()
