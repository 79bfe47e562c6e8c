"""Rows that a map file names and says little else of: what is kept of its source is that it named them.

So the next edition tells which of them it no longer has.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from sasaeai.base.models import Record
from sasaeai.exchange import kept, queries
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview, gone, kept_as_it_is, missing

Row = TypeVar("Row", bound=Record)
NOTHING_MORE: dict[str, Any] = {}


class Spoken:
    """What a source named before, and what its new edition names."""

    def __init__(self, found: Preview, choice: Choice, town: UUID) -> None:
        source = queries.source(town, choice.kind, choice.source)
        found.seen = source.updated_at if source else None
        self._found = found
        self._before = queries.spoken(source)
        self._now: set[UUID] = set()

    def add(self, row: Record) -> StagedRow:
        """Return and count a row that is not here yet."""
        return self._found.add(row, said=NOTHING_MORE)

    def hold(self, row: Record, wanted: dict[str, Any]) -> Iterator[StagedRow]:
        """Set on a row that is here what the file says otherwise, and count it."""
        stood = kept.values_of(row)
        changed = [name for name, value in wanted.items() if value != getattr(row, name)]
        for name in changed:
            setattr(row, name, wanted[name])
        self._now.add(row.pk)
        before = NOTHING_MORE if row.pk in self._before else None
        if changed:
            yield self._found.change(
                row, changed, stood=stood, said=NOTHING_MORE, said_before=before
            )
            return
        self._found.unchanged += 1
        if before is None:
            yield kept_as_it_is(row, NOTHING_MORE)

    def keep(self, rows: Iterable[Record]) -> None:
        """Note that the file has these rows, though nothing it says of them can be taken."""
        self._now.update(row.pk for row in rows)

    def is_own(self, row: Record) -> bool:
        """Say whether the source named a row before."""
        return row.pk in self._before

    def lost(self, rows: Iterable[Row]) -> list[Row]:
        """Return those of the rows that the edition before named and that this one has not named yet."""
        left = self._before - self._now
        return [row for row in rows if row.pk in left]

    def missing(self, rows: Collection[Record]) -> Iterator[StagedRow]:
        """Tell of those that this edition no longer has, which stay; ask when all else was asked for."""
        left = self.lost(rows)
        if left:
            self._found.messages.append(gone([str(row) for row in left]))
        yield from map(missing, left)
