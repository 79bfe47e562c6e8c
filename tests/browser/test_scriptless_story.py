"""JavaScript is off: assets are read, written and mended, and residents find what they look for."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, enter, follow, head, press, tick, undo, write

pytestmark = pytest.mark.browser


def test_coordinator_without_scripts_writes_down_mends_and_retires_an_asset(page_as):
    page = page_as("宮前", scripts=False)
    page.goto("/today/")
    enter(page, "見つけたものを書く")
    write(page, {"名前": "宮前の井戸"})
    tick(page, "場所")
    choose(page, "地区", "宮前一丁目")
    press(page, "記録する")
    head(page, "宮前の井戸")
    follow(page, "直す")
    write(page, {"名前": "宮前のつるべ井戸"})
    press(page, "記録する")
    head(page, "宮前のつるべ井戸")
    press(page, "引退にする")
    undo(page)
    page.goto("/assets/")
    choose(page, "地区", "宮前")
    press(page, "この条件で見る")
    expect(page.get_by_role("link", name="宮前のつるべ井戸")).to_be_visible()
    expect(page.get_by_role("link", name="宮前の井戸")).to_have_count(0)


def test_resident_without_scripts_finds_a_gathering_and_tells_of_a_change(house, page_as):
    page = page_as(scripts=False)
    page.goto(f"/portal/{house.told['code']}/")
    enter(page, "集まりに行ってみたい")
    follow(page, "川西")
    follow(page, "桜サロン139998")
    follow(page, "まちがい・変更を知らせる")
    page.get_by_role("textbox").first.fill("会場が隣の部屋に変わりました")
    press(page, "知らせる")
    head(page, "知らせてくださり、ありがとうございます")
    read = page_as("officer")
    read.goto("/activities/suggestions/")
    expect(read.get_by_text("会場が隣の部屋に変わりました")).to_be_visible()
