"""A coordinator between two visits writes down what was said, and answers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    enter,
    field,
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
WORDS = "バスが減ってから、火曜の特売に行けなくなった"


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_coordinator_writes_down_a_voice_and_keeps_the_promise(page_as, viewport):
    page = page_as("宮前", viewport=viewport)
    page.goto("/today/")
    enter(page, "聴いたことを書く")
    head(page, "聴いたことを書く")
    write(page, {"その人の言葉": WORDS})
    tick(page, "宮前一丁目", "困りごと")
    unfold(page, "お返事の約束")
    write(page, {"お返事の約束の日": page.evaluate("new Date().toLocaleDateString('sv')")})
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    expect(page.locator("main")).to_contain_text(WORDS)

    page.goto("/today/")
    follow(part(page, "お返事の約束"), WORDS)
    write(page, {"お返事したこと": "移動販売の日をお伝えした"})
    press(page, "お返事したと記録する")
    hear(page, "お返事したと記録しました。")
    undo(page)
    hear(page, "お返事の記録を取り消しました。")

    unfold(page, "この声を取り下げる")
    press(page, "取り下げる")
    hear(page, "声を取り下げました。")
    expect(page.locator("main")).not_to_contain_text(WORDS)
    undo(page)
    hear(page, "声を戻しました。")
    expect(page.locator("main")).to_contain_text(WORDS)
    unfold(page, "この声を取り下げる")
    press(page, "取り下げる")
    hear(page, "声を取り下げました。")


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_coordinator_takes_what_the_words_point_to_with_one_tap(page_as, viewport):
    page = page_as("宮前", viewport=viewport)
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": WORDS})
    tick(page, "宮前一丁目")
    hints = page.get_by_role("group", name=spoken("言葉から思いついた手がかり"))
    hint = hints.get_by_role("checkbox", name="買い物")
    expect(hints).to_contain_text("「特売」から")
    expect(hint).not_to_be_checked()
    unfold(page, "どんなこと")
    own = page.get_by_role("group", name=spoken("どんなこと", whole=False))
    own = own.get_by_role("checkbox", name=re.compile("^(✓ )?買い物$"))
    tick(hints, "買い物")
    expect(own).to_be_checked()
    # What is ticked stays, whatever the words become; and each tap takes it back.
    field(page, "その人の言葉").fill("さあねえ")
    expect(hints).not_to_contain_text("「特売」から")
    expect(hint).to_be_checked()
    own.click()
    expect(hint).not_to_be_checked()


def test_coordinator_comes_upon_a_similar_voice_while_writing(page_as):
    page = page_as("宮前", viewport=PHONE)
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": WORDS})
    tick(page, "宮前一丁目")
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    press(part(page, "言葉から思いついた手がかり"), "買い物")
    hear(page, "をつけました。")
    undo(page)
    hear(page, "を外しました。")

    page.goto("/voices/hear/")
    write(page, {"その人の言葉": f"{WORDS}のよ"})
    follow(part(page, "これまでの似た声"), WORDS)
    expect(page.locator("main")).to_contain_text(WORDS)
    unfold(page, "この声を取り下げる")
    press(page, "取り下げる")
    hear(page, "声を取り下げました。")


def test_coordinator_without_scripts_takes_it_from_the_page_of_the_voice(page_as):
    page = page_as("宮前", scripts=False)
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": WORDS})
    tick(page, "宮前一丁目")
    press(page, "この声を残す")
    press(part(page, "言葉から思いついた手がかり"), "買い物")
    page.get_by_role("button").filter(has_text="外す").click()
    expect(part(page, "言葉から思いついた手がかり")).to_be_visible()
    page.locator("summary").filter(has_text="この声を取り下げる").click()
    press(page, "取り下げる")


def test_voice_saved_again_after_going_back_is_still_one(page_as):
    page, words = page_as("宮前", viewport=PHONE), "柿がなりすぎて、食べきれない"
    page.goto("/today/")
    enter(page, "聴いたことを書く")
    write(page, {"その人の言葉": words})
    tick(page, "宮前一丁目")
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    saved = page.url

    page.go_back()
    expect(field(page, "その人の言葉")).to_have_value(words)
    press(page, "この声を残す")
    hear(page, "声を残しました。")

    assert page.url == saved
