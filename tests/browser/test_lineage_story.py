"""From a button to a service, both ways and on paper; and what the purpose check finds is mended and gone."""

import pytest
from playwright.sync_api import expect

from tests.browser.corners import BUTTONS
from tests.browser.steps import follow, head, hear, paper, part, press, tick, write

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
each_screen = pytest.mark.parametrize(
    ("viewport", "button"), list(zip([PHONE, DESK], BUTTONS, strict=True)), ids=["phone", "desk"]
)


@each_screen
def test_line_from_a_button_to_a_service_is_followed_both_ways(page_as, viewport, button) -> None:
    page = page_as("糸", viewport=viewport)
    name = f"手しごと便{viewport['width']}"
    page.goto("/voices/")
    page.get_by_role("link", name=button).first.click()
    expect(part(page, "その後")).to_be_visible()
    address = page.url
    page.goto(f"/activities/new/?voice={address.rstrip('/').rpartition('/')[2]}")
    write(page, {"名前": name})
    press(page, "記録する")
    hear(page, f"「{name}」を書きたしました。")

    follow(page, "つながりの線を見る")
    head(page, name)
    line = part(page, "時の順に")
    expect(line.get_by_role("listitem").first).to_contain_text(button)
    expect(line.get_by_role("listitem").last).to_contain_text(name)

    follow(line, "この声のページ")
    follow(page, "つながりの線を見る")
    head(page, "ひとつの声から")
    expect(part(page, "時の順に").get_by_role("link", name=name)).to_be_visible()
    assert paper(page, "物語を印刷する")


def test_what_the_purpose_check_finds_is_mended_and_gone(page_as) -> None:
    page = page_as("糸", viewport=PHONE)
    page.goto("/visions/")
    page.get_by_role("listitem").filter(has_text="糸").get_by_role("link").first.click()
    check = part(page, "目的の点検")
    expect(check.get_by_role("listitem")).to_have_count(1)
    expect(check).to_contain_text("「近所で片づく」には、ひと月のうちに始められる一歩がありません")

    check.get_by_role("listitem").get_by_role("link").click()
    head(page, "近所で片づく")
    follow(page, "はじめの一歩を書く")
    write(page, {"何を": "縁側で糸を通す"})
    tick(page, "住民の方がやりたいと言っている")
    page.get_by_label("いつ始める").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    press(page, "残す")
    hear(page, "はじめの一歩を書きとめました。")

    page.goto("/visions/")
    page.get_by_role("listitem").filter(has_text="糸").get_by_role("link").first.click()
    expect(part(page, "目的の点検")).to_contain_text("気になるところはありません")
