"""From one sentence on the telephone to help that came, and back: a 第2層 coordinator's day."""

import pytest
from playwright.sync_api import expect

from tests.browser.device import AWAY, HEAR, prepared, say, sent, waiting
from tests.browser.steps import (
    choose,
    enter,
    follow,
    head,
    hear,
    part,
    press,
    spoken,
    tick,
    undo,
    unfold,
    write,
)

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}
WORDS = "ゴミの日だけ、坂がこわいの。ほかは何でも自分でできるのよ"
TODAY = "new Date().toLocaleDateString('sv')"


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_one_sentence_becomes_help_that_came_and_is_told_back(page_as, viewport) -> None:
    page_as.refusals = AWAY
    page = page_as("宮前", viewport=viewport)
    helper_is_met(page)
    voice_becomes_a_need(page)
    somebody_says_yes(page)

    day = page.evaluate(TODAY)
    follow(page, "約束の日を決める")
    write(page, {"はじめての日": day, "何時から": "07:00", "はじめに付き添う人": "宮前の担当"})
    press(page, "約束の日を残す")
    hear(page, "約束の日を残しました。")
    follow(page, "行われた日を記録する")
    press(page, "この一回を記録する")
    hear(page, "この一回を記録しました。")
    press(page, "お礼を伝えた")
    hear(page, "お礼を伝えたと記録しました。")

    follow(page, "週2回のゴミ出し")
    follow(page, "この声のページ")
    write(
        page, {"お返事したこと": "火曜の朝、ご近所の方が来てくださることになったと電話でお伝えした"}
    )
    press(page, "お返事したと記録する")
    hear(page, "お返事したと記録しました。")
    expect(page.locator("main")).to_contain_text("ニーズになった")


def voice_becomes_a_need(page) -> None:
    page.goto("/today/")
    enter(page, "聴いたことを書く")
    prepared(page)
    # Between two visits, where no network is: the form opens all the same, and what is written waits.
    page.context.set_offline(True)
    page.goto(HEAR)
    say(page, WORDS, "宮前一丁目")
    waiting(page, 1)
    page.context.set_offline(False)
    sent(page, 1)
    follow(page, WORDS)

    follow(page, "できることにする")
    head(page, "できることにする")
    write(page, {"お願いの中身": "週2回のゴミ出し"})
    choose(page, "どんなこと", "ゴミの分別やゴミ出し")
    tick(page, "口頭で聞いた")
    press(page, "残す")
    hear(page, "ニーズを書きとめました。")
    expect(page.locator("main")).to_contain_text(WORDS)


def somebody_says_yes(page) -> None:
    part(page, "頼めそうな人").get_by_role("link", name="台本を見ながら電話する").first.click()
    press(page, "お願いしたと記録する")
    hear(page, "お願いしたと記録しました。")
    press(page, "留守だった")
    hear(page, "もう一度聞いてみましょう。")
    expect(part(page, "お願いのいきさつ")).to_contain_text("留守だった")
    # The wrong button, between two visits.
    press(page, "引き受けてくださった")
    hear(page, "お返事を残しました。")
    undo(page)
    hear(page, "お返事を取り消しました。")
    press(page, "引き受けてくださった")
    hear(page, "お返事を残しました。")


def helper_is_met(page) -> None:
    """Write down a neighbour who can put out the rubbish and has been met."""
    page.goto("/people/new/")
    write(page, {"呼び名": "朝の散歩の人"})
    choose(page, "どの地区の方ですか", "宮前一丁目")
    press(page, "記録する")
    other, card = (
        page.get_by_text("ちがう方です。このまま記録します。"),
        page.get_by_role("link", name=spoken("会うときのことを書く")),
    )
    expect(other.or_(card)).to_be_visible()
    if other.is_visible():
        tick(page, "ちがう方です。このまま記録します。")
        press(page, "記録する")
    follow(page, "会うときのことを書く")
    tick(page, "会って話した")
    press(page, "残す")
    follow(page, "できること・やってみたいことを書く")
    choose(page, "どんなこと", "ゴミの分別やゴミ出し")
    press(page, "記録する")
    hear(page, "書きました。")


def test_what_was_asked_once_is_ended_when_it_has_happened(page_as) -> None:
    page = page_as("宮前", viewport=PHONE)
    helper_is_met(page)
    page.goto("/needs/take-up/")
    write(page, {"お願いの中身": "古い新聞を一度だけ出したい"})
    choose(page, "どんなこと", "ゴミの分別やゴミ出し")
    choose(page, "どこのことですか", "宮前一丁目")
    tick(page, "口頭で聞いた")
    press(page, "残す")
    hear(page, "ニーズを書きとめました。")
    somebody_says_yes(page)
    follow(page, "約束の日を決める")
    day = page.evaluate(TODAY)
    write(page, {"はじめての日": day, "何時から": "07:00", "はじめに付き添う人": "宮前の担当"})
    press(page, "約束の日を残す")
    follow(page, "行われた日を記録する")
    press(page, "この一回を記録する")
    press(page, "お礼を伝えた")
    hear(page, "お礼を伝えたと記録しました。")
    follow(page, "古い新聞を一度だけ出したい")
    expect(page.get_by_role("link", name="台本を見ながら電話する")).to_have_count(0)
    part(page, "済みましたか").get_by_role("link", name="済んだので終える").click()
    press(page, "終える")
    hear(page, "このニーズを終えました。")


def test_words_of_alarm_propose_nobody_and_say_whom_to_call(page_as) -> None:
    page = page_as("宮前", viewport=PHONE)
    page.goto("/needs/take-up/")
    write(page, {"お願いの中身": "息子さんに叩かれると話している"})
    choose(page, "どんなこと", "相談・つなぎ")
    choose(page, "どこのことですか", "宮前一丁目")
    press(page, "残す")
    hear(page, "ニーズを書きとめました。")
    here = part(page, "近所の方には頼まず、いま電話するところ")
    expect(here).to_contain_text("叩かれ")
    expect(page.get_by_role("link", name="台本を見ながら電話する")).to_have_count(0)
    unfold(here, "電話したら、つないだ先を残す")
    write(here, {"一覧にないとき：どなたに": "包括の看護師"})
    press(here, "つないだと記録する")
    hear(page, "つないだと記録しました。")
    expect(part(page, "つないだ先")).to_contain_text("包括の看護師")
    undo(page)
    hear(page, "つないだ記録を取り消しました。")
    follow(page, "それでも近所の方に頼むとき")
    write(page, {"近所の方に頼むわけ": "看護師と相談し、話し相手だけをお願いする"})
    press(page, "わけを残して、候補を出す")
    hear(page, "わけを残しました。")
    expect(part(page, "頼めそうな人")).to_be_visible()
