"""The resource map goes from the list of an area to paper, with the tab key, arrows and Enter."""

import re

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.browser.steps import choose, head, press, sheet_of
from tests.browser.test_keyboard_story import go_to

pytestmark = pytest.mark.browser


def test_coordinator_without_a_mouse_prints_the_map_of_an_area(page_as):
    page = page_as("若葉")
    page.goto("/assets/")
    choose(page, "地区", "若葉")
    press(page, "この条件で見る")
    expect(page).to_have_url(re.compile("area="))
    sheets: list[APIResponse] = []

    def take(route: Route) -> None:
        sheets.append(route.fetch())
        route.fulfill(body="", content_type="text/html")

    page.context.route(re.compile(r"/map/print/\?.*readers="), take)

    go_to(page, "a[href^='/map/print/']")
    page.keyboard.press("Enter")
    head(page, "資源地図を印刷")
    expect(page.locator("[name=area] option:checked")).to_contain_text("若葉")

    go_to(page, "[name=paper]:checked")
    page.keyboard.press("ArrowRight")
    go_to(page, "[name=kinds][value=money]")
    page.keyboard.press("Space")
    go_to(page, "[name=readers]:checked")
    page.keyboard.press("ArrowDown")
    go_to(page, "main form [type=submit]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("readers=staff"))

    (sheet,) = sheets
    assert sheet_of(sheet).startswith(b"%PDF-")
    asked = sheet.url.partition("?")[2]
    assert re.findall(r"(?:paper|kinds|readers)=\w+", asked) == [
        "paper=a3", "kinds=activity", "kinds=place", "kinds=thing", "kinds=info", "readers=staff",
    ]  # fmt: skip
