"""A rest as residents read it: before it, while it lasts, and after it, without anybody's touch."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import resident
from sasaeai.portal import queries
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.paper import reading
from tests.portal.conftest import DAILY, EVERY_DAY, Place

FIRST, BACK = date(2026, 12, 1), date(2026, 12, 8)
BEFORE, DURING = date(2026, 11, 28), date(2026, 12, 3)
READING = re.compile(r"<rt>[^<]*</rt>|<[^>]+>|\s+")


def standing_on(day: date) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime.combine(day, datetime.min.time())))


def rest(place: Place, *, back: date | None = BACK) -> None:
    """Let the salon rest from the first of December."""
    salon = Activity.objects.filter(pk=place.salon.pk)
    salon.update(state="paused", state_since=FIRST, resumes_on=back)


def text(client: Client, address: str) -> str:
    """Return what stands on a page, without readings and blanks."""
    return READING.sub("", client.get(address).content.decode())


@pytest.mark.parametrize(
    ("day", "back", "said"),
    [
        (BEFORE, BACK, "12月1日（火）からお休みします。12月8日（火）からまた始まります。"),
        (BEFORE, None, "12月1日（火）からお休みします。"),
        (DURING, BACK, "いまはお休みしています12月8日（火）からまた始まります。"),
        (DURING, None, "いまはお休みしていますまた始まる日は、お電話でおたずねください。"),
    ],
)
def test_page_says_when_it_rests_and_goes_on(
    place: Place, client: Client, day: date, back: date | None, said: str
) -> None:
    rest(place, back=back)
    with standing_on(day):
        assert said in text(client, f"{place.url}activities/{place.salon.pk}/")


def test_page_after_the_rest_says_nothing_of_it(place: Place, client: Client) -> None:
    rest(place)
    with standing_on(BACK):
        page = text(client, f"{place.url}activities/{place.salon.pk}/")
    assert ("お休み" in page, "次は12月8日（火）" in page) == (False, True)


@pytest.mark.parametrize(
    ("day", "back", "said"),
    [
        (BEFORE, BACK, "12月1日（火）からお休みします。12月8日（火）からまた始まります。"),
        (BEFORE, None, "12月1日（火）からお休みします。"),
        (DURING, BACK, "いまはお休み中。12月8日（火）からまた始まります。"),
        (DURING, None, "いまはお休み中"),
    ],
)
def test_list_says_it_beside_the_name(
    place: Place, client: Client, day: date, back: date | None, said: str
) -> None:
    rest(place, back=back)
    with standing_on(day):
        assert said in text(client, f"{place.url}activities/")


@pytest.mark.parametrize(
    ("day", "back", "days"),
    [
        (date(2026, 11, 30), BACK, [date(2026, 11, 30), BACK, date(2026, 12, 9)]),
        (date(2026, 11, 30), None, [date(2026, 11, 30)]),
        (DURING, BACK, []),
        (BACK, BACK, [BACK, date(2026, 12, 9), date(2026, 12, 10)]),
    ],
)
def test_next_days_leave_the_rest_out(
    place: Place, day: date, back: date | None, days: list[date]
) -> None:
    rest(place, back=back)
    salon = Activity.objects.get(pk=place.salon.pk)
    assert queries.next_days(salon, day, count=3) == days


def test_next_weekday_leaves_the_rest_out(place: Place) -> None:
    rest(place)
    salon = Activity.objects.get(pk=place.salon.pk)
    coming = queries.coming(salon, date(2026, 11, 30), weekday="wed")
    assert coming.day == date(2026, 12, 9)


def test_week_shows_only_the_days_beside_the_rest(town: Town) -> None:
    monday = {"weekly": {"mon": DAILY["weekly"]["mon"]}}
    ActivityFactory(
        area=town.sakuradai, name="毎日の会", times=DAILY, weekdays=EVERY_DAY,
        state="paused", state_since=date(2026, 11, 30), resumes_on=date(2026, 12, 2),
    )  # fmt: skip
    ActivityFactory(
        area=town.sakuradai, name="月曜の会", times=monday, weekdays="mon",
        state="paused", state_since=date(2026, 11, 30), resumes_on=date(2026, 12, 2),
    )  # fmt: skip
    days = {}
    for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)):
        with standing_on(day):
            week = queries.this_week(resident(town.municipality.pk), None, a_day=5)
        days[day.day] = [(one.activity.name, one.day) for one in week]
    assert days == {
        29: [("毎日の会", date(2026, 11, 29))],
        30: [("毎日の会", date(2026, 12, 2))],
        1: [("毎日の会", date(2026, 12, 2)), ("月曜の会", date(2026, 12, 7))],
    }


@reading.needs_pdftotext
@pytest.mark.parametrize(
    ("day", "back", "said"),
    [
        (BEFORE, BACK, "30分12月1日（火）からお休みします。12月8日（火）からまた始まります。"),
        (BEFORE, None, "30分12月1日（火）からお休みします。"),
        (DURING, BACK, "いまはお休み中。12月8日（火）からまた始まります。毎日"),
        (DURING, None, "お休み中"),
    ],
)
def test_printed_list_says_the_days_of_the_rest(
    place: Place, client: Client, tmp_path: Path, day: date, back: date | None, said: str
) -> None:
    Activity.objects.exclude(pk=place.salon.pk).delete()
    rest(place, back=back)
    with standing_on(day):
        sheet = client.get(f"{place.url}print/?area={place.town.sakuradai.pk}").content
    assert said in "".join(reading.words(sheet, tmp_path))


@reading.needs_pdftotext
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (BEFORE, "12月1日（火）からお休みします。12月8日（火）からまた始まります。お茶と歌"),
        (DURING, "いまはお休みしています。12月8日（火）からまた始まります。"),
        (BACK, "お茶と歌"),
    ],
)
def test_card_says_the_days_of_the_rest(
    place: Place, client: Client, tmp_path: Path, day: date, said: str
) -> None:
    rest(place)
    Activity.objects.update(description="お茶と歌")
    with standing_on(day):
        card = client.get(f"{place.url}activities/{place.salon.pk}/card/").content
    assert said in "".join(reading.words(card, tmp_path))
