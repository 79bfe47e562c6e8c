"""What somebody might do by malice or in a hurry: two at once, files made to hold up or to break."""

import json
import random
from uuid import uuid4

import pyproj
import pytest
import shapefile
from django.test import Client
from shapely.geometry import Point

from sasaeai.areas.models import Area, Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange import actions
from sasaeai.exchange.models import Import
from sasaeai.exchange.readers import plan, shapefiles, trees
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from sasaeai.jobs.models import Job, State
from tests.exchange.bringing import ask, made_of, page, take_in, upload
from tests.exchange.lists import geojson, square
from tests.exchange.test_shapes import zipped
from tests.factories.areas import Town

FIRST = "名称,住所\nせみの家,本町1-1\nとんぼの家,本町1-2\n".encode()
SECOND = FIRST + "かえるの家,本町1-3\n".encode()
ELSEWHERE = Whose("132250", "稲城市", ())


def bring(officer: Client, data: bytes, **said: str) -> str:
    return upload(officer, data, **{"source": "虫の家", **said})


def test_edition_looked_at_before_an_undo_is_to_be_looked_at_again(officer: Client) -> None:
    first = bring(officer, FIRST)
    take_in(officer, first)
    second = bring(officer, SECOND)

    ask(officer, first, "undo")
    take_in(officer, second)

    assert "いまほかでもありました。" in page(officer, second)
    assert Asset.objects.count() == 0


def test_list_that_met_what_another_took_out_meanwhile_is_to_be_looked_at_again(
    officer: Client,
) -> None:
    other = bring(officer, FIRST, source="ほかの一覧")
    take_in(officer, other)
    mine = bring(officer, FIRST)

    ask(officer, other, "undo")
    take_in(officer, mine)

    assert "なくなったものがあります。" in page(officer, mine)
    assert Asset.objects.count() == 0


def test_older_edition_is_not_taken_back_before_the_newer_one(officer: Client) -> None:
    first = bring(officer, FIRST)
    take_in(officer, first)
    take_in(officer, bring(officer, SECOND))

    ask(officer, first, "undo")

    assert (Asset.objects.count(), made_of(first).state) == (3, Import.State.APPLIED)


def test_older_edition_stays_though_its_undo_was_asked_for_before_the_newer_came(
    officer: Client, town: Town
) -> None:
    first = bring(officer, FIRST)
    take_in(officer, first)
    take_in(officer, bring(officer, SECOND))

    actions.undo(Actor(municipality=town.municipality.pk), made_of(first))

    assert Asset.objects.count() == 3


def test_place_of_which_another_list_speaks_stays_when_its_own_is_taken_back(
    officer: Client,
) -> None:
    first = bring(officer, FIRST)
    take_in(officer, first)
    take_in(officer, bring(officer, FIRST, source="ほかの一覧"))

    ask(officer, first, "undo")

    assert Asset.objects.count() == 2
    assert "せみの家" in page(officer, first)


def test_file_that_somebody_threw_away_meanwhile_is_told_so(officer: Client, town: Town) -> None:
    made = made_of(bring(officer, FIRST))
    Import.objects.all().delete()

    with pytest.raises(DomainError, match="もう終わっています。"):
        actions.drop(town.viewer(Role.OFFICER), made)


def test_more_files_than_a_town_may_have_wait_with_whoever_brings_them(
    officer: Client, town: Town
) -> None:
    for _one in range(10):
        Job.objects.create(municipality=town.municipality.pk, work="exchange.read", subject=uuid4())

    assert "順番を待っています。" in upload(officer, FIRST).replace("\n", "")
    assert Job.objects.filter(state=State.WAITING).count() == 10


def test_blank_label_in_json_is_no_fault() -> None:
    data = '{"header":{"名称":""},"list":[{"名称":"ぞう","住所":"本町"}]}'.encode()

    assert plan.read("facilities", "a.json", data, whose=ELSEWHERE).rows == 1


def test_nul_in_json_is_left_out_of_names_and_words() -> None:
    text = '[{"a\\u0000b": ["1\\u0000", 2], "c": "\\\\u0000"}]'
    assert trees.parse(text) == [{"ab": ["1", 2], "c": "\\u0000"}]


