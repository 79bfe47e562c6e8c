"""Parting the land into 町丁目 whose edges fit: cut by river and roads, then by nearness."""

import random
from collections.abc import Sequence

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import split, unary_union

from sasaeai.demo import lines, plan
from sasaeai.demo.plan import Spot

OVERSHOOT_KM = 0.004


def blocks(rng: random.Random, *, river: LineString) -> dict[str, Polygon]:
    """Return the shape of each 町丁目 in degrees; neighbours share their edges exactly."""
    city = _closed(rng, plan.OUTLINE, swing=0.10)
    around = _closed(rng, plan.NEIGHBOUR_OUTLINE, swing=0.14)
    beyond = max(_polygons(around.difference(city)), key=lambda part: part.area)
    cuts = [_clipped(cut, city) for cut in (river, *_cut_roads())]
    regions = _split(city, cuts)
    inner = [line for region in [*regions, beyond] for line in _inner_lines(rng, region)]
    rim = LineString(around.exterior).difference(city.buffer(-OVERSHOOT_KM))
    edges = [LineString(city.exterior), *_strings(rim), *cuts, *inner]
    return _named(lines.pieces(edges), regions=[*regions, beyond])


def _closed(rng: random.Random, spots: Sequence[Spot], *, swing: float) -> Polygon:
    ring = lines.smoothed(spots, rounds=1, closed=True)
    bent = lines.wandering(rng, [*ring, ring[0]], swing=swing, finest=0.12)
    return Polygon(lines.smoothed(bent[:-1], rounds=1, closed=True))


def _cut_roads() -> list[LineString]:
    south = ((0.05, -0.60), *plan.SOUTH_ROAD)
    north = ((-0.62, 0.50), *plan.NORTH_ROAD)
    return [LineString(lines.smoothed(road)) for road in (south, north)]


def _clipped(cut: LineString, city: Polygon) -> LineString:
    return max(_strings(cut.intersection(city.buffer(OVERSHOOT_KM))), key=lambda part: part.length)


def _split(city: Polygon, cuts: Sequence[LineString]) -> list[Polygon]:
    parts = [city]
    for cut in cuts:
        parts = [piece for part in parts for piece in _polygons(split(part, cut))]
    return parts


def _inner_lines(rng: random.Random, region: Polygon) -> list[LineString]:
    spots = [(b.x, b.y) for b in plan.all_blocks() if region.contains(Point(b.x, b.y))]
    return lines.edges_between(rng, region, spots)


def _named(faces: Sequence[Polygon], *, regions: Sequence[Polygon]) -> dict[str, Polygon]:
    spots = {block.key: Point(lines.lonlat(block.x, block.y)) for block in plan.all_blocks()}
    parts: dict[str, list[Polygon]] = {key: [] for key in spots}
    loose: list[Polygon] = []
    for face in faces:
        inside = [key for key, spot in spots.items() if face.contains(spot)]
        home = parts[inside[0]] if inside else loose
        home.append(face)
    owners = {key: _region_of(face[0], regions) for key, face in parts.items()}
    for face in sorted(loose, key=lambda shape: -shape.area):
        _join(face, parts, owners=owners, region=_region_of(face, regions))
    return {key: lines.rounded(unary_union(shapes)) for key, shapes in parts.items()}


def _region_of(face: Polygon, regions: Sequence[Polygon]) -> int:
    middle = face.representative_point()
    spot = Point(lines.kilometres(middle.x, middle.y))
    return min(range(len(regions)), key=lambda i: regions[i].distance(spot))


def _join(
    face: Polygon, parts: dict[str, list[Polygon]], *, owners: dict[str, int], region: int
) -> None:
    shared = {
        key: sum(face.intersection(shape).length for shape in shapes)
        for key, shapes in parts.items()
        if owners[key] == region
    }
    parts[max(shared, key=lambda key: shared[key])].append(face)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]


def _strings(shape: BaseGeometry) -> list[LineString]:
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, LineString)]
