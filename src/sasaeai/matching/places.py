"""Places, things, activities and the organisations behind them that could answer a need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.calc.geography import distance_m
from sasaeai.calc.hours import SLOT_MINUTES, week_of
from sasaeai.calc.matching import Bar, anyone, solve
from sasaeai.calc.schedule import schedule_from_json
from sasaeai.matching import pool
from sasaeai.needs.models import Need
from sasaeai.people.models import Gift

# As far as one walks to a place in a quarter of an hour.
ON_FOOT = 15 * pool.METRES_A_MINUTE[Gift.Reach.WALK]
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """An asset or an activity beside a need."""

    kind: str
    row: Asset | Activity
    metres: float


@dataclass(frozen=True, slots=True)
class Places:
    """What lies near and is open in time; how many more there would be with a lift."""

    near: list[Place]
    with_lift: int


def places(viewer: Viewer, need: Need) -> Places:
    """Return the visible assets and activities of the need's category, the nearest first."""
    category = need.category
    family = Q(categories=category.pk) | Q(categories__parent=category.pk)
    rows: list[tuple[str, Asset | Activity]] = [
        *(("asset", one) for one in _distinct(_to_go_to(viewer).filter(family))),
        *(
            ("activity", one)
            for one in _distinct(
                activities.going_on(activities.listed(viewer), viewer.today).filter(family)
            )
        ),
    ]
    if not rows:
        return Places([], 0)
    points = [_point(row) for _kind, row in rows]
    there = replace(
        anyone(len(rows)),
        lon=np.array([lon for lon, _lat in points], dtype=np.float64),
        lat=np.array([lat for _lon, lat in points], dtype=np.float64),
        reach=np.full(len(rows), ON_FOOT),
        days=np.array([_days(row) for _kind, row in rows], dtype=np.uint64),
    )
    asked = replace(pool.request_of(need, {}, trust=0), slots=1)
    solved = solve(asked, there)
    near = [
        Place(rows[at][0], rows[at][1], float(solved.metres[at])) for at in solved.order[:SHOWN]
    ]
    return Places(near, with_lift=int((solved.bars == Bar.REACH).sum()))


def _to_go_to(viewer: Viewer) -> QuerySet[Asset]:
    """Return the assets that help one person at once; money is what a group asks for."""
    return assets.listed(viewer).exclude(kind=Asset.Kind.MONEY)


def row_of(viewer: Viewer, kind: str, pk: UUID) -> Asset | Activity | None:
    """Return the visible asset or activity of this number that goes on; None where there is none."""
    if kind == "asset":
        return assets.listed(viewer).filter(pk=pk).first()
    return activities.begun(viewer).filter(pk=pk).first() if kind == "activity" else None


def can_answer(row: Asset | Activity) -> bool:
    """Return whether somebody can say yes for it; what only tells something cannot."""
    return isinstance(row, Activity) or row.kind != Asset.Kind.INFO


def metres_to(need: Need, row: Asset | Activity) -> float:
    """Return how far a place lies from where a need is; nan where nobody knows."""
    lon, lat = need.area.longitude, need.area.latitude
    there = _point(row)
    if lon is None or lat is None or np.isnan(there).any():
        return np.nan
    return distance_m((lon, lat), there)


def _distinct(rows: Iterable[Asset] | Iterable[Activity]) -> Iterable[Asset | Activity]:
    return {row.pk: row for row in rows}.values()


def _point(row: Asset | Activity) -> tuple[float, float]:
    """Return where something is: its own point, else the area's; a confidential one by its area."""
    place = row.place if isinstance(row, Activity) else row
    if place is not None and place.longitude is not None and not place.confidential:
        return place.longitude, place.latitude or np.nan
    area = row.area
    return (np.nan, np.nan) if area.longitude is None else (area.longitude, area.latitude or np.nan)


def _days(row: Asset | Activity) -> NDArray[np.uint64]:
    """Return when something is ever open, on any week of a month; all zero where nobody said."""
    schedule = schedule_from_json(row.times)
    week = schedule.week
    for pattern in schedule.monthly:
        start, end = pattern.stretch
        slots = start // SLOT_MINUTES, max(start // SLOT_MINUTES + 1, end // SLOT_MINUTES)
        week |= week_of((pattern.weekday, *slots))
    return pool.days_of_week(week)
