import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import geography, topojson
from sasaeai.calc.refusal import Refusal
from tests.shared_data import shared_file

# The example of the specification (§1.1), invented values.
PLAIN = {
    "type": "Topology",
    "objects": {
        "example": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "id": "a", "properties": {"名": "点"}, "coordinates": [4, 2]},
                {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
                {"type": "LineString", "arcs": [0]},
                {"type": "MultiLineString", "arcs": [[0], [~1]]},
                {"type": "Polygon", "properties": None, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[~1, ~0]]]},
                {"type": "GeometryCollection", "geometries": [{"type": "LineString", "arcs": [1]}]},
                {"type": None},
            ],
        },
        "alone": {"type": "Point", "coordinates": [9, 9]},
    },
    "arcs": [[[0, 0], [2, 0], [2, 2]], [[2, 2], [0, 2], [0, 0]]],
}


def geometries(topology):
    return [feature["geometry"] for feature in topojson.decode(topology)["features"]]


def test_decode_of_every_kind_gives_its_coordinates():
    ring = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
    assert geometries(PLAIN) == [
        {"type": "Point", "coordinates": [4, 2]},
        {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
        {"type": "LineString", "coordinates": [[0, 0], [2, 0], [2, 2]]},
        {
            "type": "MultiLineString",
            "coordinates": [[[0, 0], [2, 0], [2, 2]], [[0, 0], [0, 2], [2, 2]]],
        },
        {"type": "Polygon", "coordinates": [ring]},
        {"type": "MultiPolygon", "coordinates": [[ring[::-1]]]},
        {
            "type": "GeometryCollection",
            "geometries": [{"type": "LineString", "coordinates": [[2, 2], [0, 2], [0, 0]]}],
        },
        None,
        {"type": "Point", "coordinates": [9, 9]},
    ]


def test_decode_keeps_id_and_properties():
    first, second, *_ = topojson.decode(PLAIN)["features"]
    assert (first["id"], first["properties"]) == ("a", {"名": "点"})
    assert ("id" in second, second["properties"]) == (False, {})


def test_decode_of_quantised_topology_adds_up_the_steps():
    quantised = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.25], "translate": [100, 10]},
        "objects": {
            "line": {"type": "LineString", "arcs": [0]},
            "point": {"type": "Point", "coordinates": [2, 4, 7]},
        },
        "arcs": [[[2, 4], [2, 0], [-4, 4]]],
    }
    assert geometries(quantised) == [
        {"type": "LineString", "coordinates": [[101, 11], [102, 11], [100, 12]]},
        {"type": "Point", "coordinates": [101, 11, 7]},
    ]


positions = st.tuples(st.integers(-999, 999), st.integers(-999, 999)).map(list)


@given(st.lists(positions, min_size=2, max_size=9), st.integers(1, 8))
def test_decode_of_line_cut_into_arcs_joins_it_again(line, cut):
    cut = min(cut, len(line) - 1)
    arcs = [line[: cut + 1], line[cut:][::-1]]
    quantised = [[arc[0], *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(arc))] for arc in arcs]
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"line": {"type": "LineString", "arcs": [0, ~1]}},
        "arcs": quantised,
    }
    assert geometries(topology)[0]["coordinates"] == line


@pytest.mark.parametrize(
    "change",
    [
        {"type": "FeatureCollection"},
        {"arcs": None},
        {"arcs": [[[0]]], "transform": {"scale": [1, 1], "translate": [0, 0]}},
        {"transform": {"scale": [1]}},
        {"objects": []},
        {"objects": {"x": {"type": "Polygon", "arcs": [[7]]}}},
        {"objects": {"x": {"type": "Polygon", "arcs": [["0"]]}}},
        {"objects": {"x": {"type": "Circle", "arcs": [[0]]}}},
        {"objects": {"x": {"type": "Point"}}},
    ],
)
def test_decode_of_broken_topology_is_refused(change):
    with pytest.raises(Refusal, match="TopoJSONとして読めません"):
        topojson.decode(PLAIN | change)


def test_decode_of_what_is_no_topology_is_refused():
    with pytest.raises(Refusal, match="TopoJSONとして読めません"):
        topojson.decode({})


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("areas/japan_prefectures_s0001.topojson", {"Polygon": 27, "MultiPolygon": 20}),
        (
            "areas/japan_municipalities_n03_2021_s0001.topojson",
            {"Polygon": 1822, "MultiPolygon": 75},
        ),
    ],
)
def test_decode_of_real_file_gives_every_area_in_japan(name, kinds):
    found = topojson.decode(json.loads(shared_file(name).read_text("utf-8")))["features"]
    shapes = [feature["geometry"] for feature in found]
    boxes = [geography.bounding_box(shape) for shape in shapes]
    assert Counter(shape["type"] for shape in shapes) == kinds
    assert all(geography.is_in_japan(corner) for box in boxes for corner in (box[:2], box[2:]))


def test_arc_that_is_used_more_often_than_neighbours_share_one_is_refused():
    topology = {
        "type": "Topology",
        "arcs": [[[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.6]]],
        "objects": {"towns": {"type": "Polygon", "arcs": [[0] * 51]}},
    }
    with pytest.raises(Refusal):
        topojson.decode(topology)
    topology["objects"]["towns"]["arcs"] = [[0] * 50]
    assert topojson.decode(topology)["features"]


def test_arc_that_a_collection_within_a_collection_uses_too_often_is_refused():
    polygon = {"type": "Polygon", "arcs": [[0] * 51]}
    inner = {"type": "GeometryCollection", "geometries": [polygon]}
    topology = {
        "type": "Topology",
        "arcs": [[[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.6]]],
        "objects": {"towns": {"type": "GeometryCollection", "geometries": [inner]}},
    }
    with pytest.raises(Refusal):
        topojson.decode(topology)
    polygon["arcs"] = [[0] * 50]
    assert topojson.decode(topology)["features"]
