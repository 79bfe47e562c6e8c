import csv
import re
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sasaeai.paper import sheets
from sasaeai.paper.sheets import CUT_SHORT, LONGEST_TEXT, Unmapped, write_csv, write_xlsx

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "−1",
    " =1",
    "　＝1",
    "\t=1",
    "\n=1",
    "\u200b=1",
    "\ufeff\u2060 =1",
)
HARMLESS = ("042-000-1234", "0123", "a=b", "'=1", "1e5", "桜台 - 集会所", "")
texts = st.text(st.characters(exclude_categories=["Cs"]))
cells = st.one_of(
    texts,
    st.none(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(FORMULAS),
)


def csv_rows(columns, rows, *, encoding="utf-8-sig"):
    chunks, unmapped = write_csv(columns, rows, encoding=encoding)
    content = b"".join(chunks)
    text = content.decode(encoding)
    return list(csv.reader(StringIO(text, newline=""))), unmapped


def xlsx_sheet(columns, rows, **options):
    content = write_xlsx(columns, rows, **{"sheet_name": "一覧", **options})
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("written", [*FORMULAS, "\r=1"])
def test_write_csv_formula_is_guarded(written):
    rows, _ = csv_rows(["名前"], [[written]])

    assert rows[1] == ["'" + written.replace("\r", "\n")]


@pytest.mark.parametrize("written", HARMLESS)
def test_write_csv_harmless_text_is_left_alone(written):
    rows, _ = csv_rows(["名前", "番号"], [[written, 1]])

    assert rows[1] == [written, "1"]


def test_write_csv_column_name_that_is_a_formula_is_guarded():
    rows, _ = csv_rows(["=cmd"], [])

    assert rows == [["'=cmd"]]


def test_write_csv_values_are_machine_readable():
    row = [
        -5, 1.5, Decimal("-0.10"), True, None, float("nan"),
        date(2026, 11, 23), datetime(2026, 11, 23, 10, 30, tzinfo=UTC),
    ]  # fmt: skip

    rows, _ = csv_rows([str(place) for place in range(8)], [row])

    assert rows[1] == ["-5", "1.5", "-0.10", "1", "", "", "2026-11-23", "2026-11-23T10:30:00+00:00"]


def test_write_csv_has_byte_order_mark_and_crlf():
    chunks, _ = write_csv(["a", "b"], [["一", "二\n三"]])

    assert b"".join(chunks) == '\ufeffa,b\r\n一,"二\n三"\r\n'.encode()


def test_write_csv_cp932_replaces_and_lists_each_character_once_a_column():
    rows, unmapped = csv_rows(
        ["名前", "メモ"], [["髙﨑", "〜"], ["𠮷田", "😀"], ["𠮷野", "𠮷"]], encoding="cp932"
    )

    assert rows == [["名前", "メモ"], ["髙﨑", "～"], ["〓田", "〓"], ["〓野", "〓"]]
    assert unmapped == [
        Unmapped("𠮷", "名前", 2),
        Unmapped("😀", "メモ", 2),
        Unmapped("𠮷", "メモ", 3),
    ]


def test_write_csv_lone_surrogate_is_replaced_and_listed():
    rows, unmapped = csv_rows(["名前"], [["a\ud800b"]])

    assert rows[1] == ["a〓b"]
    assert unmapped == [Unmapped("\ud800", "名前", 1)]


def test_write_csv_row_of_another_width_is_refused():
    chunks, _ = write_csv(["a", "b"], [["一"]])

    with pytest.raises(ValueError, match="shorter"):
        list(chunks)


@given(st.lists(st.tuples(cells, cells), max_size=5), st.sampled_from(["utf-8-sig", "cp932"]))
def test_write_csv_is_read_back_safe_and_whole(rows, encoding):
    read, unmapped = csv_rows(["a", "b"], rows, encoding=encoding)
    lost = {part.character for part in unmapped}

    assert len(read) == len(rows) + 1
    for written, back in zip(
        (cell for row in rows for cell in row), (c for row in read[1:] for c in row), strict=True
    ):
        if isinstance(written, str):
            assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\n\r]", back)
            clean = sheets._clean(written)
            expected = "".join("〓" if part in lost else part for part in clean)
            expected = (
                expected.translate(sheets.CP932_SIBLINGS) if encoding == "cp932" else expected
            )
            assert back.removeprefix("'") == expected.removeprefix("'")
        elif written is not None:
            assert type(written)(back) == written


