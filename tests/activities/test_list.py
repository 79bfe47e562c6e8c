"""The list of activities: by day, area, state and words; the same queries however long it is."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.activities import actions
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from tests.factories.activities import ActivityFactory, ActivitySuggestionFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation

TITLE = re.compile(r'<li class="place" id="([^"]+)">')


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def shown(client: Client, **asked: object) -> list[str]:
    """Return the names on the list, in order."""
    page = client.get(reverse("activities:list"), asked).content.decode()
    names = {str(activity.pk): activity.name for activity in Activity.objects.all()}
    return [names[pk] for pk in TITLE.findall(page)]


@pytest.mark.parametrize("page", ["activities:list", "activities:suggestions"])
def test_list_makes_the_same_queries_with_1_3_and_60_rows(
    town: Town, client: Client, page: str
) -> None:
    counts = []
    for number in (1, 2, 57):
        for _number in range(number):
            activity = ActivityFactory(
                area=town.sakuradai,
                place=AssetFactory(area=town.sakuradai),
                organiser=make_organisation(town),
            )
            ActivitySuggestionFactory(listed=activity)
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(page))
        counts.append(len(found))

    assert counts == [counts[0]] * 3


def test_list_leaves_boundaries_in_the_database(town: Town, client: Client) -> None:
    ActivityFactory(area=town.sakuradai)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("activities:list"), {"area": town.west.pk})

    assert "桜台" in page.content.decode()
    assert [query["sql"] for query in asked if "boundary" in query["sql"]] == []


def test_list_pages_through_equal_names_without_losing_or_repeating(
    town: Town, client: Client
) -> None:
    made = {str(ActivityFactory(area=town.sakuradai, name="体操").pk) for _number in range(70)}
    first = client.get(reverse("activities:list")).content.decode()
    following = re.search(r'href="(\?[^"]+)" rel="next"', first)
    assert following
    second = client.get(reverse("activities:list") + following[1]).content.decode()

    assert sorted(TITLE.findall(first) + TITLE.findall(second)) == sorted(made)


@pytest.mark.parametrize("asked", [{"after": "x"}, {"weekday": "someday"}, {"state": "x"}])
def test_list_with_nonsense_says_what_to_do(client: Client, asked: dict[str, str]) -> None:
    response = client.get(reverse("activities:list"), asked)

    assert response.status_code == 400
    assert re.search("選んでください。|開きなおしてください。", response.content.decode())


def test_list_is_narrowed_by_day_area_state_and_words(town: Town, client: Client) -> None:
    viewer = town.viewer(Role.OFFICER)
    for name, area, day, state in (
        ("体操", town.sakuradai, "mon", "active"),
        ("お茶", town.aoume, "wed", "paused"),
        ("むかしの会", town.aoume, "wed", "ended"),
    ):
        times = {"monthly": [{"weeks": [1], "weekday": day, "start": "10:00", "end": "11:00"}]}
        actions.add(
            viewer,
            Activity(name=name, area=area, times=times, state=state, visibility="public"),
        )

    assert shown(client) == ["お茶", "体操"]
    assert shown(client, weekday="wed") == ["お茶"]
    assert shown(client, area=town.west.pk) == ["体操"]
    assert shown(client, state="ended") == ["むかしの会"]
    assert shown(client, q="お茶") == ["お茶"]
    assert shown(client, freshness="stale") == ["お茶", "体操"]


def test_empty_list_teaches_and_lets_only_staff_add(town: Town, client: Client) -> None:
    add = reverse("activities:add")
    pages = [who.get(reverse("activities:list")) for who in (client, town.client(Role.VIEWER))]

    assert [add in page.content.decode() for page in pages] == [True, False]
    assert "名前と地区だけで書きはじめられます" in pages[0].content.decode()


def test_head_counts_what_the_filter_found(town: Town, client: Client) -> None:
    for state in ("active", "paused", "ended"):
        ActivityFactory(area=town.sakuradai, state=state)

    heads = [client.get(reverse("activities:list"), asked) for asked in ({}, {"state": "ended"})]

    assert [response.context["total"] for response in heads] == [2, 1]
    assert "この条件で1件見つかりました。" in heads[1].content.decode()
