"""What stands on the map: assets and activities where they are, one by one or counted together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Avg, Count, F, IntegerField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Floor
from django.utils import timezone

from sasaeai.activities import queries as activities
from sasaeai.activities import spare
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import freshness, open_times
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.calc import tiles
from sasaeai.calc.geography import Box
from sasaeai.calc.hours import DAYS

ACTIVITY = "activity"
POINTS_FROM = 17  # from this zoom on a square shows points where there are not too many
FEW = 24  # so many are shown one by one at any zoom
MOST = 500
CELLS = 4  # a square is counted in so many rows and columns, see numbered.js
LISTED = 20
NEAR = 8
NOW, WEEK, SPARE = "now", "week", "spare"
GOING_ON = {NOW, WEEK}  # what rests is closed then
PARTS_OF_DAY = {
    "morning": open_times.MORNING,
    "afternoon": open_times.AFTERNOON,
    "evening": open_times.EVENING,
}
PARTS = (1 / 16, 1 / 4, 1)  # of a view, in which the nearest are looked for one after the other


@dataclass(frozen=True)
class Asked:
    """What the map is narrowed to; empty is everything."""

    kinds: frozenset[str] = frozenset()
    area: Area | None = None
    category: UUID | None = None
    freshness: str = ""
    weekday: str = ""
    hours: str = ""
    barrier_free: tuple[str, ...] = ()
    words: str = ""


class Point(NamedTuple):
    """One thing on the map."""

    pk: UUID
    kind: str
    name: str
    is_stale: bool
    x: float
    y: float


class Cluster(NamedTuple):
    """So many things, some of them to be checked again, and the middle of them all."""

    number: int
    stale: int
    x: float
    y: float


class Near(NamedTuple):
    """How many of the things in view lie in an area, and its box or nothing."""

    name: str
    number: int
    box: Box | None


class Listed(NamedTuple):
    """A thing in view: its number on map and list, and its row."""

    number: int
    kind: str
    row: Any
    is_stale: bool
    x: float
    y: float


class Spot(NamedTuple):
    """Where a thing is, and the square of how far that is from the middle."""

    far: float
    kind: str
    pk: UUID
    x: float
    y: float


class View(NamedTuple):
    """The things nearest to the middle of a view, and how many there are in each area."""

    listed: list[Listed]
    by_area: Counter[UUID]

    @property
    def total(self) -> int:
        """How many there are in all of it."""
        return self.by_area.total()


def points_or_clusters(
    viewer: Viewer, asked: Asked, tile: tuple[int, int, int]
) -> tuple[list[Point], list[Cluster]]:
    """Return what a square of the map shows: points where they are few, else clusters of them."""
    zoom, box = tile[0], tiles.box_of_tile(*tile)
    most = MOST if zoom >= POINTS_FROM else FEW
    sources = [source.filter(_within(box)) for source in _sources(viewer, asked)]
    found = list(_points(sources, viewer, most=most))
    if len(found) <= most:
        return found, []
    clusters = _clusters(sources, viewer, box)
    alone = [cluster for cluster in clusters if cluster.number == 1]
    there = reduce(or_, (Q(x=one.x, y=one.y) for one in alone), Q(pk__in=()))
    singles = _points([source.filter(there) for source in sources], viewer, most=len(alone))
    return list(singles), [cluster for cluster in clusters if cluster.number > 1]


def in_view(viewer: Viewer, asked: Asked, box: Box) -> View:
    """Return the first things of a view, those nearest to its middle first, and how many there are."""
    sources = _sources(viewer, asked)
    nearest = _nearest(sources, box)
    rows = _rows(viewer, [one.pk for one in nearest])
    there = [one for one in nearest if one.pk in rows]
    listed = [
        Listed(number, one.kind, rows[one.pk], _is_stale(viewer, rows[one.pk]), one.x, one.y)
        for number, one in enumerate(there, start=1)
    ]
    by_area: Counter[UUID] = Counter()
    for source in sources:
        found = source.filter(_within(box)).order_by().values_list("area")
        by_area.update(dict(found.annotate(number=Count("pk"))))
    return View(listed, by_area)


def _nearest(sources: Sequence[QuerySet[Any]], box: Box) -> list[Spot]:
    """Return what is nearest to the middle of a box, looked for closer by first.

    Whoever is further away than the edge of the box may have missed somebody beyond it.
    """
    found: list[Spot] = []
    for part in PARTS:
        inner = tiles.zoomed(box, part)
        found = sorted(spot for source in sources for spot in _spots(source, inner))[:LISTED]
        if len(found) == LISTED and found[-1].far <= tiles.reach(inner) ** 2:
            break
    return found


def _spots(source: QuerySet[Any], box: Box) -> Iterator[Spot]:
    (x, y), squeeze = tiles.middle(box), tiles.squeeze(box)
    aside, up = (F("x") - x) * squeeze, F("y") - y
    found = source.filter(_within(box)).annotate(far=aside * aside + up * up).order_by("far", "pk")
    return (Spot(*one) for one in found.values_list("far", "sort", "pk", "x", "y")[:LISTED])


def _rows(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Return rows by their ids, with what one line of a list shows of each."""
    rooms: tuple[QuerySet[Any], ...] = (assets.brief(viewer), activities.brief(viewer))
    return {row.pk: row for room in rooms for row in room.filter(pk__in=ids)}


