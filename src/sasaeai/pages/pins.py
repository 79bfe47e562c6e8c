"""What stands on the map: assets and activities where they are, one by one or counted together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, IntegerField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Floor
from django.utils import timezone

from sasaeai.activities import queries as activities
from sasaeai.activities import spare
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import freshness, open_times
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.calc import day_parts, tiles
from sasaeai.calc.geography import Box
from sasaeai.calc.hours import DAYS
from sasaeai.calc.tiles import Cell, Grid
from sasaeai.pages.pinned import Asked, Cluster, Dot, Listed, Near, Point, Spot, Square, View

ACTIVITY = "activity"
POINTS_FROM = 17  # from this zoom on a square shows points where there are not too many
FEW = 24  # so many are shown one by one at any zoom
MOST = 500
CELLS = 4  # a square is counted in so many rows and columns, see numbered.js
VIEW_CELLS = 6, 5  # columns and rows of a view, as wide as the sign of what is counted there
# As dots; a drawing holds them all in a few lines.
MOST_IN_SQUARE, MOST_IN_VIEW = 5_000, 20_000
LISTED = 20
NEAR = 8
NOW, WEEK, SPARE = "now", "week", "spare"
GOING_ON = {NOW, WEEK}  # what rests is closed then
PARTS_OF_DAY = {
    "morning": [day_parts.MORNING],
    "afternoon": [day_parts.AFTERNOON],
    "evening": [day_parts.EVENING],
}
PARTS = (1 / 16, 1 / 4, 1)  # of a view, in which the nearest are looked for one after the other


def square(viewer: Viewer, asked: Asked, tile: tuple[int, int, int]) -> Square:
    """Return what a square of the map shows; those that lie side by side show the same kind of sign."""
    zoom, box = tile[0], tiles.box_of_tile(*tile)
    is_close = zoom >= POINTS_FROM
    sources = [source.filter(_within(box)) for source in _sources(viewer, asked)]
    if asked.each and not is_close and (dots := _dots(sources, viewer, most=MOST_IN_SQUARE)):
        return Square([], [], dots)
    most = MOST if is_close else FEW
    found = list(_points(sources, viewer, most=most))
    if len(found) <= most:
        return Square(found, [], [])
    clusters = _clusters(sources, viewer, box)
    alone = [cluster for cluster in clusters if cluster.number == 1]
    there = reduce(or_, (Q(x=one.x, y=one.y) for one in alone), Q(pk__in=()))
    singles = _points([source.filter(there) for source in sources], viewer, most=len(alone))
    return Square(list(singles), [cluster for cluster in clusters if cluster.number > 1], [])


def in_view(viewer: Viewer, asked: Asked, box: Box) -> View:
    """Return the first things of a view, those nearest to its middle first, and the others counted."""
    sources = _sources(viewer, asked)
    nearest = _nearest(sources, box)
    rows = _rows(viewer, [one.pk for one in nearest])
    there = [one for one in nearest if one.pk in rows]
    listed = [
        Listed(number, one.kind, rows[one.pk], _is_stale(viewer, rows[one.pk]), one.x, one.y)
        for number, one in enumerate(there, start=1)
    ]
    by_area: Counter[UUID] = Counter()
    grid = Grid(box, *VIEW_CELLS)
    cells: dict[Cell, list[Cluster]] = defaultdict(list)
    for source in sources:
        for area, column, row, *counts in _counted(
            source.filter(_within(box)), viewer, grid, "area"
        ):
            by_area[area] += counts[0]
            cells[column, row].append(Cluster(*counts))
    for one in listed:
        cells[grid.cell_of(one.x, one.y)].append(Cluster(-1, -int(one.is_stale), one.x, one.y))
    if asked.each and by_area.total() <= MOST_IN_VIEW:
        shown = [source.filter(_within(box)) for source in sources]
        return View(listed, by_area, [], _dots(shown, viewer, most=MOST_IN_VIEW) or [])
    rest = (_whole(parts) for _cell, parts in sorted(cells.items()))
    return View(listed, by_area, [cluster for cluster in rest if cluster.number > 0], [])


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
        # Not by the bare kind: SQLite would go by the index of kinds, and look up every row for the rest.
        kinds = source.order_by().annotate(told=Concat("sort", Value(""))).values_list("told")
        counts.update(dict(kinds.annotate(number=Count("pk"))))
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
        assets.says("times", [_ever(asked)] if _ever(asked) else []),
        _open(asked),
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
        weekday=_ever(asked),
    )
    found = assets.by_freshness(found, asked.freshness, today=viewer.today)
    if asked.hours in GOING_ON:
        found = activities.going_on(found, viewer.today)
    found = found.filter(assets.says("place__barrier_free", asked.barrier_free), _open(asked))
    # Reckoned, so that the database begins with the few gatherings and not with the many places.
    place = {"x": F("place__longitude") + 0.0, "y": F("place__latitude") + 0.0}
    return found.annotate(sort=Value(ACTIVITY), **place)


def _ever(asked: Asked) -> str:
    """Return the day on which something is to be open in any week; of this week, `_open` tells."""
    return "" if asked.hours in GOING_ON else asked.weekday


def _open(asked: Asked) -> Q:
    """Return the condition that something is open when one asked for."""
    days = [asked.weekday] if asked.weekday else DAYS
    if asked.hours == SPARE:
        return open_times.within(days)
    if asked.hours in PARTS_OF_DAY:
        return open_times.within(days, PARTS_OF_DAY[asked.hours])
    if asked.hours == NOW:
        return open_times.at(timezone.localtime())
    return open_times.in_week_of(timezone.localtime(), days) if asked.hours == WEEK else Q()


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


def _dots(sources: Sequence[QuerySet[Any]], viewer: Viewer, *, most: int) -> list[Dot] | None:
    """Return all things as dots, None where they are more than that."""
    found: list[Dot] = []
    for source in sources:
        rows = source.order_by().values_list("sort", "check_due_on", "x", "y")
        found += [
            Dot(kind, due is None or due <= viewer.today, x, y)
            for kind, due, x, y in rows[: most + 1 - len(found)]
        ]
    return found if len(found) <= most else None


def _clusters(sources: Sequence[QuerySet[Any]], viewer: Viewer, box: Box) -> list[Cluster]:
    """Return the things counted in the cells of a box."""
    grid = Grid(box, CELLS, CELLS)
    cells: dict[Cell, list[Cluster]] = defaultdict(list)
    for source in sources:
        for column, row, *counts in _counted(source, viewer, grid):
            cells[column, row].append(Cluster(*counts))
    return [_whole(parts) for _cell, parts in sorted(cells.items())]


def _counted(
    source: QuerySet[Any], viewer: Viewer, grid: Grid, *by: str
) -> Iterator[tuple[Any, ...]]:
    """Yield how many things are in each cell of a grid, how many of them stale, and their middle."""
    found = source.order_by().annotate(
        column=Cast(Floor((F("x") - grid.west) / grid.wide), IntegerField()),
        row=Cast(Floor((F("y") - grid.south) / grid.high), IntegerField()),
    )
    yield from found.values_list(*by, "column", "row").annotate(
        number=Count("pk"),
        stale=Count("pk", filter=_stale(viewer)),
        middle_x=Avg("x"),
        middle_y=Avg("y"),
    )


def _whole(parts: Sequence[Cluster]) -> Cluster:
    """Return the parts of a cell as one cluster, in the middle of all its things; nothing where none are."""
    if len(parts) == 1:
        return parts[0]
    number = sum(part.number for part in parts)
    x, y = (
        sum(part.number * at for part, at in zip(parts, each, strict=True)) / (number or 1)
        for each in zip(*((part.x, part.y) for part in parts), strict=True)
    )
    return Cluster(number, sum(part.stale for part in parts), x, y)
