"""A coordinator on the way: writing down what was found, and making sure of what is known."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import (
    choose,
    enter,
    field,
    follow,
    head,
    hear,
    part,
    press,
    tick,
    undo,
    unfold,
    write,
)

pytestmark = pytest.mark.browser


def photograph() -> dict:
    """Return a picture as a phone would hand it over."""
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(content, "JPEG")
    return {"name": "yard.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def write_down(page) -> None:
    """Write down a place with its hours and a picture."""
    write(page, {"名前": "たけのこ広場"})
    tick(page, "場所")
    choose(page, "地区", "朝日一丁目")
    unfold(page, "いつ使えるか")
    first = page.get_by_role("group", name="1つめの曜日と時間")
    tick(first, "火", "木")
    write(first, {"はじまり": "10:00", "おわり": "12:00"})
    unfold(page, "見せかた・写真・覚え書き")
    field(page, "写真").set_input_files(photograph())
    write(page, {"写真の説明": "入り口の桜"})
    press(page, "記録する")


def test_coordinator_writes_down_a_place_retires_it_and_brings_it_back(page_as, phone):
    page = page_as("朝日", viewport=phone)
    page.goto("/today/")
    enter(page, "見つけたものを書く")
    write_down(page)
    head(page, "たけのこ広場")
    hear(page, "「たけのこ広場」を書きたしました。")
    expect(page.get_by_text("火・木 午前10時〜正午")).to_be_visible()
    expect(page.get_by_role("cell", name="10時")).to_have_count(2)
    picture = page.get_by_role("img", name="入り口の桜")
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 640

    address = page.url
    page.goto("/assets/")
    choose(page, "地区", "朝日")
    press(page, "この条件で見る")
    follow(page, "たけのこ広場")
    expect(page).to_have_url(address)

    press(page, "引退にする")
    hear(page, "「たけのこ広場」を引退にしました。")
    undo(page)
    hear(page, "「たけのこ広場」を一覧に戻しました。")
    expect(page.get_by_role("button", name="引退にする")).to_be_visible()


def test_coordinator_walks_todays_round_checks_the_first_and_takes_it_back(page_as, phone):
    page = page_as("夕日", viewport=phone)
    page.goto("/today/")
    expect(part(page, "今日たしかめる")).to_contain_text("だいぶたつものが3件あります。")
    follow(part(page, "今日たしかめる"), "歩く順に見る")
    stops = page.locator("main ol").get_by_role("heading", level=3)
    expect(stops).to_have_text(["近い集会所", "中の集会所", "遠い集会所"])

    follow(page, "近い集会所")
    expect(page.locator("main .head")).to_contain_text("電話で確認・確認したい")
    follow(page, "確かめたと記録する")
    tick(page, "行って確かめた", "変わりなかった")
    press(page, "記録する")
    hear(page, "「近い集会所」を確かめたことを記録しました。")
    expect(page.locator("main .head")).to_contain_text("今日行って確認")
    expect(part(page, "確かめた記録").get_by_role("listitem")).to_have_count(2)

    undo(page)
    hear(page, "確かめた記録を取り消しました。")
    expect(page.locator("main .head")).to_contain_text("電話で確認・確認したい")
    expect(part(page, "確かめた記録").get_by_role("listitem")).to_have_count(1)
