"""What stands on the sheet of an area's resource map: numbers that agree, and what must be told."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sasaeai.areas.models import Area, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.exchange.models import Import, Source
from sasaeai.exchange.models import Kind as ListKind
from sasaeai.pages import area_sheet, resources
from sasaeai.pages.area_sheet import Order
from sasaeai.pages.resources import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.pages.mapping import SIDE, at, draw, fill

# As wide as a sheet of A3 has room for beside the index.
WIDE = 0.034


def content(town: Town, area: Area, *, paper: Any = "a4", public: bool = True) -> Any:
    """Return what stands on a sheet."""
    viewer = town.viewer(Role.COORDINATOR1)
    order = Order(area, paper, Kind.values, public)
    found = resources.in_area(viewer, area, kinds=Kind.values)
    return area_sheet.content(viewer, order, found, at=timezone.localtime())


def numbers(page: Any) -> list[int | None]:
    """Return the numbers of an index in its order; None where a line has none."""
    return [entry.get("number") for group in page["groups"] for entry in group["entries"]]


def spots(page: Any) -> list[int]:
    return [spot["number"] for spot in page["map"]["spots"]]


@pytest.mark.parametrize("public", [True, False])
def test_confidential_place_is_in_the_index_without_a_number(drawn: Town, *, public: bool) -> None:
    home = make_home(drawn)
    ActivityFactory(area=drawn.sakuradai, name="縁側の会", place=home)

    (page,) = content(drawn, drawn.west, public=public)["pages"]

    assert (numbers(page), spots(page)) == ([None, None], [])
    assert "番号のないものは、くわしい場所を地図にのせていません。" in page["notes"]
    assert page["groups"][0]["heading"] == "桜台"


def test_numbers_of_map_and_index_agree(drawn: Town) -> None:
    fill(drawn.sakuradai, 9)
    fill(drawn.kashiwagi, 9, east=SIDE)
    AssetFactory(area=drawn.sakuradai, name="どこかのもの", kind=Asset.Kind.THING)

    (page,) = content(drawn, drawn.west)["pages"]

    index = {
        entry["number"]: entry["shape"]
        for group in page["groups"]
        for entry in group["entries"]
        if "number" in entry
    }
    assert index == {spot["number"]: spot["shape"] for spot in page["map"]["spots"]}
    assert numbers(page) == [*range(1, 10), None, *range(10, 19)]


@pytest.mark.parametrize(("paper", "number"), [("a4", 60), ("a3", 120)])
def test_full_map_is_one_map(paper: str, number: int, drawn: Town) -> None:
    draw(drawn.sakuradai, across=WIDE)
    fill(drawn.sakuradai, number)

    (page,) = content(drawn, drawn.sakuradai, paper=paper)["pages"]

    assert sorted(spots(page)) == list(range(1, number + 1))
    assert page["notes"] == []


@pytest.mark.parametrize(("paper", "most"), [("a4", 60), ("a3", 120)])
def test_fuller_district_numbers_what_was_made_sure_of_last_and_tells_the_rest(
    paper: str, most: int, drawn: Town
) -> None:
    draw(drawn.sakuradai, across=WIDE)
    fill(drawn.sakuradai, most, checked_on=timezone.localdate())
    stale = timezone.localdate() - timedelta(days=900)
    for step in range(2):
        AssetFactory(area=drawn.sakuradai, name=f"あ{step}", checked_on=stale, **at(step))

    (page,) = content(drawn, drawn.sakuradai, paper=paper)["pages"]

    assert (len(spots(page)), numbers(page).count(None)) == (most, 2)
    (note,) = page["notes"]
    assert note == (
        "番号が入りきらないので、確かめた日の新しい順に番号をつけました。"
        "ほかの2件は、番号なしで一覧にあります。"
    )


def test_fuller_area_has_a_map_for_each_district_and_its_numbers_run_on(drawn: Town) -> None:
    fill(drawn.sakuradai, 40)
    fill(drawn.kashiwagi, 40, east=SIDE)
    AssetFactory(area=drawn.west, name="川西のどこか")

    west, one, other = content(drawn, drawn.west)["pages"]

    assert [page["title"] for page in (west, one, other)] == [
        "川西 支え合い地図", "桜台 支え合い地図", "柏木 支え合い地図",
    ]  # fmt: skip
    assert (numbers(west), numbers(one), numbers(other)) == (
        [None], list(range(1, 41)), list(range(41, 81)),
    )  # fmt: skip
    assert west["notes"][0] == "川西の地図は、番号が1枚に入りきらないので、3枚に分けました。"
    assert [page["part"] for page in (west, one, other)] == [
        "川西", "桜台（1〜40番）", "柏木（41〜80番）",
    ]  # fmt: skip


def test_place_outside_the_map_is_told_and_not_numbered(drawn: Town) -> None:
    AssetFactory(area=drawn.sakuradai, longitude=141.0, latitude=38.0)
    AssetFactory(area=drawn.sakuradai, **at(3))

    (page,) = content(drawn, drawn.sakuradai)["pages"]

    assert sorted(numbers(page), key=str) == [1, None]
    assert page["notes"] == ["番号のないものは、くわしい場所を地図にのせていません。"]


def test_area_without_a_boundary_has_a_map_of_its_points(town: Town) -> None:
    fill(town.sakuradai, 3)

    (page,) = content(town, town.sakuradai)["pages"]

    assert (spots(page), page["map"]["outline"]) == ([1, 2, 3], [])


def test_area_without_boundary_or_points_is_only_a_list_and_says_so(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="どこか")

    (page,) = content(town, town.sakuradai)["pages"]

    assert (page["map"], numbers(page)) == (None, [None])
    assert page["notes"] == ["区域の境界がまだ取り込まれていないので、一覧だけの紙です。"]


def test_area_with_nothing_in_it_says_so(drawn: Town) -> None:
    sheet = content(drawn, drawn.sakuradai)

    (page,) = sheet["pages"]
    assert page["notes"] == ["この区域には、のせるものがまだ書かれていません。"]
    assert (page["groups"], sheet["legend"], sheet["note"]) == ([], [], "")


def test_kinds_that_were_left_out_are_told(drawn: Town) -> None:
    viewer = drawn.viewer(Role.COORDINATOR1)
    order = Order(drawn.west, "a4", [Kind.PLACE, Kind.THING], is_public=True)

    sheet = area_sheet.content(viewer, order, [], at=timezone.localtime())

    assert sheet["pages"][0]["notes"][0] == "のせたのは、場所、モノだけです。"


def test_rest_of_an_activity_is_told(drawn: Town) -> None:
    ActivityFactory(area=drawn.sakuradai, state="paused", times_words="火曜")

    (page,) = content(drawn, drawn.west)["pages"]

    assert page["groups"][0]["entries"][0]["when"] == "お休み中　火曜"


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize(
    ("across", "down"), [(1.0, 0.001), (0.001, 1.0), (0.03, 0.01), (0.01, 0.03)]
)
@pytest.mark.parametrize("number", [0, 1, 60, 300])
def test_area_of_any_form_is_printed_with_any_number_of_things(
    paper: str, across: float, down: float, number: int, town: Town
) -> None:
    draw(town.sakuradai, across=across, down=down)
    made = [
        Asset(
            municipality=town.municipality, area=town.sakuradai, kind=Asset.Kind.PLACE,
            name="長い名前" * 30, visibility=Visibility.PUBLIC, longitude=139.5, latitude=35.6,
        )
        for _ in range(number)
    ]  # fmt: skip
    Asset.objects.bulk_create(made)

    (page,) = content(town, town.sakuradai, paper=paper)["pages"]
    numbered = [one for one in numbers(page) if one]

    assert sorted(spots(page)) == numbered
    assert len(numbers(page)) == number
    assert (len(numbered) < number) is any("入りきらない" in note for note in page["notes"])


@pytest.mark.parametrize(
    ("public", "is_open", "printed_for", "address"),
    [
        ("https://sasae.example.jp", True, True, "https://sasae.example.jp/portal/{}/?area={}"),
        ("https://sasae.example.jp", True, False, None),
        ("https://sasae.example.jp", False, True, None),
        ("", True, True, None),
    ],
)
def test_address_is_only_on_a_public_sheet_of_an_open_town(
    public: str,
    address: str | None,
    drawn: Town,
    settings: Any,
    *,
    is_open: bool,
    printed_for: bool,
) -> None:
    settings.PUBLIC_URL = public
    drawn.municipality.portal_open = is_open
    drawn.municipality.save()

    link = content(drawn, drawn.west, public=printed_for)["link"]

    assert link == (address and address.format(drawn.municipality.code, drawn.west.pk))


def test_lists_that_the_map_is_drawn_from_are_named(drawn: Town, next_town: Town) -> None:
    for town, kind, name in (
        (drawn, ListKind.BOUNDARIES, "国勢調査の境界"),
        (drawn, ListKind.FACILITIES, "施設一覧"),
        (next_town, ListKind.BOUNDARIES, "となりの境界"),
    ):
        source = Source.objects.create(
            municipality=town.municipality, kind=kind, name=name, file_name="a.json"
        )
        Import.objects.create(
            municipality=town.municipality, kind=kind, source=source, state=Import.State.APPLIED
        )

    assert content(drawn, drawn.west)["source"] == "地図の出典：国勢調査の境界"


def test_map_without_lists_is_the_towns_own(drawn: Town) -> None:
    assert content(drawn, drawn.west)["source"] == "地図の出典：ささえ市"


def test_town_without_a_telephone_prints_none(drawn: Town) -> None:
    drawn.municipality.phone = ""
    drawn.municipality.save()

    assert content(drawn, drawn.west)["telephone"] is None
