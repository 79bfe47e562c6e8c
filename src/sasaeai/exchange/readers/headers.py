"""Where a grid's header is: below comments and titles, in one row or in up to three."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sasaeai.exchange.readers import cells, columns

_SEARCHED = 40
_DEEPEST = 3
IsKnown = Callable[[str], bool]
REACH = _SEARCHED + _DEEPEST
"""How many rows from the top are looked at for a header."""


@dataclass(frozen=True, slots=True)
class Header:
    """The last row of a header (1 is the first row), its column names, its known names."""

    row: int
    names: tuple[str, ...]
    score: int


def find(rows: Sequence[Sequence[str]], is_known: IsKnown) -> Header | None:
    """Return the header that names most of what is known, or None."""
    best: Header | None = None
    for at, row in enumerate(rows[:_SEARCHED]):
        if not any(cell.strip() for cell in row) or _is_comment(row):
            continue
        for header in _readings(rows, at, is_known):
            if best is None or header.score > best.score:
                best = header
    return best if best and best.score > 0 else None


def likeliest(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the row that looks most like headings where none is known: the most words; or None."""
    worded = [
        (sum(bool(cell.strip()) and cells.number(cell) is None for cell in row), -at)
        for at, row in enumerate(rows[:_SEARCHED], 1)
        if not _is_comment(row)
    ]
    most, at = max(worded, default=(0, 0))
    return (
        Header(-at, _unique([" ".join(cell.split()) for cell in rows[-at - 1]]), 0)
        if most > 1
        else None
    )


def repeats(row: Sequence[str], number: int, header: Header, is_known: IsKnown) -> bool:
    """Say whether a row below the header is a header too: again, in other words, or units."""
    filled = [cell.strip() for cell in row if cell.strip()]
    names = zip(row, header.names, strict=False)
    again = sum(cell.strip() == name for cell, name in names if name)
    if number <= header.row + _DEEPEST:
        units = sum(cell[0] in "（(" and cell[-1] in "）)" for cell in filled)
        again = max(again, units, sum(is_known(cell) for cell in filled))
    return again > 1 and again * 2 > len(filled)


def _is_comment(row: Sequence[str]) -> bool:
    first = row[0].strip() if row else ""
    return first.startswith("#") and columns.fold(first) != "#property"


def _readings(rows: Sequence[Sequence[str]], at: int, is_known: IsKnown) -> list[Header]:
    """Return the row alone, and joined with the rows below: those must add two names to win."""
    names = [" ".join(cell.split()) for cell in rows[at]]
    readings = [_header(at + 1, names, is_known)]
    for below in range(at + 1, min(at + _DEEPEST, len(rows))):
        names = _joined(names, rows[below], is_known)
        joined = _header(below + 1, names, is_known)
        readings.append(replace(joined, score=joined.score - 1))
    return readings


def _joined(upper: Sequence[str], lower: Sequence[str], is_known: IsKnown) -> list[str]:
    """Name a column by the lower cell if that is known, else by both; merged cells run on."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*(" ".join(cell.split()) for cell in lower), *[""] * (width - len(lower))]
    names, group = [], ""
    for high, low in zip(above, below, strict=True):
        group = high or group
        names.append(
            high
            if not low or (is_known(high) and not is_known(low))
            else _pick(group, low, is_known)
        )
    return names


def _pick(group: str, low: str, is_known: IsKnown) -> str:
    both = f"{group}_{low}" if group else low
    # 「男」 below 「0〜4歳」 is more than 「男」.
    return both if is_known(both) or not is_known(low) else low


def _header(row: int, names: Sequence[str], is_known: IsKnown) -> Header:
    known = {columns.fold(name) for name in names if name and is_known(name)}
    return Header(row, _unique(names), len(known))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 or not name else f"{name} ({seen[name]})")
    return tuple(unique)
