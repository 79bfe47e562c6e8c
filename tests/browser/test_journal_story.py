"""A coordinator logs five things in a row on a telephone, once without a network, and hands over."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.device import AWAY, HEAR, READY, on_the_device, sent, waiting
from tests.browser.serving import SLOWLY
from tests.browser.steps import (
    field,
    follow,
    head,
    hear,
    paper,
    part,
    press,
    tick,
    unfold,
    write,
)
from tests.browser.test_every_page import WIDER, barriers

pytestmark = pytest.mark.browser
LOG = "/journal/log/"
AREA = "汐見"
WISH = "バスの時刻表の字が小さくて、灯台の下では読めない"
VOICE = "灯りがついていると、それだけでほっとするの"


def begin(page: Page, means: str, words: str) -> None:
    """Tap how and where, and write one sentence."""
    tick(page, means, AREA)
    write(page, {"ひとこと": words})


def with_what_follows(page: Page) -> None:
    """Take by a tap what usually follows from whom one met."""
    begin(page, "訪問", "灯台守だった方と、縁側で話した")
    tick(page, "高齢者本人・家族")
    offered = page.locator("#pointed .chip", has_text="地域の声を聞く・実態把握")
    expect(offered).to_be_visible()
    offered.click()
    assert page.evaluate(WIDER) == 0
    press(page, "残して、もう一件")
    expect(field(page, "ひとこと")).to_have_value("")
    hear(page, "記録しました。")


def with_a_promise(page: Page) -> None:
    """Name a place as a list has it, and say what comes next; where one was last is ticked already."""
    expect(page.locator(".tile", has_text=AREA).locator("input")).to_be_checked()
    tick(page, "電話")
    unfold(page, "何のことで・変わりなかったもの")
    write(page, {"資源か活動の名前": "汐見集会所"})
    unfold(page, "次の一手")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    write(page, {"次の一手": "鍵を借りにいく", "いつまでに": today})
    press(page, "残して、もう一件")
    # The word of the last one may still stand: the form is another once nothing is ticked.
    expect(page.locator(".tile", has_text="電話").locator("input")).not_to_be_checked()
    hear(page, "記録しました。")


def in_the_pocket(page: Page) -> Page:
    """Cut the network, end the tab, and open the form in another."""
    context = page.context
    context.set_offline(True)
    page.close()
    page = context.new_page()
    page.goto(LOG)
    head(page, "記録する")
    expect(page.locator("[data-pocket]")).to_have_count(1)
    return page


def without_a_network(page: Page) -> Page:
    """Cut the network, end the tab, write in another; it waits on the device, and is sent from it."""
    page = in_the_pocket(page)
    press(page, "残す")
    expect(page.get_by_role("alert")).to_contain_text("どうやってかを、ひとつ選んでください。")
    begin(page, "まち歩き・立ち話", "坂の途中で、屋根の話を聞いた")
    press(page, "残す")
    waiting(page, 1)
    assert "汐見集会所" not in on_the_device(page)["left"]
    page.context.set_offline(False)
    sent(page, 1)
    assert on_the_device(page)["entries"] == 0
    return page


def with_a_voice(page: Page) -> None:
    """Keep what was heard, make sure of a place, and keep the promise."""
    begin(page, "訪問", "集会所を見てきた")
    unfold(page, "何のことで・変わりなかったもの")
    tick(page, "汐見集会所")
    page.get_by_label(re.compile("^変わりありませんでした")).check()
    unfold(page, "聴いた声も残す")
    write(page, {"その人の言葉": VOICE})
    unfold(page, "これで済んだこと")
    tick(page, "鍵を借りにいく")
    press(page, "残す")
    # What was said of the one before may still stand: this one is kept once its form is gone.
    expect(page).not_to_have_url(re.compile("/log/"))
    hear(page, "記録しました。")


def test_five_in_a_row_on_a_telephone_one_without_a_network(page_as, phone):
    page_as.refusals = AWAY
    page = page_as("汐見", viewport=phone)
    page.goto("/today/")
    follow(page, "したことを記録する")
    head(page, "記録する")
    page.evaluate(READY, SLOWLY)
    with_what_follows(page)
    with_a_promise(page)
    page = without_a_network(page)
    page.goto(LOG)
    # How and where are enough.
    tick(page, "会議", AREA)
    press(page, "残して、もう一件")
    expect(page.locator(".tile", has_text="会議").locator("input")).not_to_be_checked()
    hear(page, "記録しました。")
    with_a_voice(page)

    page.goto("/journal/")
    expect(page.locator("main li.item")).to_have_count(5)
    expect(page.get_by_role("link", name="坂の途中で、屋根の話を聞いた")).to_have_count(1)
    follow(page, "集会所を見てきた")
    expect(page.locator("main")).to_contain_text(VOICE)
    page.goto("/today/")
    expect(page.locator("main")).not_to_contain_text("鍵を借りにいく")
    assert (page_as.listen(), barriers(page)) == ([], [])


def promise_an_answer(page: Page) -> None:
    """Hear somebody, and promise an answer for today."""
    page.goto(HEAR)
    write(page, {"その人の言葉": WISH})
    tick(page, AREA)
    unfold(page, "誰から・どこで")
    write(page, {"呼び名": "灯台のとなりの方"})
    unfold(page, "お返事の約束")
    write(page, {"お返事の約束の日": page.evaluate("new Date().toLocaleDateString('sv')")})
    press(page, "この声を残す")
    expect(page).not_to_have_url(re.compile(f"{HEAR}$"))


def test_promised_answer_is_marked_in_the_same_form_without_a_network(page_as, phone):
    page_as.refusals = AWAY
    page = page_as("汐見", viewport=phone)
    promise_an_answer(page)
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text(WISH)
    page.goto(LOG)
    unfold(page, "これで済んだこと")
    expect(page.get_by_label("お返事する約束だった声")).to_contain_text(WISH)
    page.evaluate(READY, SLOWLY)

    page = in_the_pocket(page)
    begin(page, "電話", "バスの時刻を調べて、電話でお返事した")
    unfold(page, "これで済んだこと")
    write(page, {"お返事した方の呼び名か、声の番号": "灯台のとなりの方"})
    assert page.evaluate(WIDER) == 0
    press(page, "残す")
    waiting(page, 1)
    assert WISH not in str(on_the_device(page))
    page.context.set_offline(False)
    sent(page, 1)

    page.goto("/today/")
    expect(page.locator("main")).not_to_contain_text(WISH)
    page.goto("/journal/")
    follow(page, "バスの時刻を調べて、電話でお返事した")
    expect(part(page, "お返事した声")).to_contain_text(WISH)
    press(page, "この記録を取り消す")
    hear(page, "いっしょに残したことも、元に戻しました。")
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text(WISH)
    assert (page_as.listen(), barriers(page)) == ([], [])


def test_handover_asks_what_must_be_told_and_is_printed(page_as, desk):
    page = page_as("汐見", viewport=desk)
    page.goto("/journal/")
    follow(page, "引き継ぎ")
    page.locator("main li.item a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("さんの引き継ぎ")
    follow(page, "鍵や当番など、紙になっていない約束")
    expect(field(page, "何のことを伝えますか")).to_have_value("鍵や当番など、紙になっていない約束")
    write(page, {"ひとこと": "集会所の鍵は、となりの魚屋さん"})
    press(page, "書きとめる")
    hear(page, "申し送りを書きとめました。")
    press(part(page, "会って伝えること"), "伝えた")
    hear(page, "伝えたと記録しました。")
    expect(part(page, "会って伝えること")).to_contain_text("に伝えました")
    assert len(paper(page, "A4に印刷する")) > 1000
    assert (page_as.listen(), barriers(page)) == ([], [])