def test_write_csv_of_many_rows_keeps_memory_small():
    rows = ([number, "桜台ふれあいサロン", "042-000-1234"] for number in range(30_000))
    chunks, _ = write_csv(["番号", "名前", "電話"], rows)

    tracemalloc.start()
    size = sum(len(chunk) for chunk in chunks)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size == 1_428_915
    assert peak < 400_000


@pytest.mark.parametrize("written", FORMULAS)
def test_write_xlsx_formula_is_text_and_stays_text_when_edited(written):
    cell = xlsx_sheet(["名前"], [[written]])["A2"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", written, True)


def test_write_xlsx_column_name_that_is_a_formula_is_text():
    cell = xlsx_sheet(["=cmd"], [])["A1"]

    assert (cell.data_type, cell.value) == ("s", "=cmd")


def test_write_xlsx_telephone_and_code_stay_text():
    sheet = xlsx_sheet(["電話", "コード"], [["0420001234", "013225"]])

    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [
        ("0420001234", "@"),
        ("013225", "@"),
    ]


def test_write_xlsx_numbers_and_dates_stay_what_they_are():
    row = [-5, 1.5, True, date(2026, 11, 23), datetime(2026, 11, 23, 10, 30, tzinfo=UTC)]

    sheet = xlsx_sheet(["a", "b", "c", "d", "e"], [row])

    assert [cell.value for cell in sheet[2]] == [
        -5, 1.5, 1, datetime(2026, 11, 23), datetime(2026, 11, 23, 10, 30),  # noqa: DTZ001 -- a sheet knows no zone
    ]  # fmt: skip


def test_write_xlsx_what_a_sheet_cannot_hold_is_written_as_text():
    sheet = xlsx_sheet(["a", "b", "c", "d"], [[2**53 + 1, date(1899, 1, 1), float("inf"), None]])

    assert [cell.value for cell in sheet[2]] == ["9007199254740993", "1899-01-01", None, None]


def test_write_xlsx_too_long_text_says_where_the_rest_is():
    cell = xlsx_sheet(["a"], [["長" * (LONGEST_TEXT + 1)]])["A2"]

    assert len(cell.value) == LONGEST_TEXT
    assert cell.value.endswith("長" + CUT_SHORT)


def test_write_xlsx_too_long_text_says_so_in_the_language_of_the_reader(read_in_english):
    read_in_english({"…（つづきはCSVにあります）": "… (goes on in the CSV)"})

    cell = xlsx_sheet(["a"], [["長" * (LONGEST_TEXT + 1)]])["A2"]

    assert len(cell.value) == LONGEST_TEXT
    assert cell.value.endswith("長… (goes on in the CSV)")


def test_write_xlsx_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)

    assert xlsx_sheet(["a"], [[1], [2]]).max_row == 3
    with pytest.raises(ValueError, match="CSV で書き出してください"):
        xlsx_sheet(["a"], [[1], [2], [3]])


def test_write_xlsx_of_many_rows_keeps_memory_small():
    rows = ([number, f"ふれあいサロン{number}", "042-000-1234"] for number in range(5_000))

    tracemalloc.start()
    write_xlsx(["番号", "名前", "電話"], rows, sheet_name="一覧")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000


def test_write_xlsx_definitions_get_their_own_sheet():
    content = write_xlsx(
        ["番号"], [[1]], sheet_name="活動", definitions=[("番号", "=地図と同じ番号")]
    )

    book = CalamineWorkbook.from_filelike(BytesIO(content))

    assert book.sheet_names == ["活動", "項目の説明"]
    assert book.get_sheet_by_name("項目の説明").to_python() == [
        ["項目", "説明"],
        ["番号", "=地図と同じ番号"],
    ]


@pytest.mark.parametrize(
    ("asked", "given_name"),
    [
        ("活動[川西]:*?/\\一覧", "活動 川西      一覧"),
        ("'活動'", "活動"),
        ("", "一覧"),
        ("長" * 40, "長" * 31),
    ],
)
def test_write_xlsx_sheet_name_is_one_a_sheet_may_have(asked, given_name):
    content = write_xlsx(["a"], [], sheet_name=asked)

    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == [given_name]


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=4))
def test_write_xlsx_is_read_back_whole_and_without_formulas(rows):
    sheet = xlsx_sheet(["a", "b"], rows)

    for number, row in enumerate(rows, start=2):
        for place, written in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            assert cell.data_type != "f"
            if isinstance(written, str):
                assert (cell.value or "") == sheets._clean(written)
            elif written is not None and sheets._number(written) is None:
                assert cell.value == str(written)
            else:
                assert cell.value == pytest.approx(written)
