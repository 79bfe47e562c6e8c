"""What is said before a map file is taken in names what it is about, and how far it is."""

import pytest
from django.test import Client

from sasaeai.areas import queries
from sasaeai.areas.models import Area, Landmark, Role
from sasaeai.exchange.models import Kind
from tests.exchange import bringing
from tests.exchange.bringing import page, take_in, upload
from tests.exchange.lists import choice, geojson, square
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
LONG = "なが" * 45


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return a town with a boundary."""
    Area.objects.filter(pk=town.root.pk).update(
        boundary=square(139.5, 35.6, 0.1), west=139.5, south=35.6, east=139.6, north=35.7
    )
    return town


def park(name: str, lat: float) -> tuple[dict[str, str], dict[str, object]]:
    return {"公園名": name}, {"type": "Point", "coordinates": [139.55, lat]}


def said(town: Town, kind: str, data: bytes) -> list[tuple[str, str]]:
    """Return level and words of what is remarked of a file, nothing being taken in."""
    name = "t.csv" if kind == Kind.TOWNS else "t.geojson"
    found, _rows = bringing.looked_at(choice(kind, file_name=name), data, town.municipality)
    return [(one.level, one.message) for one in found.remarks()]


def test_parts_that_are_put_together_are_named(drawn: Town) -> None:
    file = geojson(
        *(park("中央公園", lat) for lat in (35.65, 35.651, 35.652)), park("北公園", 35.65)
    )
    assert said(drawn, Kind.LANDMARKS, file) == [
        ("info", "同じ種別で同じ名前のものは、1つの目印にまとめました（「中央公園」の3件）。")
    ]


def test_parks_of_one_name_far_apart_are_told_with_the_distance(drawn: Town) -> None:
    file = geojson(park("中央公園", 35.65), park("中央公園", 35.67))
    (_joined, (level, words)) = said(drawn, Kind.LANDMARKS, file)
    assert (level, words) == (
        "warning",
        "「中央公園」は、たがいに2.2km離れたところにあります。ちがうものなら、ファイルで名前を分けて、もう一度選んでください。",
    )


def test_two_rows_of_one_block_are_told_with_the_distance(town: Town) -> None:
    rows = "ふじ町,35.63,139.50\nふじ町,35.64,139.50\nうめ町,35.63,139.50\nうめ町,35.63,139.50\n"
    assert said(town, Kind.TOWNS, f"町丁名,緯度,経度\n{rows}".encode()) == [
        (
            "warning",
            "2行目：「ふじ町」は3行目にもあり、位置が1.1kmちがいます。3行目を使います。",
        ),
        ("info", "4行目：「うめ町」は5行目にもあるので、そちらを使います。"),
    ]


@pytest.mark.parametrize(
    ("lat", "words"),
    [(35.66, "図形（1.1km動く）"), (35.6501, "図形（ほぼ同じ場所で、形が変わる）")],
)
def test_mark_that_moves_is_told_with_the_distance(
    drawn: Town, officer: Client, lat: float, words: str
) -> None:
    said_of = {"kind": "landmarks", "source": "目印", "name": "m.geojson"}
    take_in(officer, upload(officer, geojson(park("中央公園", 35.65)), **said_of))
    shown = page(officer, upload(officer, geojson(park("中央公園", lat)), **said_of))
    assert words in shown


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.LANDMARKS, geojson(park(LONG, 35.65))),
        (Kind.BOUNDARIES, geojson(({"name": LONG}, square(139.55, 35.65)))),
        (Kind.TOWNS, f"町丁名,緯度,経度\n{LONG},35.65,139.55\n".encode()),
    ],
)
def test_name_that_is_cut_short_is_told(drawn: Town, kind: str, data: bytes) -> None:
    words = f"1件は、名前が長いので、はじめの80字だけを入れます（「{LONG[:20]}…」）。"
    assert said(drawn, kind, data) == [("warning", words)]


@pytest.mark.parametrize(
    ("number", "ending"), [(1, "（「公園0」）。"), (6, "「公園3」、「公園4」など）。")]
)
def test_there_are_more_only_where_there_are(drawn: Town, number: int, ending: str) -> None:
    asked = choice(Kind.LANDMARKS, file_name="m.geojson", source="目印")
    here = drawn.viewer(Role.OFFICER).actor
    gone = [park(f"公園{index}", 35.65) for index in range(number)]
    file = geojson(*gone, park("のこる公園", 35.66))
    bringing.taken_in(here, asked, file, drawn.municipality)
    assert Landmark.objects.count() == number + 1

    left = geojson(park("のこる公園", 35.66))
    found, rows = bringing.looked_at(asked, left, drawn.municipality)
    assert len(rows) == number
    assert found.messages[-1].message.replace("消さずに残します。", "").endswith(ending)


def test_areas_of_one_name_and_level_are_told_apart_by_the_one_above(town: Town) -> None:
    twins = [AreaFactory(parent=above, name="ふたご区") for above in (town.west, town.east)]

    called = queries.told_apart(twins)

    assert [*called.values()] == ["ふたご区（地区・川西）", "ふたご区（地区・北野）"]
