"""The round of an area: what most needs a check, and what somebody has set out on already."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.calc import rounds
from sasaeai.calc.geography import Point
from sasaeai.pages.models import Round

ROUND_LENGTH = 8
# A paper that is older has been put away.
KEPT = timedelta(days=14)
Listed = Asset | Activity


class Stop(NamedTuple):
    """One visit: its number on page and paper, and whether it was made since the round was."""

    number: int
    listed: Listed
    is_done: bool = False


def round_in(viewer: Viewer, area: Area) -> list[Listed]:
    """Return what most needs a check in an area, in an order one can walk."""
    stalest: list[Listed] = [
        *assets.stalest(viewer, area, count=ROUND_LENGTH),
        *activities.stalest(viewer, area, count=ROUND_LENGTH),
    ]
    stalest.sort(key=lambda listed: (listed.check_due_on is not None, listed.check_due_on))
    chosen = stalest[:ROUND_LENGTH]
    placed = [(listed, point) for listed in chosen if (point := point_of(listed))]
    apart = [listed for listed in chosen if point_of(listed) is None]
    order = walking_order([point for _listed, point in placed], area)
    return [*(placed[index][0] for index in order), *apart]


def walking_order(points: Sequence[Point], area: Area) -> list[int]:
    """Return the order to walk the points from an area's middle; as given where that is unknown."""
    if not points or area.longitude is None or area.latitude is None:
        return list(range(len(points)))
    return rounds.walking_order(points, start=(area.longitude, area.latitude))


def place_of(listed: Listed) -> Asset | None:
    """Return what stands on the map for it: an asset itself, an activity's place."""
    return listed if isinstance(listed, Asset) else listed.place


def point_of(listed: Listed) -> Point | None:
    """Return where to go for something: to its point, or to the middle of the block it is in."""
    for place in (place_of(listed), block_of(listed)):
        if place and place.longitude is not None and place.latitude is not None:
            return place.longitude, place.latitude
    return None


def block_of(listed: Listed) -> Area | None:
    """Return the block something lies in; larger areas do not tell where to go."""
    return listed.area if listed.area.level == Level.TOWN else None


def made(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds that the viewer set out on and whose paper is still in use."""
    return Round.objects.filter(
        municipality_id=viewer.municipality,
        made_by_id=viewer.user,
        made_on__gt=viewer.today - KEPT,
    ).order_by("-created_at")


def last_made(viewer: Viewer, area: Area) -> Round | None:
    """Return the round of an area that the viewer goes on with.

    One of an earlier day that is walked to its end, or whose stops are all gone, is over.
    """
    last = made(viewer).filter(area=area).first()
    if last is None:
        return None
    stops = stops_of(viewer, last)
    is_over = all(stop.is_done for stop in stops) and last.made_on < viewer.today
    return None if is_over or not stops else last


def stops_of(viewer: Viewer, walked: Round) -> list[Stop]:
    """Return the stops of a round that are still listed, by their numbers."""
    ids = [UUID(pk) for pk in walked.stops]
    rows: list[Listed] = [
        *assets.listed(viewer).filter(pk__in=ids).prefetch_related("checks"),
        *activities.listed(viewer).filter(pk__in=ids).prefetch_related("checks"),
    ]
    listed = {row.pk: row for row in rows}
    return [
        Stop(number, one, is_done=one.checked_on is not None and one.checked_on >= walked.made_on)
        for number, pk in enumerate(ids, start=1)
        if (one := listed.get(pk))
    ]
