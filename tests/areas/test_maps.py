"""Drawings of areas: for a page as SVG, for a sheet in millimetres."""

import math

import pytest

from sasaeai.areas import actions, maps
from sasaeai.areas.maps import Pin
from sasaeai.areas.models import Area

NARROW = [[139.50, 35.60], [139.51, 35.60], [139.51, 35.65], [139.50, 35.65], [139.50, 35.60]]
ISLE = [[139.52, 35.60], [139.53, 35.60], [139.53, 35.61], [139.52, 35.61], [139.52, 35.60]]
WIDE = [[139.50, 35.60], [139.60, 35.60], [139.60, 35.61], [139.50, 35.61], [139.50, 35.60]]
FRAME = (100.0, 100.0)


def drawn(name: str, *rings: list[list[float]]) -> Area:
    """Return an area with this boundary, of several polygons where there are several."""
    boundary = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    if len(rings) == 1:
        boundary = {"type": "Polygon", "coordinates": [rings[0]]}
    area = Area(name=name, boundary=boundary)
    actions.frame(area)
    return area


def sheet(area: Area, *inner: Area, pins: tuple[Pin, ...] = ()) -> dict[str, object]:
    return maps.sheet_map(area, inner, pins, frame=FRAME, alt="桜台の地図")


def test_picture_of_nothing_drawn_is_none() -> None:
    assert maps.picture([Area(name="桜台")]) is None


def test_picture_has_an_outline_for_each_polygon_of_an_area() -> None:
    area = drawn("桜台", NARROW, ISLE)

    picture = maps.picture([area, Area(name="柏木")])

    (outline,) = picture.outlines
    assert (outline.area, outline.path.count("M"), outline.path.count("z")) == (area, 2, 2)
    assert picture.width == maps.WIDTH


def test_picture_of_a_part_shows_that_part_and_the_pins_in_it() -> None:
    part = (139.50, 35.60, 139.505, 35.605)
    pins = [Pin(139.5025, 35.6025, 1), Pin(139.505, 35.64, 2)]

    picture = maps.picture([drawn("桜台", NARROW)], pins=pins, box=part)

    (spot,) = picture.pins
    assert (spot.number, spot.x) == (1, pytest.approx(maps.WIDTH / 2, abs=0.1))


def test_picture_of_a_part_needs_no_boundary() -> None:
    picture = maps.picture([Area(name="桜台")], box=(139.50, 35.60, 139.51, 35.61))

    assert (picture.width, picture.outlines) == (maps.WIDTH, [])


@pytest.mark.parametrize(("pin", "shown"), [((139.505, 35.625), True), ((139.6, 35.625), False)])
def test_picture_leaves_out_a_pin_that_lies_outside(
    pin: tuple[float, float], *, shown: bool
) -> None:
    picture = maps.picture([drawn("桜台", NARROW)], pins=[Pin(*pin)])

    assert bool(picture.pins) is shown


def test_pin_in_the_middle_stands_in_the_middle() -> None:
    picture = maps.picture([drawn("桜台", NARROW)], pins=[Pin(139.505, 35.625)])

    (spot,) = picture.pins
    assert (spot.x, spot.y) == pytest.approx((picture.width / 2, picture.height / 2), abs=0.1)


def test_sheet_of_an_area_without_a_boundary_is_an_empty_frame() -> None:
    assert sheet(Area(name="桜台")) == {
        "width": 100.0,
        "height": 100.0,
        "alt": "桜台の地図",
        "outline": [],
    }


def test_sheet_fills_the_frame_by_its_longer_side() -> None:
    made = sheet(drawn("桜台", NARROW))

    assert made["height"] == pytest.approx(100.0)
    assert made["width"] == pytest.approx(16.3, abs=0.1)