def _is_stale(viewer: Viewer, row: Any) -> bool:  # noqa: ANN401 -- a row of either room
    return freshness.state_of(row, viewer.today) == "stale"


def near(viewer: Viewer, view: View) -> list[Near]:
    """Return in which areas the things of a crowded view lie, those with the most first."""
    if view.total <= len(view.listed):
        return []
    most = dict(view.by_area.most_common(NEAR))
    found = areas.to_choose_from(viewer).filter(pk__in=most)
    return sorted(
        (Near(area.name, most[area.pk], areas.box_of(area)) for area in found),
        key=lambda one: -one.number,
    )


def kind_counts(viewer: Viewer, asked: Asked) -> dict[str, int]:
    """Return how many things of each kind are on the map, whichever kinds are chosen."""
    counts: Counter[str] = Counter()
    for source in _sources(viewer, replace(asked, kinds=frozenset())):
        counts.update(dict(source.order_by().values_list("sort").annotate(number=Count("pk"))))
    return {kind: counts[kind] for kind in (ACTIVITY, *Asset.Kind.values)}


def stale_count(viewer: Viewer, asked: Asked) -> int:
    """Return how many of the things asked for should be checked again, however sure one asked for."""
    sources = _sources(viewer, replace(asked, freshness="stale"))
    return sum(source.order_by().count() for source in sources)


def box_around(viewer: Viewer) -> Box | None:
    """Return the box of all that is on the map; None where nothing is."""
    ends = assets.on_map(viewer).aggregate(
        Min("longitude"), Min("latitude"), Max("longitude"), Max("latitude")
    )
    west, south, east, north = ends.values()
    return None if west is None else (west, south, east, north)


def _sources(viewer: Viewer, asked: Asked) -> list[QuerySet[Any]]:
    """Return the assets and the activities asked for, each with its kind and where it is."""
    found: list[QuerySet[Any]] = []
    if not asked.kinds or asked.kinds != {ACTIVITY}:
        found.append(_assets(viewer, asked))
    # What goes on has no hours to spare: it takes them.
    if asked.hours != SPARE and (not asked.kinds or ACTIVITY in asked.kinds):
        found.append(_activities(viewer, asked))
    return found


