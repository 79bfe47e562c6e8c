"""The land of ささえ市 and となり町: areas that fit together, river, railway, roads, hills, parks."""

import random
from dataclasses import dataclass
from typing import Any

from shapely import Point, Polygon, prepare
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from sasaeai.demo import landscape, lines, partition, plan
from sasaeai.demo.chance import stream
from sasaeai.demo.landscape import Feature
from sasaeai.demo.plan import Spot

DRY_KM = 0.025
CLOSED_TO_STREETS = ("river", "park", "forest")


@dataclass(frozen=True)
class Area:
    """One area: level is municipality, living_area, district or block; slope 1.0 is flat."""

    key: str
    level: str
    name: str
    kana: str
    parent: str | None
    shape: Polygon
    slope: float
    character: str = ""

    @property
    def geojson(self) -> dict[str, Any]:
        """Return the boundary as a GeoJSON geometry."""
        return dict(mapping(self.shape))


@dataclass(frozen=True)
class Geography:
    """All areas of both municipalities, parents first, and the landscape."""

    areas: tuple[Area, ...]
    features: tuple[Feature, ...]

    def area(self, key: str) -> Area:
        """Return the area with this key."""
        return next(area for area in self.areas if area.key == key)

    def at(self, level: str) -> tuple[Area, ...]:
        """Return the areas of one level in their order."""
        return tuple(area for area in self.areas if area.level == level)

    def children(self, key: str) -> tuple[Area, ...]:
        """Return the areas right below one."""
        return tuple(area for area in self.areas if area.parent == key)

    def above(self, key: str) -> tuple[Area, ...]:
        """Return the area and all that hold it, lowest first."""
        area = self.area(key)
        return (area,) if area.parent is None else (area, *self.above(area.parent))

    def blocks_of(self, key: str) -> tuple[Area, ...]:
        """Return the 町丁目 inside an area, or the block itself."""
        area = self.area(key)
        if area.level == "block":
            return (area,)
        return tuple(block for child in self.children(key) for block in self.blocks_of(child.key))

    def of(self, kind: str) -> tuple[Feature, ...]:
        """Return the features of one kind."""
        return tuple(feature for feature in self.features if feature.kind == kind)


def geography(seed: int) -> Geography:
    """Return the land of both municipalities."""
    rng = stream(seed, "geography")
    waters = landscape.water(rng)
    blocks = partition.blocks(rng, river=waters.river_line)
    areas = tuple(area for town in plan.MUNICIPALITIES for area in _town_areas(town, blocks))
    features = (*waters.features, *landscape.made(rng), *landscape.green(rng), *landscape.hills())
    closed = [f.shape for f in features if f.kind in CLOSED_TO_STREETS]
    streets = landscape.streets(rng, blocks, keep_off=closed)
    return Geography(areas=areas, features=(*features, *streets))


def _town_areas(town: plan.MunicipalityPlan, shapes: dict[str, Polygon]) -> list[Area]:
    areas: list[Area] = []
    for living in town.living_areas:
        inner: list[Area] = []
        for district in living.districts:
            lowest = [_block(b, district.key, shapes[b.key]) for b in district.blocks]
            inner += [_whole(district, "district", living.key, lowest), *lowest]
        tops = [area for area in inner if area.level == "district"]
        areas += [_whole(living, "living_area", town.key, tops), *inner]
    tops = [area for area in areas if area.level == "living_area"]
    return [_whole(town, "municipality", None, tops), *areas]


def _block(block: plan.BlockPlan, parent: str, shape: Polygon) -> Area:
    steep = landscape.slope(block.x, block.y)
    return Area(block.key, "block", block.name, block.kana, parent, shape, steep, block.character)


def _whole(
    named: plan.DistrictPlan | plan.LivingAreaPlan | plan.MunicipalityPlan,
    level: str,
    parent: str | None,
    parts: list[Area],
) -> Area:
    shape = lines.rounded(unary_union([part.shape for part in parts]))
    steep = round(sum(part.slope for part in parts) / len(parts), 2)
    return Area(named.key, level, named.name, named.kana, parent, shape, steep)


def spot_in(rng: random.Random, area: Area, *, avoid: BaseGeometry) -> Spot:
    """Return a chance spot in degrees inside the area, clear of what is to be avoided."""
    west, south, east, north = area.shape.bounds
    prepare(area.shape)
    while True:
        lon, lat = round(rng.uniform(west, east), 6), round(rng.uniform(south, north), 6)
        point = Point(lon, lat)
        if area.shape.contains(point) and not avoid.intersects(point):
            return lon, lat


def closed_ground(land: Geography) -> BaseGeometry:
    """Return the ground where nothing can stand: water, railway and woods, with their banks."""
    margin = DRY_KM / lines.KM_PER_LON
    kinds = ("river", "stream", "railway", "forest")
    whole = unary_union([f.shape.buffer(margin) for f in land.features if f.kind in kinds])
    prepare(whole)
    return whole
