"""What one sees of the map: the part of the town it opens with, its list, and the ways to other parts."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.activities import lines as activity_lines
from sasaeai.activities import rests
from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import freshness
from sasaeai.assets import lines as asset_lines
from sasaeai.assets.filters import said_once
from sasaeai.calc import tiles
from sasaeai.calc.geography import JAPAN, Box
from sasaeai.pages import pins
from sasaeai.pages.backgrounds import OwnFile, Tiles
from sasaeai.pages.pinned import Asked, Cluster, Dot, Listed, Near, Point, Square
from sasaeai.pages.pins import ACTIVITY

CLOSEST = 0.004  # degrees from the middle to the edge, at least
AROUND = 1.05
STEP, CLOSER = (
    0.5,
    0.5,
)  # by how much of itself the view moves, and what is left when it comes closer
DECIMALS = 6
HERE = "sight"  # the map on its page: whoever moves it by links stays with it


class Way(NamedTuple):
    """A link to another part of the town."""

    label: str
    url: str


def first_box(viewer: Viewer, area: Area | None) -> Box:
    """Return what the map opens with: the area asked for, the viewer's own, the town, or all pins."""
    paths = [area.path] if area else [post.path for post in viewer.posts]
    own = areas.box_around(viewer, paths)
    opened = own or areas.box_around(viewer, ()) or pins.box_around(viewer) or JAPAN
    return tiles.nearest_view(fitted(opened))


def fitted(box: Box) -> Box:
    """Return a box with a little room around, in the form of a drawing, and never too close."""
    least = tiles.around(tiles.middle(box), reach=CLOSEST)
    west, south = (min(box[side], least[side]) for side in (0, 1))
    east, north = (max(box[side], least[side]) for side in (2, 3))
    return tiles.zoomed(tiles.framed((west, south, east, north)), AROUND)


def ways(box: Box, asked: QueryDict, *, seen: str) -> list[Way]:
    """Return the links that move the view without a script."""
    here = tiles.framed(box)
    steps = (
        (_("近づく"), tiles.zoomed(here, CLOSER)),
        (_("はなれる"), tiles.zoomed(here, 1 / CLOSER)),
        (_("北へ"), tiles.moved(here, east=0, north=STEP)),
        (_("南へ"), tiles.moved(here, east=0, north=-STEP)),
        (_("東へ"), tiles.moved(here, east=STEP, north=0)),
        (_("西へ"), tiles.moved(here, east=-STEP, north=0)),
    )
    return [
        Way(label, f"{address(there, asked, seen=seen)}#{HERE}")
        for label, there in steps
        if tiles.is_view(there)
    ]


def places(near: Sequence[Near], asked: QueryDict, *, seen: str) -> list[tuple[str, int, str]]:
    """Return the areas of a view with how much is there, and a link that shows each from close by."""
    return [
        (one.name, one.number, address(fitted(one.box), asked, seen=seen) if one.box else "")
        for one in near
    ]


def row(viewer: Viewer, one: Listed) -> dict[str, Any]:
    """Return the arguments of pages/parts/map_row.html for a thing in view."""
    thing, tags = one.row, []
    if one.kind == ACTIVITY:
        place, words, stands = (
            thing.place,
            activity_lines.words_of(thing),
            rests.label(thing, viewer.today),
        )
        tags = [{"label": stands, "tone": "soon"}] if stands else []
    else:
        place, words = thing, asset_lines.words_of(thing)
    return {
        "one": one,
        "thing": thing,
        "at": f"{one.x:.{DECIMALS}f},{one.y:.{DECIMALS}f}",
        "is_stale": one.is_stale,
        "text": words,
        "is_roughly_there": place.placed_by_address,
        "fresh": freshness.look(thing, viewer.today),
        "tags": tags,
    }


def features(square: Square) -> dict[str, Any]:
    """Return the contents of a square as GeoJSON."""
    found = [
        _feature(
            one, {"id": str(one.pk), "kind": one.kind, "name": one.name, "stale": one.is_stale}
        )
        for one in square.points
    ]
    found += [_feature(one, {"number": one.number, "stale": one.stale}) for one in square.clusters]
    found += [_feature(one, {"kind": one.kind, "stale": one.is_stale}) for one in square.dots]
    return {"type": "FeatureCollection", "features": found}


def _feature(one: Point | Cluster | Dot, said: dict[str, Any]) -> dict[str, Any]:
    at = {"type": "Point", "coordinates": [round(one.x, DECIMALS), round(one.y, DECIMALS)]}
    return {"type": "Feature", "geometry": at, "properties": said}


def told(background: Tiles | OwnFile | None) -> dict[str, Any]:
    """Return what the script of the map needs to know: addresses, and what it says."""
    nobody = UUID(int=0)
    return {
        "ground": reverse("pages:ground"),
        "tiles": reverse("pages:tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}"),
        "page": {
            ACTIVITY: reverse("activities:activity", args=[nobody]),
            "asset": reverse("assets:asset", args=[nobody]),
        },
        "nobody": str(nobody),
        "reach": JAPAN,
        "background": background.told if background else None,
        "scale": {
            "label": maps.scale_words("{length}", "{minutes}"),
            "pace": maps.METRES_A_MINUTE,
        },
        "many": _("{number}件"),
        "words": {
            "Map.Title": _("動かせる地図。矢印で動かし、＋と－で大きさを変えます。"),
            "Popup.Close": _("閉じる"),
            "CooperativeGesturesHandler.WindowsHelpText": _(
                "Ctrlを押しながら回すと、大きさが変わります"
            ),
            "CooperativeGesturesHandler.MacHelpText": _("⌘を押しながら回すと、大きさが変わります"),
            "CooperativeGesturesHandler.MobileHelpText": _("2本の指で動かせます"),
        },
    }


def print_query(area: Area | None, asked: Asked) -> str:
    """Return what the form for printing is filled with: the area and the kinds that one looks at."""
    query = QueryDict(mutable=True)
    if area:
        query["area"] = str(area.pk)
    query.setlist("kinds", sorted(asked.kinds))
    return query.urlencode()


def address(box: Box, asked: QueryDict, *, seen: str) -> str:
    """Return the query that shows this part of the town under the same filter."""
    query = said_once(asked)
    query["box"], query["seen"] = written(box), seen
    return f"?{query.urlencode()}"


def written(box: Box) -> str:
    """Return a box as it stands in an address, exact to ten centimetres."""
    return ",".join(f"{side:.{DECIMALS}f}" for side in box)
