"""Any tabular file as tables: header found, blank records left out, rows numbered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from sasaeai.exchange.readers import grids, headers, headless
from sasaeai.exchange.readers.messages import Spot


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its row in the file (Excel's number; the n-th for JSON) and its cells."""

    number: int
    cells: dict[str, str]

    def is_filled(self) -> bool:
        """Say whether any cell holds more than spaces."""
        return any(cell.strip() for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Table:
    """One list in a file; `header_row` is 0 and `labels` may be filled where keys name columns.

    `rows` of a grid are made while they are read, once. `is_headless` where what names its columns
    is a record like those below it, `is_outlined` where each row is drawn as an outline on a map.
    """

    sheet: str
    header_row: int
    columns: tuple[str, ...]
    rows: Iterable[Row]
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    is_headless: bool = False
    is_outlined: bool = False

    def spot(self, row: Row, column: str) -> Spot:
        """Return the place of a row's cell, to be named in a message."""
        lettered = self.header_row > 0 and column in self.columns
        letter = grids.letter(self.columns.index(column)) if lettered else ""
        return Spot(self.sheet, row.number, letter, self.labels.get(column, column))


def of_grid(
    grid: grids.Grid, is_known: headers.IsKnown, *, sheet: str, is_heading: headers.IsKnown
) -> Table | None:
    """Return the table of a grid by the header with most known names, or None without one.

    `is_known` goes by what somebody mapped too, `is_heading` by the usual names alone.
    """
    top = _top(grid)
    header = headers.find(top, is_known)
    if not header:
        return None
    is_headless = headless.is_record(top, header, is_heading)
    return replace(_below(grid, header, is_known, sheet=sheet), is_headless=is_headless)


def with_any_header(grid: grids.Grid) -> Table | None:
    """Return the table of a grid in which no heading is known, by what looks most like headings."""
    top = _top(grid)
    header = headers.likeliest(top)
    if not header:
        return None
    is_headless = headless.is_record(top, header, _none)
    return replace(_below(grid, header, _none, sheet=grid.sheet), is_headless=is_headless)


def _none(_cell: str) -> bool:
    return False


def _top(grid: grids.Grid) -> list[list[str]]:
    return list(islice(grid.read(), headers.REACH))


def _below(
    grid: grids.Grid, header: headers.Header, is_known: headers.IsKnown, *, sheet: str
) -> Table:
    names = _names(header.names, grid.width)
    rows = (
        Row(number, dict(zip(names, cells, strict=False)))
        for number, cells in enumerate(islice(grid.read(), header.row, None), header.row + 1)
        if any(cell.strip() for cell in cells)
        and not headers.repeats(cells, number, header, is_known)
    )
    return Table(sheet, header.row, names, rows)


def _names(names: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Name columns without a header cell by their letter, so that nothing is lost."""
    whole = (*names, *[""] * (width - len(names)))
    return tuple(name or f"列{grids.letter(index)}" for index, name in enumerate(whole))
