"""Natural looking lines: smoothing, wandering edges, and cutting a plane into pieces that fit."""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from shapely import Point, Polygon, transform, union_all, voronoi_polygons
from shapely.geometry import LineString, MultiLineString, MultiPoint
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polygonize, unary_union

from sasaeai.demo.plan import CENTRE_LAT, CENTRE_LON, Spot

KM_PER_LAT = 110.95
KM_PER_LON = 111.32 * math.cos(math.radians(CENTRE_LAT))
GRID = 1e-6


def lonlat(x: float, y: float) -> Spot:
    """Return degrees, rounded to six decimals, of a spot in kilometres from the centre."""
    return round(CENTRE_LON + x / KM_PER_LON, 6), round(CENTRE_LAT + y / KM_PER_LAT, 6)


def kilometres(lon: float, lat: float) -> Spot:
    """Return kilometres east and north of the centre."""
    return (lon - CENTRE_LON) * KM_PER_LON, (lat - CENTRE_LAT) * KM_PER_LAT


def smoothed(spots: Sequence[Spot], *, rounds: int = 3, closed: bool = False) -> list[Spot]:
    """Return the corners cut again and again (Chaikin 1974), ends kept on an open line."""
    line = list(spots)
    for _ in range(rounds):
        pairs = list(zip(line, line[1:] + line[:1] if closed else line[1:], strict=False))
        cut = [
            (a[0] * p + b[0] * (1 - p), a[1] * p + b[1] * (1 - p))
            for a, b in pairs
            for p in (0.75, 0.25)
        ]
        line = cut if closed else [line[0], *cut[1:-1], line[-1]]
    return line


def wandering(
    rng: random.Random, spots: Sequence[Spot], *, swing: float, finest: float
) -> list[Spot]:
    """Return the line with each stretch bent sideways at its middle, down to the finest length."""
    line = [spots[0]]
    for a, b in pairwise(spots):
        line += [*_bent(rng, a, b, swing=swing, finest=finest), b]
    return line


def _bent(rng: random.Random, a: Spot, b: Spot, *, swing: float, finest: float) -> list[Spot]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if math.hypot(dx, dy) < finest:
        return []
    side = rng.uniform(-swing, swing)
    middle = ((a[0] + b[0]) / 2 - dy * side, (a[1] + b[1]) / 2 + dx * side)
    return [
        *_bent(rng, a, middle, swing=swing, finest=finest),
        middle,
        *_bent(rng, middle, b, swing=swing, finest=finest),
    ]


def edges_between(rng: random.Random, region: Polygon, spots: Sequence[Spot]) -> list[LineString]:
    """Return the wandering lines that part a region among spots, each spot nearest to its own."""
    if len(spots) == 1:
        return []
    cells = voronoi_polygons(MultiPoint(spots), extend_to=region)
    rings = unary_union([cell.exterior for cell in cells.geoms])
    inner = linemerge(rings.intersection(region.buffer(0.004)))
    straight = inner.geoms if isinstance(inner, MultiLineString) else [inner]
    within = region.buffer(-0.002)
    ordered = sorted((line for line in straight if line.intersects(within)), key=_ends)
    return [
        LineString(wandering(rng, _from_lower_end(line), swing=0.13, finest=0.09))
        for line in ordered
    ]


def _ends(line: LineString) -> tuple[Spot, Spot]:
    first, last = (round(c, 6) for c in line.coords[0]), (round(c, 6) for c in line.coords[-1])
    low, high = sorted([tuple(first), tuple(last)])
    return low, high


def _from_lower_end(line: LineString) -> list[Spot]:
    spots = [(float(x), float(y)) for x, y in line.coords]
    return spots if spots[0] <= spots[-1] else spots[::-1]


def pieces(lines: Sequence[BaseGeometry]) -> list[Polygon]:
    """Return the faces the lines enclose, in degrees; neighbours share every vertex exactly."""
    degrees = [LineString([lonlat(x, y) for x, y in line.coords]) for line in lines]
    noded = union_all(degrees, grid_size=GRID)
    return [rounded(face) for face in polygonize(noded)]


def rounded(shape: Polygon) -> Polygon:
    """Return the polygon with its coordinates at six decimals."""
    holes = [np.round(ring.coords, 6) for ring in shape.interiors]
    return Polygon(np.round(shape.exterior.coords, 6), holes)


def net_in_degrees(net: BaseGeometry) -> BaseGeometry:
    """Return any shape in degrees, at six decimals."""
    return transform(net, lambda spots: np.array([lonlat(x, y) for x, y in spots]))


def degrees_line(spots: Sequence[Spot]) -> LineString:
    """Return the line in degrees."""
    return LineString([lonlat(x, y) for x, y in spots])


def along(line: LineString, x: float) -> Point:
    """Return where the line passes over this longitude, at six decimals."""
    fractions = np.linspace(0, 1, 2001)
    spots = [line.interpolate(float(f), normalized=True) for f in fractions]
    near = min(spots, key=lambda p: abs(p.x - lonlat(x, 0)[0]))
    return Point(round(near.x, 6), round(near.y, 6))
