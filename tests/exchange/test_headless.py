"""Files that begin with their first record: no heading is made of it, and it is not lost."""

import pytest

from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.reading import book

HEADLESS = {
    "an address": ["桜会館,北町1-2,大", "梅会館,北町3-4,小"],
    "an address in kanji": ["桜会館,ささえ市北町二丁目,大", "梅会館,ささえ市北町三丁目,小"],
    "a town's number": ["桜会館,ささえ市北町12,大", "梅会館,ささえ市北町3,小"],
    "a telephone number": ["桜会館,042-000-1234,大", "梅会館,042-000-1235,小"],
    "a number in wide figures": ["桜会館,０４２（０００）１２３４,大", "梅会館,,小"],
    "a postal code": ["桜会館,206-0802,大", "梅会館,206-0803,小"],
    "a point": ["桜会館,大,35.6312,139.5012", "梅会館,小,35.6313,139.5013"],
    "a link": ["桜会館,https://example.jp/a,大", "梅会館,,小"],
    "numbers of the lines": ["1,桜会館,北町", "2,梅会館,南町"],
    "the same word again": ["桜会館,公民館,大", "梅会館,公民館,小"],
    "days of the week": ["桜会館,毎週月曜,大", "梅会館,毎週火曜,小", "松会館,毎週水曜,中"],
    "times": ["桜会館,10:00～12:00,大", "梅会館,9時～10時,小", "松会館,13:00～,中"],
    "dates": ["桜会館,2026/4/1,大", "梅会館,2026/5/1,小", "松会館,2026/6/1,中"],
}
HEADED = {
    "words": ["おなまえ,ばしょ,ひとこと", "桜会館,北町1-2,大", "梅会館,北町3-4,小"],
    "a year over figures": ["おなまえ,ばしょ,2025,2026", "桜会館,北町,1,2", "梅会館,南町,3,4"],
    "a date over figures": ["おなまえ,ばしょ,2026/4/1", "桜会館,北町,3", "梅会館,南町,4"],
    "days over marks": ["おなまえ,月曜,火曜", "桜会館,○,", "梅会館,,○"],
    "one row alone": ["なまえ,せわ役", "桜会,鈴木"],
}


def refused(data: bytes, kind: str = "facilities", **mapping: str) -> Refused:
    with pytest.raises(Refused) as why:
        plan.read(kind, "list.csv", data, whose=Whose("132250"), mapping=mapping)
    return why.value


@pytest.mark.parametrize("what", HEADLESS)
def test_line_that_is_a_record_is_offered_as_no_headings(what: str) -> None:
    why = refused("\n".join(HEADLESS[what]).encode())
    assert why.headings == ()
    assert why.sentence == (
        "見出しの行が見つかりません。1行目は、もう記録のようです。"
        "表のいちばん上に「名前」「住所」などの見出しの行を足して、もう一度選んでください。"
    )


@pytest.mark.parametrize("what", HEADED)
def test_unknown_headings_can_still_be_chosen_from(what: str) -> None:
    lines = HEADED[what]
    why = refused("\n".join(lines).encode())
    assert [one.name for one in why.headings] == lines[0].split(",")


def test_mapping_of_a_record_takes_nothing_in() -> None:
    lines = ["桜会館,北町1-2,大", "梅会館,北町3-4,小"]
    why = refused("\n".join(lines).encode(), 桜会館="name", **{"北町1-2": "address"})
    assert ("もう記録のようです" in why.sentence, why.headings) == (True, ())


def test_mapped_headings_are_read_where_they_are_headings() -> None:
    reading = plan.read(
        "facilities",
        "list.csv",
        "おなまえ,ばしょ\n桜会館,北町1-2\n".encode(),
        whose=Whose("132250"),
        mapping={"おなまえ": "name", "ばしょ": "address"},
    )
    assert [one["name"] for one in reading.records] == ["桜会館"]


def test_record_with_one_word_that_is_a_heading_elsewhere_is_no_heading() -> None:
    why = refused("桜会館,北町1-2,備考\n梅会館,北町3-4,\n".encode())
    assert ("もう記録のようです" in why.sentence, why.headings) == (True, ())


def test_sheet_without_headings_beside_a_list_is_passed_over() -> None:
    data = book(一覧=[["名称", "住所"], ["A館", "北町1"]], 控え=[["1", "備考"], ["2", "あ"]])
    reading = plan.read("facilities", "list.xlsx", data, whose=Whose("132250"))
    assert (reading.rows, [one.message for one in reading.messages]) == (
        1, ["「控え」は一覧ではないので読みませんでした。"],
    )  # fmt: skip


def test_population_without_headings_names_those_of_a_population() -> None:
    lines = ["平尾一丁目,2026-04-01,1,2,3,4", "平尾二丁目,2026-04-01,5,6,7,8"]
    why = refused("\n".join(lines).encode(), "population")
    assert ("「地域名」「総人口」" in why.sentence, why.headings) == (True, ())
