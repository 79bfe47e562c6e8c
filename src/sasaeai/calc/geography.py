"""Places on the ground: distance, direction, boundaries.

A point is (longitude, latitude) in degrees, GeoJSON's order; a geometry is a GeoJSON mapping
(RFC 7946); lengths are metres, on JGD2011 (GRS80), which WGS 84 equals for this use.
A geometry that cannot be read raises `Refusal` with a whole sentence.
"""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sasaeai.calc.refusal import Refusal, gettext_noop

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
Geometry: TypeAlias = Mapping[str, Any]
Numbers: TypeAlias = NDArray[np.float64]

EARTH_RADIUS_M = 6_371_008.8  # mean radius R1 of GRS80 (IUGG)
METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180
HALF = math.radians(0.5)
WALK_METRES_PER_MINUTE = 80
DEGREES = (180.0, 90.0)
JAPAN: Box = (122.0, 20.0, 154.0, 46.0)


UNREADABLE = (
    ShapelyError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)


def distance_m(here: Point, there: Point) -> float:
    """Return the great-circle distance of two points in metres.

    Haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984);
    at most 0.6 % off the ellipsoid.
    """
    (lon1, lat1), (lon2, lat2) = _radians(here), _radians(there)
    chord = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def distances_m(here: Point, lon: Numbers, lat: Numbers) -> Numbers:
    """Return the great-circle distances from a point to many in metres, nan to those that are nan.

    The formula of `distance_m`. Its sines and cosines are written with the tangents of half the
    differences, sin² = t² / (1 + t²), which numpy reckons several times as fast.
    """
    sin, cos = math.sin(math.radians(here[1])), math.cos(math.radians(here[1]))
    east, north = (lon - here[0]) * HALF, (lat - here[1]) * HALF
    np.tan(east, out=east)
    east *= east
    east /= 1 + east
    np.tan(north, out=north)
    cosines = north * cos**2
    cosines += 2 * sin * cos
    cosines *= north
    east *= np.subtract(cos**2, cosines, out=cosines)
    north *= north
    east += north
    north += 1
    east /= north
    np.sqrt(np.minimum(east, 1, out=east), out=east)
    np.arcsin(east, out=east)
    east *= 2 * EARTH_RADIUS_M
    return east


def walk_minutes(metres: float) -> int:
    """Return the minutes a walk of so many metres takes: 80 m a minute, begun minutes whole.

    Source: 不動産の表示に関する公正競争規約施行規則 第9条 (徒歩による所要時間), which
    counts metres of road: from a distance as the crow flies this is the least it can be.
    """
    return math.ceil(metres / WALK_METRES_PER_MINUTE)


def is_in_japan(point: Point) -> bool:
    """Return whether the point is finite and lies in 20–46 N, 122–154 E."""
    west, south, east, north = JAPAN
    lon, lat = point
    return west <= lon <= east and south <= lat <= north


def is_swapped(point: Point) -> bool:
    """Return whether longitude and latitude stand in each other's place."""
    lon, lat = point
    return not is_in_japan(point) and is_in_japan((lat, lon))


class Boundary:
    """A polygon or multipolygon made ready for many questions about points in it."""

    def __init__(self, geometry: Geometry) -> None:
        self._shape = read_areas(geometry)
        shapely.prepare(self._shape)

    def contains(self, point: Point) -> bool:
        """Return whether the point lies inside or on the border."""
        return bool(shapely.intersects_xy(self._shape, *point))

    def contains_each(self, points: Sequence[Point]) -> list[bool]:
        """Return for each point whether it lies inside or on the border."""
        longitudes, latitudes = [lon for lon, _ in points], [lat for _, lat in points]
        found = shapely.intersects_xy(self._shape, longitudes, latitudes)
        return [bool(inside) for inside in found]

    def beyond_each(self, points: Sequence[Point], *, metres: float) -> list[bool]:
        """Return for each point whether it lies outside by more than so many metres."""
        flat, spots = self._flattened(points)
        shapely.prepare(flat)
        near = shapely.dwithin(flat, spots, metres / METRES_PER_DEGREE)
        return [not is_near for is_near in near]

    def metres_off(self, points: Sequence[Point]) -> list[float]:
        """Return for each point how many metres it lies outside; 0 inside."""
        flat, spots = self._flattened(points)
        return [float(far) * METRES_PER_DEGREE for far in shapely.distance(flat, spots)]

    def _flattened(self, points: Sequence[Point]) -> tuple[Any, Any]:
        """Return the area and points with degrees of longitude as long as those of latitude."""
        _, south, _, north = self._shape.bounds
        squeeze = np.array([math.cos(math.radians((south + north) / 2)), 1.0])
        flat = shapely.transform(self._shape, lambda degrees: degrees * squeeze)
        return flat, shapely.points(np.array(points, float).reshape(-1, 2) * squeeze)


