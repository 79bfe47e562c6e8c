"""An officer at the desk: letting somebody in, naming things, and keeping the town's rules."""

import re

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
    printed,
    undo,
    write,
)
from tests.paper import reading

pytestmark = pytest.mark.browser

PASSWORD = "haru-natsu-aki-fuyu"


@reading.needs_pdftotext
def test_officer_opens_an_account_and_its_owner_gets_in_by_the_printed_slip(page_as, tmp_path):
    page = page_as("officer")
    page.goto("/today/")
    follow(page, "人と配置")
    follow(page, "アカウントを開く")
    write(page, {"氏名": "新井 あかり", "職員番号": "arai"})
    press(page, "記録する")
    hear(page, "アカウントを開きました。つぎに配置を決め、票を印刷してください。")
    follow(page, "配置を決める")
    choose(page, "役割", "第2層生活支援コーディネーター")
    choose(page, "受け持ち", "川西")
    choose(page, "所属先", "ささえ市地域包括支援センター")
    press(page, "記録する")
    hear(page, "配置を決めました。")
    expect(part(page, "配置")).to_contain_text("川西　第2層生活支援コーディネーター")
    words = "".join(reading.words(printed(page, "票を作って印刷する"), tmp_path))

    newcomer = page_as()
    newcomer.goto("/accounts/login/")
    follow(newcomer, "紙の票をお持ちの方")
    choose(newcomer, "市町村", "ささえ市")
    write(
        newcomer,
        {
            "職員番号": "arai",
            "票の合言葉": code_on(words),
            "新しいパスワード": PASSWORD,
            "新しいパスワードをもう一度": PASSWORD,
        },
    )
    press(newcomer, "パスワードを決める")
    hear(newcomer, "新しいパスワードを決めました。")
    choose(newcomer, "市町村", "ささえ市")
    write(newcomer, {"職員番号またはメールアドレス": "arai", "パスワード": PASSWORD})
    press(newcomer, "サインインする")
    head(newcomer, "こんにちは、新井 あかりさん")
    expect(part(newcomer, "わたしの受け持ち")).to_contain_text("桜台")


def code_on(slip: str) -> str:
    """Return the twelve signs of a slip by which one gets in once."""
    return re.search(r"票の合言葉（一度だけ使えます）([A-Z2-9]{12})", slip)[1]


def test_officer_calls_a_term_by_the_towns_word_and_takes_it_back(page_as):
    page = page_as("officer")
    page.goto("/town/")
    follow(page, "用語")
    follow(page, "世帯")
    alone = page.get_by_role("listitem").filter(has_text="独居").first
    follow(alone, "呼び名を変える")
    write(page, {"呼び名": "ひとり暮らし"})
    press(page, "変える")
    hear(page, "呼び名を「ひとり暮らし」にしました。")
    expect(page.get_by_text("もとの呼び名は「独居」")).to_be_visible()
    undo(page)
    hear(page, "呼び名を「独居」にしました。")
    expect(page.get_by_role("heading", name="ひとり暮らし")).to_have_count(0)


def test_officer_changes_from_a_day_on_how_a_role_sees_a_record(page_as):
    page = page_as("officer")
    page.goto("/town/")
    follow(page, "人の記録の見え方")
    choose(page, "役割", "協議体の構成員")
    choose(page, "人の記録の見え方", "同意で所属先が名指しされた人だけを見る")
    write(page, {"いつから": "2040-04-01", "根拠": "審査会 第2回"})
    press(page, "この日から変える")
    hear(page, "見え方の決まりを加えました。")
    rule = page.get_by_role("row").filter(has_text="審査会 第2回")
    expect(rule).to_contain_text("協議体の構成員")
    expect(rule).to_contain_text("令和22年4月1日")


def test_officer_ends_a_posting(house, page_as):
    page = page_as("officer")
    page.goto("/town/")
    follow(page, "人と配置")
    follow(page, house.staff("leaving")["name"])
    follow(part(page, "配置"), "終える")
    press(page, "記録する")
    hear(page, "配置のおわりを決めました。")
    expect(part(page, "配置").get_by_role("link", name="終える")).to_have_count(0)


def test_officer_sets_how_long_what_is_known_holds(page_as):
    page = page_as("officer")
    page.goto("/town/")
    follow(page, "確かさが半分になるまで")
    write(page, {"費用": "600"})
    press(page, "記録する")
    hear(page, "日数を直しました。")
    expect(field(page, "費用")).to_have_value("600")
