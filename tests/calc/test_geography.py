import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from sasaeai.calc import geography
from sasaeai.calc.refusal import Refusal
from tests.shared_data import shared_file

points = st.tuples(st.floats(122, 154), st.floats(20, 46))
anywhere = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[139.0, 35.0], [139.0, 35.1], [139.1, 35.1], [139.1, 35.0], [139.0, 35.0]]],
}
BENT = {
    "type": "Polygon",
    "coordinates": [
        [[0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0]],
    ],
}
HOLED = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            *SQUARE["coordinates"],
            [[139.04, 35.04], [139.06, 35.04], [139.06, 35.06], [139.04, 35.06], [139.04, 35.04]],
        ]
    ],
}
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@given(points, points)
def test_distance_is_near_that_on_the_ellipsoid(here, there):
    exact = Geod(ellps="GRS80").line_length(*zip(here, there, strict=True))
    assert geography.distance_m(here, there) == pytest.approx(exact, rel=0.006, abs=0.01)


@given(points, points, points)
def test_distance_is_never_shorter_by_a_detour(here, there, between):
    detour = geography.distance_m(here, between) + geography.distance_m(between, there)
    assert geography.distance_m(here, there) <= detour + 1e-3


def test_distance_round_half_the_earth_is_half_its_girth():
    half = math.pi * geography.EARTH_RADIUS_M
    assert geography.distance_m((0, 0), (180, 0)) == pytest.approx(half)


@given(anywhere, st.lists(anywhere, max_size=5))
def test_distances_at_once_are_those_one_by_one(here, there):
    lon, lat = np.array(there, float).reshape(-1, 2).T
    each = [geography.distance_m(here, one) for one in there]
    assert geography.distances_m(here, lon, lat) == pytest.approx(
        np.array(each), rel=1e-7, abs=1e-3
    )


def test_distance_to_an_unknown_place_is_unknown():
    found = geography.distances_m((139, 35), np.array([math.nan, 139, 139]), np.array([35, math.nan, 35]))  # fmt: skip
    assert np.isnan(found).tolist() == [True, True, False]


@pytest.mark.parametrize(("metres", "minutes"), [(0, 0), (1, 1), (80, 1), (81, 2), (400, 5)])
def test_walk_minutes_count_begun_minutes_whole(metres, minutes):
    assert geography.walk_minutes(metres) == minutes


@given(points)
def test_point_in_japan_is_in_japan_and_known_when_swapped(point):
    assert geography.is_in_japan(point)
    assert not geography.is_swapped(point)
    assert geography.is_swapped(point[::-1])


@pytest.mark.parametrize(
    "point", [(0.0, 0.0), (999.0, 35.0), (139.0, math.nan), (math.inf, 35.0), (2.35, 48.86)]
)
def test_point_elsewhere_is_neither_in_japan_nor_swapped(point):
    assert not geography.is_in_japan(point)
    assert not geography.is_swapped(point)


def test_boundary_holds_inside_and_border_but_not_hole_or_outside():
    boundary = geography.Boundary(HOLED)
    inside, border, hole, outside = (139.01, 35.01), (139.0, 35.05), (139.05, 35.05), (140.0, 35.05)
    assert boundary.contains_each([inside, border, hole, outside]) == [True, True, False, False]
    assert boundary.contains(inside)
    assert not boundary.contains(hole)


def test_boundary_of_no_points_answers_nothing():
    assert geography.Boundary(SQUARE).contains_each([]) == []


def test_boundary_with_crossing_rings_is_mended():
    assert geography.Boundary(BOW_TIE).contains((0.9, 0.5))


def test_boundary_with_ring_and_stray_line_keeps_the_ring():
    stray = {
        "type": "GeometryCollection",
        "geometries": [SQUARE, {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}],
    }
    assert geography.Boundary(stray).contains((139.05, 35.05))


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [139.0, 35.0]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]},
    ],
)
def test_boundary_without_area_is_refused(geometry):
    with pytest.raises(Refusal, match="面（PolygonかMultiPolygon）"):
        geography.Boundary(geometry)


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({}, "GeoJSONとして読めません"),
        ({"type": "Polygon"}, "GeoJSONとして読めません"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "GeoJSONとして読めません"),
        ({"type": "Polygon", "coordinates": "x"}, "GeoJSONとして読めません"),
        ({"type": "Circle", "coordinates": [0, 0]}, "GeoJSONとして読めません"),
        ({"type": None}, "GeoJSONとして読めません"),
        ({"type": "Polygon", "coordinates": []}, "座標がありません"),
        ({"type": "Point", "coordinates": [139.0, math.nan]}, "経度・緯度ではありません"),
        ({"type": "Point", "coordinates": [math.inf, 35.0]}, "経度・緯度ではありません"),
        ({"type": "Point", "coordinates": [-40592.7, -151650.6]}, "経度・緯度ではありません"),
        ({"type": "Point", "coordinates": [35.0, 139.0]}, "経度・緯度ではありません"),
        ({"type": "Point", "coordinates": [10**400, 35.0]}, "GeoJSONとして読めません"),
    ],
)
def test_geometry_that_cannot_be_read_is_refused(geometry, why):
    with pytest.raises(Refusal, match=why):
        geography.bounding_box(geometry)


