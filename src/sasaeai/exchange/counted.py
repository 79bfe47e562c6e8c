"""Population as rows of an import: what a source counts in an area in a year is one of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from sasaeai.areas import intake
from sasaeai.areas.models import Area, Population
from sasaeai.audit.actor import Actor
from sasaeai.base.sets import Ready
from sasaeai.exchange import queries, staging
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.readers.readings import Report

YEAR, PEOPLE, IS_NEW = "year", "people", "is_new"
NAMED = "name"  # a row that brings its area has all columns of that beside its people
Staged: TypeAlias = Sequence[StagedRow]
Spot: TypeAlias = tuple[UUID, int]
Given: TypeAlias = Mapping[Spot, Sequence[Population]]


def people(rows: Iterable[Population]) -> list[list[Any]]:
    """Return how many people of which ages and sex rows count, as they are kept."""
    told = ([row.age_from, row.age_to, row.sex, row.count] for row in rows)
    return sorted(told, key=lambda one: (one[0], one[2]))


class Counted:
    """The figures of areas by year, and the areas that came with them."""

    def prepare(self, made: Import, staged: Staged) -> None:
        """Leave all to the writing: what is here of an area is its name and its point."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write figures that this source has not given yet, and those that stand as they stood then."""
        new = made.rows.filter(change=StagedRow.Change.ADD, **{f"values__{NAMED}__isnull": False})
        intake.take_in_areas(actor, Ready(new, (), made.created_at))
        for some in staging.of(made, StagedRow.Change.ADD):
            _write(actor, made, {_spot(one): one.values[PEOPLE] for one in some}, given={})
        left: list[str] = []
        for some in staging.of(made, StagedRow.Change.SET):
            given = _given(made, some)
            good = [one for one in some if people(given.get(_spot(one), ())) == one.before[PEOPLE]]
            for one in good:
                one.found_at = max(row.updated_at for row in given[_spot(one)])
            staging.put(good, ["found_at"])
            _write(actor, made, {_spot(one): one.values[PEOPLE] for one in good}, given=given)
            left += [one.name for one in some if one not in good]
        return left

    def prepare_back(self, made: Import, report: Report) -> None:
        """Leave all to the taking back."""

    def take_back(self, actor: Actor, made: Import) -> None:
        """Put back and take out what nobody touched or uses since, and note which rows those are."""
        for some in staging.of(made, StagedRow.Change.SET):
            given = _given(made, some)
            good = [one for one in some if _is_untouched(made, one, given)]
            _write(actor, made, {_spot(one): one.before[PEOPLE] for one in good}, given=given)
            staging.note_done(good)
        back = made.rows.filter(change=StagedRow.Change.SET, done=True)
        again = queries.covered(
            made, back, column="counted_at", year=KeyTextTransform("year", "before")
        )
        again.filter(made__source=made.source_id).update(counted_at=timezone.now())
        for some in staging.of(made, StagedRow.Change.ADD):
            staging.note_done(_take_out(actor, made, some))

    def prepare_out(self, made: Import) -> None:
        """Leave all to the taking out."""

    def take_out(
        self, actor: Actor, added: QuerySet[StagedRow], *, speaking: Collection[UUID]
    ) -> None:
        """Take out areas that came with figures and that nobody touched or uses since; note which those are."""
        new = added.filter(before__is_new=True)
        queries.hold(Area, actor.municipality, new)
        queries.free(Area, new, speaking=speaking).update(done=True)
        intake.take_out_areas(actor, new.filter(done=True))
        queries.gone(Area, added).update(done=True)

    def labels(self, _row: StagedRow) -> list[str]:
        """Return what people call that."""
        return [str(Population._meta.verbose_name)]  # noqa: SLF001 -- Django's public name for it

    def urls(self, made: Import, staged: Staged) -> dict[UUID, str]:
        """Return the pages of those areas that are here, by their ids."""
        areas = queries.present(Area, made.municipality_id, staging.subjects(staged))
        return {area.pk: area.get_absolute_url() for area in areas}


def _take_out(actor: Actor, made: Import, staged: Staged) -> list[StagedRow]:
    """Take out figures, and areas that came with them; return the rows of those that are gone.

    All years of an area at once: one year's figures would hold the area for the other's.
    """
    own = list(
        made.rows.filter(
            change=StagedRow.Change.ADD, done=False, subject__in={one.subject for one in staged}
        )
    )
    given = _given(made, own)
    free = [one for one in own if _is_untouched(made, one, given)]
    intake.put_figures(actor, [], instead_of=_all(given, free))
    came = {one.subject for one in free if one.before[IS_NEW]}
    if not came:
        return free
    new = made.rows.filter(change=StagedRow.Change.ADD, subject__in=came, before__is_new=True)
    speaking = queries.speaking(made.municipality_id, besides=made.source_id)
    goes = queries.free(Area, new, speaking=speaking)
    stay = came - queries.subjects(goes) - queries.subjects(queries.gone(Area, new))
    intake.take_out_areas(actor, goes)
    return [one for one in free if one.subject not in stay]


def _spot(one: StagedRow) -> Spot:
    return one.subject, one.before[YEAR]


def _given(made: Import, staged: Staged) -> Given:
    """Return what the source has counted so far in the areas of these rows."""
    found: dict[Spot, list[Population]] = {}
    ids = {one.subject for one in staged}
    for row in queries.figures(made.municipality_id, made.source_name, areas=ids):
        found.setdefault((row.area_id, row.year), []).append(row)
    return found


def _all(given: Given, staged: Staged) -> list[Population]:
    return [row for one in staged for row in given.get(_spot(one), ())]


def _is_untouched(made: Import, one: StagedRow, given: Given) -> bool:
    rows = given.get(_spot(one), ())
    return bool(rows) and all(made.is_last_to_touch(row, since=one.counted_at) for row in rows)


def _write(
    actor: Actor, made: Import, wanted: Mapping[Spot, Sequence[Sequence[Any]]], *, given: Given
) -> None:
    """Write figures that differ from those given so far; those that are counted no more go."""
    rows: list[Population] = []
    gone: list[Population] = []
    for spot, told in wanted.items():
        before = {(row.age_from, row.sex): row for row in given.get(spot, ())}
        for age_from, age_to, sex, count in told:
            old = before.pop((age_from, sex), None)
            if old is None or (old.age_to, old.count) != (age_to, count):
                rows.append(
                    Population(
                        municipality_id=made.municipality_id,
                        area_id=spot[0],
                        year=spot[1],
                        age_from=age_from,
                        age_to=age_to,
                        sex=sex,
                        count=count,
                        source=made.source_name,
                    )
                )
        gone += before.values()
    intake.put_figures(actor, rows, instead_of=gone)
