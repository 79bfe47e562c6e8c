"""A printed sheet typed back by its number: what stood on it, what was found, and undoing it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Area, LevelName, Role
from sasaeai.assets.models import Asset, Check, Suggestion, Walk
from sasaeai.audit.models import Entry
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset
from tests.pages.walking import POINT, printed, rows, seen


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def test_page_has_the_numbers_of_the_paper(town: Town, coordinator: Client) -> None:
    spots = [AssetFactory(area=town.sakuradai, name=name, **POINT) for name in ("一番", "二番")]
    walk = printed(town, coordinator, *spots)
    Asset.objects.filter(pk=spots[0].pk).update(retired_on=timezone.localdate())

    paper = coordinator.get(f"/walk/rows/?sheet={walk.number}").context["paper"]

    assert [(spot.number, spot.asset) for spot in paper.spots] == [(2, spots[1])]
    assert [number for number, spot in paper.known if spot is None] == [1]
    assert [row.number for row in paper.rows][:2] == [3, 4]
    assert paper.head.initial["area"] == town.west.pk


def test_sheet_is_found_by_its_number_however_it_is_typed(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)
    wide = walk.number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})

    paper = coordinator.get("/walk/rows/", {"sheet": f" {wide} "}).context["paper"]

    assert paper.walk == walk


def test_same_sheet_printed_again_keeps_its_number(town: Town, coordinator: Client) -> None:
    first = printed(town, coordinator)
    again = printed(town, coordinator)
    spot = AssetFactory(area=town.sakuradai, **POINT)
    other = printed(town, coordinator, spot)

    assert (again, other.number) == (first, f"{first.number}-2")


def test_printed_sheets_lead_to_typing_them_back(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)

    pages = [coordinator.get(page).content.decode() for page in ("/walk/", "/walk/rows/")]

    assert [f"/walk/rows/?sheet={walk.number}" in page for page in pages] == [True, True]


def test_what_is_still_there_is_checked_by_the_walk(town: Town, coordinator: Client) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    page = coordinator.post(
        "/walk/rows/", rows(town, **seen(walk, spot, "there", "花壇がきれい")), follow=True
    )

    check = Check.objects.get()
    spot.refresh_from_db()
    assert (check.listed, check.means, check.result, check.words) == (
        spot, "visit", "same", "花壇がきれい",
    )  # fmt: skip
    assert spot.checked_on == timezone.localdate()
    assert "はじめから書いてあった1件のようすを記録しました。" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "said"), [("changed", "変わっていました"), ("gone", "見つかりませんでした")]
)
def test_what_was_otherwise_waits_for_an_answer(
    town: Town, coordinator: Client, state: str, said: str
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    coordinator.post("/walk/rows/", rows(town, **seen(walk, spot, state, "閉店の張り紙")))

    told = Suggestion.objects.get()
    assert (told.listed, told.state) == (spot, "new")
    assert all(words in told.words for words in (walk.number, said, "閉店の張り紙"))
    assert Check.objects.count() == 0


def test_note_without_a_mark_is_told_with_the_number_of_its_line(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    page = coordinator.post("/walk/rows/", rows(town, **seen(walk, spot, "", "閉店の張り紙")))

    assert page.status_code == 422
    assert "1行目：メモがあるときは、どうだったかも選んでください。" in page.content.decode()
    assert "閉店の張り紙" in page.content.decode()


def test_what_was_seen_and_found_is_taken_back_in_one(town: Town, coordinator: Client) -> None:
    spots = [AssetFactory(area=town.sakuradai, name=name, **POINT) for name in ("一番", "二番")]
    walk = printed(town, coordinator, *spots)
    sent = seen(walk, spots[0], "there") | seen(walk, spots[1], "gone")
    page = coordinator.post("/walk/rows/", rows(town, **sent), follow=True)
    (message,) = page.context["messages"]
    before = Entry.objects.count()

    coordinator.post(message.extra_tags.removeprefix("undo="))

    spots[0].refresh_from_db()
    walk.refresh_from_db()
    assert (Check.objects.count(), spots[0].checked_on, walk.returned_on) == (0, None, None)
    assert Suggestion.objects.get().state == "declined"
    assert Entry.objects.count() == before + 1


def test_sheet_of_the_next_town_or_area_is_not_opened(
    town: Town, next_town: Town, coordinator: Client
) -> None:
    walk = printed(town, coordinator)
    theirs = town.client(Role.COORDINATOR2, area=town.east)
    next_door = next_town.client(Role.COORDINATOR2)

    opened = [
        client.get(f"/walk/rows/?sheet={walk.number}").context["paper"].walk
        for client in (theirs, next_door)
    ]

    assert opened == [None, None]


def test_number_of_the_sheet_stands_on_what_came_of_it(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)
    line = {"kind": "place", "name": "縁側"}
    coordinator.post("/walk/rows/", rows(town, line, sheet=walk.number, opened=walk.number))

    page = coordinator.get(Asset.objects.get().get_absolute_url()).content.decode()

    assert f"宝探し（{walk.number}）" in page


def test_number_that_no_sheet_has_is_refused_and_nothing_is_lost(
    town: Town, coordinator: Client
) -> None:
    page = coordinator.post(
        "/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}, sheet="9-9999")
    )

    assert (page.status_code, Asset.objects.count()) == (422, 0)
    assert "この番号の紙はありません。" in page.content.decode()
    assert "縁側" in page.content.decode()


def test_number_typed_into_a_page_without_its_lines_brings_them(
    town: Town, coordinator: Client
) -> None:
    walk = printed(town, coordinator, AssetFactory(area=town.sakuradai, name="一番", **POINT))

    page = coordinator.post(
        "/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}, sheet=walk.number)
    )

    assert (page.status_code, page.context["paper"].walk) == (422, walk)
    assert "一番" in page.content.decode()


def test_checks_are_of_the_day_of_the_walk(town: Town, coordinator: Client) -> None:
    spot, day = AssetFactory(area=town.sakuradai, **POINT), timezone.localdate() - timedelta(9)
    walk = printed(town, coordinator, spot)
    Walk.objects.update(printed_on=day)

    sent = seen(walk, spot, "there") | {"walked_on": day.isoformat()}
    coordinator.post("/walk/rows/", rows(town, **sent))

    assert Check.objects.get().on == day


def test_walk_of_tomorrow_is_refused(town: Town, coordinator: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = coordinator.post(
        "/walk/rows/",
        rows(town, {"kind": "place", "name": "縁側"}, walked_on=tomorrow.isoformat()),
    )

    assert (page.status_code, Asset.objects.count()) == (422, 0)


def test_sheet_that_was_typed_back_says_so_until_it_is_undone(
    town: Town, coordinator: Client
) -> None:
    walk, said = printed(town, coordinator), "もう書き写してあります"
    line = {"kind": "place", "name": "縁側"}
    page = coordinator.post(
        "/walk/rows/", rows(town, line, sheet=walk.number, opened=walk.number), follow=True
    )
    (message,) = page.context["messages"]
    told = [said in coordinator.get(f"/walk/rows/?sheet={walk.number}").content.decode()]

    coordinator.post(message.extra_tags.removeprefix("undo="))
    told.append(said in coordinator.get(f"/walk/rows/?sheet={walk.number}").content.decode())

    assert told == [True, False]


def test_what_is_kept_is_in_the_language_of_the_house(town: Town, coordinator: Client) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    coordinator.post("/language/", {"language": "en"})

    sent = rows(town, {"kind": "place", "name": "縁側"}, **seen(walk, spot, "gone"))
    coordinator.post("/walk/rows/", sent, headers={"Accept-Language": "en"})

    assert Asset.objects.latest("created_at").source == "宝探し"
    assert "見つかりませんでした" in Suggestion.objects.get().words


def test_walk_calls_levels_as_the_town_calls_them(town: Town, coordinator: Client) -> None:
    LevelName.objects.create(municipality=town.municipality, level="district", name="小学校区")

    page = coordinator.get("/walk/").content.decode()

    assert ('<p class="small soft">小学校区</p>' in page, ">地区</p>" in page) == (True, False)


def test_undo_leaves_alone_what_somebody_has_checked_since(town: Town, coordinator: Client) -> None:
    page = coordinator.post(
        "/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}), follow=True
    )
    (message,) = page.context["messages"]
    check_asset(town.viewer(Role.COORDINATOR1), Asset.objects.get())

    coordinator.post(message.extra_tags.removeprefix("undo="))

    assert Asset.objects.get().retired_on is None


def test_spot_that_moved_out_of_ones_care_is_not_checked_by_the_sheet(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    Asset.objects.filter(pk=spot.pk).update(area=town.aoume)

    coordinator.post("/walk/rows/", rows(town, **seen(walk, spot, "there")))

    assert Check.objects.count() == 0


@pytest.mark.parametrize("number", ["%00", "%ED%A0%80", "9" * 400, "%27"])
def test_number_of_nonsense_opens_no_sheet(coordinator: Client, number: str) -> None:
    page = coordinator.get(f"/walk/rows/?sheet={number}")

    assert (page.status_code, page.context["paper"].walk) == (200, None)


def test_walk_before_its_paper_was_printed_is_refused(town: Town, coordinator: Client) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    before = walk.printed_on - timedelta(days=1)

    sent = seen(walk, spot, "there") | {"walked_on": before.isoformat()}
    page = coordinator.post("/walk/rows/", rows(town, **sent))

    assert (page.status_code, Check.objects.count()) == (422, 0)
    assert "より前になっています。年と日を確かめてください。" in page.content.decode()


def test_walk_of_long_ago_without_a_number_is_refused(town: Town, coordinator: Client) -> None:
    page = coordinator.post(
        "/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}, walked_on="2020-01-05")
    )

    assert (page.status_code, Asset.objects.count()) == (422, 0)
    assert "1年より前になっています。" in page.content.decode()


def test_sheet_is_typed_back_once_more_only_where_that_is_said(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    sent = rows(town, **seen(walk, spot, "gone"))

    pages = [coordinator.post("/walk/rows/", sent | more) for more in ({}, {}, {"anyway": "1"})]

    assert [page.status_code for page in pages] == [302, 422, 302]
    assert "この紙は、もう書き写してあります。" in pages[1].content.decode()
    assert Suggestion.objects.count() == 2


def test_undo_that_was_pressed_before_leaves_a_second_typing_alone(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    sent = rows(town, **seen(walk, spot, "there"))
    page = coordinator.post("/walk/rows/", sent, follow=True)
    (message,) = page.context["messages"]
    undo = message.extra_tags.removeprefix("undo=")
    coordinator.post(undo)
    coordinator.post("/walk/rows/", sent)

    page = coordinator.post(undo, follow=True)

    walk.refresh_from_db()
    assert "もう元に戻してあるか" in page.content.decode()
    assert (walk.returned_on, Check.objects.count()) == (timezone.localdate(), 1)


@pytest.mark.parametrize("code", ["川西", "13.998", "a b", "１２"])
def test_sheet_of_an_area_with_any_code_is_found_by_its_number(
    town: Town, coordinator: Client, code: str
) -> None:
    Area.objects.filter(pk=town.west.pk).update(code=code)
    walk = printed(town, coordinator)

    assert coordinator.get("/walk/rows/", {"sheet": walk.number}).context["paper"].walk == walk


def test_sheet_that_has_not_come_back_comes_first(town: Town, coordinator: Client) -> None:
    waiting = printed(town, coordinator)
    for number in range(8):
        Walk.objects.create(
            municipality=town.municipality,
            area=town.west,
            number=f"9-{number}",
            printed_on=timezone.localdate(),
            printed_by=waiting.printed_by,
            returned_on=timezone.localdate(),
        )

    recent = coordinator.get("/walk/").context["recent"]

    assert (recent[0], len(recent)) == (waiting, 8)


def test_number_that_is_asked_for_and_is_not_there_is_told(coordinator: Client) -> None:
    page = coordinator.get("/walk/rows/?sheet=9-9999").content.decode()

    assert "この番号の紙はありません。" in page


def test_undoing_one_of_two_typings_leaves_the_sheet_come_back(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    sent, undos, left = rows(town, **seen(walk, spot, "there"), walkers="5"), [], []
    for more in ({}, {"anyway": "1"}):
        page = coordinator.post("/walk/rows/", sent | more, follow=True)
        (message,) = page.context["messages"]
        undos.append(message.extra_tags.removeprefix("undo="))

    for undo in undos:
        coordinator.post(undo)
        walk.refresh_from_db()
        left.append((walk.returned_on, walk.walkers))

    assert left == [(timezone.localdate(), 5), (None, None)]
