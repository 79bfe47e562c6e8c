"""The round somebody set out on: page and paper keep their numbers until it is walked."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.pages.models import Round
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset
from tests.paper import reading

ROUND, ANEW = "/round/", "/round/anew/"
POINT = {"longitude": 139.51, "latitude": 35.60}
ENDED = "この順番のところは、ぜんぶ確かめました。"


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def halls(town: Town, count: int) -> list[Asset]:
    """Return so many halls in the order of the round."""
    today = timezone.localdate()
    return [
        AssetFactory(
            area=town.sakuradai,
            name=f"集会所{number}",
            check_due_on=today - timedelta(days=100 - number),
            **POINT,
        )
        for number in range(1, count + 1)
    ]


def numbered(client: Client, **asked: str) -> list[tuple[int, str, bool]]:
    """Return the numbers, names and state of the stops as the page shows them."""
    return [
        (stop["number"], stop["listed"].name, stop["is_done"])
        for stop in client.get(ROUND, asked).context["stops"]
    ]


def test_check_leaves_every_stop_its_number(town: Town, coordinator: Client) -> None:
    here = halls(town, 9)
    before = numbered(coordinator)

    check_asset(town.viewer(Role.COORDINATOR2), here[1])
    after = numbered(coordinator)

    assert [number for number, _name, _done in before] == list(range(1, 9))
    assert after == [(number, name, number == 2) for number, name, _done in before]
    assert "確かめました" in coordinator.get(ROUND).content.decode()


def test_stop_that_is_no_longer_listed_leaves_a_gap(town: Town, coordinator: Client) -> None:
    here = halls(town, 3)
    numbered(coordinator)
    Asset.objects.filter(pk=here[0].pk).update(retired_on=timezone.localdate())

    assert [number for number, _name, _done in numbered(coordinator)] == [2, 3]


def test_round_of_yesterday_goes_on_and_says_its_day(town: Town, coordinator: Client) -> None:
    here = halls(town, 9)
    numbered(coordinator)
    Round.objects.update(made_on=timezone.localdate() - timedelta(days=1))
    check_asset(town.viewer(Role.COORDINATOR2), here[0])

    page = coordinator.get(ROUND)

    assert [stop["is_done"] for stop in page.context["stops"]] == [True] + [False] * 7
    assert "にならべた順番です。確かめ終わるまで、番号は変わりません。" in page.content.decode()


@pytest.mark.parametrize(("days", "kept"), [(0, True), (1, False)])
def test_round_walked_to_its_end_is_over_the_next_day(
    town: Town, coordinator: Client, days: int, *, kept: bool
) -> None:
    first, second = halls(town, 2)
    numbered(coordinator)
    for hall in (first, second):
        check_asset(town.viewer(Role.COORDINATOR2), hall)
    late = AssetFactory(area=town.sakuradai, name="あと", **POINT)
    Round.objects.update(made_on=timezone.localdate() - timedelta(days=days))

    page = coordinator.get(ROUND)

    names = [stop["listed"].name for stop in page.context["stops"]]
    assert names == ([first.name, second.name] if kept else [late.name])
    assert (ENDED in page.content.decode()) is kept


def test_round_of_two_weeks_ago_is_put_away(town: Town, coordinator: Client) -> None:
    halls(town, 1)
    with time_machine.travel(timezone.now() - timedelta(days=14)):
        numbered(town.client(Role.COORDINATOR2))

    coordinator.get(ROUND)

    assert Round.objects.count() == 2


def test_round_is_ones_own(town: Town, coordinator: Client) -> None:
    here = halls(town, 9)
    numbered(coordinator)
    check_asset(town.viewer(Role.COORDINATOR2), here[0])

    theirs = numbered(town.client(Role.COORDINATOR1), area=str(town.west.pk))

    assert [name for _number, name, _done in theirs] == [hall.name for hall in here[1:]]


def test_round_put_in_order_anew_can_be_put_away(town: Town, coordinator: Client) -> None:
    here = halls(town, 9)
    before = numbered(coordinator)
    check_asset(town.viewer(Role.COORDINATOR2), here[0])

    page = coordinator.post(ANEW, {"area": str(town.west.pk)}, follow=True)
    anew = [stop["listed"] for stop in page.context["stops"]]
    (message,) = page.context["messages"]
    coordinator.post(message.extra_tags.removeprefix("undo="))
    after = numbered(coordinator)

    assert anew == here[1:]
    assert [name for _n, name, _d in after] == [name for _n, name, _d in before]
    verbs = Entry.objects.filter(verb__in=["pages.set_out", "pages.put_away"])
    assert [entry.verb for entry in verbs.order_by("pk")] == [
        "pages.set_out", "pages.set_out", "pages.put_away",
    ]  # fmt: skip


def test_nothing_is_put_in_order_where_all_is_sure(town: Town, coordinator: Client) -> None:
    page = coordinator.post(ANEW, {"area": str(town.west.pk)}, follow=True)

    assert "どれも確かめてあります。" in page.content.decode()
    assert Round.objects.count() == 0


def test_area_beyond_the_posting_is_not_put_in_order(town: Town, coordinator: Client) -> None:
    ActivityFactory(area=town.aoume)

    page = coordinator.post(ANEW, {"area": str(town.aoume.pk)}, follow=True)

    assert "受け持ちの地区の中から選んでください。" in page.content.decode()
    assert Round.objects.count() == 0


@reading.needs_pdftotext
def test_paper_has_the_numbers_of_the_page(town: Town, coordinator: Client, tmp_path: Path) -> None:
    here = halls(town, 3)
    numbered(coordinator)
    check_asset(town.viewer(Role.COORDINATOR2), here[0])

    response = coordinator.get(ROUND, {"print": "1"})

    words = "".join(reading.words(response.content, tmp_path))
    assert [hall.name in words for hall in here] == [False, True, True]
    assert "2番から3番まで、まっすぐ測って" in words
    assert Entry.objects.get(verb="pages.print_round").subjects == [
        str(hall.pk) for hall in here[1:]
    ]


def test_stop_without_a_point_says_why_it_is_last(town: Town, coordinator: Client) -> None:
    ActivityFactory(area=town.sakuradai)

    assert "地図での場所が分からないので、最後に置きました。" in (
        coordinator.get(ROUND).content.decode()
    )


def test_round_asks_the_database_the_same_for_one_stop_and_for_many(
    town: Town, coordinator: Client
) -> None:
    asked = []
    for more in (1, 7):
        halls(town, more)
        coordinator.post(ANEW, {"area": str(town.west.pk)})
        coordinator.get(ROUND)
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(ROUND)
        asked.append(len(captured))

    assert asked[0] == asked[1]


def test_same_order_is_not_kept_twice(town: Town, coordinator: Client) -> None:
    halls(town, 2)
    coordinator.get(ROUND)

    page = coordinator.post(ANEW, {"area": str(town.west.pk)}, follow=True)

    assert Round.objects.count() == 1
    assert "いまの順番が、いちばん確かめたい順です。" in page.content.decode()
    assert "put-away" not in page.content.decode()
