"""Files made to break a reader: each is refused, or read, in words; none ends in an error."""

import io
import json
import zipfile

import pyproj
import pytest

from sasaeai.calc import topojson
from sasaeai.calc.refusal import Refusal
from sasaeai.exchange.readers import cells, decode, gazettes, grids, shapefiles, shapes, trees
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.towns import fold

UNCLOSED = (
    '「"」で始まったセルが閉じられていません。Excelで開いて保存し直してから取り込んでください。'
)
NO_LATITUDE = "GeoJSONの座標の決まり（crs）が読めません。緯度・経度で書き出し直してください。"
BROKEN = "1件目（桜台）：図形が壊れていて読めません。もとの地図から書き出し直してください。"
ALONE = 'LOCAL_CS["x",UNIT["metre",1]]'
LONG = "x" * 200_000


def outline_of(ring: str) -> bytes:
    """Return a file of one area, drawn along a ring as JSON has it."""
    whole = json.dumps(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "桜台"},
             "geometry": {"type": "Polygon", "coordinates": ["ring"]}}]}
    )  # fmt: skip
    return whole.replace('"ring"', ring).encode()


def test_number_of_thousands_of_digits_in_json_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        trees.parse(f'[{{"a": {"1" * 5000}}}]')

    assert refusal.value.sentence == (
        "JSONの中に、長すぎて読めない数があります。数を確かめてから取り込んでください。"
    )


def test_half_of_a_character_in_json_is_read_as_a_question_mark() -> None:
    assert trees.parse(r'[{"\udfff": "a\ud800b", "c": "\ud83d\ude00"}]') == [
        {"?": "a?b", "c": "😀"}
    ]


def test_coordinates_nested_too_deep_are_listed_as_broken() -> None:
    inner: object = [139.5, 35.6]
    for _level in range(900):
        inner = [inner]
    outline = {"type": "Polygon", "coordinates": inner}
    feature = {"type": "Feature", "properties": {"name": "桜台"}, "geometry": outline}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    with pytest.raises(Refused) as refusal:
        shapes.read("a.geojson", data)

    assert refusal.value.sentence == BROKEN


@pytest.mark.parametrize("beyond", [10**400, -(10**400)])
def test_coordinate_beyond_all_numbers_is_listed_as_broken(beyond: int) -> None:
    outline = {"type": "Polygon", "coordinates": [[[beyond, 35.6], [139.5, 35.6], [139.6, 35.7]]]}
    feature = {"type": "Feature", "properties": {"name": "桜台"}, "geometry": outline}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    with pytest.raises(Refused) as refusal:
        shapes.read("a.geojson", data)

    assert refusal.value.sentence == BROKEN


@pytest.mark.parametrize("amiss", ["NaN", "Infinity", "-Infinity"])
def test_coordinate_that_is_no_number_is_listed_as_broken(amiss: str) -> None:
    data = outline_of(f"[[139.4, 35.5], [139.5, {amiss}], [139.6, 35.7], [139.4, 35.5]]")

    with pytest.raises(Refused) as refusal:
        shapes.read("a.geojson", data)

    assert refusal.value.sentence == BROKEN


def test_coordinate_at_the_end_of_all_numbers_is_no_degree() -> None:
    data = outline_of("[[1e308, 35.6], [-1e308, 35.6], [139.6, 1e308], [139.4, -1e308]]")

    with pytest.raises(Refused, match="緯度・経度ではありません。"):
        shapes.read("a.geojson", data)


def test_place_whose_outline_is_no_number_has_no_point() -> None:
    tree = trees.parse(outline_of("[[139.5, NaN], [1e308, 35.6], [139.6, 35.7]]").decode())
    (table,) = trees.tables(tree)

    assert [row.cells[trees.LAT] for row in table.rows] == [""]


def test_point_beyond_all_numbers_is_no_place() -> None:
    spot = {"type": "Point", "coordinates": [10**400, 35.6]}
    feature = {"type": "Feature", "properties": {"名称": "集会所"}, "geometry": spot}
    (table,) = trees.tables({"type": "FeatureCollection", "features": [feature]})

    assert [row.cells for row in table.rows] == [{trees.LON: "", trees.LAT: "", "名称": "集会所"}]


def test_collections_nested_too_deep_are_no_topojson() -> None:
    inner: dict[str, object] = {"type": "Point", "coordinates": [0, 0]}
    for _level in range(2000):
        inner = {"type": "GeometryCollection", "geometries": [inner]}

    with pytest.raises(Refusal):
        topojson.decode({"type": "Topology", "arcs": [], "objects": {"a": inner}})


def test_coordinate_system_without_a_way_to_degrees_is_refused() -> None:
    crs = {"properties": {"name": ALONE}}
    data = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [{}]}).encode()

    with pytest.raises(Refused) as refusal:
        shapes.read("a.geojson", data)

    assert refusal.value.sentence == NO_LATITUDE


