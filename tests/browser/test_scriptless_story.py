"""JavaScript is off: assets are read, written and mended, and residents find what they look for."""

import pytest

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
    follow(page, "宮前のつるべ井戸")
    head(page, "宮前のつるべ井戸")


def test_resident_without_scripts_finds_a_gathering_and_tells_of_a_change(house, page_as):
    page = page_as(scripts=False)
    page.goto(f"/portal/{house.told['code']}/")
    enter(page, "集まりに行ってみたい")
    follow(page, "川西")
    follow(page, "桜サロン139998")
    follow(page, "まちがい・変更を知らせる")
    page.get_by_role("textbox").first.fill("会場が変わりました")
    press(page, "知らせる")
    head(page, "知らせてくださり、ありがとうございます")
