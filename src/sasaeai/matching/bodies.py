"""Organisations that could answer a need: what speaks for each, what keeps it, whom to spare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.matching import CAN, DID, Bar, anyone, near_misses, solve
from sasaeai.matching import pool
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.matching.places import ON_FOOT
from sasaeai.needs.models import Need
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Term

SHOWN, MISSED = 3, 5


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation beside one need."""

    row: Organisation
    # What it helps with that is asked, or comes nearest to it.
    category: Term
    bars: Bar
    metres: float
    # Whether the area it stands for holds the place of the need.
    is_inside: bool
    did: bool
    asks: int
    # Whether it was asked for this very need and has not said no.
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Bodies:
    """Which organisations to ask, those that one thing alone keeps, and how each one stands."""

    best: list[Body]
    missed: list[Body]
    everybody: Mapping[UUID, Body]

    def by_id(self, organisation: UUID) -> Body | None:
        """Return how this organisation stands to the need; None where it does not help with such."""
        return self.everybody.get(organisation)


@dataclass(slots=True)
class Past:
    """What was asked of each organisation in the last four weeks, and what became of it ever."""

    asks: Mapping[UUID, int]
    visits: Mapping[UUID, int]
    did: set[UUID] = field(default_factory=set)
    apart: set[UUID] = field(default_factory=set)
    asked: set[UUID] = field(default_factory=set)


def bodies(viewer: Viewer, need: Need) -> Bodies:
    """Return the visible organisations that help with such things, those that were spared first."""
    rows = list(organisations.helping_with(viewer, need.category))
    return ranked(need, rows, _past(viewer, need, [row.pk for row in rows]))


def ranked(need: Need, rows: Sequence[Organisation], past: Past) -> Bodies:
    """Return the organisations in the order of `calc.matching`, whatever order they come in.

    Who was asked least comes first, then who did it before, then the nearest; of one whose area
    holds the need it does not matter how far off its seat is.
    """
    if not rows:
        return Bodies([], [], {})
    here = need.area.longitude, need.area.latitude
    is_inside = [need.area.path.startswith(row.area.path) for row in rows]
    points = [
        _known(*here) if inside else _seat(row) for row, inside in zip(rows, is_inside, strict=True)
    ]
    there = replace(
        anyone(len(rows)),
        key=np.array([row.pk.int & 0xFFFFFFFFFFFFFFFF for row in rows], dtype=np.uint64),
        lon=np.array([lon for lon, _lat in points], dtype=np.float64),
        lat=np.array([lat for _lon, lat in points], dtype=np.float64),
        reach=np.where(is_inside, np.inf, ON_FOOT),
        skill=np.array([DID if row.pk in past.did else CAN for row in rows], dtype=np.uint8),
        apart=np.array([row.pk in past.apart for row in rows], dtype=bool),
        asks=np.array([past.asks.get(row.pk, 0) for row in rows], dtype=np.int16),
        load=np.array([past.visits.get(row.pk, 0) for row in rows], dtype=np.int16),
    )
    solved = solve(pool.request_of(need, {}, trust=0), there)
    stand = [
        Body(
            row=row,
            category=_nearest(need.category, row),
            bars=Bar(int(solved.bars[at])),
            metres=float(solved.metres[at]),
            is_inside=is_inside[at],
            did=row.pk in past.did,
            asks=past.asks.get(row.pk, 0),
            is_asked=row.pk in past.asked,
        )
        for at, row in enumerate(rows)
    ]
    return Bodies(
        best=[stand[at] for at in solved.order if not stand[at].is_asked][:SHOWN],
        missed=[stand[at] for at in near_misses(solved) if not stand[at].is_asked][:MISSED],
        everybody={body.row.pk: body for body in stand},
    )


def _known(lon: float | None, lat: float | None) -> tuple[float, float]:
    return (np.nan, np.nan) if lon is None or lat is None else (lon, lat)


def _seat(row: Organisation) -> tuple[float, float]:
    """Return where an organisation is: its own point, else its area's."""
    if row.longitude is not None:
        return _known(row.longitude, row.latitude)
    return _known(row.area.longitude, row.area.latitude)


def _nearest(asked: Term, row: Organisation) -> Term:
    """Return the category itself where the organisation has it, else what it has of its family."""
    family = {asked.pk: 0, asked.parent_id: 1}
    terms = sorted(row.categories.all(), key=lambda term: (term.order, term.code))
    return min(
        (term for term in terms if term.pk in family or term.parent_id == asked.pk),
        key=lambda term: family.get(term.pk, 2),
    )


def _past(viewer: Viewer, need: Need, ids: Sequence[UUID]) -> Past:
    since = viewer.today - pool.FOUR_WEEKS
    asked = Ask.objects.filter(match__organisation__in=ids, asked_at__date__gt=since)
    visits = Visit.objects.filter(match__organisation__in=ids, on__gt=since, on__lte=viewer.today)
    past = Past(
        asks=_counted(
            asked.values_list("match__organisation").annotate(number=Count("match", distinct=True))
        ),
        visits=_counted(visits.values_list("match__organisation").annotate(number=Count("pk"))),
    )
    agreed = Match.objects.filter(organisation__in=ids, need__category=need.category_id)
    agreed = agreed.exclude(agreed_on=None)
    past.did.update(agreed.values_list("organisation", flat=True).distinct())
    for match in need.matches.exclude(organisation=None):
        _take(past, match)
    return past


def _counted(rows: QuerySet[Any, Any]) -> dict[UUID, int]:
    """Return the numbers by organisation, from rows of one and the other."""
    return dict(rows)


def _take(past: Past, match: Match) -> None:
    """Keep how an organisation that was asked for this very need stands to it."""
    organisation = match.organisation_id
    said_no = match.state == Match.State.DECLINED and match.why != Match.Why.SILENT
    if organisation is not None and match.is_living:
        past.asked.add(organisation)
    elif organisation is not None and (said_no or match.apart):
        past.apart.add(organisation)
