"""Sound JSON with one part of it damaged: a value or a whole sentence, never a crash."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import geography, hours, monthly, topojson
from sasaeai.calc.refusal import Refusal

RING = [[139.0, 35.0], [139.1, 35.0], [139.1, 35.1], [139.0, 35.0]]
WEEK = {"mon": [["10:00", "12:00"]], "wed": [["13:00", "15:00"], ["16:00", "17:00"]]}
MONTHLY = {"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:00"}
GEOMETRY = {
    "type": "GeometryCollection",
    "geometries": [
        {"type": "Polygon", "coordinates": [RING]},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        {"type": "LineString", "coordinates": RING},
        {"type": "Point", "coordinates": RING[0]},
    ],
}
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [139, 35]},
    "objects": {
        "towns": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": 1, "properties": {"a": 1}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[-1, -2]]]},
                {"type": "MultiPoint", "coordinates": [[1, 1]]},
            ],
        },
    },
    "arcs": [[[0, 0], [2, 0]], [[2, 0], [0, 2], [-2, -2]]],
}
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.sampled_from(["Polygon", "Point", "mon", "24:00", [], {}, [[]], [1, 2], 10**400]),
)


def paths(value, here=()):
    """Yield the way to each part of a JSON value."""
    yield here
    parts = {dict: dict.items, list: enumerate}.get(type(value), lambda _: ())
    for key, part in parts(value):
        yield from paths(part, (*here, key))


def damaged(sound):
    def put(path, leaf):
        whole = {"": copy.deepcopy(sound)}
        *way, last = ("", *path)
        inner = whole
        for key in way:
            inner = inner[key]
        inner[last] = leaf
        return whole[""]

    return st.builds(put, st.sampled_from(list(paths(sound))), leaves)


def refusal_of(read, value):
    try:
        read(value)
    except Refusal as refusal:
        return str(refusal)
    return "。"


@given(damaged(WEEK))
def test_damaged_week_is_read_or_refused_with_a_sentence(value):
    assert refusal_of(hours.week_from_json, value).endswith("。")


@given(damaged(MONTHLY))
def test_damaged_monthly_is_read_or_refused_with_a_sentence(value):
    assert refusal_of(monthly.monthly_from_json, value).endswith("。")


@pytest.mark.parametrize(
    "read", [geography.bounding_box, geography.Boundary, geography.area_m2, geography.centroid]
)
@given(value=damaged(GEOMETRY))
def test_damaged_geometry_is_read_or_refused_with_a_sentence(read, value):
    assert refusal_of(read, value).endswith("。")


@given(damaged(TOPOLOGY))
def test_damaged_topology_is_read_or_refused_with_a_sentence(value):
    assert refusal_of(topojson.decode, value).endswith("。")
