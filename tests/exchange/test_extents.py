"""Workbooks that would make the reader ask for more memory than there is, which ends the process."""

import io
import zipfile
from collections.abc import Callable

import pytest

from sasaeai.exchange.readers import extents, grids
from sasaeai.exchange.readers.messages import Refused
from tests.exchange import reading

NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
ROW_APART = '<row><c r="A1"/></row>'
TOO_WIDE = "列が500をこえるシートがあります。使わない列を消してから取り込んでください。"
TOO_LONG = "200,000行をこえています。地区や種類ごとに分けて取り込んでください。"
TOO_MUCH = "シートを合わせると、セルが多すぎます。使わないシートを消すか、地区や種類ごとに分けて取り込んでください。"
BROKEN = "Excelファイルが壊れています。Excelで開き、保存し直してから取り込んでください。"


def book(sheet: str | bytes, *, at: str = "xl/worksheets/sheet1.xml", more: str = "") -> bytes:
    """Return what the guard reads of a workbook: a sheet, and the texts that its cells share."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(at, sheet)
        archive.writestr("xl/sharedStrings.xml", more or "<sst/>")
    return whole.getvalue()


def sheet(rows: str) -> str:
    return f"<worksheet {NAMES}><sheetData>{FIRST}{rows}</sheetData></worksheet>"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        grids.of_workbook(data)
    return caught.value.sentence


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9"><c r="XFD9"><v>1</v></c></row>',
        "<row r='9'><c r='XFD9'><v>1</v></c></row>",
        '<row r="9"><c r = "xfd9"><v>1</v></c></row>',
        '<row r="9"><c x="a>b" r="XFD9"><v>1</v></c></row>',
        f'<row r="9">{"<c><v>1</v></c>" * 501}</row>',
        '<x:row r="9"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>',
        """<row r="9"><c x=" r='A1'" r="XFD9"><v>1</v></c></row>""",
        '<row r="9"><c x=" r = &apos;A1&apos;" r="XFD9"><v>1</v></c></row>',
    ],
)
def test_far_cell_is_refused_however_it_is_written(rows: str) -> None:
    assert refusal(book(sheet(rows))) == TOO_WIDE


@pytest.mark.parametrize(
    "rows",
    [
        """<row x=" r='1'" r="1048576"><c><v>1</v></c></row>""",
        '<row r="1048576"><!-- <row r="1"> --><c><v>1</v></c></row>',
        ROW_APART * 200_200 + "<row><c><v>1</v></c></row>",
    ],
    ids=["place in another attribute", "row in a comment", "cells elsewhere than their rows"],
)
def test_far_row_is_refused_however_it_is_written(rows: str) -> None:
    assert refusal(book(sheet(rows))) == TOO_LONG


@pytest.mark.parametrize(
    "rows",
    [
        """<row r="9"><c x="<c r='A1'" r="XFD9"><v>1</v></c></row>""",
        "<row><row><c><v>1</v></c></row></row>",
        "<row><c><c><v>1</v></c></c></row>",
        "<c><v>1</v></c>",
        "<row><c><v>1</v></c></row></sheetData><sheetData>",
    ],
)
def test_sheet_that_could_be_read_in_two_ways_is_refused(rows: str) -> None:
    with pytest.raises(ValueError, match="workbooks"):
        extents.guard(book(sheet(rows)))


@pytest.mark.parametrize(
    "whole",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "A1">]>' + sheet("<row r='9'/>"),
        "\ufeff" + sheet("<row r='9'/>"),
    ],
    ids=["entities", "UTF-16"],
)
def test_sheet_is_taken_in_plain_words_only(whole: str) -> None:
    data = whole.encode("utf-16-le" if whole[0] == "\ufeff" else "utf-8")
    with pytest.raises(ValueError, match="workbooks"):
        extents.guard(book(data))


def test_far_cell_is_refused_whatever_the_sheet_is_called() -> None:
    rows = '<row r="9"><c r="XFD9"><v>1</v></c></row>'
    assert refusal(book(f"<a><sheetData>{rows}</sheetData></a>")) == TOO_WIDE


def test_rows_outside_of_the_cells_are_no_rows() -> None:
    buttons = '<anchor xmlns:xdr="a"><xdr:row>9</xdr:row><row r="x"/></anchor>'
    assert extents.guard(book(sheet("").replace("</worksheet>", f"{buttons}</worksheet>"))) == 1


def test_far_cell_is_refused_wherever_the_sheet_lies() -> None:
    rows = '<row r="9"><c r="XFD9"><v>1</v></c></row>'
    assert refusal(book(sheet(rows), at="xl/other/a.xml")) == TOO_WIDE


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZ1", "&#65;1"])
def test_cell_in_no_place_is_refused(place: str) -> None:
    assert refusal(book(sheet(f'<row><c r="{place}"><v>1</v></c></row>'))) == BROKEN


@pytest.mark.parametrize("name", ["count", "uniqueCount"])
def test_texts_that_no_sheet_could_hold_are_refused(name: str) -> None:
    assert refusal(book(sheet(""), more=f'<sst {name}="4000000000"/>')) == BROKEN


def test_texts_are_counted_behind_whatever_attribute() -> None:
    with pytest.raises(ValueError, match="workbooks"):
        extents.guard(book(sheet(""), more='<sst x="<" uniqueCount="4000000000"/>'))


def test_workbook_that_is_another_format_as_well_is_refused() -> None:
    assert refusal(book(sheet(""), at="content.xml")) == BROKEN


def test_empty_cells_far_out_do_no_harm() -> None:
    rows = '<row r="9"><c r="B9"/><c r="XFD9" s="1"/></row><row r="1048576" ht="9"/>'
    extents.guard(book(sheet(rows)))
    assert refusal(book(sheet(rows.replace(' s="1"/>', "><v>1</v></c>")))) == TOO_WIDE


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="9"><c t="s" r="B9"><v>1</v></c></row>',
        '<row r="9"><c/><c ><v>1</v></c></row>',
        '<!-- <c " --><row r="9"><c r="B9"><v>1</v></c></row>',
        '<row r="8"/><row><c r="B9"><is><t>&gt;</t></is></c></row>',
        "<row r='9'><c r='A1'/><c\nr\n=\n'b9'><v>1</v></c></row>",
    ],
)
def test_far_corner_is_the_same_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch, cells: str
) -> None:
    monkeypatch.setattr(extents, "MAX_CELLS", 18)
    extents.guard(book(sheet(cells)))

    monkeypatch.setattr(extents, "MAX_CELLS", 17)
    with pytest.raises(Refused, match="セルが多すぎる"):
        extents.guard(book(sheet(cells)))


@pytest.mark.parametrize("read", [extents.guard, grids.of_workbook])
def test_sheets_are_counted_together(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[bytes], object]
) -> None:
    data = reading.book(一覧=[[1, 2]], 次=[[3, 4]])
    monkeypatch.setattr(extents, "MAX_CELLS", 4)
    read(data)

    monkeypatch.setattr(extents, "MAX_CELLS", 3)
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.sentence == TOO_MUCH


def test_sheet_is_read_once_only() -> None:
    once = reading.book(一覧=[[1, 2]])
    assert len(grids.of_workbook(naming(once, 1))) == 1

    assert refusal(naming(once, 2)) == BROKEN


def naming(data: bytes, times: int) -> bytes:
    """Return a workbook that names its one sheet so many times, each time otherwise."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(whole, "w") as changed:
        for member in given.namelist():
            xml = given.read(member)
            if member == "xl/workbook.xml":
                start = xml.index(b"<sheet ")
                named = xml[start : xml.index(b"/>", start) + 2]
                others = [named.replace("一覧".encode(), b"%d" % n) for n in range(times)]
                xml = xml.replace(named, b"".join(others))
            changed.writestr(member, xml)
    return whole.getvalue()


def test_text_longer_than_any_cell_holds_is_refused() -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        text = "あ" * (extents.LONGEST_TEXT + 1)
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")

    with pytest.raises(Refused, match="1つのセルの文が長すぎます。32,767字までに"):
        extents.guard(book.getvalue())


def test_many_long_texts_are_read() -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f"<si><t>{'あ' * 30_000}</t></si>"
        archive.writestr("xl/sharedStrings.xml", f"<sst>{text * 3}</sst>")

    assert extents.guard(book.getvalue()) == 0
