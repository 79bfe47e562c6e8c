"""A resident without an account says something, by the form or on a slip, and comes to know what became of it."""

import re

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import (
    choose,
    enter,
    field,
    follow,
    head,
    hear,
    part,
    press,
    sheet_of,
    spoken,
    undo,
    write,
)
from tests.paper import reading

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"\d{4}-\d{4}")
NEW = re.compile(r"http\S+/voice/\S+")
ENTER_WHILE_CHOOSING_A_KANJI = """(field) => field.dispatchEvent(
  new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""


def main(page):
    return page.get_by_role("main")


def say(page, code: str, words: str) -> None:
    """Send words by the form, as somebody of 青葉."""
    page.goto(f"/portal/{code}/")
    enter(page, "話を聞いてほしい")
    head(page, "声をとどける")
    page.get_by_role("textbox", name=spoken("聞かせてください", whole=False)).fill(words)
    page.locator("label.tile").filter(has_text="青葉一丁目").click()
    press(page, "声をとどける")


def test_resident_sends_words_and_reads_the_answer_in_either_language(house, page_as):
    page, words = page_as(viewport=PHONE), "将棋なら少し教えられます"
    say(page, house.told["code"], words)
    head(page, "あなたの声")
    hear(page, "声をおあずかりしました。")
    expect(main(page)).to_contain_text("これから担当の者が読みます。", use_inner_text=True)
    own = page.url
    expect(main(page)).to_contain_text(own)

    desk = page_as("青葉", viewport=PHONE)
    desk.goto("/today/")
    part(desk, "住民の方からの声").get_by_role("link").click()
    follow(desk, words)
    write(desk, {"お返事したこと": "木曜の将棋の会にお誘いしました"})
    press(desk, "お返事したと記録する")
    hear(desk, "お返事したと記録しました。")

    page.reload()
    expect(main(page)).to_contain_text("木曜の将棋の会にお誘いしました")
    press(page, "English")  # the policy on referrers lets the page's own forms through
    expect(page.get_by_role("heading", level=1)).to_have_text("Your voice")
    assert page.url == own
    press(page, "日本語")
    head(page, "あなたの声")


def test_resident_takes_the_words_back_and_puts_them_back(house, page_as):
    page, desk, words = page_as(viewport=PHONE), page_as("青葉"), "日曜にだれとも話さない"
    say(page, house.told["code"], words)
    main(page).locator("summary").click()
    press(page, "取り下げる")
    expect(main(page)).not_to_contain_text(words)
    desk.goto("/voices/")
    expect(main(desk)).not_to_contain_text(words)

    press(page, "元に戻す")
    hear(page, "声を戻しました。")
    expect(main(page)).to_contain_text(words)
    desk.reload()
    expect(main(desk)).to_contain_text(words)


def test_resident_who_lost_the_link_gets_a_new_one(house, page_as):
    page, desk, words = page_as(viewport=PHONE), page_as("青葉"), "庭の草に手が回らない"
    say(page, house.told["code"], words)
    head(page, "あなたの声")
    old = page.url
    desk.goto("/voices/")
    follow(desk, words)
    press(desk, "新しいリンクを作る")
    expect(main(desk)).to_contain_text(NEW, use_inner_text=True)
    new = NEW.search(main(desk).inner_text())[0]

    page.goto(old)
    head(page, "このページはひらけません")
    expect(main(page)).to_contain_text("042-000-1234")
    page.goto(new)
    expect(main(page)).to_contain_text(words)


def test_resident_without_scripts_sends_words_and_takes_them_back(house, page_as):
    page = page_as(scripts=False, viewport=PHONE)
    say(page, house.told["code"], "電球を替えてほしい")
    head(page, "あなたの声")
    expect(main(page)).to_contain_text("電球を替えてほしい")
    main(page).locator("summary").click()
    press(page, "取り下げる")
    expect(main(page)).not_to_contain_text("電球を替えてほしい")


def test_sending_nothing_says_what_to_do(house, page_as):
    page = page_as(viewport=PHONE)
    page.goto(f"/portal/{house.told['code']}/voice/")
    press(page, "声をとどける")
    expect(page.get_by_role("alert")).to_contain_text("ひとことでも書いてください。")


def slips(page, folder) -> list[str]:
    """Print one sheet of slips; return the two numbers on it."""
    sheets: list[APIResponse] = []

    def take(route: Route) -> None:
        sheets.append(route.fetch())
        route.fulfill(body="")

    page.goto("/voices/")
    follow(page, "声の用紙・声の番号")
    follow(page, "用紙を印刷する")
    choose(page, "地区", "青葉一丁目")
    write(page, {"何枚印刷しますか": "1"})
    with page.expect_response("**/slips/print/"):
        page.route("**/slips/print/", take)
        press(page, "番号をつけて印刷する")
    page.unroute("**/slips/print/")
    (told,) = reading.words(sheet_of(sheets[0]), folder)
    assert "042-000-1234" in told
    return sorted(set(NUMBER.findall(told.replace("042-000-1234", ""))))


@reading.needs_pdftotext
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_slip_that_comes_back_is_typed_by_the_keyboard_alone_and_told_on_the_telephone(
    page_as, tmp_path, viewport
):
    page = page_as("青葉", viewport=viewport)
    number, _other = slips(page, tmp_path)
    page.goto("/voices/slips/take/")
    expect(field(page, "声の番号")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(field(page, "その人の言葉")).to_be_focused()
    page.keyboard.type("ごみ出しの日に腰が痛い")
    field(page, "その人の言葉").evaluate(ENTER_WHILE_CHOOSING_A_KANJI)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("だれか手伝って")
    page.keyboard.press("Enter")
    hear(page, f"{number}を書き写しました。")
    expect(field(page, "声の番号")).to_be_focused()

    page.goto("/voices/slips/")
    write(page, {"声の番号": number})
    press(page, "その後をみる")
    told = part(page, "お電話で番号を聞いたとき")
    expect(told).to_contain_text("声をおあずかりしました。", use_inner_text=True)
    follow(told, "この声を開く")
    expect(main(page)).to_contain_text("ごみ出しの日に腰が痛い")
    expect(main(page)).to_contain_text("だれか手伝って")


@reading.needs_pdftotext
def test_slip_is_typed_wrongly_and_anew_and_nothing_is_lost(page_as, tmp_path):
    page = page_as("青葉", viewport=PHONE)
    number, _other = slips(page, tmp_path)
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    page.goto(f"/voices/slips/?number={number}")
    follow(page, "この用紙を書き写す")
    expect(field(page, "その人の言葉")).to_be_focused()
    write(page, {"声の番号": wrong, "その人の言葉": "なくならない言葉"})
    press(page, "残して、次の用紙へ")
    expect(page.get_by_role("alert")).to_contain_text("どこかの数字がちがうようです。")
    expect(field(page, "その人の言葉")).to_have_value("なくならない言葉")
    write(page, {"声の番号": number})
    press(page, "残して、次の用紙へ")
    hear(page, f"{number}を書き写しました。")
    undo(page)
    hear(page, "もう一度書き写せます。")
    page.goto("/voices/")
    expect(main(page)).not_to_contain_text("なくならない言葉")


def test_pressing_twice_sends_the_words_once(house, page_as):
    page, desk, words = page_as(viewport=PHONE), page_as("青葉"), "二度押しの声"
    page.goto(f"/portal/{house.told['code']}/voice/")
    page.get_by_role("textbox", name=spoken("聞かせてください", whole=False)).fill(words)
    page.locator("label.tile").filter(has_text="青葉一丁目").click()
    page.get_by_role("button", name=spoken("声をとどける")).dblclick()
    head(page, "あなたの声")
    desk.goto("/voices/")
    expect(desk.get_by_role("link", name=words)).to_have_count(1)
