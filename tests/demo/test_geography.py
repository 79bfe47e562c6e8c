import math

import numpy as np
import pytest
from shapely import Point, union_all
from shapely.geometry import shape

from sasaeai.demo import lines
from sasaeai.demo.geography import closed_ground, geography

TINY = 1e-12


def square_kilometres(area):
    spots = [lines.kilometres(lon, lat) for lon, lat in area.shape.exterior.coords]
    x, y = np.array(spots).T
    return abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


def test_levels_of_the_city_have_the_counts_of_the_issue(sasae):
    land = sasae.land
    districts = [d for area in land.children("sasae") for d in land.children(area.key)]
    counts = (len(land.children("sasae")), len(districts), len(land.blocks_of("sasae")))
    assert counts == (4, 10, 43)


def test_levels_of_the_neighbour_are_one_three_nine(sasae):
    land = sasae.land
    districts = land.children("tonari-area")
    assert (len(land.children("tonari")), len(districts), len(land.blocks_of("tonari"))) == (
        1,
        3,
        9,
    )


def test_city_is_about_eighteen_square_kilometres(sasae):
    assert square_kilometres(sasae.land.area("sasae")) == pytest.approx(18.5, abs=1.0)


@pytest.mark.parametrize("level", ["municipality", "living_area", "district"])
def test_children_together_are_exactly_their_parent(sasae, level):
    gaps = [
        area.key
        for area in sasae.land.at(level)
        if not union_all([c.shape for c in sasae.land.children(area.key)]).equals(area.shape)
    ]
    assert gaps == []


def test_blocks_never_overlap(sasae):
    blocks = sasae.land.at("block")
    overlaps = [
        (a.key, b.key)
        for i, a in enumerate(blocks)
        for b in blocks[i + 1 :]
        if a.shape.intersection(b.shape).area > 0
    ]
    assert overlaps == []


def test_neighbouring_blocks_share_their_vertices(sasae):
    blocks = sasae.land.at("block")
    loose = []
    for i, a in enumerate(blocks):
        for b in blocks[i + 1 :]:
            if not a.shape.touches(b.shape):
                continue
            border = a.shape.intersection(b.shape)
            spots = {s for part in getattr(border, "geoms", [border]) for s in part.coords}
            loose += [(a.key, b.key) for s in spots if s not in set(a.shape.exterior.coords)]
            loose += [(b.key, a.key) for s in spots if s not in set(b.shape.exterior.coords)]
    assert loose == []


def test_every_area_is_one_valid_piece_without_holes(sasae):
    odd = [
        area.key
        for area in sasae.land.areas
        if area.shape.geom_type != "Polygon" or not area.shape.is_valid or area.shape.interiors
    ]
    assert odd == []


def test_no_block_is_a_sliver(sasae):
    slivers = [
        area.key
        for area in sasae.land.at("block")
        if 4 * math.pi * area.shape.area / area.shape.length**2 < 0.25
        or square_kilometres(area) < 0.1
    ]
    assert slivers == []


def test_coordinates_have_six_decimals(sasae):
    rough = [
        area.key
        for area in sasae.land.areas
        for lon, lat in area.shape.exterior.coords
        if (round(lon, 6), round(lat, 6)) != (lon, lat)
    ]
    assert rough == []


def test_geojson_of_an_area_reads_back_as_its_shape(sasae):
    area = sasae.land.area("sakuradai")
    assert shape(area.geojson).equals(area.shape)


def test_edges_wander_instead_of_running_straight(sasae):
    assert min(len(area.shape.exterior.coords) for area in sasae.land.at("block")) > 12


def test_both_municipalities_touch_without_sharing_ground(sasae):
    city, neighbour = (sasae.land.area(key).shape for key in ("sasae", "tonari"))
    assert (city.intersection(neighbour).area, city.touches(neighbour)) == (0, True)


def test_river_crosses_the_city(sasae):
    city, river = sasae.land.area("sasae").shape, sasae.land.of("river")[0].shape
    assert len(city.difference(river).geoms) == 2


def test_stations_are_three_and_inside_the_city(sasae):
    city = sasae.land.area("sasae").shape
    assert [city.contains(station.shape) for station in sasae.land.of("station")] == [True] * 3


def test_stations_stand_on_the_railway(sasae):
    rails = sasae.land.of("railway")[0].shape
    assert max(rails.distance(station.shape) for station in sasae.land.of("station")) < 1e-5


def test_slope_is_steep_on_the_hill_and_flat_at_the_station(sasae):
    land = sasae.land
    assert land.area("umegaoka-2").slope > 1.3 > 1.05 > land.area("honmachi-1").slope


def test_every_pin_lies_in_its_block_and_on_dry_ground(sasae):
    ground = closed_ground(sasae.land)
    wrong = [
        pin.key
        for pin in (*sasae.assets, *sasae.organisations)
        if pin.lon is not None
        and (
            not sasae.land.area(pin.area).shape.contains(Point(pin.lon, pin.lat))
            or ground.intersects(Point(pin.lon, pin.lat))
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("seed", [1, 2, 3, 7, 99])
def test_any_seed_gives_blocks_that_fill_the_land(seed):
    blocks = [area.shape for area in geography(seed).at("block")]
    assert abs(sum(b.area for b in blocks) - union_all(blocks).area) < TINY
