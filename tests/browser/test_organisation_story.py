"""A coordinator and an organisation: who takes part, with whom, and when to speak again."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, field, follow, head, hear, part, press, tick, undo, write

pytestmark = pytest.mark.browser

TOGETHER = "いっしょにしていること"
ASKED = "集会所を体操に使わせてもらえないか"


def write_down(page, name: str) -> None:
    """Write down a neighbourhood association."""
    page.goto("/organisations/")
    follow(page, "団体を記録する")
    write(page, {"名前": name})
    choose(page, "種類", "地縁組織（町会・自治会・地区社協）")
    choose(page, "地区", "本町一丁目")
    press(page, "記録する")
    hear(page, f"「{name}」を記録しました。")


def take_in(page) -> None:
    """Find a person by the whole family name and take them in."""
    follow(page, "会員に加える")
    write(page, {"名前か電話番号": "柿沼"})
    press(page.get_by_role("main"), "さがす")
    tick(page, "柿沼 みつ（本町一丁目）")
    write(page, {"役": "世話人"})
    press(page, "会員に加える")
    hear(page, "会員に加えました。")
    expect(part(page, "会員")).to_contain_text("柿沼 みつ")


def tie_to(page, partner: str) -> None:
    """Say what both do together; the field offers the names that are known."""
    follow(page, "つながりを書く")
    box = field(page, "いっしょにしている団体")
    box.press_sequentially(partner[-2:])
    expect(page.locator("#names option")).to_have_count(1)
    expect(page.locator("#names option")).to_have_attribute("value", partner)
    box.fill(partner)
    write(page, {"どんなつながり": "夏まつりを、いっしょにひらく"})
    press(page, "記録する")
    hear(page, "つながりを記録しました。")
    press(part(page, TOGETHER), f"外す{partner}")
    hear(page, "つながりを外しました。")
    undo(page)
    hear(page, "つながりを戻しました。")


def speak_with(page) -> None:
    """Write down what was asked, and that one speaks again today."""
    follow(page, "働きかけを書く")
    write(page, {"何について": ASKED})
    tick(page, "声をかけた")
    write(page, {"次に声をかける日": page.evaluate("new Date().toLocaleDateString('sv')")})
    press(page, "記録する")
    hear(page, "働きかけを記録しました。")


def test_coordinator_writes_down_an_organisation_its_member_its_tie_and_a_promise(page_as):
    page = page_as("本町")
    write_down(page, "本町睦会")
    write_down(page, "本町みどり会")
    take_in(page)
    tie_to(page, "本町睦会")
    speak_with(page)

    page.goto("/today/")
    promises = part(page, "声をかける先")
    expect(promises).to_contain_text(ASKED)
    follow(promises, "本町みどり会")
    head(page, "本町みどり会")
    follow(part(page, TOGETHER), "本町睦会")
    head(page, "本町睦会")
    expect(part(page, TOGETHER)).to_contain_text("本町みどり会")


def test_names_are_offered_for_what_was_typed_before_the_script_had_come(page_as):
    page = page_as("本町")
    write_down(page, "本町つつじ会")

    def type_first(route) -> None:
        field(page, "いっしょにしている団体").fill("つつじ会")
        route.continue_()

    page.route("**/htmx.min*.js", type_first)
    page.goto(page.url + "ties/new/")

    expect(page.locator("#names option")).to_have_attribute("value", "本町つつじ会")
