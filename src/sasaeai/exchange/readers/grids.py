"""CSV, TSV and Excel bytes as grids of text: one list of cells per row, as the file shows them."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import islice

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from sasaeai.exchange.readers import decode, extents
from sasaeai.exchange.readers.extents import MAX_COLUMNS, MAX_ROWS, MOST_IN_CELL
from sasaeai.exchange.readers.messages import Refused

_DELIMITERS = (",", "\t", ";", "|")
_RUNAWAY_LINES = 50
_BROKEN = (CalamineError, *decode.BROKEN_ARCHIVE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a CSV file or of one sheet, made anew each time they are read; row 1 is the first line."""

    sheet: str
    width: int
    read: Callable[[], Iterator[list[str]]]


def of_text(text: str) -> Grid:
    """Return the grid of CSV or TSV text, its delimiter found by content."""
    read = partial(_rows, text, _delimiter(text))
    try:
        width, _last = _looked_through(read(strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise _running_on(text) from error
    else:
        return Grid("", width, partial(read, strict=True))
    try:
        width, last = _looked_through(read(strict=False))
    except csv.Error as error:
        raise _running_on(text) from error
    if any(cell.count("\n") > _RUNAWAY_LINES for cell in last):
        raise unclosed()
    return Grid("", width, partial(read, strict=False))


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))


def _looked_through(rows: Iterable[list[str]]) -> tuple[int, list[str]]:
    """Return the width of the widest row, and the last row."""
    width, last = 0, [""]
    for last in rows:
        width = max(width, len(last))
    return width, last


def of_workbook(data: bytes) -> list[Grid]:
    """Return the grid of every sheet of an Excel workbook."""
    try:
        most = extents.guard(data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if len(book.sheet_names) > most:
                raise ValueError(most)  # one sheet, named and read again and again
            return list(_sheets(book))
    except _BROKEN as error:
        raise Refused(
            _("Excelファイルが壊れています。Excelで開き、保存し直してから取り込んでください。")
        ) from error


def _sheets(book: CalamineWorkbook) -> Iterator[Grid]:
    cells = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells += (sheet.total_width + 1) * (sheet.total_height + 1)
        extents.guard_cells(cells)
        width = max((len(row) for row in islice(sheet.iter_rows(), 1)), default=0)
        yield Grid(sheet.name, width, partial(_text_rows, sheet))


def words(cell: object) -> str:
    """Return an Excel or JSON value as the text a CSV file would hold."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, time | timedelta):
        return _clock(cell)
    return "" if cell is None else str(cell)


def _clock(cell: time | timedelta) -> str:
    """Return 9:00 for a time of day, 25:30 for a span past midnight."""
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02d}"
    minutes = round(cell.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def letter(index: int) -> str:
    """Return the column letter of Excel: 0 → A, 26 → AA."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def unclosed() -> Refused:
    """Return what to say where a cell runs on and on: its quotation mark is not closed."""
    return Refused(
        _(
            '「"」で始まったセルが閉じられていません。Excelで開いて保存し直してから取り込んでください。'
        )
    )


def _running_on(text: str) -> Refused:
    """Return what to say of a cell without an end: no closing mark, or only too much in it."""
    if text.count('"') % 2:
        return unclosed()
    line = max(enumerate(text.splitlines(), 1), key=lambda pair: len(pair[1]), default=(1, ""))[0]
    sentence = _(
        "%(row)s行目に長すぎるセルがあります。1つのセルの文字を%(most)s字までにしてから取り込んでください。"
    )
    return Refused(sentence % {"row": line, "most": f"{MOST_IN_CELL:,}"})


def _delimiter(text: str) -> str:
    """Return the delimiter that parts the first lines most often and most evenly."""
    head = text[:20_000].splitlines()[:30]
    scores = {}
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(head, delimiter=delimiter) if any(row)]
        scores[delimiter] = sum(width > 1 for width in widths) * max(widths, default=1)
    return max(_DELIMITERS, key=lambda d: scores[d])


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS + 100:
            raise extents.too_many_rows()
        if len(row) > MAX_COLUMNS:
            sentence = _("%(row)s行目の列が%(most)sをこえています。区切り方を確かめてください。")
            raise Refused(sentence % {"row": count, "most": MAX_COLUMNS})
        yield row


def _text_rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    return _limited([words(cell) for cell in row] for row in sheet.iter_rows())
