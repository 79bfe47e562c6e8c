"""How far it is from stop to stop of today's round, in words, and how that is reckoned."""

import math
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Picture, Pin
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.calc import rounds
from sasaeai.calc.geography import Point
from sasaeai.pages.rounds import Listed, Stop, place_of, point_of
from sasaeai.paper.content import Map

# Millimetres that the printed map fills at most: beside words where it is higher than wide.
UPRIGHT, ACROSS = (110.0, 100.0), (180.0, 84.0)
Numbered = list[tuple[int, Point]]


def legs(viewer: Viewer, stops: Sequence[Stop]) -> dict[int, str]:
    """Return by the number of a stop how far it is from the one before it, or why nobody knows."""
    placed = _placed(viewer, stops)
    lengths_m = rounds.leg_lengths_m([point for _number, point in placed])
    there = {number for number, _point in placed}
    unplaced = [stop for stop in stops if stop.number not in there]
    return {stop.number: _somewhere(stop.listed) for stop in unplaced} | {
        there: _("%(number)d番から%(distance)s、歩いて約%(time)s")
        % {"number": here, **_told(length_m)}
        for ((here, _p), (there, _q)), length_m in zip(pairwise(placed), lengths_m, strict=True)
    }


def _somewhere(listed: Listed) -> str:
    """Return where to look for what has no point of its own."""
    place = place_of(listed)
    if place and place.latitude is not None:
        return ""  # it has one, which the viewer may not see
    if point_of(listed) is None:
        return _("地図での場所が分からないので、最後に置きました。")
    return _("%(area)sのどこかです。地図にはのっていません。") % {"area": listed.area.name}


def whole(viewer: Viewer, stops: Sequence[Stop]) -> str:
    """Return how long the whole way is; nothing where fewer than two stops have a point."""
    placed = _placed(viewer, stops)
    if len(placed) < 2:
        return ""
    straight_m = sum(rounds.leg_lengths_m([point for _number, point in placed]))
    ends = {"first": placed[0][0], "last": placed[-1][0]}
    return _(
        "%(first)d番から%(last)d番まで、まっすぐ測って%(distance)s、歩いて約%(time)sです。"
    ) % {**ends, **_told(straight_m)}


def picture(viewer: Viewer, stops: Sequence[Stop], *, area: Area) -> Picture | None:
    """Return a drawing of the area with the stops in their order; none where no stop has a point."""
    pins = pinned(viewer, stops)
    around = list(areas.children(viewer, area))
    drawn = around if maps.box_of(around) else [area]
    return (
        maps.picture(drawn, areas.landmarks(viewer, maps.box_of(drawn)), pins=pins)
        if pins
        else None
    )


def sheet_map(viewer: Viewer, stops: Sequence[Stop], *, area: Area) -> Map | None:
    """Return the printed map of the stops; none where no stop has a point or the area no boundary."""
    pins = pinned(viewer, stops)
    box = maps.box_of([area])
    if not (pins and box):
        return None
    inner = list(areas.children(viewer, area))
    landmarks = areas.landmarks(viewer, box)
    alt = _("%(area)sの地図。番号は下の順番と同じです。") % {"area": area.name}
    return maps.sheet_map(
        area, inner, pins, landmarks, frame=UPRIGHT if maps.is_tall(area) else ACROSS, alt=alt
    )


def pinned(viewer: Viewer, stops: Sequence[Stop]) -> list[Pin]:
    """Return the stops whose place the viewer may see as numbered points."""
    things = {stop.number for stop in stops if isinstance(stop.listed, Asset)}
    return [
        Pin(*point, number, "square" if number in things else "circle")
        for number, point in _placed(viewer, stops)
    ]


def reckoned() -> str:
    """Return how the minutes are reckoned."""
    return _(
        "道のりは直線の約%(ratio)s倍、歩く速さは1分に%(pace)d mとした目安です。"
        "着くまでの道と、訪ねている時間は入っていません。"
    ) % {"ratio": f"{rounds.WAY_FOR_STRAIGHT:.1f}", "pace": rounds.PACE_M_PER_MINUTE}


def _placed(viewer: Viewer, stops: Sequence[Stop]) -> Numbered:
    """Return the stops whose place the viewer may see, by the numbers they carry."""
    return [
        (stop.number, point)
        for stop in stops
        if (place := place_of(stop.listed)) and (point := assets.point_for(viewer, place))
    ]


def _told(straight_m: float) -> dict[str, str]:
    near = round(straight_m, -1)
    words = (
        _("約%(metres)d m") % {"metres": near}
        if near < 1000
        else _("約%(kilometres)s km") % {"kilometres": f"{straight_m / 1000:.1f}"}
    )
    return {"distance": words, "time": _time(rounds.minutes_on_foot(straight_m))}


def _time(minutes: int) -> str:
    """Return a time in words; from an hour on in tens of minutes, for it is an estimate."""
    if minutes < 60:
        return _("%(minutes)d分") % {"minutes": minutes}
    hours, rest = divmod(math.ceil(minutes / 10) * 10, 60)
    if not rest:
        return _("%(hours)d時間") % {"hours": hours}
    return _("%(hours)d時間%(minutes)d分") % {"hours": hours, "minutes": rest}
