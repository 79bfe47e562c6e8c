"""A small picture of areas for a page: outlines and names, no tiles, no persons."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sasaeai.areas.models import Area
from sasaeai.calc import layout

WIDTH = 640.0
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


def picture(areas: Sequence[Area]) -> Picture | None:
    """Return the areas that have a boundary as one drawing 640 wide; None without any."""
    drawn = [area for area in areas if area.boundary]
    if not drawn:
        return None
    box = (
        min(area.west or 0 for area in drawn),
        min(area.south or 0 for area in drawn),
        max(area.east or 0 for area in drawn),
        max(area.north or 0 for area in drawn),
    )
    height = layout.height_for(box, width=WIDTH)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return layout.project((longitude, latitude), box=box, width_mm=WIDTH, height_mm=height)

    outlines = []
    for area in drawn:
        x, y = place(area.longitude or 0, area.latitude or 0)
        outlines.append(Outline(area, _path(area.boundary or {}, place), round(x, 1), round(y, 1)))
    return Picture(WIDTH, round(height, 1), outlines)


def _path(boundary: dict[str, Any], place: Place) -> str:
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    return " ".join(_ring(ring, place) for polygon in polygons for ring in polygon)


def _ring(ring: list[list[float]], place: Place) -> str:
    spots = [place(point[0], point[1]) for point in ring]
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in spots) + "z"
