"""Landmarks: of which kind they are, which lie in the town, and what becomes of the rest."""

import json
from typing import Any

import pytest
import shapefile

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Landmark
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.calc.geography import bounding_box
from sasaeai.exchange import editions
from sasaeai.exchange.models import Kind
from sasaeai.exchange.readers import decode, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose
from tests.exchange import bringing
from tests.exchange.lists import choice, geojson, run, square
from tests.exchange.test_shapes import zipped
from tests.factories.areas import Town

Properties = dict[str, Any]
Geometry = dict[str, Any]
INSIDE = {"type": "LineString", "coordinates": [[139.51, 35.61], [139.52, 35.62]]}
NEXT = {"type": "LineString", "coordinates": [[139.52, 35.62], [139.53, 35.62]]}
OUT = {"type": "LineString", "coordinates": [[139.55, 35.65], [140.9, 35.65]]}
ELSEWHERE = {"type": "LineString", "coordinates": [[135.51, 34.61], [135.52, 34.62]]}
SPOT = {"type": "Point", "coordinates": [139.55, 35.65]}
WOOD = square(139.53, 35.63)


def read(*features: tuple[Properties, Geometry | None]) -> Reading:
    return plan.read("landmarks", "m.geojson", geojson(*features), whose=Whose("139998"))


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return a town with a boundary."""
    town.root.boundary = square(139.5, 35.6, 0.1)
    areas.change_area(Actor(municipality=town.municipality.pk), town.root, changed=["boundary"])
    return town


def take(town: Town, *features: tuple[Properties, Geometry | None]) -> dict[str, int]:
    """Return the counts of taking landmarks in, which account for every row."""
    asked = choice(Kind.LANDMARKS, file_name="m.geojson", source="目印")
    here = Actor(municipality=town.municipality.pk)
    counts = dict(bringing.taken_in(here, asked, geojson(*features), town.municipality).counts)
    kept = ("created", "updated", "unchanged", "refused", "duplicates")
    assert sum(counts[name] for name in kept) == counts["rows"]
    assert counts["with_location"] + counts["without_location"] == counts["rows"]
    return counts


@pytest.mark.parametrize(
    ("properties", "geometry", "kind", "name"),
    [
        ({"名称": "ささえ川", "種別": "川・水路"}, INSIDE, "river", "ささえ川"),
        ({"名前": "ささえ川", "種別": "一級河川"}, INSIDE, "river", "ささえ川"),
        ({"W05_004": "ささえ川", "W05_003": "1"}, INSIDE, "river", "ささえ川"),
        ({"河川名": "ささえ川"}, WOOD, "river", "ささえ川"),
        ({"N02_003": "ささえ線", "N02_004": "ささえ電鉄"}, INSIDE, "railway", "ささえ線"),
        ({"路線名": "ささえ線"}, INSIDE, "railway", "ささえ線"),
        ({"N02_003": "ささえ線", "N02_005": "桜台"}, INSIDE, "station", "桜台駅"),
        ({"name": "桜台駅", "railway": "station"}, SPOT, "station", "桜台駅"),
        ({"name": "Sakuradai", "railway": "station"}, SPOT, "station", "Sakuradai"),
        ({"name": "ささえ線", "railway": "rail"}, INSIDE, "railway", "ささえ線"),
        ({"name": "本町通り", "highway": "primary"}, INSIDE, "road", "本町通り"),
        ({"道路名": "本町通り"}, INSIDE, "road", "本町通り"),
        ({"P13_003": "中央公園"}, SPOT, "green", "中央公園"),
        ({"種別": "森林"}, WOOD, "green", ""),
        ({"名称": "柳の緑道", "種別": "緑道"}, WOOD, "green", "柳の緑道"),
        ({"種別": "鉄道", "名称": "ささえ線"}, INSIDE, "railway", "ささえ線"),
        ({"種別": "山・丘", "名称": "桜山"}, WOOD, "hill", "桜山"),
    ],
)
def test_kind_and_name_are_read(
    properties: Properties, geometry: Geometry, kind: str, name: str
) -> None:
    (sketch,) = read((properties, geometry)).records
    assert (sketch.kind, sketch.name) == (kind, name)


@pytest.mark.parametrize("kind", ["駅", "山"])
def test_mark_is_one_point_whatever_the_file_draws(kind: str) -> None:
    (sketch,) = read(({"種別": kind, "名称": "桜台"}, WOOD)).records
    assert sketch.geometry["type"] == "Point"


@pytest.mark.parametrize(
    ("properties", "geometry", "words"),
    [
        ({"種別": "ダム", "名称": "大池"}, INSIDE, "種別「ダム」は目印になりません。"),
        ({"名称": "ささえ川"}, INSIDE, "何の目印か分かりません。「種別」の列に"),
        ({"種別": "駅"}, SPOT, "名前がありません。「名称」の列に"),
        ({"路線名": "ささえ線"}, WOOD, "線路は、線の図形にしてください。"),
        ({"道路名": "本町通り"}, SPOT, "大きな道は、線の図形にしてください。"),
        ({"河川名": "ささえ川"}, SPOT, "川・水路は、線か面の図形にしてください。"),
        ({"公園名": "中央公園"}, INSIDE, "公園・緑地は、面か点の図形にしてください。"),
        ({"河川名": "ささえ川"}, None, "図形がありません。もとの地図から書き出し直してください。"),
        (
            {"河川名": "ささえ川"},
            {"type": "LineString", "coordinates": [[35.61, 139.51], [35.62, 139.52]]},
            "緯度と経度が入れかわっています。",
        ),
        (
            {"河川名": "ささえ川"},
            {"type": "LineString", "coordinates": [[139.5]]},
            "図形が壊れていて読めません。もとの地図から書き出し直してください。",
        ),
        (
            {"河川名": "ささえ川"},
            {"type": "LineString", "coordinates": [[139.51, 35.61], [139.52, float("nan")]]},
            "図形が壊れていて読めません。",
        ),
    ],
)
def test_feature_that_is_no_landmark_is_listed_and_the_rest_taken(
    drawn: Town, properties: Properties, geometry: Geometry | None, words: str
) -> None:
    features = (({"河川名": "北川"}, INSIDE), (properties, geometry))
    (message,) = read(*features).messages
    assert words in message.message
    assert message.message.startswith("2件目（")

    counts = take(drawn, *features)
    assert (counts["created"], counts["refused"], counts["without_location"]) == (1, 1, 1)


def test_line_and_area_of_one_feature_keep_what_its_kind_is_drawn_with() -> None:
    mixed = {"type": "GeometryCollection", "geometries": [INSIDE, WOOD, SPOT]}
    river, railway = read(({"河川名": "川"}, mixed), ({"路線名": "線"}, mixed)).records

    assert (river.geometry["type"], railway.geometry["type"]) == (
        "GeometryCollection",
        "LineString",
    )
    assert {part["type"] for part in river.geometry["geometries"]} == {"LineString", "Polygon"}


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([], "図形が1つもありません。川・線路・駅などの図形の入ったファイルを"),
        ([({"名称": "ささえ川"}, INSIDE)], "何の目印か分かりません。"),
        ([({"河川名": "ささえ川"}, ELSEWHERE)], "ささえ市の中にある目印が、このファイルには"),
    ],
    ids=["empty", "no kind", "elsewhere"],
)
def test_file_without_a_landmark_of_the_town_is_refused(
    drawn: Town, features: list[tuple[Properties, Geometry]], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        take(drawn, *features)
    assert not Landmark.objects.exists()


def test_town_without_a_boundary_is_told_to_take_that_in_first(town: Town) -> None:
    with pytest.raises(Refused, match="先に「区域の境界」を取り込んでください。"):
        take(town, ({"河川名": "ささえ川"}, INSIDE))


def test_what_lies_outside_is_counted_and_told(drawn: Town) -> None:
    features = (({"河川名": "ささえ川"}, INSIDE), ({"河川名": "淀川"}, ELSEWHERE))
    counts = take(drawn, *features)

    assert (counts["rows"], counts["created"], counts["skipped"]) == (1, 1, 1)
    found = editions.preview(
        choice(Kind.LANDMARKS, file_name="m.geojson"), geojson(*features), drawn.municipality
    )
    assert [one.message for one in found.remarks()] == ["町の外にある1件は、読みとばしました。"]


def test_parts_of_one_kind_and_name_are_one_landmark(drawn: Town) -> None:
    counts = take(
        drawn,
        ({"路線名": "ささえ線"}, INSIDE),
        ({"路線名": "ささえ線"}, NEXT),
        ({"河川名": "ささえ線"}, INSIDE),
    )

    assert (counts["rows"], counts["created"], counts["duplicates"]) == (3, 2, 1)
    railway = Landmark.objects.get(kind=Landmark.Kind.RAILWAY)
    assert (railway.shape["type"], railway.east) == ("LineString", 139.53)


def test_long_line_is_cut_to_the_surroundings_of_the_town(drawn: Town) -> None:
    take(drawn, ({"路線名": "ささえ線"}, OUT))

    (railway,) = Landmark.objects.all()
    assert bounding_box(railway.shape) == (139.55, 35.65, 139.61, 35.65)


def test_same_file_again_changes_nothing(drawn: Town) -> None:
    features = (
        ({"河川名": "ささえ川", "ふりがな": "ささえがわ"}, WOOD),
        ({"路線名": "ささえ線"}, INSIDE),
        ({"路線名": "ささえ線"}, NEXT),
        ({"駅名": "桜台"}, SPOT),
        ({"種別": "森"}, square(139.54, 35.64)),
    )
    first = take(drawn, *features)
    seen = dict(Landmark.objects.values_list("name", "updated_at"))
    second = take(drawn, *features)

    assert (first["created"], second["unchanged"], second["updated"]) == (4, 4, 0)
    assert dict(Landmark.objects.values_list("name", "updated_at")) == seen
    assert Landmark.objects.get(name="ささえ川").kana == "ささえがわ"


def test_newer_edition_draws_a_landmark_anew(drawn: Town) -> None:
    take(drawn, ({"路線名": "ささえ線"}, INSIDE))
    counts = take(drawn, ({"路線名": "ささえ線"}, NEXT))

    assert (counts["created"], counts["updated"]) == (0, 1)
    assert Landmark.objects.get().west == 139.52
    assert Entry.objects.filter(verb="exchange.import").count() == 2


def test_next_towns_landmark_of_the_same_name_stays(drawn: Town, next_town: Town) -> None:
    theirs = Landmark.objects.create(
        municipality=next_town.municipality, kind="railway", name="ささえ線", shape=NEXT,
        west=139.52, south=35.62, east=139.53, north=35.62,
    )  # fmt: skip

    assert take(drawn, ({"路線名": "ささえ線"}, INSIDE))["created"] == 1
    theirs.refresh_from_db()
    assert theirs.shape == NEXT


def test_topojson_lines_are_read() -> None:
    tree = {
        "type": "Topology",
        "arcs": [[[139.51, 35.61], [139.52, 35.62]]],
        "objects": {"a": {"type": "LineString", "arcs": [0], "properties": {"河川名": "川"}}},
    }
    data = json.dumps(tree).encode()
    (sketch,) = plan.read("landmarks", "m.json", data, whose=Whose("139998")).records
    assert (sketch.kind, sketch.geometry["type"]) == ("river", "LineString")


def lines(writer: shapefile.Writer) -> None:
    """Draw the platform and the track of a station in plane rectangular zone 9."""
    writer.field("N02_003", "C", size=40)
    writer.field("N02_005", "C", size=40)
    for x, station in ((-30_000, "桜台"), (-29_900, "")):
        writer.line([[[x, -42_000], [x + 100, -42_000]]])
        writer.record("ささえ線", station)


def test_zipped_shapefile_of_lines_is_brought_to_latitude_and_longitude() -> None:
    data = decode.bundled(zipped(lines, epsg=6677))
    reading = plan.read("landmarks", "m.zip", data, whose=Whose("139998"))

    found = [(sketch.kind, sketch.name) for sketch in reading.records]
    assert found == [("station", "桜台駅"), ("railway", "ささえ線")]
    assert bounding_box(reading.records[0].geometry)[0] == pytest.approx(139.502, abs=0.002)


def test_command_takes_landmarks_in(drawn: Town, tmp_path: Any) -> None:
    file = tmp_path / "m.geojson"
    file.write_bytes(geojson(({"河川名": "ささえ川"}, INSIDE), ({"河川名": "淀川"}, ELSEWHERE)))

    code, told = run("landmarks", file, code=drawn.municipality.code)

    assert (code, told["kind"], told["created"], told["skipped"]) == (0, "landmarks", 1, 1)


def missing(town: Town, *features: tuple[Properties, Geometry | None]) -> list[str]:
    """Return what is said to be in this file no more, nothing being taken in."""
    asked = choice(Kind.LANDMARKS, file_name="m.geojson", source="目印")
    _found, rows = bringing.looked_at(asked, geojson(*features), town.municipality)
    return [row.name for row in rows if row.change == row.Change.MISSING]


def test_newer_edition_names_a_mark_anew_that_stands_where_it_stood(drawn: Town) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    counts = take(drawn, ({"駅名": "桜台中央"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    assert (counts["updated"], counts["unchanged"], counts["created"]) == (1, 1, 0)
    assert set(Landmark.objects.values_list("name", flat=True)) == {"桜台中央駅", "ささえ川"}


def test_mark_of_another_kind_at_the_place_of_a_lost_one_is_new(drawn: Town) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    counts = take(drawn, ({"P13_003": "桜台公園"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    assert (counts["updated"], counts["created"]) == (0, 1)


def test_marks_that_a_newer_edition_lacks_stay_and_are_told(drawn: Town) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    assert missing(drawn, ({"河川名": "ささえ川"}, NEXT)) == ["桜台駅"]
    take(drawn, ({"河川名": "ささえ川"}, NEXT))
    assert Landmark.objects.count() == 2


def test_marks_of_another_source_are_not_missed(drawn: Town) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT))
    asked = choice(Kind.LANDMARKS, file_name="m.geojson", source="ほかの目印")
    file = geojson(({"河川名": "ささえ川"}, INSIDE))
    _found, rows = bringing.looked_at(asked, file, drawn.municipality)
    assert [row.change for row in rows] == ["add"]


SWAPPED = {"type": "Point", "coordinates": [35.65, 139.55]}


@pytest.mark.parametrize(
    "feature",
    [({"駅名": "桜台"}, SWAPPED), ({"駅名": "桜台"}, ELSEWHERE), ({"名称": "桜台駅"}, SPOT)],
    ids=["swapped", "outside of the town", "of no kind"],
)
def test_mark_that_the_file_has_but_that_cannot_be_taken_is_not_missed(
    drawn: Town, feature: tuple[Properties, Geometry]
) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    assert missing(drawn, feature, ({"河川名": "ささえ川"}, INSIDE)) == []


def test_mark_that_cannot_be_taken_is_not_called_otherwise(drawn: Town) -> None:
    take(drawn, ({"駅名": "桜台"}, SPOT), ({"河川名": "ささえ川"}, INSIDE))
    take(
        drawn,
        ({"駅名": "桜台"}, SWAPPED),
        ({"駅名": "桜台中央"}, SPOT),
        ({"河川名": "ささえ川"}, INSIDE),
    )
    names = set(Landmark.objects.filter(kind="station").values_list("name", flat=True))
    assert names == {"桜台駅", "桜台中央駅"}
