"""Workbooks that would make the reader ask for more memory than there is, which ends the process."""

import io
import zipfile

import pytest

from sasaeai.exchange.readers import extents, grids
from sasaeai.exchange.readers.messages import Refused

NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
TOO_WIDE = "列が500をこえるシートがあります。使わない列を消してから取り込んでください。"
BROKEN = "Excelファイルが壊れています。Excelで開き、保存し直してから取り込んでください。"


def book(sheet: str, *, at: str = "xl/worksheets/sheet1.xml", more: str = "") -> bytes:
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
    ],
)
def test_far_cell_is_refused_however_it_is_written(rows: str) -> None:
    assert refusal(book(sheet(rows))) == TOO_WIDE


def test_far_cell_is_refused_wherever_the_sheet_lies() -> None:
    rows = '<row r="9"><c r="XFD9"><v>1</v></c></row>'
    assert refusal(book(sheet(rows), at="xl/other/a.xml")) == TOO_WIDE


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZ1", "&#65;1"])
def test_cell_in_no_place_is_refused(place: str) -> None:
    assert refusal(book(sheet(f'<row><c r="{place}"><v>1</v></c></row>'))) == BROKEN


@pytest.mark.parametrize("name", ["count", "uniqueCount"])
def test_texts_that_no_sheet_could_hold_are_refused(name: str) -> None:
    assert refusal(book(sheet(""), more=f'<sst {name}="4000000000"/>')) == BROKEN


def test_workbook_that_is_another_format_as_well_is_refused() -> None:
    assert refusal(book(sheet(""), at="content.xml")) == BROKEN


def test_empty_cells_far_out_do_no_harm() -> None:
    rows = '<row r="9"><c r="B9"/><c r="XFD9" s="1"/></row><row r="1048576" ht="9"/>'
    extents.guard(book(sheet(rows)))
    assert refusal(book(sheet(rows.replace(' s="1"/>', "><v>1</v></c>")))) == TOO_WIDE
