"""What the map shows by when it is open, and where there are hours to spare."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sasaeai.activities.actions import set_state
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.calc.hours import DAYS
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.pages.live_map import AROUND, CLOSE, beside, names, placed, square


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


ALWAYS = {"weekly": {day: [["00:00", "24:00"]] for day in DAYS}}
THURSDAY = "2026-11-12T10:00:00+09:00"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"hours": "now"}, ["いつも", "集い"]),
        ({"hours": "week"}, ["いつも", "集い"]),
        ({"hours": "morning"}, ["いつも", "休みの集い", "火曜の朝", "集い"]),
        ({"hours": "morning", "weekday": "tue"}, ["いつも", "休みの集い", "火曜の朝", "集い"]),
        ({"hours": "morning", "weekday": "wed"}, ["いつも", "休みの集い", "集い"]),
        ({"hours": "evening"}, ["いつも", "休みの集い", "集い"]),
        ({"hours": "evening", "kinds": ["place"]}, ["いつも"]),
    ],
)
def test_list_squares_and_drawing_hold_what_is_open_when_asked_for(
    town: Town, client: Client, asked: dict[str, object], found: list[str]
) -> None:
    hall = placed(town, name="いつも", times=ALWAYS)
    placed(town, name="分からない", longitude=139.501)
    placed(town, name="火曜の朝", times={"weekly": {"tue": [["09:00", "10:00"]]}})
    for name, state in (("集い", "active"), ("休みの集い", "paused")):
        ActivityFactory(
            area=town.sakuradai, place=hall, name=name, state=state, times=ALWAYS, weekdays=" ".join(DAYS)
        )  # fmt: skip
    if asked["hours"] == "week":
        Asset.objects.filter(name="火曜の朝").update(times={}, open_parts=0, month_days=0)

    with time_machine.travel(THURSDAY, tick=False):
        listed = beside(client, **asked)
        squares = names(square(client, CLOSE, **asked))
        page = page_of(client, **asked)

    assert (sorted(listed), squares, drawn(page)) == (sorted(found), sorted(found), len(found))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["だれも使わない", "半分あく"]),
        ({"weekday": "wed"}, ["だれも使わない", "半分あく"]),
        ({"weekday": "tue"}, ["だれも使わない"]),
        ({"kinds": ["activity"]}, []),
    ],
)
def test_places_with_hours_to_spare_are_those_that_nothing_takes_up(
    town: Town, client: Client, asked: dict[str, object], found: list[str]
) -> None:
    wednesday = {"weekly": {"wed": [["10:00", "12:00"]]}}
    placed(town, name="だれも使わない", times=ALWAYS)
    placed(town, name="時間の分からない")
    half = placed(town, name="半分あく", times=wednesday)
    full = placed(town, name="ふさがっている", times=wednesday)
    monthly = {"monthly": [{"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:00"}]}
    gathering(town, half, monthly)
    gathering(town, full, wednesday)

    assert sorted(beside(client, hours="spare", **asked)) == found
    assert names(square(client, CLOSE, hours="spare", **asked)) == found


NOW_AND_DAY = "「いま開いている」は今日のことなので、曜日は使わずに"
OVER = "その曜日は、今週はもう過ぎました。"


@pytest.mark.parametrize(
    ("asked", "found", "sentence"),
    [
        ({"hours": "week", "weekday": "fri"}, ["金曜", "金曜の会"], ""),
        ({"hours": "week", "weekday": "tue"}, [], OVER),
        ({"hours": "week"}, ["木曜", "金曜", "金曜の会"], ""),
        ({"hours": "now", "weekday": "fri"}, ["木曜"], NOW_AND_DAY),
        ({"hours": "now", "weekday": "thu"}, ["木曜"], ""),
        ({"weekday": "tue"}, ["火曜"], ""),
    ],
)
def test_day_and_hours_are_of_one_week_or_told_apart(
    town: Town, client: Client, asked: dict[str, str], found: list[str], sentence: str
) -> None:
    def weekly(day: str) -> dict[str, object]:
        return {"weekly": {day: [["09:00", "12:00"]]}}

    second = {"monthly": [{"weeks": [2], "weekday": "tue", "start": "10:00", "end": "12:00"}]}
    for name, times in (
        ("火曜", second), ("木曜", weekly("thu")), ("金曜", weekly("fri")), ("分からない", {}),
    ):  # fmt: skip
        hall = placed(town, name=name, times=times)
    ActivityFactory(
        area=town.sakuradai, place=hall, name="金曜の会", times=weekly("fri"), weekdays="fri"
    )

    with time_machine.travel(THURSDAY, tick=False):
        page = page_of(client, **asked)
        listed = beside(client, **asked)

    told = [one for one in (NOW_AND_DAY, OVER) if one in page]
    assert (sorted(listed), told) == (sorted(found), [sentence] if sentence else [])


@pytest.mark.parametrize(
    ("asked", "unfolded"), [({}, 0), ({"kinds": "place"}, 0), ({"hours": "now"}, 1)]
)
def test_what_is_asked_for_behind_the_fold_stands_open(
    client: Client, asked: dict[str, str], unfolded: int
) -> None:
    assert page_of(client, **asked).count('<details class="more" open>') == unfolded


def test_place_has_hours_to_spare_again_when_what_was_held_there_ends(
    town: Town, client: Client
) -> None:
    wednesday = {"weekly": {"wed": [["10:00", "12:00"]]}}
    club = gathering(town, placed(town, name="集会所", times=wednesday), wednesday)
    assert beside(client, hours="spare") == []

    viewer = town.viewer(Role.COORDINATOR2)
    set_state(viewer, club, state=Activity.State.ENDED, since=viewer.today)

    assert beside(client, hours="spare") == ["集会所"]


def gathering(town: Town, place: Asset, times: dict[str, object]) -> Activity:
    made: Activity = ActivityFactory(area=town.sakuradai, place=place, name="会", times=times)
    return made


def page_of(client: Client, **asked: object) -> str:
    return client.get(reverse("pages:map"), {"box": AROUND, **asked}).content.decode()


def drawn(page: str) -> int:
    """Return how many things the signs of the drawing stand for: 「4」, 「1〜3」, 「1・2」."""
    still = re.search(r"data-map-still.*?</nav>", page, re.DOTALL)[0]
    signs = re.findall(r"<text x?[^>]*>([\d〜・]+)</text>", still)
    return sum(len(told(run)) for sign in signs for run in sign.split("・"))


def told(run: str) -> range:
    first, _to, last = run.partition("〜")
    return range(int(first), int(last or first) + 1)
