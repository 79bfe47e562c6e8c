"""Nothing that was written into a form is lost without a word, and nothing stays for the next person."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.device import AWAY, hand_to
from tests.browser.steps import choose, field, hear, press, tick, unfold, write
from tests.browser.test_asset_story import photograph
from tests.browser.test_sign_in import sign_in

pytestmark = pytest.mark.browser

DRAFTS = "Object.keys(sessionStorage).filter((name) => name.startsWith('draft '))"
TELL = "/journal/stories/tell/"
# As on a slow telephone: no photograph is drawn before `draw` is called.
SLOW = """
const draw = window.createImageBitmap;
window.createImageBitmap = async (file) => { await new Promise((go) => { window.draw = go; }); return draw(file); };
"""


def keeps(page, number: int) -> None:
    """Wait until the tab keeps so many things: the words of a form, and each of its photographs."""
    page.wait_for_function(f"(number) => {DRAFTS}.length === number", arg=number)


def begin_story(page) -> None:
    """Begin to tell a story with a photograph."""
    page.goto(TELL)
    write(page, {"それまでは": "縁側がいつも空いていた"})
    unfold(page, "写真")
    field(page, "写真").set_input_files(photograph())


def chosen(page, number: int) -> None:
    """Wait until so many photographs are chosen in the field of a page that the server sent."""
    script = "(number) => document.querySelector('[name=photo]').files.length === number"
    page.wait_for_function(script, arg=number)


def end_story(page, title: str) -> None:
    """Write what is missing, send the story, and look at its photograph."""
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    write(page, {"題": title, "いつのこと": today, "写真の説明": "縁側の将棋盤"})
    choose(page, "どこのことですか", "宮前一丁目")
    tick(page, "人は写っていない")
    press(page, "残す")
    hear(page, "物語を残しました。")
    picture = page.get_by_role("img", name="縁側の将棋盤")
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 640
    assert page.evaluate(DRAFTS) == []


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
    unfold(page, "見せかた・写真・覚え書き")
    field(page, "写真").set_input_files(photograph())
    keeps(page, 2)

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


def test_photo_of_a_refused_story_is_chosen_again_and_arrives(page_as, phone):
    page = page_as("宮前", viewport=phone)
    begin_story(page)
    press(page, "残す")
    expect(page.get_by_role("alert")).to_contain_text("題：")
    chosen(page, 1)
    end_story(page, "縁側の将棋")


def test_story_sent_before_its_photo_is_written_waits_for_it(page_as):
    page = page_as("宮前")
    page.add_init_script(SLOW)
    begin_story(page)
    button = page.get_by_role("button", name="残す", exact=True)
    button.click()
    button.click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.evaluate("window.draw()")
    expect(page.get_by_role("alert")).to_contain_text("題：")
    chosen(page, 1)


def test_photo_outlives_a_time_out_until_the_draft_is_dropped(house, page_as):
    page = page_as("宮前")
    begin_story(page)
    keeps(page, 2)
    hand_to(page.context, None, house.url)
    press(page, "残す")
    expect(page).to_have_url(re.compile("/login/"))
    hand_to(page.context, house.told["sessions"]["宮前"], house.url)
    page.goto(TELL)
    chosen(page, 1)

    press(page, "消して、はじめから書く")
    chosen(page, 0)
    assert page.evaluate(DRAFTS) == []


@pytest.mark.parametrize("way", ["go_back", "reload"])
def test_photo_outlives_a_lost_network(page_as, way):
    page_as.refusals = AWAY
    page = page_as("宮前")
    begin_story(page)
    press(page, "残す")
    chosen(page, 1)
    page.context.set_offline(True)
    press(page, "残す")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    getattr(page, way)()
    chosen(page, 1)
    expect(page.locator("form#form")).not_to_contain_text("ファイルが空です")
    end_story(page, f"電波のない縁側 {way}")


def test_photo_that_is_taken_out_of_its_field_is_not_kept(page_as):
    page = page_as("宮前")
    begin_story(page)
    keeps(page, 2)
    field(page, "写真").set_input_files([])
    keeps(page, 1)
    assert "data:" not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_words_have_room_before_a_photo(page_as):
    page = page_as("宮前")
    begin_story(page)
    keeps(page, 2)
    fill = "(size) => { try { for (let n = 0; ; n += 1) sessionStorage.setItem(`x${size}${n}`, 'x'.repeat(size)); } catch {} }"
    for size in (100_000, 1_000, 1):
        page.evaluate(fill, size)
    write(page, {"それまでは": "縁側がいつも空いていて、だれも腰かけない"})
    keeps(page, 1)
    page.reload()
    expect(field(page, "それまでは")).to_have_value("縁側がいつも空いていて、だれも腰かけない")
    chosen(page, 0)


def test_photo_of_what_is_called_the_same_is_not_asked_for_again(page_as):
    page = page_as("汐見")
    page.goto("/assets/new/")
    write(page, {"名前": "汐見集会所"})
    tick(page, "場所")
    choose(page, "地区", "汐見")
    unfold(page, "見せかた・写真・覚え書き")
    field(page, "写真").set_input_files(photograph())
    press(page, "記録する")
    expect(page.locator("main").get_by_role("alert")).to_contain_text("同じ名前のもの")
    chosen(page, 1)
    expect(page.get_by_text("写真だけは、もう一度選んでください。")).to_be_hidden()


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
