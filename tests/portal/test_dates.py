"""これからの日: the open dates of the town by day, with area and place and free places."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.visibility import Visibility
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def url(town: Town) -> str:
    return reverse("portal:sessions", args=[town.municipality.code])


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="針箱の日")


def listed(page) -> list[list]:
    """Return the dates of a page by day, the later ones each by itself."""
    days = [[room.session for room in rooms] for _day, rooms in page.context["days"]]
    return days + [[room.session] for room in page.context["later"]]


def test_open_dates_stand_by_day_with_what_is_off(url: str, town: Town, activity: Activity):
    late = make_session(town, activity, days=3, starts=time(14))
    early = make_session(town, activity, days=3, starts=time(9))
    first = make_session(town, activity, days=0)
    off = make_session(
        town, activity, days=5, cancelled_on=timezone.localdate(), cancelling_words="大雨のため"
    )
    page = Client().get(url)
    text = page.content.decode()
    assert listed(page) == [[first], [early, late], [off]]
    assert "大雨のため" in text
    links = [reverse("portal:session", args=[town.municipality.code, one.pk]) in text for one in (first, off)]  # fmt: skip
    assert links == [True, False]


@pytest.mark.parametrize(
    ("of_activity", "of_session"),
    [
        ({"visibility": Visibility.STAFF}, {}),
        ({"state": "idea"}, {}),
        ({"state": "ended"}, {}),
        ({}, {"is_public": False}),
        ({}, {"days": -1}),
        ({}, {"closes_on": -1}),
    ],
)
def test_date_nobody_can_sign_up_to_is_not_listed_and_the_page_says_so(
    url: str, town: Town, of_activity, of_session
):
    if "closes_on" in of_session:
        of_session = {"closes_on": timezone.localdate() - DAY}
    make_session(town, ActivityFactory(area=town.sakuradai, **of_activity), **of_session)
    page = Client().get(url)
    assert (listed(page), "はありません" in page.content.decode()) == ([], True)


def test_later_dates_take_a_line_each_and_lead_on_too(url: str, town: Town, activity: Activity):
    made = [make_session(town, activity, days=days) for days in range(6)]
    off = make_session(
        town, activity, days=6, cancelled_on=timezone.localdate(), cancelling_words="大雨のため"
    )

    page = Client().get(url)

    text = page.content.decode()
    assert [room.session for room in page.context["later"]] == [*made[4:], off]
    links = [reverse("portal:session", args=[town.municipality.code, one.pk]) in text for one in (made[5], off)]  # fmt: skip
    assert (links, "大雨のため" in text) == ([True, False], True)


def test_free_places_are_counted_and_full_ones_offer_to_wait(url: str, town: Town, activity):
    some, full = (make_session(town, activity, days=days) for days in (1, 2))
    make_signup(some)
    make_signup(full, people=2)
    rooms = [room.free for _day, day in Client().get(url).context["days"] for room in day]
    assert rooms == [1, 0]


def test_dates_are_narrowed_to_an_area(url: str, town: Town, activity: Activity):
    here = make_session(town, activity)
    make_session(town, ActivityFactory(area=town.aoume))
    client = Client()
    assert listed(client.get(url, {"area": str(town.sakuradai.pk)})) == [[here]]
    misread = client.get(url, {"area": "x", "after": "x"})
    assert (misread.status_code, misread.context["misread"]) == (200, True)


def test_no_place_that_is_hidden_is_told(url: str, town: Town):
    home = make_home(town)
    make_session(town, ActivityFactory(area=town.sakuradai, place=home, place_words="キヨ様方"))
    text = Client().get(url).content.decode()
    assert (home.name in text, home.address in text, "キヨ様方" in text) == (False, False, False)


def test_long_list_goes_on_by_key(url: str, town: Town, activity: Activity):
    for number in range(23):
        make_session(town, activity, days=number % 5)
    client, address, seen = Client(), url, []
    while address:
        page = client.get(address)
        seen += [session.pk for day in listed(page) for session in day]
        following = page.context["following"]
        address = f"{url}{following}" if following else ""
    assert len(seen) == len({*seen}) == 23


def test_page_asks_as_often_for_many_dates_as_for_one(url: str, town: Town):
    client, counts = Client(), []
    for number in (1, 3):
        for days in range(number):
            hall = AssetFactory(area=town.sakuradai)
            one = ActivityFactory(area=town.sakuradai, place=hall)
            make_signup(make_session(town, one, days=days))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_first_page_leads_to_the_dates(url: str, town: Town):
    page = Client().get(reverse("portal:home", args=[town.municipality.code]))
    assert page.content.decode().count(f'href="{url}"') == 2
