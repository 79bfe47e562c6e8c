"""Files that begin with their first record: the line that is taken for headings is none."""

import re
from collections.abc import Callable, Iterable, Sequence

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import cells
from sasaeai.exchange.readers.headers import Header, IsKnown

_PHONE = re.compile(r"0\d{1,4}[-()]\d{1,4}[-()]\d{3,4}|0\d{9,10}")
_POSTAL = re.compile(r"〒?\d{3}-\d{4}")
# 平尾一丁目2番, 桜台1-2, 稲城市平尾12: a number behind the name of a part of a town.
_ADDRESS = re.compile(
    r"(?:〒?\d{3}-\d{4})?\D{1,30}?"
    r"(?:[\d一二三四五六七八九十]{1,4}丁目.*|\d{1,5}番.*|\d{1,5}(?:-\d{1,5}){1,3}号?"
    r"|(?<=[都道府県市区町村郡])\D{1,12}\d{1,5})"
)
_DEGREES = re.compile(r"\d{2,3}\.\d{3,}")
_LINK = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+\.\w+", re.ASCII)
_CLOCK = re.compile(r"(?:午前|午後)?\d{1,2}[:時].*")
_WEEKDAY = re.compile(r".{0,6}[月火水木金土日]曜日?.{0,12}")
_PLAIN = (_PHONE, _POSTAL, _ADDRESS, _DEGREES, _LINK)
_ALIKE: Sequence[Callable[[str], object]] = (
    _CLOCK.fullmatch,
    _WEEKDAY.fullmatch,
    lambda text: cells.day(text) is not None,
)
_LONGEST = 100  # letters of a cell that is looked at
_FEWEST = 2  # cells of a column that tell by what they have in common


def is_record(rows: Sequence[Sequence[str]], header: Header, is_heading: IsKnown) -> bool:
    """Say whether the last line of what was taken for headings is a record like those below it.

    `is_heading` knows the names of columns, without those that somebody mapped.
    """
    line = rows[header.row - 1]
    if sum(is_heading(cell) for cell in line if cell.strip()) > 1:
        return False
    columns = [
        (_folded(cell), [_folded(row[at]) for row in rows[header.row :] if at < len(row)])
        for at, cell in enumerate(line)
        if cell.strip() and not is_heading(cell)
    ]
    return _is_counted(columns) or any(
        _is_data(cell) or _is_alike(cell, [*filter(None, below)]) for cell, below in columns
    )


def _folded(cell: str) -> str:
    return "".join(nfkc(cell[:_LONGEST]).split())


def _is_counted(columns: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Say whether the first column numbers the lines, this one too."""
    number, below = columns[0] if columns else ("", [])
    following = next(iter(below), "")
    return (
        number.isdecimal() and following.isdecimal() and int(following[:9]) == int(number[:9]) + 1
    )


def _is_data(cell: str) -> bool:
    return any(pattern.fullmatch(cell) for pattern in _PLAIN)


def _is_alike(cell: str, below: Iterable[str]) -> bool:
    """Say whether a cell says the same as one below it, or is a day or time as all of them are."""
    others = [*below]
    if cells.number(cell) is None and cell in others:
        return True
    return len(others) >= _FEWEST and any(all(map(kind, [cell, *others])) for kind in _ALIKE)
