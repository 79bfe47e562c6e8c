"""A small picture of areas for a page: outlines and names, no tiles, no persons."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sasaeai.areas.models import Area
from sasaeai.calc import layout

WIDTH = 640.0
MARGIN = 12.0


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
    frame = {"box": box, "width_mm": WIDTH, "height_mm": height}
    outlines = []
    for area in drawn:
        x, y = layout.project((area.longitude or 0, area.latitude or 0), **frame)
        outlines.append(Outline(area, _path(area.boundary, frame), round(x, 1), round(y, 1)))
    return Picture(WIDTH, round(height, 1), outlines)


def _path(boundary: dict[str, Any], frame: dict[str, Any]) -> str:
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    rings = [ring for polygon in polygons for ring in polygon]
    return " ".join(_ring(ring, frame) for ring in rings)


def _ring(ring: list[list[float]], frame: dict[str, Any]) -> str:
    spots = [layout.project((point[0], point[1]), **frame) for point in ring]
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in spots) + "z"
