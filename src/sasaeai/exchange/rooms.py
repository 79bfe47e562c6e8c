"""Into which room the rows of each kind of list go, and how that room takes many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import actions as areas
from sasaeai.areas import intake as ground
from sasaeai.areas.models import Area, Landmark
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.counted import Counted
from sasaeai.exchange.models import Import, Kind, StagedRow
from sasaeai.exchange.previews import label_of
from sasaeai.organisations import intake as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Term

Rows: TypeAlias = Sequence[Any]
Fields: TypeAlias = Sequence[str]
Categories: TypeAlias = Mapping[UUID, Sequence[Term]]
Staged: TypeAlias = Sequence[StagedRow]


class Room(Protocol):
    """Writes what was staged for many rows, and takes it back."""

    def add(self, actor: Actor, made: Import, staged: Staged) -> None:
        """Write new rows."""

    def change(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Set what was read on the rows that stand as they stood then; return which those are."""

    def put_back(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Put back what was set on the rows that nobody touched since; return which those are."""

    def take_out(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Take out the rows that nobody touched or uses since; return those that are not here now."""

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set, or were."""


@dataclass(frozen=True, slots=True)
class Records:
    """A table, and what adds many rows to it, sets fields of many, and takes many out again."""

    model: type[Any]
    adds: Callable[[Actor, Rows, Categories], object]
    changes: Callable[[Actor, Rows, Fields, Categories], object]
    takes_out: Callable[[Actor, Rows], object]

    def add(self, actor: Actor, _made: Import, staged: Staged) -> None:
        """Write new rows."""
        rows = [kept.made_of(self.model, one.values) for one in staged]
        self.adds(actor, rows, _categories(staged))

    def change(self, actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
        """Set what was read on the rows that stand as they stood then; return which those are."""
        rows = self._rows(made, staged)
        good = [
            one
            for one in staged
            if one.subject in rows and kept.stands(rows[one.subject], one.before)
        ]
        changed = [kept.put(rows[one.subject], one.values) for one in good]
        self._change(actor, changed, [one.values for one in good], _categories(good))
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
        # Of what was taken in only that is kept which stood before.
        names = sorted([*kept.names_of(self.model, row.values or row.before), *spoken])
        return [label_of(self.model, name) for name in names]

    def _rows(self, made: Import, staged: Staged) -> dict[UUID | None, Any]:
        return queries.by_id(self.model, made.municipality_id, staging.subjects(staged))

    def _change(
        self, actor: Actor, rows: Rows, values: Sequence[Mapping[str, Any]], categories: Categories
    ) -> None:
        names = {name for some in values for name in kept.names_of(self.model, some)}
        if rows:
            self.changes(actor, rows, sorted(names), categories)


def _categories(staged: Staged) -> Categories:
    """Return the categories of the rows of which the source says some, or none any more."""
    spoken = {one.subject: one.categories for one in staged if one.categories is not None}
    terms = queries.terms({pk for named in spoken.values() for pk in named})
    return {pk: [terms[one] for one in named if one in terms] for pk, named in spoken.items()}


_AREAS = Records(
    Area,
    lambda actor, rows, _categories: areas.add_areas(actor, rows),
    lambda actor, rows, fields, _categories: ground.change_areas(actor, rows, fields=fields),
    ground.take_out_areas,
)
_PLACES = Records(
    Asset,
    lambda actor, rows, categories: assets.add_many(actor, rows, categories=categories),
    lambda actor, rows, fields, categories: assets.change_many(
        actor, rows, fields=fields, categories=categories
    ),
    assets.take_out,
)
ROOMS: Mapping[str, Room] = {
    Kind.FACILITIES: _PLACES,
    Kind.CARE_PROVIDERS: _PLACES,
    Kind.GATHERINGS: Records(
        Activity,
        lambda actor, rows, categories: activities.add_many(actor, rows, categories=categories),
        lambda actor, rows, fields, categories: activities.change_many(
            actor, rows, fields=fields, categories=categories
        ),
        activities.take_out,
    ),
    Kind.ORGANISATIONS: Records(
        Organisation,
        lambda actor, rows, _categories: organisations.add_many(actor, rows),
        lambda actor, rows, fields, _categories: organisations.change_many(
            actor, rows, fields=fields
        ),
        organisations.take_out,
    ),
    Kind.BOUNDARIES: _AREAS,
    Kind.TOWNS: _AREAS,
    Kind.LANDMARKS: Records(
        Landmark,
        lambda actor, rows, _categories: ground.put_landmarks(actor, rows),
        lambda actor, rows, fields, _categories: ground.change_landmarks(
            actor, rows, fields=fields
        ),
        ground.take_out_landmarks,
    ),
    Kind.POPULATION: Counted(),
}
