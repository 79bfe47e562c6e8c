"""The part of a shape that a drawing or a town needs: cut to its box, thinned to what can be seen.

Geometries are GeoJSON mappings in degrees, as in `geography`; boxes are west, south, east, north.
Source of the cutting: shapely's clip_by_rect (GEOS), which keeps lines lines and areas areas.
"""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sasaeai.calc.geography import (
    Box,
    Geometry,
    Point,
    read_areas,
    read_geometry,
    simplify,
)

CELLS = 5  # a drawing is looked through in so many rows and columns for a place of a name
DECIMALS = 6


class Parts(NamedTuple):
    """What a drawing shows of a shape: rings to fill, lines to stroke, points to mark."""

    rings: list[list[Point]]
    lines: list[list[Point]]
    points: list[Point]


def shown(geometry: Geometry, *, box: Box, tolerance_m: float) -> Parts:
    """Return what lies in the box, no vertex further than the tolerance from where it was."""
    inside = _cut(read_geometry(geometry), box)
    if inside.is_empty:
        return Parts([], [], [])
    inside = read_geometry(simplify(_mapping(inside), tolerance_m=tolerance_m))
    found = Parts([], [], [])
    for part in _simple(shapely.orient_polygons(inside)):
        if part.geom_type == "Polygon":
            found.rings.extend(_points(ring) for ring in (part.exterior, *part.interiors))
        elif part.geom_type == "LineString":
            found.lines.append(_points(part))
        else:
            found.points.extend(_points(part))
    return found


def places(geometry: Geometry, *, box: Box) -> Iterator[Point]:
    """Yield points on the shape where its name may stand, those in the middle of the box first."""
    inside = _cut(read_geometry(geometry), box)
    for cell in _cells(box):
        part = _cut(inside, cell)
        if not part.is_empty:
            spot = part.representative_point()
            yield float(spot.x), float(spot.y)


def cut(geometry: Geometry, *, box: Box, tolerance_m: float) -> dict[str, Any] | None:
    """Return the part in the box with as few vertices as the tolerance allows; None without any."""
    return _thinned(_cut(read_geometry(geometry), box), tolerance_m)


def part_within(
    geometry: Geometry, boundary: Geometry, *, tolerance_m: float
) -> dict[str, Any] | None:
    """Return the part inside a boundary with as few vertices as the tolerance allows.

    Where an area only touches the boundary, nothing of it is inside.
    """
    whole = read_geometry(geometry)
    most = shapely.get_dimensions(whole)
    parts = list(_simple(whole.intersection(read_areas(boundary))))
    inside = [part for part in parts if shapely.get_dimensions(part) == most]
    return _thinned(shapely.union_all(inside), tolerance_m)


def meeting(geometries: Sequence[Geometry], boundaries: Sequence[Geometry]) -> list[bool]:
    """Return for each shape whether it lies, if only in part, in one of the boundaries."""
    whole = shapely.union_all([read_areas(boundary) for boundary in boundaries])
    shapely.prepare(whole)
    shapes = np.array([read_geometry(geometry) for geometry in geometries], dtype=object)
    return [bool(meets) for meets in shapely.intersects(whole, shapes)]


def merged(geometries: Sequence[Geometry]) -> dict[str, Any]:
    """Return shapes of one sort as one: areas united, lines joined end to end.

    Of several points it is the one in their midst: platforms of one station are one place.
    """
    shapes = [read_geometry(geometry) for geometry in geometries]
    whole = shapely.union_all(shapes)
    if whole.geom_type == "MultiPoint":
        middle = whole.centroid
        whole = min(whole.geoms, key=middle.distance)
    if whole.geom_type == "MultiLineString":
        whole = shapely.line_merge(whole)
    return _mapping(shapely.normalize(whole))


def _thinned(found: BaseGeometry, tolerance_m: float) -> dict[str, Any] | None:
    if found.is_empty:
        return None
    thin = read_geometry(simplify(_mapping(found), tolerance_m=tolerance_m))
    return _mapping(shapely.transform(thin, lambda degrees: np.round(degrees, DECIMALS)))


def _cut(found: BaseGeometry, box: Box) -> BaseGeometry:
    return shapely.clip_by_rect(found, *box)


def _cells(box: Box) -> list[Box]:
    west, south, east, north = box
    across, down = (east - west) / CELLS, (north - south) / CELLS
    middle = (CELLS - 1) / 2
    steps = sorted(
        product(range(CELLS), range(CELLS)),
        key=lambda at: (math.dist(at, (middle, middle)), at),
    )
    return [
        (
            west + column * across,
            south + row * down,
            west + (column + 1) * across,
            south + (row + 1) * down,
        )
        for column, row in steps
    ]


def _simple(found: BaseGeometry) -> list[BaseGeometry]:
    """Return the points, lines and areas of a shape; what was cut holds nothing nested deeper."""
    return [part for part in shapely.get_parts(found) if not part.is_empty]


def _points(part: BaseGeometry) -> list[Point]:
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(part)]


def _mapping(found: BaseGeometry) -> dict[str, Any]:
    return dict(json.loads(shapely.to_geojson(found)))