def _assets(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    found = assets.on_map(viewer)
    if asked.words:
        found = assets.holding(found, asked.words, viewer=viewer)
    found = assets.narrowed(
        found,
        viewer=viewer,
        kinds=asked.kinds,
        area=asked.area,
        category=asked.category,
        freshness=asked.freshness,
    )
    days = [asked.weekday] if asked.weekday else []
    found = found.filter(
        assets.says("barrier_free", asked.barrier_free),
        assets.says("times", days),
        _open(viewer, asked),
    )
    if asked.hours == SPARE:
        found = found.exclude(pk__in=spare.taken_up(viewer.municipality, days or DAYS))
    return found.annotate(sort=F("kind"), x=F("longitude"), y=F("latitude"))


def _activities(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    found = activities.on_map(viewer)
    if asked.words:
        found = activities.holding(found, asked.words, viewer=viewer)
    found = activities.narrowed(
        found,
        viewer=viewer,
        area=asked.area,
        category=asked.category,
        weekday=asked.weekday,
    )
    found = assets.by_freshness(found, asked.freshness, today=viewer.today)
    if asked.hours in GOING_ON:
        found = activities.going_on(found, viewer.today)
    found = found.filter(
        assets.says("place__barrier_free", asked.barrier_free), _open(viewer, asked)
    )
    # Reckoned, so that the database begins with the few gatherings and not with the many places.
    place = {"x": F("place__longitude") + 0.0, "y": F("place__latitude") + 0.0}
    return found.annotate(sort=Value(ACTIVITY), **place)


def _open(viewer: Viewer, asked: Asked) -> Q:
    """Return the condition that something is open when one asked for."""
    days = [asked.weekday] if asked.weekday else DAYS
    if asked.hours == SPARE:
        return open_times.within(days, open_times.WHOLE_DAY)
    if asked.hours in PARTS_OF_DAY:
        return open_times.within(days, PARTS_OF_DAY[asked.hours])
    if asked.hours == NOW:
        return open_times.at(timezone.localtime())
    return open_times.in_week_of(viewer.today) if asked.hours == WEEK else Q()


def _within(box: Box) -> Q:
    """Return the condition that something lies in a box; of two boxes side by side in just one."""
    west, south, east, north = box
    return Q(x__gte=west, x__lt=east, y__gte=south, y__lt=north)


def _stale(viewer: Viewer) -> Q:
    return Q(check_due_on=None) | Q(check_due_on__lte=viewer.today)


def _points(sources: Sequence[QuerySet[Any]], viewer: Viewer, *, most: int) -> Iterator[Point]:
    """Yield the things one by one; one more than the most of each source, where there are more."""
    for source in sources:
        found = source.order_by().values_list("pk", "sort", "name", "check_due_on", "x", "y")
        for pk, kind, name, due, x, y in found[: most + 1]:
            yield Point(pk, kind, name, due is None or due <= viewer.today, x, y)


def _clusters(sources: Sequence[QuerySet[Any]], viewer: Viewer, box: Box) -> list[Cluster]:
    """Return the things counted in the cells of a box."""
    west, south, east, north = box
    column = Floor((F("x") - west) / ((east - west) / CELLS))
    row = Floor((F("y") - south) / ((north - south) / CELLS))
    cells: dict[tuple[int, int], list[tuple[int, int, float, float]]] = defaultdict(list)
    for source in sources:
        found = source.order_by().annotate(
            column=Cast(column, IntegerField()), row=Cast(row, IntegerField())
        )
        counted = found.values_list("column", "row").annotate(
            number=Count("pk"),
            stale=Count("pk", filter=_stale(viewer)),
            middle_x=Avg("x"),
            middle_y=Avg("y"),
        )
        for at_column, at_row, *counts in counted:
            cells[at_column, at_row].append(tuple(counts))
    return [_whole(parts) for _cell, parts in sorted(cells.items())]


def _whole(parts: Sequence[tuple[int, int, float, float]]) -> Cluster:
    """Return the parts of a cell as one cluster, in the middle of all its things."""
    number = sum(part[0] for part in parts)
    if len(parts) == 1:
        return Cluster(*parts[0])
    x, y = (sum(part[0] * part[axis] for part in parts) / number for axis in (2, 3))
    return Cluster(number, sum(part[1] for part in parts), x, y)
