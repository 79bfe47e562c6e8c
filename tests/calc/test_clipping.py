"""What a drawing or a town needs of a shape."""

from itertools import pairwise
from typing import Any

import pytest

from sasaeai.calc import clipping
from sasaeai.calc.geography import bounding_box, distance_m

BOX = (139.50, 35.60, 139.60, 35.70)


def square(west: float, south: float, side: float) -> dict[str, Any]:
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def line(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def test_line_is_shown_as_far_as_the_box_reaches() -> None:
    found = clipping.shown(line((139.4, 35.65), (139.7, 35.65)), box=BOX, tolerance_m=1)

    assert found == ([], [[(139.5, 35.65), (139.6, 35.65)]], [])


def test_lines_inside_a_collection_are_shown_each() -> None:
    lines = [[[139.51, 35.65], [139.52, 35.65]], [[139.54, 35.65], [139.55, 35.65]]]
    several = {"type": "MultiLineString", "coordinates": lines}
    mixed = {"type": "GeometryCollection", "geometries": [several, point(139.58, 35.65)]}

    found = clipping.shown(mixed, box=BOX, tolerance_m=1)

    assert (len(found.lines), found.points) == (2, [(139.58, 35.65)])


def test_hole_of_an_area_turns_the_other_way() -> None:
    holed = square(139.52, 35.62, 0.06)
    holed["coordinates"] += square(139.54, 35.64, 0.01)["coordinates"]

    outer, inner = clipping.shown(holed, box=BOX, tolerance_m=1).rings

    assert [turns_left(ring) for ring in (outer, inner)] == [True, False]


def turns_left(ring: list[tuple[float, float]]) -> bool:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def test_point_is_shown_where_it_lies() -> None:
    assert clipping.shown(point(139.55, 35.65), box=BOX, tolerance_m=1).points == [(139.55, 35.65)]


@pytest.mark.parametrize("shape", [point(139.7, 35.65), line((139.7, 35.6), (139.8, 35.7))])
def test_shape_outside_the_box_is_not_shown(shape: dict[str, Any]) -> None:
    assert not any(clipping.shown(shape, box=BOX, tolerance_m=1))
    assert list(clipping.places(shape, box=BOX)) == []


def test_vertices_too_near_to_be_seen_are_left_out() -> None:
    bent = line((139.51, 35.65), (139.52, 35.650001), (139.53, 35.65))

    (shown,) = clipping.shown(bent, box=BOX, tolerance_m=5).lines

    assert len(shown) == 2


def test_name_is_offered_places_on_the_shape_from_the_middle_outwards() -> None:
    places = list(clipping.places(line((139.4, 35.65), (139.7, 35.65)), box=BOX))

    assert {lat for _lon, lat in places} == {35.65}
    assert abs(places[0][0] - 139.55) < 0.02 < abs(places[-1][0] - 139.55)


def test_part_within_a_boundary_is_what_lies_inside() -> None:
    found = clipping.part_within(
        line((139.4, 35.65), (139.7, 35.65)), square(139.5, 35.6, 0.1), tolerance_m=1
    )

    assert found == line((139.5, 35.65), (139.6, 35.65))


def test_area_that_only_touches_a_boundary_is_not_within() -> None:
    beside = square(139.6, 35.6, 0.1)

    assert clipping.part_within(beside, square(139.5, 35.6, 0.1), tolerance_m=1) is None


def test_shapes_meet_a_boundary_in_part_or_not_at_all() -> None:
    shapes = [line((139.4, 35.65), (139.7, 35.65)), point(139.9, 35.65)]

    assert clipping.meeting(shapes, [square(139.5, 35.6, 0.1)]) == [True, False]
    assert clipping.meeting(shapes, []) == [False, False]
    assert clipping.meeting([], [square(139.5, 35.6, 0.1)]) == []


def test_lines_end_to_end_become_one() -> None:
    parts = [line((139.51, 35.65), (139.52, 35.65)), line((139.52, 35.65), (139.53, 35.66))]

    merged = clipping.merged(parts)

    assert (merged["type"], len(merged["coordinates"])) == ("LineString", 3)
    assert clipping.merged(parts[::-1]) == merged


def test_areas_that_meet_become_one() -> None:
    merged = clipping.merged([square(139.51, 35.61, 0.01), square(139.52, 35.61, 0.01)])

    assert (merged["type"], bounding_box(merged)) == ("Polygon", (139.51, 35.61, 139.53, 35.62))


def test_platforms_become_the_one_in_their_midst() -> None:
    platforms = [point(139.5100, 35.65), point(139.5102, 35.65), point(139.5109, 35.65)]

    merged = clipping.merged(platforms)

    assert merged == point(139.5102, 35.65)
    assert distance_m(tuple(merged["coordinates"]), (139.5104, 35.65)) < 30


def test_line_and_area_of_one_river_are_both_kept() -> None:
    merged = clipping.merged([square(139.52, 35.62, 0.02), line((139.51, 35.63), (139.59, 35.63))])

    found = clipping.shown(
        clipping.cut(merged, box=BOX, tolerance_m=1) or {}, box=BOX, tolerance_m=1
    )

    assert (len(found.rings), len(found.lines)) == (1, 2)


def test_nothing_is_cut_from_what_lies_elsewhere() -> None:
    assert clipping.cut(square(140, 36, 0.1), box=BOX, tolerance_m=1) is None
