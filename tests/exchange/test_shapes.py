import io
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pyproj
import pytest
import shapefile

from sasaeai.exchange.readers import decode, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose

SQUARE = [[139.50, 35.60], [139.51, 35.60], [139.51, 35.61], [139.50, 35.61], [139.50, 35.60]]


def moved(ring: list[list[float]], east: float) -> list[list[float]]:
    return [[x + east, y] for x, y in ring]


def feature(properties: dict[str, Any], *rings: list[list[float]], **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)} if rings else None
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def read(*features: dict[str, Any], **more: Any) -> Reading:
    tree = {"type": "FeatureCollection", "features": list(features), **more}
    return read_bytes(json.dumps(tree, ensure_ascii=False).encode())


def read_bytes(data: bytes) -> Reading:
    return plan.read("boundaries", "areas.geojson", data, whose=Whose("132250"))


def zipped(draw: Callable[[shapefile.Writer], None], *, epsg: int = 6674) -> dict[str, bytes]:
    """Return the parts of a shapefile with a Japanese DBF."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding="cp932") as writer:
        draw(writer)
    prj = pyproj.CRS.from_epsg(epsg).to_wkt("WKT1_ESRI").encode()
    return {
        "t.shp": shp.getvalue(), "t.shx": shx.getvalue(), "t.dbf": dbf.getvalue(), "t.prj": prj,
    }  # fmt: skip


def shape_parts(*names: str, **files: bytes) -> dict[str, bytes]:
    """Squares of 100 m in plane rectangular zone 6; parts that are named here are left out."""

    def squares(writer: shapefile.Writer) -> None:
        writer.field("KEY_CODE", "C", size=11)
        writer.field("S_NAME", "C", size=40)
        for n, name in enumerate(names):
            west, south = -30_000 + 100 * n, -150_000
            east, north = west + 100, south + 100
            ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
            writer.poly([ring])
            writer.record(f"2722700{n:04d}", name)

    return {name: data for name, data in zipped(squares).items() if name not in files}


def test_parts_with_the_same_name_become_one_area() -> None:
    reading = read(
        feature({"name": "ささえ市"}, SQUARE), feature({"name": "ささえ市"}, moved(SQUARE, 0.1))
    )
    area = reading.records[0]
    assert (reading.rows, reading.duplicates, len(reading.records)) == (2, 1, 1)
    assert (area.name, area.geometry["type"], len(area.geometry["coordinates"])) == (
        "ささえ市",
        "MultiPolygon",
        2,
    )


def test_same_name_with_another_code_is_another_area() -> None:
    reading = read(
        feature({"N03_004": "府中市", "N03_007": "13206"}, SQUARE),
        feature({"N03_004": "府中市", "N03_007": "34208"}, moved(SQUARE, -6)),
    )
    assert [(area.name, area.code) for area in reading.records] == [
        ("府中市", "13206"),
        ("府中市", "34208"),
    ]


def test_ward_of_a_designated_city_is_named_with_its_city() -> None:
    names = [
        {"N03_003": "札幌市", "N03_004": "中央区"},
        {"N03_003": "西多摩郡", "N03_004": "瑞穂町"},
        {"N03_001": "秋田県"},
    ]
    assert [area.name for area in read(*(feature(n, SQUARE) for n in names)).records] == [
        "札幌市中央区",
        "瑞穂町",
        "秋田県",
    ]


def test_ring_that_crosses_itself_is_repaired_and_told() -> None:
    bow = [[139.5, 35.6], [139.51, 35.61], [139.51, 35.6], [139.5, 35.61], [139.5, 35.6]]
    reading = read(feature({"name": "北地区"}, bow))
    assert reading.records[0].geometry["type"] == "MultiPolygon"
    assert [m.message for m in reading.messages] == [
        "1件目（北地区）：交わった線を直して読みました。"
    ]


def test_file_of_repaired_areas_that_are_no_areas_is_refused_with_the_reason() -> None:
    bow = [[39.5, 35.6], [39.51, 35.61], [39.51, 35.6], [39.5, 35.61], [39.5, 35.6]]
    with pytest.raises(Refused, match="日本の外の図形です。座標を確かめてください。"):
        read(feature({"name": "北地区"}, bow))


def test_outer_ring_runs_counter_clockwise() -> None:
    ring = read(feature({"name": "北地区"}, SQUARE[::-1])).records[0].geometry["coordinates"][0]
    assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) < 0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (feature({"name": "南地区"}), "2件目（南地区）：図形がありません。"),
        (feature({}, SQUARE), "2件目：区域の名前もコードもありません。"),
        (
            feature({"name": "南地区"}, [[y, x] for x, y in SQUARE]),
            "2件目（南地区）：緯度と経度が入れかわっています。",
        ),
        (feature({"name": "南地区"}, moved(SQUARE, -100)), "2件目（南地区）：日本の外の図形です。"),
        (
            feature({"name": "南地区"}, [[x * 1000, y * 1000] for x, y in SQUARE]),
            "2件目（南地区）：座標が緯度・経度ではありません。",
        ),
        (feature({"name": "南地区"}, [[139.5, 35.6]]), "2件目（南地区）：図形が壊れていて"),
        (feature({"name": "南地区"}, [[139.5, 35.6]] * 4), "2件目（南地区）：面が残っていません。"),
    ],
)
def test_area_that_cannot_be_drawn_is_listed_and_the_rest_read(
    bad: dict[str, Any], words: str
) -> None:
    reading = read(feature({"name": "北地区"}, SQUARE), bad)
    assert (reading.rows, reading.refused, reading.without_location, len(reading.records)) == (
        2,
        1,
        1,
        1,
    )
    assert [m.message.startswith(words) for m in reading.messages] == [True]


def test_projected_geojson_is_brought_to_latitude_and_longitude() -> None:
    ring = [[-30_000, -150_000], [-29_900, -150_000], [-29_900, -149_900], [-30_000, -150_000]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6674"}}
    point = (
        read(feature({"name": "北地区"}, ring), crs=crs).records[0].geometry["coordinates"][0][0]
    )
    assert point == pytest.approx((135.672, 34.647), abs=0.002)


def test_topojson_is_decoded() -> None:
    tree = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [139.5, 35.6]},
        "arcs": [[[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]]],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "北地区"}}]}},
    }  # fmt: skip
    area = read_bytes(json.dumps(tree).encode()).records[0]
    assert area.name == "北地区"
    assert min(tuple(p) for p in area.geometry["coordinates"][0]) == pytest.approx((139.5, 35.6))


def test_zipped_shapefile_is_reprojected_and_its_words_decoded() -> None:
    data = decode.bundled(shape_parts("新町１丁目", "北町"))
    reading = plan.read("boundaries", "t.zip", data, whose=Whose("272272"))
    assert (reading.rows, reading.encoding) == (2, "CP932")
    assert [(area.name, area.code) for area in reading.records] == [
        ("新町１丁目", "27227000000"),
        ("北町", "27227000001"),
    ]
    assert reading.records[0].geometry["coordinates"][0][0] == pytest.approx(
        (135.672, 34.647), abs=0.002
    )


WRITTEN = {
    "by others": pyproj.CRS.from_epsg(6674).to_wkt("WKT1_GDAL"),
    "anew": pyproj.CRS.from_epsg(6674).to_wkt("WKT2_2019"),
    "with its datum shifted by nothing": pyproj.CRS.from_epsg(6674)
    .to_wkt("WKT1_GDAL")
    .replace('"7019"]]', '"7019"]],TOWGS84[0,0,0,0,0,0,0]'),
    "with a name of its own": pyproj.CRS.from_epsg(6674)
    .to_wkt("WKT1_ESRI")
    .replace("JGD_2011_Japan_Zone_6", "kei6"),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_prj_may_be_written_in_many_ways(how: str) -> None:
    data = decode.bundled({**shape_parts("北町"), "t.prj": WRITTEN[how].encode()})
    (area,) = plan.read("boundaries", "t.zip", data, whose=Whose("272272")).records
    assert area.geometry["coordinates"][0][0] == pytest.approx((135.672, 34.647), abs=0.002)


@pytest.mark.parametrize("missing", ["t.dbf", "t.prj"])
def test_shapefile_without_a_part_is_refused_with_what_to_add(missing: str) -> None:
    data = decode.bundled(shape_parts("北町", **{missing: b""}))
    with pytest.raises(Refused, match=rf"\{missing[1:]}.*がありません。.*zip"):
        read_bytes(data)


def test_lone_shp_is_refused_with_what_to_add() -> None:
    with pytest.raises(Refused, match=r"\.dbf.*がありません"):
        plan.read("boundaries", "t.shp", shape_parts("北町")["t.shp"], whose=Whose("272272"))


def test_shapefile_cut_short_is_refused() -> None:
    parts = shape_parts("北町", "南町")
    with pytest.raises(Refused, match="壊れています"):
        read_bytes(decode.bundled({**parts, "t.shp": parts["t.shp"][:150]}))


@pytest.mark.parametrize(
    "data",
    ["名称,住所\nA館,北町1\n".encode(), b'{"type": "Topology"}', b'{"features": 3}', b"[1]", b'{"type":"FeatureCollection","features":[]}'],
)  # fmt: skip
def test_file_without_areas_is_refused_whole(data: bytes) -> None:
    with pytest.raises(Refused):
        read_bytes(data)
