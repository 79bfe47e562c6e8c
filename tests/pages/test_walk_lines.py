"""Lines of a walk that the town has already, what the sheet has room for, and how many walked."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset, Walk
from sasaeai.pages import walks
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset
from tests.pages.walking import POINT, printed, rows, seen
from tests.paper import reading

ALIKE = "同じ名前のものが、この地区にもう書いてあります"


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def test_line_that_the_area_has_already_is_shown_first(town: Town, coordinator: Client) -> None:
    here = AssetFactory(area=town.west, name="角の縁側")
    gathering = ActivityFactory(area=town.sakuradai, name="朝の体操")
    lines = (
        {"kind": "place", "name": "角の　縁側"},
        {"kind": "activity", "name": "朝の体操", "area": str(town.sakuradai.pk)},
    )

    page = coordinator.post("/walk/rows/", rows(town, *lines))

    assert (page.status_code, page.context["alike"]) == (422, [(1, here), (2, gathering)])
    assert ALIKE in page.content.decode()
    assert (Asset.objects.count(), Activity.objects.count()) == (1, 1)


def test_line_of_the_same_name_elsewhere_or_of_another_kind_is_new(
    town: Town, coordinator: Client
) -> None:
    AssetFactory(area=town.sakuradai, name="縁側")
    ActivityFactory(area=town.west, name="縁側")

    page = coordinator.post("/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}))

    assert (page.status_code, Asset.objects.count()) == (302, 2)


def test_line_is_written_anyway_where_it_is_another_thing(town: Town, coordinator: Client) -> None:
    AssetFactory(area=town.west, name="縁側")

    sent = rows(town, {"kind": "place", "name": "縁側"}, anyway="1")
    page = coordinator.post("/walk/rows/", sent)

    assert (page.status_code, Asset.objects.count()) == (302, 2)


def test_sheet_holds_what_most_needs_a_look_and_says_how_much_it_leaves_out(
    town: Town, coordinator: Client
) -> None:
    fresh = [AssetFactory(area=town.sakuradai, name=f"あ{number}", **POINT) for number in "12"]
    for spot in fresh:
        check_asset(town.viewer(Role.COORDINATOR1), spot)
    stale = [
        AssetFactory(area=town.sakuradai, name=f"ん{number}", **POINT)
        for number in range(walks.KNOWN)
    ]

    coordinator.get(f"/walk/sheet/?area={town.west.pk}")

    assert sorted(Walk.objects.get().spots) == sorted(str(spot.pk) for spot in stale)


@reading.needs_pdftotext
@pytest.mark.parametrize(("more", "said"), [(0, 0), (3, 1)])
def test_sheet_says_how_much_it_leaves_out(
    town: Town, coordinator: Client, tmp_path: Path, more: int, said: int
) -> None:
    for number in range(walks.KNOWN + more):
        AssetFactory(area=town.sakuradai, name=f"集会所{number}", **POINT)

    paper = coordinator.get(f"/walk/sheet/?area={town.west.pk}").content

    words = "".join(reading.words(paper, tmp_path))
    assert words.count("この地区には、場所の分かるものが3件書いてあります。") == said


def test_spots_are_numbered_in_the_order_to_walk_them(town: Town, coordinator: Client) -> None:
    town.west.longitude, town.west.latitude = 139.5, 35.6
    town.west.save()
    far, near, middle = (
        AssetFactory(area=town.sakuradai, name=name, longitude=139.5 + degrees, latitude=35.6)
        for name, degrees in (("あ", 0.03), ("い", 0.01), ("う", 0.02))
    )

    coordinator.get(f"/walk/sheet/?area={town.west.pk}")

    assert Walk.objects.get().spots == [str(spot.pk) for spot in (near, middle, far)]


def test_how_many_walked_is_kept_until_it_is_undone(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator, spot := AssetFactory(area=town.sakuradai, **POINT))

    page = coordinator.post(
        "/walk/rows/", rows(town, **seen(walk, spot, "there"), walkers="7"), follow=True
    )
    walk.refresh_from_db()
    kept, told = walk.walkers, "7人で歩きました" in page.content.decode()
    (message,) = page.context["messages"]
    coordinator.post(message.extra_tags.removeprefix("undo="))
    walk.refresh_from_db()

    assert (kept, told, walk.walkers) == (7, True, None)


@pytest.mark.parametrize("walkers", ["0", "-1", "大勢", "100000"])
def test_number_of_walkers_that_cannot_be_is_refused(
    town: Town, coordinator: Client, walkers: str
) -> None:
    walk = printed(town, coordinator, spot := AssetFactory(area=town.sakuradai, **POINT))

    sent = rows(town, **seen(walk, spot, "there"), walkers=walkers)
    page = coordinator.post("/walk/rows/", sent)

    walk.refresh_from_db()
    assert (page.status_code, "人数" in page.content.decode()) == (422, True)
    assert walk.returned_on is None


def test_paper_without_a_number_is_not_asked_how_many_walked(
    town: Town, coordinator: Client
) -> None:
    page = coordinator.get("/walk/rows/").content.decode()

    assert 'name="walkers"' not in page
    assert f'value="{timezone.localdate().isoformat()}"' in page


def test_two_lines_that_say_the_same_are_shown_first(town: Town, coordinator: Client) -> None:
    lines = [{"kind": "place", "name": name} for name in ("縁側", "花壇", "縁　側")]

    pages = [
        coordinator.post("/walk/rows/", rows(town, *lines, **more))
        for more in ({}, {"anyway": "1"})
    ]

    assert (pages[0].status_code, pages[0].context["twice"]) == (422, [(1, 3)])
    assert "1行目と3行目が同じ名前です。" in pages[0].content.decode()
    assert (pages[1].status_code, Asset.objects.count()) == (302, 3)