def test_sheet_names_what_is_inside_and_numbers_the_pins() -> None:
    inside = drawn("一丁目", NARROW)
    far, near = Pin(139.6, 35.6, 1, "place"), Pin(139.505, 35.625, 2, "place")

    made = sheet(drawn("桜台", NARROW), inside, Area(name="二丁目"), pins=(far, near))

    assert [label["text"] for label in made["labels"]] == ["一丁目"]
    assert len(made["inner"]) == 1
    assert [spot["number"] for spot in made["spots"]] == [2]


def test_pins_on_one_spot_are_drawn_apart_with_leaders() -> None:
    pins = tuple(Pin(139.505, 35.625, number, "place") for number in (1, 2))

    made = sheet(drawn("桜台", NARROW), pins=pins)

    first, second = ((spot["x"], spot["y"]) for spot in made["spots"])
    assert first != second
    assert len(made["leaders"]) >= 1


@pytest.mark.parametrize(
    ("ring", "label"),
    [(WIDE, "2 km（歩いて約33分）"), (ISLE, "200 m（歩いて約3分）")],
    ids=["kilometres", "metres"],
)
def test_scale_says_how_long_one_walks(ring: list[list[float]], label: str) -> None:
    assert sheet(drawn("桜台", ring))["scale"]["label"] == label


@pytest.mark.parametrize(
    ("area", "tall"),
    [
        (drawn("桜台", NARROW), True),
        (drawn("柏木", ISLE), True),
        (drawn("川西", WIDE), False),
        (Area(name="青梅"), True),
    ],
    ids=["narrow", "square", "wide", "not drawn"],
)
def test_area_is_tall_when_higher_than_wide(area: Area, *, tall: bool) -> None:
    assert maps.is_tall(area) is tall


def test_numbers_on_one_spot_of_a_picture_are_drawn_apart_and_joined_in_order() -> None:
    pins = [Pin(139.505, 35.625, number) for number in (1, 2)]

    picture = maps.picture([drawn("桜台", NARROW)], pins=pins)

    assert [spot.number for spot in picture.pins] == [1, 2]
    assert len({(spot.x, spot.y) for spot in picture.pins}) == 2
    assert any(spot.is_moved for spot in picture.pins)
    assert len(picture.way.split()) == 2


def test_sheet_box_is_of_the_area_then_of_what_lies_inside_then_of_the_points() -> None:
    bare, inside, far = Area(name="桜台"), drawn("一丁目", NARROW), (139.9, 35.9)

    assert maps.sheet_box(drawn("桜台", ISLE), [inside], [far])[0] == pytest.approx(139.5196)
    assert maps.sheet_box(bare, [inside], [far])[0] == pytest.approx(139.4996)
    assert maps.sheet_box(bare, [], [far]) == pytest.approx((139.897, 35.897, 139.903, 35.903))
    assert maps.sheet_box(bare, [], []) is None


def test_sheet_of_an_area_without_a_boundary_shows_the_pins_around_their_middle() -> None:
    made = sheet(Area(name="桜台"), pins=(Pin(139.5, 35.6, 1, "place"),))

    (spot,) = made["spots"]
    assert (spot["x"] / made["width"], spot["y"] / made["height"]) == pytest.approx((0.5, 0.5))
    assert made["outline"] == []


def test_numbers_of_three_digits_are_drawn_further_apart() -> None:
    apart = []
    for first in (1, 100):
        pins = tuple(Pin(139.505, 35.625, first + at, "place") for at in range(2))
        spots = sheet(drawn("桜台", NARROW), pins=pins)["spots"]
        apart.append(math.dist(*((spot["x"], spot["y"]) for spot in spots)))
    assert apart == [pytest.approx(10.0, abs=0.8), pytest.approx(13.0, abs=0.8)]


def test_more_numbers_than_fit_are_drawn_upon_each_other_rather_than_not() -> None:
    pins = tuple(Pin(139.505, 35.625, number, "place") for number in range(1, 200))

    assert len(sheet(drawn("桜台", NARROW), pins=pins)["spots"]) == 199
