"""An officer takes a list in: looks first, then applies it; the same list again changes nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, field, follow, head, hear, part, press, write
from tests.exchange import test_population_files as population
from tests.exchange.lists import csv

pytestmark = pytest.mark.browser

ROWS = (
    "1,すずかぜ会館,ささえ市桜台1-2,35.63,139.50,042-000-1234,",
    "2,ゆうなぎ会館,ささえ市桜台3-4,35.64,139.51,電話なし,",
    "3,,ささえ市桜台5-6,35.64,139.51,042-000-5678,",
)


def offer(page) -> None:
    """Choose the list and ask what it would change."""
    page.goto("/exchange/imports/")
    choose(page, "何の名簿ですか", "場所（施設・店など）")
    file = {"name": "halls.csv", "mimeType": "text/csv", "buffer": csv(*ROWS)}
    field(page, "ファイル").set_input_files(file)
    write(page, {"出どころ": "会館の一覧"})
    press(page, "中を見る")
    head(page, "『halls.csv』（場所（施設・店など）・ささえ市）")
    expect(page.get_by_text("まだ何も書いていません。")).to_be_visible()


def count(page, name: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_officer_looks_at_a_list_takes_it_in_offers_it_again_and_takes_it_back(page_as):
    page = page_as("officer")
    offer(page)
    expect(part(page, "加えるもの").get_by_role("listitem")).to_have_count(2)
    expect(part(page, "取り込めないもの")).to_contain_text("B4")
    expect(part(page, "気になるところ")).to_contain_text("F3")
    press(page, "取り込む")
    expect(page.get_by_text("まとめて取り消せます。")).to_be_visible()
    first = page.url

    page.goto("/assets/?q=すずかぜ")
    follow(page, "すずかぜ会館")
    expect(page.get_by_text("ささえ市桜台1-2")).to_be_visible()

    offer(page)
    expect(count(page, "加える")).to_contain_text("0")
    expect(count(page, "そのまま")).to_contain_text("2")
    press(page, "変わりなしと記録する")
    expect(page.get_by_text("まとめて取り消せます。")).to_be_visible()

    page.goto(first)
    expect(page.get_by_text("新しい版から先に取り消してください。")).to_be_visible()
    follow(page, "新しい版をひらく")
    press(page, "この取り込みを取り消す")
    expect(page.get_by_text("もう一度取り込むこともできます。")).to_be_visible()
    page.goto(first)
    press(page, "この取り込みを取り消す")
    expect(page.get_by_text("もう一度取り込むこともできます。")).to_be_visible()
    page.goto("/assets/?q=すずかぜ")
    expect(page.get_by_role("link", name="すずかぜ会館")).to_have_count(0)


def test_file_that_is_no_list_is_refused_and_thrown_away(page_as):
    page = page_as("officer")
    page.goto("/exchange/imports/")
    file = {"name": "halls.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"}
    field(page, "ファイル").set_input_files(file)
    press(page, "中を見る")
    expect(page.get_by_role("alert")).to_contain_text("これはPDFです。")
    press(page, "取り込まずに消す")
    hear(page, "取り込まずに、ファイルを消しました。")


def test_officer_says_which_column_is_what_and_it_is_remembered(page_as):
    page = page_as("officer")
    odd = {"mimeType": "text/csv", "buffer": csv("もみじ会館,桜台1-2", head="おなまえ,ばしょ")}
    for edition in ("halls1.csv", "halls2.csv"):
        page.goto("/exchange/imports/")
        field(page, "ファイル").set_input_files({"name": edition, **odd})
        write(page, {"出どころ": "見出しのちがう一覧"})
        press(page, "中を見る")
        if edition == "halls1.csv":
            expect(page.get_by_role("alert")).to_contain_text("見出しの行が見つかりません。")
            follow(page, "どの列が何かを選ぶ")
            choose(page, "おなまえ", "名前")
            choose(page, "ばしょ", "住所")
            press(page, "このとおりに読みなおす")
            expect(part(page, "加えるもの").get_by_role("listitem")).to_have_count(1)
            press(page, "取り込む")
            expect(page.get_by_text("まとめて取り消せます。")).to_be_visible()
    expect(count(page, "そのまま")).to_contain_text("1")
    page.get_by_text("列の読み方（").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="おなまえ"))
    expect(row).to_contain_text("もみじ会館")


def test_officer_takes_in_care_providers_with_two_services_as_one_place(page_as):
    page = page_as("officer")
    head_row = "事業所番号,事業所名,サービスの種類,住所,電話番号"
    rows = [f"1370099999,デイサービスあさぎり,{kind},ささえ市桜台1-2,042-000-1111" for kind in ("通所介護", "訪問介護")]  # fmt: skip
    bring(page, "介護サービス事業所", "care.csv", csv(*rows, head=head_row))
    expect(count(page, "1つにまとめた")).to_contain_text("1")
    expect(part(page, "加えるもの").get_by_role("listitem")).to_have_count(1)
    press(page, "取り込む")
    expect(page.get_by_text("まとめて取り消せます。")).to_be_visible()
    page.goto("/assets/?q=あさぎり")
    follow(page, "デイサービスあさぎり")
    expect(page.get_by_text("通所介護、訪問介護")).to_be_visible()


def test_officer_takes_in_population_and_takes_it_back(page_as):
    page = page_as("officer")
    bring(page, "人口（町丁ごと・年齢ごと）", "people.csv", people("あさぎり台一丁目"))
    expect(part(page, "加えるもの").get_by_role("listitem")).to_contain_text("1,200人")
    press(page, "取り込む")
    expect(page.get_by_text("まとめて取り消せます。")).to_be_visible()
    press(page, "この取り込みを取り消す")
    expect(page.get_by_text("もう一度取り込むこともできます。")).to_be_visible()


def people(name: str) -> bytes:
    """Return a table with the population of one 町丁, of no town that is named."""
    nowhere = {"都道府県コード又は市区町村コード": "", "市区町村名": "", "都道府県名": ""}
    return population.file(population.row(name, 400, 420, 180, 200, **nowhere))


def bring(page, kind: str, name: str, data: bytes) -> None:
    """Choose a file of this kind and look at what it would change."""
    page.goto("/exchange/imports/")
    choose(page, "何の名簿ですか", kind)
    field(page, "ファイル").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    press(page, "中を見る")
