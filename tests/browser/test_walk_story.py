"""宝探し: the sheet goes out, and what comes back is typed in one pass and taken back in one."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE
from tests.browser.steps import choose, field, follow, hear, paper, press, undo, write

pytestmark = pytest.mark.browser

FOUND = (
    {"種類": "場所", "見つけたもの・人・場所": "角の縁側", "だれの": "角の家"},
    {"種類": "モノ", "見つけたもの・人・場所": "大きな鍋", "いつ使える": "いつでも"},
    {"種類": "集まり・活動", "見つけたもの・人・場所": "朝の水やり", "メモ": "門の前で"},
)


def type_back(page) -> None:
    """Type what stands on the first lines of the paper."""
    for number, line in enumerate(FOUND, 1):
        for name, words in line.items():
            label = f"{number}行目の{name}"
            if name == "種類":
                choose(page, label, words)
            else:
                write(page, {label: words})


def listed(page, address: str) -> Locator:
    """Look at a list of 若葉; return the headings of what stands there."""
    page.goto(address)
    choose(page, "地区", "若葉")
    press(page, "この条件で見る")
    return page.get_by_role("main").get_by_role("heading", level=3)


def test_coordinator_takes_a_sheet_types_three_rows_back_and_takes_them_back(page_as):
    page = page_as("若葉")
    page.goto("/today/")
    follow(page, "宝探しに行く")
    paper(page, "印刷する（若葉一丁目）")
    follow(page, "書き写す（若葉一丁目）")
    type_back(page)
    press(page, "まとめて記録する")
    hear(page, "場所1件、モノ1件、活動1件を書きました。")

    beside = page.context.new_page()
    expect(listed(beside, "/assets/")).to_have_text(["大きな鍋", "角の縁側"])
    expect(listed(beside, "/activities/")).to_have_text(["朝の水やり"])
    beside.goto("/walk/rows/")
    choose(beside, "どこを歩きましたか", "若葉一丁目")
    type_back(beside)
    press(beside, "まとめて記録する")
    expect(beside.get_by_role("alert")).to_contain_text("3行目、若葉一丁目")
    expect(beside.get_by_role("button", name="それでも、ぜんぶ記録する")).to_be_visible()
    undo(page)
    hear(page, "いま書いたものを、一覧から引きました。")
    for address in ("/assets/", "/activities/"):
        expect(listed(beside, address)).to_have_text(["この条件では見つかりませんでした"])


def test_line_shows_the_rest_of_its_fields_on_a_phone_once_it_is_written(page_as):
    page = page_as("若葉")
    page.set_viewport_size(PHONE)
    page.goto("/walk/rows/")
    note = field(page, "2行目のメモ")
    expect(note).to_be_hidden()

    field(page, "2行目の見つけたもの・人・場所").focus()
    expect(note).to_be_visible()
    write(page, {"2行目の見つけたもの・人・場所": "角の花壇"})
    field(page, "1行目の見つけたもの・人・場所").focus()

    expect(note).to_be_visible()
    expect(page.get_by_role("button", name="まとめて記録する")).to_be_in_viewport()
