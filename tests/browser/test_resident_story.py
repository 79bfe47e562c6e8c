"""A resident with a phone and no account: finding a gathering, telling of a mistake, taking paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    enter,
    field,
    follow,
    head,
    hear,
    paper,
    part,
    press,
    spoken,
    tick,
    undo,
)

pytestmark = pytest.mark.browser


def test_resident_tells_of_a_change_and_the_coordinator_answers_and_takes_it_back(
    house, page_as, phone
):
    page = page_as(viewport=phone)
    page.goto(f"/portal/{house.told['code']}/")
    follow(page, "川端")
    follow(page, "集まりをぜんぶ見る")
    follow(page, "木")
    follow(page, "川端お茶のみ会")
    head(page, "川端お茶のみ会")
    follow(page, "まちがい・変更を知らせる")
    told = {
        "どこが変わりましたか": "はじまりが10時半になりました",
        "お返事を受け取るところ": "桜台のキヨ",
    }
    for name, words in told.items():
        page.get_by_role("textbox", name=spoken(name, whole=False)).fill(words)
    press(page, "知らせる")
    head(page, "知らせてくださり、ありがとうございます")

    desk = page_as("川端", viewport=phone)
    desk.goto("/today/")
    expect(part(desk, "返事を待っている知らせ")).to_contain_text("はじまりが10時半になりました")
    follow(part(desk, "返事を待っている知らせ"), "川端お茶のみ会")
    expect(part(desk, "知らせてくださったこと")).to_contain_text("桜台のキヨ")
    tick(desk, "直した")
    field(desk, "どうしたか").fill("世話役の方に電話で聞いて、時間を直しました。")
    press(desk, "答えを記録する")
    hear(desk, "知らせに答えました。")
    expect(desk.get_by_role("link", name="川端お茶のみ会")).to_have_count(0)

    undo(desk)
    hear(desk, "知らせを、返事を待っているところへ戻しました。")
    desk.goto("/today/")
    follow(desk, "集まり・活動の知らせをすべて見る")
    expect(desk.get_by_role("link", name="川端お茶のみ会")).to_be_visible()


def test_resident_reads_with_furigana_prints_an_area_and_is_not_told_a_hidden_address(
    house, page_as, phone
):
    page = page_as(viewport=phone)
    page.goto(f"/portal/{house.told['code']}/")
    reading = page.get_by_role("heading", level=1).locator("rt").first
    expect(reading).to_be_hidden()
    page.get_by_role("switch", name="ふりがな").check()
    expect(reading).to_be_visible()
    page.reload()
    expect(reading).to_be_visible()
    page.get_by_role("switch", name="ふりがな").uncheck()
    page.reload()
    expect(reading).to_be_hidden()

    enter(page, "紙で見たい・印刷したい")
    paper(page, "川端ぜんぶ")
    follow(page.get_by_role("main"), "はじめのページ")
    enter(page, "近くにあるものを見たい")
    follow(page, "川端")
    follow(page, "みんなの縁側")
    head(page, "みんなの縁側")
    expect(page.get_by_role("main")).to_contain_text(
        "くわしい場所は、お電話でお伝えします。", use_inner_text=True
    )
    expect(page.get_by_text("川端2-8-1")).to_have_count(0)
    paper(page, "大きな字で印刷して渡す")