@pytest.mark.parametrize("text", ['{"":0},' * 2_000_001, "[" * 10_000_001])
def test_json_of_more_records_than_memory_holds_is_refused_unread(text: str) -> None:
    with pytest.raises(Refused, match="記録が多すぎます。"):
        trees.parse(text)


def test_tangle_that_no_map_has_is_a_shape_that_cannot_be_read() -> None:
    dice = random.Random(4)  # noqa: S311 -- no secret
    ring = [[dice.uniform(139, 140), dice.uniform(35, 36)] for _corner in range(3000)]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    feature = {"type": "Feature", "properties": {"name": "もつれ"}, "geometry": shape}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    with pytest.raises(Refused, match="図形が壊れていて読めません。"):
        plan.read("boundaries", "a.geojson", data, whose=ELSEWHERE)


@pytest.mark.parametrize("name", ["+proj=longlat +nadgrids=/etc/passwd +type=crs", "nowhere"])
def test_projection_that_is_not_named_is_refused(name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    data = json.dumps({"type": "FeatureCollection", "crs": crs, "features": []}).encode()

    with pytest.raises(Refused, match="crs"):
        plan.read("boundaries", "a.geojson", data, whose=ELSEWHERE)


def test_old_degrees_are_brought_to_those_of_the_world() -> None:
    moved = shapefiles.projection(pyproj.CRS.from_epsg(4301))(Point(139.4, 35.6))
    same = shapefiles.projection(pyproj.CRS.from_epsg(6668))(Point(139.4, 35.6))

    assert (round(moved.x, 3), round(moved.y, 3)) == (139.397, 35.603)
    assert (same.x, same.y) == (139.4, 35.6)


def test_shape_with_more_holes_in_more_outlines_than_a_map_has_is_not_drawn() -> None:
    def thicket(writer: shapefile.Writer) -> None:
        outline = [[139.4, 35.6], [139.4, 35.7], [139.5, 35.7], [139.5, 35.6], [139.4, 35.6]]
        hole = [[139.41, 35.61], [139.42, 35.61], [139.42, 35.62], [139.41, 35.62], [139.41, 35.61]]
        writer.field("name", "C", 20)
        writer.poly([outline, hole] * 150)
        writer.record("やぶ")

    (feature,) = shapefiles.features(shapefiles.parts(zipped(thicket, epsg=6668)))[0]

    assert feature["geometry"] is None


def comb(teeth: int, slant: float = 0.0004) -> list[list[float]]:
    """Return a valid ring of long, thin teeth side by side."""
    ring = []
    for tooth in range(teeth):
        x = 139.5 + tooth * 0.1 / teeth
        ring += [[x, 35.6], [x + slant, 35.7], [x + 0.05 / teeth, 35.6]]
    return [*ring, [139.6, 35.59], [139.5, 35.59], ring[0]]


def test_outline_folded_up_a_thousand_times_is_refused(officer: Client) -> None:
    folded = {"type": "Polygon", "coordinates": [comb(1000)]}
    jagged = {"type": "Polygon", "coordinates": [comb(40)]}

    made = upload(officer, geojson(({"name": "くし"}, folded)), name="m.geojson", kind="boundaries")
    other = upload(
        officer, geojson(({"name": "海べ"}, jagged)), name="m.geojson", kind="boundaries"
    )

    assert made_of(made).state == Import.State.REFUSED
    assert "図形が壊れていて読めません。" in page(officer, made)
    assert made_of(other).counts["created"] == 1


def test_boundaries_of_two_sources_read_at_once_do_not_become_every_area_twice(
    officer: Client,
) -> None:
    data = geojson(({"name": "みどり圏域"}, square(139.5, 35.6)))
    one = upload(officer, data, name="m.geojson", kind="boundaries", source="一つめ")
    other = upload(officer, data, name="m.geojson", kind="boundaries", source="二つめ")

    take_in(officer, one)
    take_in(officer, other)

    assert "町の区域がほかの取り込みで変わりました。" in page(officer, other)
    assert Area.objects.filter(name="みどり圏域").count() == 1


def test_file_that_was_given_up_is_no_longer_said_to_be_read(officer: Client) -> None:
    made = bring(officer, FIRST)
    Import.objects.update(state=Import.State.READING)
    Job.objects.update(state=State.FAILED, why="だめでした。")

    shown = page(officer, made)

    assert ("読めませんでした" in shown, "読んで、町にあるものと" in shown) == (True, False)
