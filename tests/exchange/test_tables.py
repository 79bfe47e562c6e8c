"""Finding header and rows in a file, whatever stands around them."""

import pytest

from sasaeai.exchange.readers import grids
from sasaeai.exchange.readers.messages import Refused
from tests.exchange.reading import read, said


def test_comments_titles_and_empty_rows_before_the_header_are_passed_over() -> None:
    reading = read(
        "# 2026年版\n公共施設一覧,,\n,,\n名称,住所,緯度,経度\nA館,北町1,,\n\n,,,\nB館,北町2,,\n"
    )
    assert (reading.header_row, reading.rows, reading.skipped) == (4, 2, 0)
    assert [record["row"] for record in reading.records] == [5, 8]


def test_header_in_two_rows_with_merged_cells_is_joined() -> None:
    reading = read(
        "施設,,位置,,連絡先,\n名称,住所,緯度,経度,電話番号,FAX番号\nA館,北町1,35.6,139.5,042-000-1234,042-000-1235\n"
    )
    record = reading.records[0]
    assert (reading.header_row, reading.rows) == (2, 1)
    assert (record["name"], record["lat"], record["fax"]) == ("A館", 35.6, "042-000-1235")


def test_header_whose_lower_row_names_only_some_columns_is_joined() -> None:
    reading = read("名称,住所,位置,,備考\n,,緯度,経度,\nA館,北町1,35.6,139.5,あ\n")
    assert reading.header_row == 2
    assert {k: reading.records[0][k] for k in ("name", "address", "lon", "note")} == {
        "name": "A館", "address": "北町1", "lon": 139.5, "note": "あ"
    }  # fmt: skip


def test_header_repeated_on_the_next_page_is_no_record() -> None:
    assert (
        read(
            "名称,住所,電話番号\nA館,北町1,042-000-1234\n名称,住所,電話番号\nB館,北町2,042-000-1235\n"
        ).rows
        == 2
    )


def test_row_of_units_below_the_header_is_no_record() -> None:
    assert read("名称,住所,定員,面積\n,,（人）,（㎡）\nA館,北町1,30,120\n").rows == 1


def test_section_goes_with_the_records_below_it() -> None:
    reading = read("NO,名称,住所\n■公民館,,\n1,A館,北町1\n■図書館,,\n2,B館,北町2\n")
    assert [record["section"] for record in reading.records] == ["■公民館", "■図書館"]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_delimiter_is_found_by_content(delimiter: str) -> None:
    text = "名称,住所,備考\nA館,北町1,い、ろ\n".replace(",", delimiter)
    assert read(text).records[0]["note"] == "い、ろ"


def test_line_breaks_inside_cells_are_kept_and_rows_keep_their_excel_number() -> None:
    reading = read('名称,住所,説明\r\n"A\r\n館",北町1,"上\r\n下"\r\nB館,北町2,（改行）あ\r\n')
    assert [(r["row"], r["name"], r["description"]) for r in reading.records] == [
        (2, "A 館", "上\n下"),
        (3, "B館", "あ"),
    ]


def test_quote_that_never_closes_refuses_the_file() -> None:
    with pytest.raises(Refused, match="閉じられていません"):
        read('名称,住所\n"A館,北町1\nB館,北町2\n')


def test_list_without_records_is_read_as_zero_rows() -> None:
    reading = read("名称,住所,緯度,経度\n,,,\n,,,\n")
    assert (reading.rows, said(reading)) == (0, ["見出しの下に記録が1件もありません。"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("データ名称,URL,形式\nAED,https://example.jp/,csv\n", "場所の名前の列（「名称」「施設名」など）が見つかりません。見つかった見出しは「データ名称」、「URL」、「形式」です。"),
        ("名称,URL\nA,https://example.jp/\n", "住所や緯度・経度などの列が見つかりません"),
        ("あ,い\n1,2\n", "見出しの行が見つかりません"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "見出しの行が見つかりません"),
        ("[1, 2]", "記録の一覧が見つかりません"),
        ('{"a": ', "JSONが1行目で壊れています"),
    ],
)  # fmt: skip
def test_file_that_is_no_list_of_places_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert words in refused.value.sentence


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(Refused, match="という種類はありません"):
        read("名称,住所\n", kind="persons")


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_ROWS", 100)
    with pytest.raises(Refused, match="行をこえています"):
        read("名称,住所\n" + "A館,北町1\n" * 300)
    with pytest.raises(Refused, match="列が500をこえています"):
        read("名称,住所" + ",x" * 500)
