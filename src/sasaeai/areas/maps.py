"""Drawings of areas, for a page and for paper: outlines and names, no tiles, no persons."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sasaeai.areas.models import Area
from sasaeai.calc import layout
from sasaeai.calc.geography import Box, Point
from sasaeai.calc.refusal import Refusal
from sasaeai.paper.content import Map, Scale, Shape

WIDTH = 640.0
MARGIN = 0.04
RADIUS = 5.0  # millimetres; the widest shape with two digits lies inside
METRES_A_MINUTE = 60  # an older person's pace
Place = Callable[[float, float], tuple[float, float]]


class Outline(NamedTuple):
    """One area as SVG: its path, and where its name stands."""

    area: Area
    path: str
    x: float
    y: float


class Picture(NamedTuple):
    width: float
    height: float
    outlines: list[Outline]
    pin: tuple[float, float] | None = None


class Pin(NamedTuple):
    """A point that carries a number on a printed map."""

    longitude: float
    latitude: float
    number: int
    shape: Shape


def picture(areas: Sequence[Area], *, pin: Point | None = None) -> Picture | None:
    """Return the areas that have a boundary as one drawing 640 wide; None without any.

    A pin outside them is left out.
    """
    drawn = [area for area in areas if area.boundary]
    if not drawn:
        return None
    box = _box(drawn, margin=0)
    height = layout.height_for(box, width=WIDTH)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return layout.project((longitude, latitude), box=box, width_mm=WIDTH, height_mm=height)

    outlines = []
    for area in drawn:
        x, y = place(area.longitude or 0, area.latitude or 0)
        outlines.append(Outline(area, _path(area, place), round(x, 1), round(y, 1)))
    spot = place(*pin) if pin and _holds(box, pin) else None
    return Picture(WIDTH, round(height, 1), outlines, spot)


def sheet_map(
    area: Area, inner: Sequence[Area], pins: Sequence[Pin], *, frame: tuple[float, float], alt: str
) -> Map:
    """Return an area as a printed map that fills a frame of (width, height) in millimetres.

    Pins outside the area's box are left out; without a boundary the map is an empty frame.
    """
    if not area.boundary or area.west is None:
        return {"width": frame[0], "height": frame[1], "alt": alt, "outline": []}
    box = _box([area], margin=MARGIN)
    width, height = _fitted(box, frame)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return layout.project((longitude, latitude), box=box, width_mm=width, height_mm=height)

    shown = [pin for pin in pins if _holds(box, (pin.longitude, pin.latitude))]
    named = [one for one in inner if one.longitude is not None and one.latitude is not None]
    labels = [(one.name, place(one.longitude or 0, one.latitude or 0)) for one in named]
    placed = _spread(
        [place(pin.longitude, pin.latitude) for pin in shown], labels, frame=(width, height)
    )
    return {
        "width": width,
        "height": height,
        "alt": alt,
        "outline": _rings(area, place),
        "inner": [ring for one in inner if one.boundary for ring in _rings(one, place)],
        "labels": [{"x": x, "y": y, "text": name} for name, (x, y) in labels],
        "spots": [
            {"x": at.x, "y": at.y, "number": pin.number, "shape": pin.shape}
            for pin, at in zip(shown, placed, strict=True)
        ],
        "leaders": [[at.anchor, (at.x, at.y)] for at in placed if at.is_moved],
        "scale": _bar(box, width, height),
    }


def _spread(
    spots: list[Point], labels: list[tuple[str, Point]], *, frame: tuple[float, float]
) -> list[layout.Placed]:
    """Return where the numbers go: off the words, unless there is no room for that."""
    words = [
        (x + step * RADIUS, y)
        for name, (x, y) in labels
        for step in range(-(len(name) // 3), len(name) // 3 + 1)
    ]
    spread = partial(layout.spread, spots, radius_mm=RADIUS, width_mm=frame[0], height_mm=frame[1])
    try:
        return spread(avoid=words)
    except Refusal:
        return spread()


def is_tall(area: Area) -> bool:
    """Return whether an area is higher than wide, or has no boundary to tell."""
    return not area.boundary or layout.height_for(_box([area], margin=0), width=1) > 1


def _fitted(box: Box, frame: tuple[float, float]) -> tuple[float, float]:
    height = layout.height_for(box, width=frame[0])
    shrink = min(1.0, frame[1] / height)
    return frame[0] * shrink, height * shrink


def _bar(box: Box, width: float, height: float) -> Scale:
    metres, length = layout.scale_bar(box, width_mm=width, height_mm=height)
    words = f"{metres:,} m" if metres < 1000 else f"{metres // 1000:,} km"
    minutes = max(1, round(metres / METRES_A_MINUTE))
    label = _("%(distance)s（歩いて約%(minutes)d分）") % {"distance": words, "minutes": minutes}
    return {"length": length, "label": label}


def _holds(box: Box, point: Point) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _box(areas: Sequence[Area], *, margin: float) -> Box:
    west = min(area.west or 0 for area in areas)
    south = min(area.south or 0 for area in areas)
    east = max(area.east or 0 for area in areas)
    north = max(area.north or 0 for area in areas)
    across, down = (east - west) * margin, (north - south) * margin
    return west - across, south - down, east + across, north + down


def _path(area: Area, place: Place) -> str:
    return " ".join(
        "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "z" for ring in _rings(area, place)
    )


def _rings(area: Area, place: Place) -> list[list[tuple[float, float]]]:
    boundary: dict[str, Any] = area.boundary or {}
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    return [
        [place(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon
    ]
