"""どの目標のためか: the goals an entry serves itself, and those of what it was about."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sasaeai.activities.models import ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.journal import aims
from sasaeai.matching.models import MatchMeaning
from sasaeai.visions.models import AssetMeaning, Goal
from tests.factories.activities import ActivityFactory
from tests.factories.areas import LONG_AGO, Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry
from tests.factories.needs import make_match, make_need
from tests.factories.people import make_person, writer
from tests.factories.visions import make_goal, make_vision
from tests.journal.ways import client_of, viewer

pytestmark = pytest.mark.django_db


def give(town: Town, model: Any, means: Any, goal: Goal, words: str) -> None:
    by = {"given_on": LONG_AGO, "given_by": writer(town)}
    model.objects.create(means=means, goal=goal, words=words, **by)


def told(found: list[aims.Aim]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(aim.goal.words, [(way.name, way.words) for way in aim.ways]) for aim in found]


def test_goals_come_of_the_entry_and_of_all_it_was_about(town: Town) -> None:
    vision = make_vision(town)
    own, far, near = (make_goal(vision, words) for words in ("声を聴く", "片づく", "座れる"))
    bench = AssetFactory(area=town.sakuradai, name="坂のベンチ")
    tea = ActivityFactory(area=town.sakuradai, name="朝のお茶")
    need = make_need(town, "ゴミ出し")
    match = make_match(town, need, make_person(town))
    give(town, AssetMeaning, bench, near, "途中で休める")
    give(town, ActivityMeaning, tea, own, "話せる")
    give(town, ActivityMeaning, tea, near, "座って話せる")
    give(town, MatchMeaning, match, far, "近所で出せる")
    entry = make_entry(town, goals=[own], assets=[bench], activities=[tea], needs=[need])
    found = aims.aims(viewer(town), entry)
    assert told(found) == [
        ("声を聴く", [("朝のお茶", "話せる")]),
        ("座れる", [("朝のお茶", "座って話せる"), ("坂のベンチ", "途中で休める")]),
        ("片づく", [("ゴミ出し", "近所で出せる")]),
    ]
    page = client_of(town).get(entry.get_absolute_url()).content.decode()
    shown = [own.get_absolute_url(), near.get_absolute_url(), match.get_absolute_url()]
    assert [url for url in shown if f'href="{url}"' not in page] == []
    assert "どの目標のためか" in page


def test_match_of_another_body_says_nothing_of_its_need(town: Town) -> None:
    need = make_need(town, "ゴミ出し")
    match = make_match(town, need, make_person(town))
    goal = make_goal(make_vision(town))
    give(town, MatchMeaning, match, goal, "近所で出せる")
    entry = make_entry(town, needs=[need])
    other = town.viewer(Role.COORDINATOR1)
    assert aims.aims(other, entry) == []
    assert [aim.goal for aim in aims.aims(viewer(town), entry)] == [goal]


def test_entry_that_serves_nothing_says_nothing_of_goals(town: Town) -> None:
    need = make_need(town, "ゴミ出し")
    entry = make_entry(town, needs=[need])
    page = client_of(town).get(entry.get_absolute_url()).content.decode()
    assert f'href="{need.get_absolute_url()}"' in page
    assert "どの目標のためか" not in page


def test_page_asks_as_much_of_three_goals_and_means_as_of_one(town: Town) -> None:
    client, asked, vision = client_of(town), [], make_vision(town)
    for number in (1, 3):
        goals = [make_goal(vision, f"目標{number}の{place}") for place in range(number)]
        things = [AssetFactory(area=town.sakuradai) for _ in range(number)]
        doings = [ActivityFactory(area=town.sakuradai) for _ in range(number)]
        needs = [make_need(town) for _ in range(number)]
        for goal, thing, doing, need in zip(goals, things, doings, needs, strict=True):
            give(town, AssetMeaning, thing, goal, "休める")
            give(town, ActivityMeaning, doing, goal, "話せる")
            give(town, MatchMeaning, make_match(town, need, make_person(town)), goal, "片づく")
        entry = make_entry(town, goals=goals, assets=things, activities=doings, needs=needs)
        client.get(entry.get_absolute_url())
        with CaptureQueriesContext(connection) as queried:
            client.get(entry.get_absolute_url())
        asked.append(len(queried))
    assert asked[0] == asked[1]
