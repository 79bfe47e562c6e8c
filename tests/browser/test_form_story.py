"""Nothing that was written into a form is lost without a word, and nothing stays for the next person."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import field, hear, press, tick, unfold, write
from tests.browser.test_sign_in import sign_in

pytestmark = pytest.mark.browser

DRAFTS = "Object.keys(sessionStorage).filter((name) => name.startsWith('draft '))"


@pytest.fixture
def draft(page_as):
    """Return a page on which somebody has begun to write."""
    page = page_as("宮前")
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": "膝が痛くて、買い物に行けない"})
    assert len(page.evaluate(DRAFTS)) == 1
    return page


def test_draft_is_gone_when_one_signs_out(house, page_as):
    page = page_as()
    # A session of its own: signing out ends the one that the other stories share.
    sign_in(page, house.staff("keyboard"))
    page.wait_for_url("**/today/")
    page.goto("/assets/new/")
    write(page, {"名前": "書きかけの縁側"})
    assert len(page.evaluate(DRAFTS)) == 1

    press(page, "終える")
    expect(page).to_have_url(re.compile("/login/"))
    page.wait_for_load_state()
    assert page.evaluate(DRAFTS) == []


def test_draft_is_gone_on_any_page_of_the_next_person(draft, page_as):
    draft.context.clear_cookies()
    draft.context.add_cookies(page_as("若葉").context.cookies())
    draft.goto("/today/")
    draft.wait_for_load_state()
    assert draft.evaluate(DRAFTS) == []


def test_day_half_written_is_told_and_nothing_is_sent(page_as, phone):
    page = page_as("宮前", viewport=phone)
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": "一行目\n二行目"})
    tick(page, "宮前一丁目")
    unfold(page, "お返事の約束")
    day = field(page, "お返事の約束の日")
    day.focus()
    page.keyboard.type("1131")
    press(page, "この声を残す")

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        "お返事の約束の日：この日は暦にないか、書きかけです。"
        "年・月・日をぜんぶ書くか、カレンダーから選んでください。"
    )
    expect(day).to_have_attribute("aria-invalid", "true")
    press(page, "この声を残す")
    expect(page.get_by_role("alert")).to_have_count(1)

    day.fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    expect(page.locator(".voice-words")).to_have_js_property("innerText", "一行目\n二行目")


def test_choice_is_taken_back_without_a_script(page_as):
    page = page_as("宮前", scripts=False)
    page.goto("/voices/hear/")
    none = page.locator(".chips:has([name=kind]) .is-none")
    expect(none).to_be_hidden()
    tick(page, "困りごと")
    none.click()
    expect(page.locator("[name=kind]:checked")).to_have_attribute("value", "")
