"""Writing tables as CSV and XLSX that no spreadsheet runs as formulas.

Both follow the machine-readability rules: headings in row 1, one table a sheet, a number is a
number and a telephone number or code given as text stays text.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sasaeai.paper.glyphs import GETA

Cell = str | int | float | Decimal | date | datetime | None
Encoding = Literal["utf-8-sig", "cp932"]

CHUNK_ROWS = 500
LONGEST_TEXT = 32_767  # characters a cell of an .xlsx file can hold
MOST_ROWS = 1_048_576  # rows of an .xlsx sheet
EXACT_INTEGER = 2**53  # above it a spreadsheet rounds
LARGEST_NUMBER = 9.99e307
CUT_SHORT = gettext_lazy("…（つづきはCSVにあります）")
STREAMED_TEXT_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# "−" among them: it is written as "－" in CP932. What nobody sees before it hides none.
FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－−＠]|[\t\n]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
# The same signs under the code points that CP932 knows them by.
CP932_SIBLINGS = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")


class Unmapped(NamedTuple):
    """A character the encoding lacks, where it was first met; row 1 is the first row of data."""

    character: str
    column: str
    row: int


def write_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, encoding: Encoding = "utf-8-sig"
) -> tuple[Iterator[bytes], list[Unmapped]]:
    """Return the file in chunks, and a list that holds what became 〓 once they are all read."""
    unmapped: dict[tuple[str, str], Unmapped] = {}
    found: list[Unmapped] = []

    def mapped(text: str, column: str, row: int) -> str:
        text, missing = _fit(text, encoding)
        for character in missing:
            if (character, column) not in unmapped:
                unmapped[character, column] = Unmapped(character, column, row)
                found.append(unmapped[character, column])
        return text

    def lines() -> Iterator[list[str]]:
        yield [mapped(_guarded(_clean(name)), name, 0) for name in columns]
        for number, row in enumerate(rows, start=1):
            cells = zip(columns, row, strict=True)
            yield [mapped(_csv_text(cell), column, number) for column, cell in cells]

    return _encoded(lines(), encoding), found


def write_xlsx(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet_name: str,
    definitions: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return a workbook of one table and, where given, a sheet that explains its columns."""
    out = BytesIO()
    with Workbook(out, STREAMED_TEXT_ONLY) as book:
        _write_table(book, _sheet_name(sheet_name), columns=columns, rows=rows)
        if definitions:
            headings = _("項目"), _("説明")
            name = _sheet_name(_("項目の説明"))
            _write_table(book, name, columns=headings, rows=definitions)
    return out.getvalue()


def spellings(text: str) -> set[str]:
    """Return how a text may stand in a file written here: plain, guarded, in the signs of CP932."""
    plain = _clean(text)
    guarded = _guarded(plain)
    return {plain, guarded, _fit(guarded, "cp932")[0]}


def unguarded(text: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def _encoded(lines: Iterator[list[str]], encoding: Encoding) -> Iterator[bytes]:
    if encoding == "utf-8-sig":
        yield b"\xef\xbb\xbf"
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    codec = "cp932" if encoding == "cp932" else "utf-8"
    for count, line in enumerate(lines, start=1):
        writer.writerow(line)
        if count % CHUNK_ROWS == 0:
            yield text.getvalue().encode(codec)
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode(codec)


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return _guarded(_clean(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return format(int(cell))  # True is written as 1
    return "" if cell is None or not math.isfinite(cell) else format(cell)


def _clean(text: str) -> str:
    """Return the text with one kind of line break and without control characters."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _guarded(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def _fit(text: str, encoding: Encoding) -> tuple[str, list[str]]:
    codec = "cp932" if encoding == "cp932" else "utf-8"
    if encoding == "cp932":
        text = text.translate(CP932_SIBLINGS)
    missing = [] if _fits(text, codec) else [part for part in text if not _fits(part, codec)]
    return "".join(GETA if part in missing else part for part in text) if missing else text, missing


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _sheet_name(name: str) -> str:
    return NOT_IN_A_SHEET_NAME.sub(" ", _clean(name)).strip("' \n\t")[:31].rstrip("'") or _("一覧")


def _write_table(
    book: Workbook, name: str, *, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    sheet = book.add_worksheet(name)
    formats = _formats(book)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, min(40, max(12, 2 * len(column) + 2)))
        sheet.write_string(0, place, _clean(column), formats["heading"])
    for number, row in enumerate(rows, start=1):
        if number == MOST_ROWS:
            raise ValueError(_("XLSX に入る行数を超えています。CSV で書き出してください。"))
        for place, (_column, cell) in enumerate(zip(columns, row, strict=True)):
            _write_cell(sheet, (number, place), cell=cell, formats=formats)


def _formats(book: Workbook) -> dict[str, Format]:
    return {
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"num_format": "@"}),
        # Stays text when someone edits the cell or saves the sheet as CSV.
        "guarded": book.add_format({"num_format": "@", "quote_prefix": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], *, cell: Cell, formats: dict[str, Format]
) -> None:
    if (number := _number(cell)) is not None:
        sheet.write_number(*place, number)
    elif isinstance(cell, date) and cell.year >= 1900:
        moment = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
        kind = "moment" if isinstance(cell, datetime) else "date"
        sheet.write_datetime(*place, moment, formats[kind])
    elif text := _xlsx_text(cell):
        kind = "guarded" if FORMULA.match(text) else "text"
        sheet.write_string(*place, text, formats[kind])


def _number(cell: Cell) -> int | float | Decimal | None:
    """Return the cell as a number that a spreadsheet can hold, if it is one."""
    if isinstance(cell, int):
        return int(cell) if abs(cell) <= EXACT_INTEGER else None
    if isinstance(cell, float | Decimal) and abs(float(cell)) <= LARGEST_NUMBER:
        return cell
    return None


def _xlsx_text(cell: Cell) -> str:
    text = _clean(cell) if isinstance(cell, str) else _csv_text(cell)
    text, _missing = _fit(text, "utf-8-sig")
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT - len(str(CUT_SHORT))] + str(CUT_SHORT)