KNOWN = pyproj.CRS.from_epsg(6677).to_wkt("WKT1_GDAL")
GRID = "+proj=tmerc +lat_0=36 +lon_0=139.8333 +k=0.9999 +ellps=GRS80 +nadgrids=/proc/self/fd/0 +units=m"
PLAIN = KNOWN.replace(',AUTHORITY["EPSG","6677"]', "")
NOT_ITS_OWN = {
    "no way to degrees": ALONE,
    "a grid of this machine": f'{PLAIN[:-1]},EXTENSION["PROJ4","{GRID}"]]',
    "a definition of this machine": f'{PLAIN[:-1]},EXTENSION["PROJ4","+init=/proc/self/fd/0:a"]]',
    "a grid under its datum": pyproj.CRS("+proj=longlat +ellps=bessel +nadgrids=@a").to_wkt(),
    "numbers of another zone under its name": KNOWN.replace('g",0]', 'g",5000]'),
}


@pytest.mark.parametrize("what", NOT_ITS_OWN)
def test_prj_that_is_of_no_known_coordinate_system_is_refused(what: str) -> None:
    with pytest.raises(Refused) as refusal:
        shapefiles.features({".shp": b"", ".dbf": b"", ".prj": NOT_ITS_OWN[what].encode()})

    assert refusal.value.sentence == (
        "シェープファイルの座標の決まり（.prj）が読めません。書き出し直してください。"
    )


def test_endless_cell_behind_a_stray_quotation_mark_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        grids.of_text(f'a,b\n"a"b,c\n{LONG},d\n')

    assert refusal.value.sentence == (
        "3行目に長すぎるセルがあります。1つのセルの文字を10,000字までにしてから取り込んでください。"
    )


def test_endless_cell_among_towns_is_refused() -> None:
    rows = f"市区町村コード,大字町丁目名,緯度,経度\n13225,{LONG},35.6,139.5\n"

    with pytest.raises(Refused) as refusal:
        gazettes.read("a.csv", rows.encode(), code="132250", city="")

    assert refusal.value.sentence == UNCLOSED


def test_damaged_lzma_is_refused_like_any_damage() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", "名称\n集会所\n" * 50)
    damaged = bytearray(whole.getvalue())
    damaged[60] ^= 0xFF

    with pytest.raises(Refused) as refusal:
        decode.unwrap("a.zip", bytes(damaged))

    assert refusal.value.sentence == (
        "圧縮ファイル（zip・xlsx）が壊れています。もう一度保存し直してから取り込んでください。"
    )


def test_address_of_thousands_of_digits_is_compared_as_it_stands() -> None:
    assert (fold("桜台12丁目3"), fold("9" * 5000 + "丁目")[-4:]) == ("桜台12-3", "999-")


@pytest.mark.parametrize("text", ["9" * 5000, "１" * 5000])
def test_number_beyond_all_numbers_is_none(text: str) -> None:
    assert (cells.number(text), cells.day(text)) == (None, None)


# Each was looked through again from each of its characters, for minutes, before it was refused.
@pytest.mark.parametrize(
    "text", ["1" + " " * 100_000 + "x", "1," + " " * 100_000 + "x", "(" * 100_000, "1." * 50_000]
)
def test_endless_cell_is_no_pair_of_degrees(text: str) -> None:
    assert cells.pair(text) == cells.Point(None, None, "unreadable")


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a@" * 50_000, "a." * 50_000, "a@" + "b" * 100_000]
)
def test_endless_cell_is_no_address_for_mail(text: str) -> None:
    assert cells.email(text) == (
        "",
        "メールアドレスとして読めないので、覚え書きに残しました。確かめてください。",
    )


@pytest.mark.parametrize(
    "text", ["1" + "(" * 100_000, "(" * 100_000, "1 " * 3 + "-" * 100_000, "-" * 100_000 + "1"]
)
def test_endless_cell_is_no_number_to_call(text: str) -> None:
    assert cells.phone(text)[0] == ""


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1:" * 50_000, " " * 100_000 + "x", "月" * 100_000]
)
def test_endless_cell_is_no_day_nor_degree(text: str) -> None:
    assert (cells.day(text), cells.number(f"x{text}"), cells.degrees(f"{text}x")) == (None,) * 3


def test_endless_cell_is_no_city() -> None:
    cell = "郡ささえ市" * 20_000
    rows = f"市区町村,大字町丁目名,緯度,経度\n{cell},桜台,35.6,139.5\n"

    with pytest.raises(Refused, match="この市区町村の町丁目がありません。"):
        gazettes.read("a.csv", rows.encode(), code="132250", city="ささえ市")