def test_bounding_box_of_square_is_its_edges():
    assert geography.bounding_box(SQUARE) == (139.0, 35.0, 139.1, 35.1)


def test_area_of_square_is_its_sides_multiplied_whatever_its_winding():
    turned = SQUARE | {"coordinates": [SQUARE["coordinates"][0][::-1]]}
    wide = geography.distance_m((139.0, 35.05), (139.1, 35.05))
    high = geography.distance_m((139.0, 35.0), (139.0, 35.1))
    assert geography.area_m2(SQUARE) == pytest.approx(wide * high, rel=0.005)
    assert geography.area_m2(turned) == pytest.approx(geography.area_m2(SQUARE))


def test_area_with_hole_leaves_the_hole_out():
    assert geography.area_m2(HOLED) == pytest.approx(geography.area_m2(SQUARE) * 0.96, rel=1e-3)


def test_centroid_of_bent_area_is_outside_but_representative_point_inside():
    boundary = geography.Boundary(BENT)
    assert not boundary.contains(geography.centroid(BENT))
    assert boundary.contains(geography.representative_point(BENT))


def test_simplify_drops_what_is_nearer_than_the_tolerance():
    ring = SQUARE["coordinates"][0]
    bumped = SQUARE | {"coordinates": [[*ring[:2], [139.05, 35.1001], *ring[2:]]]}
    assert len(geography.simplify(bumped, tolerance_m=5)["coordinates"][0]) == 6
    simple = geography.simplify(bumped, tolerance_m=20)
    assert json.loads(json.dumps(simple))["type"] == "Polygon"
    assert len(simple["coordinates"][0]) == 5
    assert geography.bounding_box(simple) == pytest.approx((139.0, 35.0, 139.1, 35.1))


def test_real_city_boundary_holds_its_city_hall_and_has_its_published_area():
    text = shared_file("areas/13225_inagi.geojson").read_text("utf-8")
    parts = [feature["geometry"] for feature in json.loads(text)["features"]]
    assert any(geography.Boundary(part).contains((139.5046, 35.6379)) for part in parts)
    assert sum(map(geography.area_m2, parts)) == pytest.approx(17.97e6, rel=0.01)


def test_coordinate_that_is_no_number_is_refused():
    ring = [[139.0, 35.0], ["NAN", 35.0], [139.1, 35.1], [139.0, 35.0]]
    with pytest.raises(Refusal, match="経度・緯度ではありません"):
        geography.bounding_box({"type": "Polygon", "coordinates": [ring]})


def test_point_lies_beyond_where_it_is_further_outside_than_so_many_metres() -> None:
    ring = [[139.5, 35.6], [139.51, 35.6], [139.51, 35.61], [139.5, 35.61], [139.5, 35.6]]
    boundary = geography.Boundary({"type": "Polygon", "coordinates": [ring]})
    # 0.03° of longitude are 2.7 km at 35.6° N, 0.04° are 3.6 km; 0.03° of latitude are 3.3 km.
    points = [(139.505, 35.605), (139.54, 35.605), (139.55, 35.605), (139.505, 35.64)]
    assert boundary.beyond_each(points, metres=3000) == [False, False, True, True]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)), max_size=12),
    st.lists(st.tuples(st.floats(-1, 15), st.floats(-1, 15)), max_size=20),
)
def test_first_of_many_areas_holds_a_point_as_each_asked_alone_says(corners, points) -> None:
    squares = [
        {
            "type": "Polygon",
            "coordinates": [[[x, y], [x + a, y], [x + a, y + a], [x, y + a], [x, y]]],
        }
        for x, y, a in corners
    ]
    alone = [geography.Boundary(one) for one in squares]

    found = geography.Boundaries(squares).first_containing(points)

    assert found == [
        next((n for n, one in enumerate(alone) if one.contains(point)), None) for point in points
    ]
