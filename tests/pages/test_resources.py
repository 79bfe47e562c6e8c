"""What stands on a resource map: read as its reader, in order, numbered where it is on the map."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.pages import resources
from sasaeai.pages.resources import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import AreaFactory, Town, make_town
from tests.factories.assets import AssetFactory, make_home, make_master
from tests.pages.mapping import at


@pytest.fixture
def neighbour(town: Town) -> Viewer:
    return resident(town.municipality.pk)


def names(reader: Viewer, area: object, *kinds: str) -> list[str]:
    found = resources.in_area(reader, area, kinds=kinds or Kind.values)
    return sorted(one.listed.name for one in found)


def test_neighbours_map_holds_what_is_public_in_use_and_in_the_area(
    town: Town, neighbour: Viewer
) -> None:
    next_town = make_town("13998", "となり町")
    AssetFactory(area=town.sakuradai, name="集会所")
    ActivityFactory(area=town.west, name="体操")
    for where, values in (
        (town.sakuradai, {"visibility": Visibility.STAFF}),
        (town.sakuradai, {"visibility": Visibility.COUNCIL}),
        (town.sakuradai, {"retired_on": neighbour.today}),
        (town.aoume, {}),
        (next_town.sakuradai, {}),
    ):
        AssetFactory(area=where, name="のらないもの", **values)
    ActivityFactory(area=town.west, name="のらない会", visibility=Visibility.PROFESSIONALS)
    ActivityFactory(area=town.west, name="終わった会", state="ended")

    assert names(neighbour, town.west) == ["体操", "集会所"]


def test_staffs_map_holds_what_staff_see(town: Town) -> None:
    for visibility in Visibility:
        AssetFactory(area=town.sakuradai, name=visibility.value, visibility=visibility)

    found = names(town.viewer(Role.COORDINATOR2), town.west)

    assert found == sorted(visibility.value for visibility in Visibility)


def test_employer_changes_nothing_of_a_map(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="車いす", visibility=Visibility.STAFF)
    viewers = [town.viewer(Role.COORDINATOR2, employer=one) for one in (town.centre, town.council)]

    assert [names(viewer, town.west) for viewer in viewers] == [["車いす"]] * 2


def test_person_is_on_no_map(town: Town) -> None:
    make_master(town, visibility=Visibility.PUBLIC)

    viewer = town.viewer(Role.OFFICER)
    found = resources.in_area(viewer, town.root, kinds=[*Kind.values, Asset.Kind.PERSON])
    assert found == []


@pytest.mark.parametrize("kind", Kind)
def test_map_holds_the_kinds_that_were_chosen(kind: Kind, town: Town, neighbour: Viewer) -> None:
    ActivityFactory(area=town.sakuradai, name="activity")
    for one in Asset.Kind:
        AssetFactory(area=town.sakuradai, name=one.value, kind=one)

    assert names(neighbour, town.west, kind) == [kind.value]


def test_confidential_place_has_no_point_and_no_address_even_for_staff(town: Town) -> None:
    home = make_home(town)
    ActivityFactory(area=town.sakuradai, name="縁側の会", place=home)

    found = resources.in_area(town.viewer(Role.OFFICER), town.west, kinds=Kind.values)

    told = [(one.point, resources.place_words(one.listed)) for one in found]
    assert told == [(None, ""), (None, "")]


def test_activity_stands_where_its_place_is(town: Town, neighbour: Viewer) -> None:
    hall = AssetFactory(area=town.sakuradai, name="集会所", address="桜台1-1", **at(3))
    gathering = ActivityFactory(area=town.sakuradai, place=hall)

    activity, place = resources.in_area(neighbour, town.west, kinds=Kind.values)

    assert activity.point == place.point == (hall.longitude, hall.latitude)
    assert resources.place_words(gathering) == "集会所"
    assert resources.place_words(hall) == "桜台1-1"


def test_place_that_the_reader_may_not_see_is_not_told(town: Town, neighbour: Viewer) -> None:
    hall = AssetFactory(area=town.sakuradai, visibility=Visibility.STAFF, **at(3))
    ActivityFactory(area=town.sakuradai, place=hall, place_words="ひみつの集会所")
    ActivityFactory(area=town.sakuradai, name="外の会", place_words="橋のたもと")

    found = resources.in_area(neighbour, town.west, kinds=[Kind.ACTIVITY])

    told = sorted((resources.place_words(one.listed), one.point) for one in found)
    assert told == [("", None), ("橋のたもと", None)]


def test_one_more_than_a_print_holds_is_read(
    town: Town, neighbour: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "MOST", 3)
    for _ in range(3):
        AssetFactory(area=town.sakuradai)
        ActivityFactory(area=town.sakuradai)

    assert len(resources.in_area(neighbour, town.west, kinds=Kind.values)) == 4


def test_reading_order_is_by_district_kind_and_name(town: Town, neighbour: Viewer) -> None:
    AssetFactory(area=town.kashiwagi, name="柏木の場所", kana="かしわぎ")
    block = AreaFactory(parent=town.sakuradai, level=Level.TOWN, name="桜台一丁目")
    AssetFactory(area=block, name="桜台の鍋", kind=Asset.Kind.THING)
    AssetFactory(area=block, name="後の場所", kana="んん")
    AssetFactory(area=town.sakuradai, name="前の場所", kana="ああ")
    ActivityFactory(area=town.sakuradai, name="桜台の会")
    AssetFactory(area=town.west, name="川西の場所")

    found = resources.in_area(neighbour, town.west, kinds=Kind.values)
    among = resources.districts(town.west, [town.west, town.sakuradai, town.kashiwagi, block])
    told = [
        (area.name, [one.listed.name for one in some])
        for area, some in resources.in_order(found, town.west, among=among)
    ]

    assert told == [
        ("川西", ["川西の場所"]),
        ("桜台", ["桜台の会", "前の場所", "後の場所", "桜台の鍋"]),
        ("柏木", ["柏木の場所"]),
    ]


def test_district_without_districts_is_told_by_what_lies_in_it(town: Town) -> None:
    block = AreaFactory(parent=town.sakuradai, level=Level.TOWN, name="桜台一丁目")

    assert resources.districts(town.sakuradai, [town.sakuradai, block, town.aoume]) == [block]


def test_those_made_sure_of_last_have_room(town: Town, neighbour: Viewer) -> None:
    today = timezone.localdate()
    for name, days in (("新しい", 1), ("古い", 900), ("中くらい", 30)):
        AssetFactory(area=town.sakuradai, name=name, checked_on=today - timedelta(days=days))
    AssetFactory(area=town.sakuradai, name="まだ")

    found = resources.in_area(neighbour, town.west, kinds=[Kind.PLACE])
    shown = resources.chosen(found, room=2)

    assert sorted(one.listed.name for one in shown) == ["中くらい", "新しい"]


def test_numbers_run_on_over_the_districts_and_the_rest_follows_without(
    town: Town, neighbour: Viewer
) -> None:
    for area, name, values in (
        (town.sakuradai, "いえ", {}),
        (town.sakuradai, "うみ", at(1)),
        (town.kashiwagi, "えき", at(2)),
    ):
        AssetFactory(area=area, name=name, kana=name, **values)

    found = resources.in_area(neighbour, town.west, kinds=[Kind.PLACE])
    groups = resources.in_order(found, town.west, among=[town.sakuradai, town.kashiwagi])
    on_map = {one for one in found if one.point}
    sections = resources.numbered(groups, on_map=on_map, first=7)

    assert [
        (section.heading, [(line.resource.listed.name, line.number) for line in section.lines])
        for section in sections
    ] == [("桜台", [("うみ", 7), ("いえ", None)]), ("柏木", [("えき", 8)])]
