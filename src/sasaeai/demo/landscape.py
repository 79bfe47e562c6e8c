"""What lies on the land: water, railway and stations, roads and streets, parks, hills."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import LineString, MultiLineString, Point, Polygon
from shapely.affinity import rotate
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from sasaeai.demo import lines, plan
from sasaeai.demo.plan import Spot

RIVER_WIDTH_KM = 0.075
STREAM_WIDTH_KM = 0.014
STREET_EVERY_KM = {"mountain": 0.34, "village": 0.24, "hill": 0.15, "estate": 0.13}


@dataclass(frozen=True)
class Feature:
    """One thing of the land; size is metres of width (water), of reach (parks), of height (hills)."""

    kind: str
    name: str
    kana: str
    shape: BaseGeometry
    size: float = 0.0

    @property
    def geojson(self) -> dict[str, Any]:
        """Return the shape as a GeoJSON geometry."""
        return dict(mapping(self.shape))


@dataclass(frozen=True)
class Waters:
    """River and stream, and the middle of the river, in kilometres, where areas meet."""

    features: tuple[Feature, ...]
    river_line: LineString


def elevation(x: float, y: float) -> float:
    """Return metres above the river plain at a spot in kilometres."""
    return sum(
        height * math.exp(-2 * ((x - hx) ** 2 + (y - hy) ** 2) / reach**2)
        for _name, _kana, hx, hy, reach, height in plan.HILLS
    )


def slope(x: float, y: float) -> float:
    """Return how much harder walking is than on the flat: 1.0 flat, up to 1.8 on steep ground."""
    step = 0.05
    east = (elevation(x + step, y) - elevation(x - step, y)) / (2000 * step)
    north = (elevation(x, y + step) - elevation(x, y - step)) / (2000 * step)
    return round(min(1.8, 1 + 4 * math.hypot(east, north)), 2)


def water(rng: random.Random) -> Waters:
    """Return the river through the city and the stream from the mountains."""
    river = LineString(lines.wandering(rng, lines.smoothed(plan.RIVER), swing=0.05, finest=0.12))
    brook = LineString(lines.wandering(rng, lines.smoothed(plan.STREAM), swing=0.12, finest=0.1))
    return Waters(
        (
            _ribbon("river", "ささえ川", "ささえがわ", river, RIVER_WIDTH_KM),
            _ribbon("stream", "となり沢", "となりざわ", brook, STREAM_WIDTH_KM),
        ),
        river,
    )


def _ribbon(kind: str, name: str, kana: str, middle: LineString, width: float) -> Feature:
    band = middle.buffer(width / 2, quad_segs=4, cap_style="flat")
    return Feature(kind, name, kana, _in_degrees(band), width * 1000)


def _in_degrees(shape: Polygon) -> Polygon:
    return Polygon([lines.lonlat(x, y) for x, y in shape.exterior.coords])


def made(rng: random.Random) -> tuple[Feature, ...]:
    """Return what people made: railway, stations, roads, parks."""
    rails = lines.degrees_line(lines.smoothed(plan.RAILWAY))
    stations = [
        Feature("station", f"{name}駅", f"{kana}えき", lines.along(rails, x))
        for name, kana, x in plan.STATIONS
    ]
    roads = [
        Feature("road", name, kana, lines.degrees_line(lines.smoothed(spots)))
        for name, kana, spots in plan.ROADS
    ]
    rail = Feature("railway", "ささえ線", "ささえせん", rails)
    return (rail, *stations, *roads)


def green(rng: random.Random) -> tuple[Feature, ...]:
    """Return the parks and the woods on the hills."""
    woods = unary_union([_blob(rng, (x, y), reach) for x, y, reach in plan.FORESTS])
    return (Feature("forest", "", "", woods), *_parks(rng))


def _parks(rng: random.Random) -> list[Feature]:
    return [
        Feature("park", name, kana, _blob(rng, (x, y), reach), reach * 1000)
        for name, kana, x, y, reach in plan.PARKS
    ]


def _blob(rng: random.Random, middle: Spot, reach: float) -> Polygon:
    turns = [2 * math.pi * i / 9 for i in range(9)]
    ring = [(t, reach * rng.uniform(0.7, 1.15)) for t in turns]
    spots = [(middle[0] + r * math.cos(t), middle[1] + 0.8 * r * math.sin(t)) for t, r in ring]
    return Polygon([lines.lonlat(x, y) for x, y in lines.smoothed(spots, rounds=2, closed=True)])


def hills() -> tuple[Feature, ...]:
    """Return the hilltops with their heights."""
    return tuple(
        Feature("hill", name, kana, Point(lines.lonlat(x, y)), height)
        for name, kana, x, y, _reach, height in plan.HILLS
    )


def streets(
    rng: random.Random,
    shapes: Mapping[str, Polygon],
    *,
    keep_off: Sequence[BaseGeometry],
) -> tuple[Feature, ...]:
    """Return the small streets of each 町丁目, kept off water, railway and parks."""
    closed = unary_union(keep_off)
    return tuple(
        Feature("street", "", "", _grid(rng, shapes[block.key], block).difference(closed))
        for block in plan.all_blocks()
    )


def _grid(rng: random.Random, shape: Polygon, block: plan.BlockPlan) -> BaseGeometry:
    ground = Polygon([lines.kilometres(lon, lat) for lon, lat in shape.exterior.coords])
    every = STREET_EVERY_KM.get(block.character, 0.11)
    angle = rng.uniform(-25, 25)
    strokes = [rotate(line, angle, origin=ground.centroid) for line in _strokes(rng, ground, every)]
    net = MultiLineString(strokes).intersection(ground.buffer(-0.012))
    return lines.net_in_degrees(net)


def _strokes(rng: random.Random, ground: Polygon, every: float) -> Iterator[LineString]:
    x, y, reach = ground.centroid.x, ground.centroid.y, 1.2
    at = -reach
    while at < reach:
        bend = rng.uniform(-0.02, 0.02)
        yield LineString([(x - reach, y + at), (x, y + at + bend), (x + reach, y + at)])
        at += every * rng.uniform(0.8, 1.3)
    at = -reach
    while at < reach:
        start = y + rng.uniform(-0.9, 0.1)
        yield LineString([(x + at, start), (x + at + 0.01, start + rng.uniform(0.6, 1.6))])
        at += every * rng.uniform(1.1, 2.2)
