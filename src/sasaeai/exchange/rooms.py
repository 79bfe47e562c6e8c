"""Into which room the rows of each kind of list go, and how that room takes many at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import actions as areas
from sasaeai.areas import intake as ground
from sasaeai.areas.models import Area, Landmark
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.sets import Ready
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.counted import Counted
from sasaeai.exchange.models import Import, Kind, StagedRow
from sasaeai.exchange.previews import label_of
from sasaeai.organisations import intake as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.search.actions import Wording
from sasaeai.vocabulary.models import Term

Rows: TypeAlias = Sequence[Any]
Fields: TypeAlias = Sequence[str]
Categories: TypeAlias = Mapping[UUID, Sequence[Term]]
Staged: TypeAlias = Sequence[StagedRow]


class Room(Protocol):
    """Writes what was staged for many rows, and takes it back."""

    def prepare(self, made: Import, staged: Staged) -> None:
        """Do what can be done before rows are written, when they are staged."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write what was staged; return the names of the rows that stay, for somebody changed them."""

    def put_back(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Put back what was set on the rows that nobody touched since; return which those are."""

    def take_out(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Take out the rows that nobody touched or uses since; return those that are not here now."""

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set, or were."""


@dataclass(frozen=True, slots=True)
class Records:
    """A table, and what sets fields of many rows of it, and takes many out again."""

    model: type[Any]
    changes: Callable[[Actor, Rows, Fields, Categories], object]
    takes_out: Callable[[Actor, Rows], object]

    def _change_all(self, actor: Actor, made: Import, rows: QuerySet[StagedRow]) -> list[str]:
        left: list[str] = []
        for some in staging.in_order(rows):
            set_on = {one.pk for one in self._set(actor, made, some)}
            left += [one.name for one in some if one.pk not in set_on]
        return left

    def _set(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        rows = self._rows(made, staged)
        good = [
            one
            for one in staged
            if one.subject in rows and kept.stands(rows[one.subject], one.before)
        ]
        values = [{name: one.values[name] for name in _columns(one)} for one in good]
        changed = [
            kept.put(rows[one.subject], told) for one, told in zip(good, values, strict=True)
        ]
        self._change(actor, changed, values, _categories(good))
        return good

    def put_back(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Put back what was set on the rows that nobody touched since; return which those are."""
        rows = self._rows(made, staged)
        good = [one for one in staged if made.is_last_to_touch(rows.get(one.subject))]
        for one in good:
            one.categories = one.before.get(kept.CATEGORIES)
        changed = [kept.put(rows[one.subject], one.before) for one in good]
        self._change(actor, changed, [one.before for one in good], _categories(good))
        return good

    def take_out(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Take out the rows that nobody touched or uses since; return those that are not here now."""
        rows = self._rows(made, staged)
        free = [one for one in staged if made.is_last_to_touch(rows.get(one.subject))]
        used = queries.used(self.model, staging.subjects(free))
        free = [one for one in free if one.subject not in used]
        if free:
            self.takes_out(actor, [rows[one.subject] for one in free])
        return [*free, *(one for one in staged if one.subject not in rows)]

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set."""
        spoken = [] if row.categories is None else [kept.CATEGORIES]
        names = sorted([*kept.names_of(self.model, row.before), *spoken])
        return [label_of(self.model, name) for name in names]

    def _rows(self, made: Import, staged: Staged) -> dict[UUID | None, Any]:
        return queries.by_id(self.model, made.municipality_id, staging.subjects(staged))

    def _change(
        self, actor: Actor, rows: Rows, values: Sequence[Mapping[str, Any]], categories: Categories
    ) -> None:
        names = {name for some in values for name in kept.names_of(self.model, some)}
        if rows:
            self.changes(actor, rows, sorted(names), categories)


@dataclass(frozen=True, slots=True)
class Drawn(Records):
    """A table of what is drawn: rows are few and long, and each is placed among those that are there."""

    adds: Callable[[Actor, Rows], object]

    def prepare(self, made: Import, staged: Staged) -> None:
        """Leave all to the writing."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write new rows, and set what was read on those that stand as they stood then."""
        for some in staging.of(made, StagedRow.Change.ADD):
            self.adds(actor, [kept.made_of(self.model, one.values) for one in some])
        return self._change_all(actor, made, made.rows.filter(change=StagedRow.Change.SET))


@dataclass(frozen=True, slots=True)
class Lists(Records):
    """A table of many rows that are found by their words: written in sets, from table to table.

    Only what somebody wrote in since it was read is held against it row by row.
    """

    kind: str
    prepares: Callable[[UUID, Rows], Iterable[Wording]]
    takes_in: Callable[[Actor, Ready], object]

    def prepare(self, made: Import, staged: Staged) -> None:
        """Put the rows right as their room does, and make ready the words they are to be found by."""
        rows = [kept.made_of(self.model, one.values) for one in staged]
        texts = search.unlike(self.prepares(made.municipality_id, rows))
        for one, row in zip(staged, rows, strict=True):
            one.values = kept.values_of(row)
            one.text, one.text_before = texts.get(one.subject, (None, None))

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write new rows and those that nobody wrote in since they were read, then the others."""
        changed = made.rows.filter(change=StagedRow.Change.SET)
        queries.hold(self.model, made.municipality_id, changed)
        late = queries.late(self.model, self.kind, changed)
        late.update(seen=None)
        whole = made.rows.filter(Q(change=StagedRow.Change.ADD) | Q(seen__isnull=False))
        named = sets.names_in(changed, "before")
        fields = kept.names_of(self.model, named) | (named & {kept.CATEGORIES})
        self.takes_in(actor, Ready(whole, fields, made.created_at))
        return self._change_all(actor, made, changed.filter(seen=None))


def _columns(staged: StagedRow) -> set[str]:
    return {*staged.before} - {kept.CATEGORIES}


def _categories(staged: Staged) -> Categories:
    """Return the categories of the rows of which the source says some, or none any more."""
    spoken = {one.subject: one.categories for one in staged if one.categories is not None}
    terms = queries.terms({pk for named in spoken.values() for pk in named})
    return {pk: [terms[one] for one in named if one in terms] for pk, named in spoken.items()}


_AREAS = Drawn(
    Area,
    lambda actor, rows, fields, _categories: ground.change_areas(actor, rows, fields=fields),
    ground.take_out_areas,
    areas.add_areas,
)
_PLACES = Lists(
    Asset,
    lambda actor, rows, fields, categories: assets.change_many(
        actor, rows, fields=fields, categories=categories
    ),
    assets.take_out,
    assets.KIND,
    assets.prepare,
    assets.take_in,
)
ROOMS: Mapping[str, Room] = {
    Kind.FACILITIES: _PLACES,
    Kind.CARE_PROVIDERS: _PLACES,
    Kind.GATHERINGS: Lists(
        Activity,
        lambda actor, rows, fields, categories: activities.change_many(
            actor, rows, fields=fields, categories=categories
        ),
        activities.take_out,
        activities.KIND,
        activities.prepare,
        activities.take_in,
    ),
    Kind.ORGANISATIONS: Lists(
        Organisation,
        lambda actor, rows, fields, _categories: organisations.change_many(
            actor, rows, fields=fields
        ),
        organisations.take_out,
        organisations.KIND,
        organisations.prepare,
        organisations.take_in,
    ),
    Kind.BOUNDARIES: _AREAS,
    Kind.TOWNS: _AREAS,
    Kind.LANDMARKS: Drawn(
        Landmark,
        lambda actor, rows, fields, _categories: ground.change_landmarks(
            actor, rows, fields=fields
        ),
        ground.take_out_landmarks,
        ground.put_landmarks,
    ),
    Kind.POPULATION: Counted(),
}
