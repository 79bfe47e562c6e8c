"""A coordinator writes down a person with what they agreed to; an officer sees numbers, or why."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    choose,
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

REASON = "ご本人からの問い合わせに答えるため"


def write_down(page) -> str:
    """Write down a person by nickname and name; return the address of the card."""
    page.goto("/people/")
    follow(page, "人を記録する")
    write(page, {"呼び名": "たけさん"})
    choose(page, "どの地区の方ですか", "天神")
    unfold(page, "姓名とふりがな")
    write(page, {"姓": "竹之内", "名": "たけ"})
    press(page, "記録する")
    hear(page, "記録しました。")
    return page.url


def add_gift(page) -> None:
    """Write down what the person can do, in their own words."""
    follow(page, "できること・やってみたいことを書く")
    tick(page, "できること", "月", "午前（9時〜12時）")
    choose(page, "どんなこと", "買い物")
    write(page, {"ご本人の言葉": "ついでに買ってくるよ"})
    press(page, "記録する")
    hear(page, "書きました。")
    expect(part(page, "できること・やってみたいこと")).to_contain_text("「ついでに買ってくるよ」")


def rest_and_come_back(page) -> None:
    """Let the person rest, and take it back."""
    follow(page, "お休みにする")
    press(page, "お休みにする")
    hear(page, "お休みにしました。")
    expect(page.get_by_text("お休み中")).to_be_visible()
    undo(page)
    hear(page, "お休みを終えました。")
    expect(page.get_by_text("お休み中")).to_have_count(0)


def give_consent(page) -> None:
    """Write down that the city may know the name."""
    follow(page, "同意を記録する")
    tick(page, "名前とふりがな", "口頭で")
    choose(page, "だれに", "市")
    choose(page, "その所属先", "ささえ市高齢福祉課")
    write(page, {"何のために": "見守りの相談のため"})
    press(page, "記録する")
    hear(page, "同意を記録しました。")
    expect(part(page, "同意")).to_contain_text("市（ささえ市高齢福祉課）")


def open_with_reason(desk) -> None:
    """See numbers only, ask for the whole name, and open the record by saying why."""
    desk.goto("/people/")
    expect(desk.get_by_role("table", name="記録されている人の数")).to_be_visible()
    expect(desk.get_by_text("竹之内")).to_have_count(0)
    write(desk, {"名前か電話番号": "竹之内"})
    press(desk, "この条件で見る")
    expect(desk.get_by_text("あてはまる方がいます")).to_be_visible()
    expect(desk.get_by_text("たけさん")).to_have_count(0)
    follow(desk, "1人目の記録を、理由を書いて見る")
    field(desk, "どうして見る必要がありますか").fill(REASON)
    press(desk, "理由を残して見る")
    head(desk, "竹之内 たけ")


def test_coordinator_writes_down_a_person_and_an_officer_opens_the_record_with_a_reason(
    page_as, phone
):
    page = page_as("天神", viewport=phone)
    card = write_down(page)
    add_gift(page)
    rest_and_come_back(page)
    give_consent(page)
    open_with_reason(page_as("officer"))
    page.goto(card)
    expect(part(page, "だれが見たか")).to_contain_text(REASON)
