"""The column of areas: what it tells is where a row lies, what it does not stays in the notes and is told."""

from typing import Any

import pytest

from sasaeai.activities.models import Activity
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange import queries
from sasaeai.exchange.models import Import, Kind
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind as Terms
from tests.exchange import bringing
from tests.exchange.lists import choice, csv
from tests.exchange.test_returning import counted
from tests.factories.areas import AreaFactory, Town
from tests.factories.assets import AssetFactory
from tests.factories.vocabulary import term

HEADS = {
    Kind.FACILITIES: (Asset, "名称,住所,地区"),
    Kind.GATHERINGS: (Activity, "名称,会場,地区"),
    Kind.ORGANISATIONS: (Organisation, "団体名,住所,地区"),
}
UNKNOWN = (
    "地区「火星一丁目」はこの町にありません（2件、例：C2、C4）。言葉のまま、覚え書きに残します。"
    "町にある地区のことなら、町での名前に直すか、取り込んだあと、それぞれの画面で地区を選んでください。"
)
NO_AREA = (
    "1件は、どの地区か分からないので、町全体のものとして入ります（例：A2）。"
    "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。"
)


@pytest.fixture
def block(town: Town) -> Town:
    """Return the town with one 町丁 and the kinds that organisations need."""
    AreaFactory(parent=town.sakuradai, level=Level.TOWN, name="桜台二丁目")
    for code in ("other", "jichikai"):
        term(town.municipality, Terms.ORG_TYPE, code)
    return town


def take_in(
    town: Town, *rows: str, kind: str = Kind.FACILITIES, head: str = ""
) -> tuple[Import, list[str]]:
    here = Actor(municipality=town.municipality.pk)
    file = csv(*rows, head=head or HEADS[kind][1])
    made = bringing.taken_in(here, choice(kind, source="市の一覧"), file, town.municipality)
    return made, [one["message"] for one in made.messages if one["level"] == "warning"]


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("words", ["桜台二丁目", "ささえ市桜台2丁目", "桜台二丁目地区"])
def test_words_that_name_the_area_of_a_row_are_not_noted(
    block: Town, kind: Kind, words: str
) -> None:
    told = take_in(block, f"花の家,,{words}", kind=kind)[1]
    row: Any = HEADS[kind][0].objects.get()
    assert (row.area.name, row.notes, told) == ("桜台二丁目", "", [])


def test_place_that_the_town_has_already_stays_as_it_is(block: Town) -> None:
    area = queries.ground(block.municipality).called("桜台二丁目")
    AssetFactory(area=area, name="花の家", address="桜台2-1-3")
    made, told = take_in(block, "花の家,桜台2-1-3,桜台二丁目")
    assert (counted(made), Asset.objects.get().notes, told) == ({"unchanged": 1}, "", [])


def test_area_that_differs_from_the_towns_own_is_told(block: Town) -> None:
    AssetFactory(area=block.kashiwagi, name="花の家", address="桜台2-1-3")
    made, told = take_in(block, "花の家,桜台2-1-3,桜台二丁目")
    assert (counted(made), Asset.objects.get().area) == ({"unchanged": 1}, block.kashiwagi)
    assert ["地区は、ここの書き方のまま残します" in sentence for sentence in told] == [True]


@pytest.mark.parametrize(
    ("kind", "notes"), [(Kind.FACILITIES, ""), (Kind.ORGANISATIONS, "地区：川西")]
)
def test_wider_area_tells_no_more_of_a_place_but_how_far_an_organisation_reaches(
    block: Town, kind: Kind, notes: str
) -> None:
    block.sakuradai.boundary = {
        "type": "Polygon",
        "coordinates": [[[139.4, 35.6], [139.6, 35.6], [139.6, 35.7], [139.4, 35.6]]],
    }
    block.sakuradai.west, block.sakuradai.east = 139.4, 139.6
    block.sakuradai.south, block.sakuradai.north = 35.6, 35.7
    block.sakuradai.save()
    head = f"{HEADS[kind][1]},緯度,経度"
    take_in(block, "花の家,,川西,35.61,139.55", kind=kind, head=head)
    row: Any = HEADS[kind][0].objects.get()
    assert (row.area, row.notes) == (block.sakuradai, notes)


def test_words_that_say_more_than_the_area_are_noted(block: Town) -> None:
    told = take_in(block, "花の家,,桜台二丁目の北側")[1]
    row = Asset.objects.get()
    assert (row.area.name, row.notes, told) == ("桜台二丁目", "地区：桜台二丁目の北側", [])


def test_area_of_one_letter_is_known_by_its_whole_name(block: Town) -> None:
    AreaFactory(parent=block.root, name="東地区")
    told = take_in(block, "花の家,,東")[1]
    assert (Asset.objects.get().area.name, told) == ("東地区", [])


@pytest.mark.parametrize("kind", HEADS)
def test_area_that_the_town_has_none_of_is_noted_and_told_with_its_cells(
    block: Town, kind: Kind
) -> None:
    made, told = take_in(
        block, "花の家,桜台1,火星一丁目", "草の家,桜台2,桜台", "木の家,桜台3,火星一丁目", kind=kind
    )
    rows = {row.name: row.notes for row in HEADS[kind][0].objects.all()}
    told = [sentence for sentence in told if "火星" in sentence]
    assert (told, made.counts["created"]) == ([UNKNOWN], 3)
    assert (rows["花の家"], rows["草の家"]) == ("地区：火星一丁目", "")


def test_area_that_was_given_by_hand_is_not_asked_for_again(block: Town) -> None:
    take_in(block, "花の家,,火星一丁目")
    Asset.objects.update(area=block.kashiwagi)
    assert take_in(block, "花の家,,火星一丁目")[1] == []


def test_town_without_areas_knows_none_to_ask_for(block: Town) -> None:
    for level in (Level.TOWN, Level.DISTRICT, Level.LIVING_AREA):
        block.root.municipality.areas.filter(level=level).delete()
    assert take_in(block, "花の家,桜台1,火星一丁目")[1] == []


@pytest.mark.parametrize("words", ["市内全域", "ささえ市全域", "ささえ市内", "全国"])
def test_words_for_all_of_the_town_are_noted_and_not_asked_about(block: Town, words: str) -> None:
    told = take_in(block, f"花の会,桜台1,{words}", kind=Kind.ORGANISATIONS)[1]
    assert (Organisation.objects.get().notes, told) == (f"地区：{words}", [])


@pytest.mark.parametrize("kind", HEADS)
def test_area_left_empty_is_counted_among_rows_without_one(block: Town, kind: Kind) -> None:
    told = take_in(block, "花の家,,,042-000-1234", kind=kind, head=f"{HEADS[kind][1]},電話番号")[1]
    assert told == [NO_AREA]


def test_list_of_before_loses_the_note_with_its_next_edition(block: Town) -> None:
    taken = take_in(block, "花の家,,桜台二丁目")[0].source.rows.get()
    taken.said |= {"notes": "地区：桜台二丁目"}
    taken.save()
    Asset.objects.update(notes="地区：桜台二丁目")
    made = take_in(block, "花の家,,桜台二丁目")[0]
    assert (counted(made), Asset.objects.get().notes) == ({"updated": 1}, "")
