"""The squares a map is cut into, and the boxes it shows."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from sasaeai.calc import tiles
from sasaeai.calc.geography import Box

MERCATOR = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
EDGE = 20037508.342789244
zooms = st.integers(0, tiles.DEEPEST)
TOWN: Box = (139.40, 35.58, 139.52, 35.66)


@st.composite
def squares(draw: st.DrawFn) -> tuple[int, int, int]:
    zoom = draw(zooms)
    side = st.integers(0, 2**zoom - 1)
    return zoom, draw(side), draw(side)


@given(squares())
def test_squares_side_by_side_leave_no_gap(square: tuple[int, int, int]) -> None:
    zoom, column, row = square
    _west, south, east, _north = tiles.box_of_tile(*square)

    beside, below = tiles.box_of_tile(zoom, column + 1, row), tiles.box_of_tile(zoom, column, row + 1)  # fmt: skip

    assert (beside[0], below[3]) == (pytest.approx(east), pytest.approx(south))


@given(squares())
def test_square_has_the_corners_that_proj_gives_it(square: tuple[int, int, int]) -> None:
    zoom, column, row = square
    west, south, east, north = tiles.box_of_tile(*square)
    side = 2 * EDGE / 2**zoom

    corners = [MERCATOR.transform(west, north), MERCATOR.transform(east, south)]

    there = [
        (column * side - EDGE, EDGE - row * side),
        ((column + 1) * side - EDGE, EDGE - (row + 1) * side),
    ]
    assert corners == [pytest.approx(corner, abs=0.01) for corner in there]


@pytest.mark.parametrize(
    ("square", "is_there"),
    [
        ((0, 0, 0), True),
        ((3, 7, 7), True),
        ((3, 8, 0), False),
        ((3, 0, 8), False),
        ((tiles.DEEPEST + 1, 0, 0), False),
        ((10**9, 10**30, 0), False),
    ],
)
def test_square_is_there_or_not(square: tuple[int, int, int], *, is_there: bool) -> None:
    assert tiles.is_tile(*square) is is_there


@pytest.mark.parametrize(
    ("box", "is_view"),
    [
        (TOWN, True),
        ((139.5, 35.6, 139.4, 35.7), False),
        ((139.4, 35.6, 139.4, 35.7), False),
        ((10.0, 35.6, 10.1, 35.7), False),
        ((100.0, 0.0, 179.0, 50.0), False),
    ],
    ids=["a town", "turned round", "without width", "not in Japan", "half the earth"],
)
def test_view_is_a_box_that_a_map_of_japan_can_show(box: Box, *, is_view: bool) -> None:
    assert tiles.is_view(box) is is_view


@pytest.mark.parametrize(
    ("box", "view"),
    [
        (TOWN, TOWN),
        ((139.4, 35.6, 139.4, 35.6), (139.39975, 35.59975, 139.40025, 35.60025)),
        ((139.4, 35.6, 139.4001, 35.7), (139.3998, 35.6, 139.4003, 35.7)),
        ((100.0, 20.0, 170.0, 50.0), (115.0, 20.0, 155.0, 50.0)),
        ((-180.0, -80.0, 180.0, 80.0), (102.0, 0.0, 142.0, 40.0)),
    ],
    ids=["a town", "a point", "a lane", "too wide", "the earth"],
)
def test_nearest_view_is_as_narrow_or_wide_as_a_map_can_show(box: Box, view: Box) -> None:
    assert tiles.nearest_view(box) == pytest.approx(view)


@given(st.tuples(st.floats(90, 139), st.floats(0, 35), st.floats(139, 190), st.floats(35, 60)))
def test_nearest_view_of_any_box_in_reach_can_be_shown(box: Box) -> None:
    assert tiles.is_in_reach(box)
    assert tiles.is_view(tiles.nearest_view(box))


@pytest.mark.parametrize("latitude", [24.0, 35.0, 45.6])
def test_deepest_squares_fill_a_small_screen_with_a_view(latitude: float) -> None:
    across = 360 / (512 * 2**18)  # what one pixel shows at the zoom at which the live map stops
    width, height = 260 * across, 320 * across * math.cos(math.radians(latitude))

    assert tiles.is_view((139.5, latitude, 139.5 + width, latitude + height))


boxes = st.builds(
    lambda west, south, across, down: (west, south, west + across, south + down),
    st.floats(123, 150),
    st.floats(24, 44),
    st.floats(0.001, 2),
    st.floats(0.001, 2),
)


@given(boxes)
def test_frame_holds_the_box_and_has_the_form_of_a_drawing(box: Box) -> None:
    west, south, east, north = tiles.framed(box)

    assert west <= box[0] + 1e-9
    assert south <= box[1] + 1e-9
    assert east >= box[2] - 1e-9
    assert north >= box[3] - 1e-9
    assert (east - west) * tiles.squeeze(box) / (north - south) == pytest.approx(tiles.FRAME)


def test_view_moves_and_comes_closer_by_parts_of_itself() -> None:
    moved = tiles.moved(TOWN, east=0.5, north=-1)
    closer = tiles.zoomed(TOWN, 0.5)

    assert moved == pytest.approx((139.46, 35.50, 139.58, 35.58))
    assert closer == pytest.approx((139.43, 35.60, 139.49, 35.64))


def test_box_around_a_point_is_as_wide_as_high_on_the_ground() -> None:
    west, south, east, north = box = tiles.around((139.5, 35.6), reach=0.01)

    assert tiles.middle(box) == pytest.approx((139.5, 35.6))
    assert (east - west) * tiles.squeeze(box) == pytest.approx(north - south)


def test_reach_of_a_box_is_half_its_shorter_side_on_the_ground() -> None:
    wide, high = (139.0, 35.0, 141.0, 35.2), (139.0, 35.0, 139.1, 36.0)

    assert tiles.reach(wide) == pytest.approx(0.1)
    assert tiles.reach(high) == pytest.approx(0.05 * tiles.squeeze(high))


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_every_point_of_a_box_lies_in_the_cell_that_holds_it(across: float, up: float) -> None:
    grid = tiles.Grid((139.0, 35.0, 140.0, 36.0), 6, 5)
    x, y = 139.0 + across, 35.0 + up

    column, row = grid.cell_of(x, y)

    assert grid.west + column * grid.wide <= x + 1e-9 < grid.west + (column + 1) * grid.wide + 2e-9
    assert grid.south + row * grid.high <= y + 1e-9 < grid.south + (row + 1) * grid.high + 2e-9
