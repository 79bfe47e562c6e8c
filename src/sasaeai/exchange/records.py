"""Rows that are written and taken back some hundred at a time, each held against how it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.audit.actor import Actor
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.previews import label_of
from sasaeai.exchange.readers.readings import Report
from sasaeai.vocabulary.models import Term

Rows: TypeAlias = Sequence[Any]
Fields: TypeAlias = Sequence[str]
Categories: TypeAlias = Mapping[UUID, Sequence[Term]]
Staged: TypeAlias = Sequence[StagedRow]


@dataclass(frozen=True, slots=True)
class Records:
    """A table, and what sets fields of many rows of it."""

    model: type[Any]
    changes: Callable[[Actor, Rows, Fields, Categories], object]

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set."""
        spoken = [] if row.categories is None else [kept.CATEGORIES]
        names = sorted([*kept.names_of(self.model, row.before), *spoken])
        return [f"{label_of(self.model, name)}{kept.turn(self.model, name, row)}" for name in names]

    def set_on(self, actor: Actor, made: Import, staged: QuerySet[StagedRow]) -> list[str]:
        """Set what was read on the rows that stand as they stood then; return the names of the others."""
        left: list[str] = []
        for some in staging.in_order(staged):
            rows = self.here(made, some)
            good = [
                one
                for one in some
                if one.subject in rows and kept.stands(rows[one.subject], one.before)
            ]
            told = [{name: one.values[name] for name in _columns(one)} for one in good]
            self._change(actor, rows, good, told)
            left += [one.name for one in some if one not in good]
        return left

    def put_back(self, actor: Actor, made: Import, staged: QuerySet[StagedRow]) -> None:
        """Put back what was set on the rows that nobody touched since, and note which those are."""
        for some in staging.in_order(staged):
            rows = self.here(made, some)
            good = [one for one in some if made.is_last_to_touch(rows.get(one.subject))]
            for one in good:
                one.categories = one.before.get(kept.CATEGORIES)
            self._change(actor, rows, good, [one.before for one in good])
            staging.note_done(good)

    def here(self, made: Import, staged: Staged) -> dict[UUID | None, Any]:
        """Return the rows that these are about, by their ids."""
        return queries.by_id(self.model, made.municipality_id, staging.subjects(staged))

    def _change(
        self,
        actor: Actor,
        rows: Mapping[UUID | None, Any],
        staged: Staged,
        values: Sequence[Mapping[str, Any]],
    ) -> None:
        if staged:
            changed = [
                kept.put(rows[one.subject], told) for one, told in zip(staged, values, strict=True)
            ]
            names = {name for told in values for name in kept.names_of(self.model, told)}
            self.changes(actor, changed, sorted(names), _categories(staged))


@dataclass(frozen=True, slots=True)
class Drawn(Records):
    """A table of what is drawn: rows are few and long, and each is placed among those that are there."""

    adds: Callable[[Actor, Rows], object]
    takes_out: Callable[[Actor, Rows], object]

    def prepare(self, made: Import, staged: Staged) -> None:
        """Leave all to the writing."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write new rows, and set what was read on those that stand as they stood then."""
        for some in staging.of(made, StagedRow.Change.ADD):
            self.adds(actor, [kept.made_of(self.model, one.values) for one in some])
        return self.set_on(actor, made, made.rows.filter(change=StagedRow.Change.SET))

    def prepare_back(self, made: Import, report: Report) -> None:
        """Leave all to the taking back."""

    def take_back(self, actor: Actor, made: Import) -> None:
        """Put back and take out what nobody touched or uses since, and note which rows those are."""
        self.put_back(actor, made, made.rows.filter(change=StagedRow.Change.SET))
        for some in staging.of(made, StagedRow.Change.ADD):
            rows = self.here(made, some)
            free = [one for one in some if made.is_last_to_touch(rows.get(one.subject))]
            used = queries.used(self.model, staging.subjects(free))
            free = [one for one in free if one.subject not in used]
            if free:
                self.takes_out(actor, [rows[one.subject] for one in free])
            staging.note_done([*free, *(one for one in some if one.subject not in rows)])


def _columns(staged: StagedRow) -> set[str]:
    return {*staged.before} - {kept.CATEGORIES}


def _categories(staged: Staged) -> Categories:
    """Return the categories of the rows of which the source says some, or none any more."""
    spoken = {one.subject: one.categories for one in staged if one.categories is not None}
    terms = queries.terms({pk for named in spoken.values() for pk in named})
    return {pk: [terms[one] for one in named if one in terms] for pk, named in spoken.items()}
