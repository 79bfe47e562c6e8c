"""Population as rows of an import: what a source counts in an area in a year is one of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sasaeai.areas import actions as areas
from sasaeai.areas import intake
from sasaeai.areas.models import Area, Population
from sasaeai.audit.actor import Actor
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.readers.readings import Report

YEAR, PEOPLE, AREA, IS_NEW = "year", "people", "area", "is_new"
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
        """Leave all to the writing."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write figures that this source has not given yet, and those that stand as they stood then."""
        for some in staging.of(made, StagedRow.Change.ADD):
            _add(actor, made, some)
        left: list[str] = []
        for some in staging.of(made, StagedRow.Change.SET):
            given = _given(made, some)
            good = [one for one in some if people(given.get(_spot(one), ())) == one.before[PEOPLE]]
            _write(actor, made, {_spot(one): one.values[PEOPLE] for one in good}, given=given)
            left += [one.name for one in some if one not in good]
        return left

    def prepare_back(self, made: Import, report: Report) -> None:
        """Leave all to the taking back."""

    def take_back(self, actor: Actor, made: Import) -> None:
        """Put back and take out what nobody touched or uses since, and note which rows those are."""
        for some in staging.of(made, StagedRow.Change.SET):
            given = _given(made, some)
            good = [one for one in some if _is_untouched(made, given.get(_spot(one), ()))]
            _write(actor, made, {_spot(one): one.before[PEOPLE] for one in good}, given=given)
            staging.note_done(good)
        for some in staging.of(made, StagedRow.Change.ADD):
            staging.note_done(_take_out(actor, made, some))

    def labels(self, _row: StagedRow) -> list[str]:
        """Return what people call that."""
        return [str(Population._meta.verbose_name)]  # noqa: SLF001 -- Django's public name for it


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
    free = [one for one in own if _is_untouched(made, given.get(_spot(one), ()))]
    intake.put_figures(actor, [], instead_of=_all(given, free))
    came = queries.by_id(
        Area, made.municipality_id, {one.subject for one in free if one.before[IS_NEW]}
    )
    used = queries.used(Area, [area.pk for area in came.values()])
    gone = [area for area in came.values() if made.is_last_to_touch(area) and area.pk not in used]
    intake.take_out_areas(actor, gone)
    stay = came.keys() - {area.pk for area in gone}
    return [one for one in free if one.subject not in stay]


def _add(actor: Actor, made: Import, staged: Staged) -> None:
    """Write the figures of areas and years, and areas that are new."""
    new = {one.subject: one.values[AREA] for one in staged if AREA in one.values}
    here = queries.by_id(Area, made.municipality_id, new)
    fresh = [kept.made_of(Area, values) for pk, values in new.items() if pk not in here]
    areas.add_areas(actor, [area for area in fresh if isinstance(area, Area)])
    _write(actor, made, {_spot(one): one.values[PEOPLE] for one in staged}, given={})


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


def _is_untouched(made: Import, rows: Sequence[Population]) -> bool:
    return bool(rows) and all(made.is_last_to_touch(row) for row in rows)


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