class Boundaries:
    """Many polygons and multipolygons made ready for the question in which of them points lie.

    Source: a packed R-tree (S. T. Leutenegger, M. A. Lopez, J. Edgington, "STR: a simple and
    efficient algorithm for R-tree packing", ICDE 1997, in GEOS), then the prepared outlines.
    """

    def __init__(self, geometries: Sequence[Geometry]) -> None:
        self._shapes = np.array([read_areas(one) for one in geometries], object)
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    def first_containing(self, points: Sequence[Point]) -> list[int | None]:
        """Return for each point the first of the areas that it lies in or on, None for none."""
        spots = np.array(points, float).reshape(-1, 2)
        asked, near = self._tree.query(shapely.points(spots))
        inside = shapely.intersects_xy(self._shapes[near], *spots[asked].T)
        first = np.full(len(spots), len(self._shapes))
        np.minimum.at(first, asked[inside], near[inside])
        return [None if number == len(self._shapes) else int(number) for number in first]


def bounding_box(geometry: Geometry) -> Box:
    """Return west, south, east and north of any GeoJSON geometry, in degrees."""
    west, south, east, north = read_geometry(geometry).bounds
    return float(west), float(south), float(east), float(north)


def area_m2(geometry: Geometry) -> float:
    """Return the area of a polygon or multipolygon on the ellipsoid in square metres.

    Source: C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 2013 (in PROJ).
    """
    parts = shapely.get_parts(shapely.orient_polygons(read_areas(geometry)))
    earth = Geod(ellps="GRS80")
    return float(sum(abs(earth.geometry_area_perimeter(part)[0]) for part in parts))


def centroid(geometry: Geometry) -> Point:
    """Return the centre of gravity, which may lie outside a bent area."""
    found = read_geometry(geometry).centroid
    return float(found.x), float(found.y)


def representative_point(geometry: Geometry) -> Point:
    """Return a point that surely lies in the area, to place its label or its figure."""
    found = read_geometry(geometry).representative_point()
    return float(found.x), float(found.y)


def simplify(geometry: Geometry, *, tolerance_m: float) -> dict[str, Any]:
    """Return the geometry with fewer vertices, none moved further than the tolerance in metres.

    Source: D. Douglas and T. Peucker, Cartographica 10(2), 1973, keeping rings apart and whole.
    """
    found = read_geometry(geometry)
    _, south, _, north = found.bounds
    squeeze = [math.cos(math.radians((south + north) / 2)), 1.0]
    flat = shapely.transform(found, lambda degrees: degrees * squeeze)
    simple = flat.simplify(tolerance_m / METRES_PER_DEGREE, preserve_topology=True)
    back = shapely.transform(simple, lambda degrees: degrees / squeeze)
    return dict(json.loads(shapely.to_geojson(back)))


def _radians(point: Point) -> Point:
    return math.radians(point[0]), math.radians(point[1])


def read_geometry(geometry: Geometry) -> BaseGeometry:
    """Return the shapely geometry, mended where its rings cross themselves."""
    try:
        # "NaN" among the coordinates is refused below, and not worth a warning here.
        with np.errstate(invalid="ignore"):
            found = shape(geometry)
    except UNREADABLE as error:
        raise Refusal(
            gettext_noop("図形をGeoJSONとして読めません。ファイルを確かめてください。")
        ) from error
    if found.is_empty:
        raise Refusal(gettext_noop("図形に座標がありません。ファイルを確かめてください。"))
    if not (abs(shapely.get_coordinates(found)) <= DEGREES).all():
        raise Refusal(
            gettext_noop(
                "図形の座標が経度・緯度ではありません。世界測地系の経度・緯度（度）に直してください。"
            )
        )
    return found if found.is_valid else shapely.make_valid(found)


def read_areas(geometry: Geometry) -> BaseGeometry:
    """Return the areas of the geometry as one polygon or multipolygon."""
    found = read_geometry(geometry)
    if found.geom_type == "GeometryCollection":
        areas = [part for part in found.geoms if part.geom_type in {"Polygon", "MultiPolygon"}]
        found = shapely.union_all(areas)
    if found.geom_type not in {"Polygon", "MultiPolygon"}:
        raise Refusal(gettext_noop("区域の図形は面（PolygonかMultiPolygon）にしてください。"))
    return found
