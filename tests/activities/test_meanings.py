"""An activity and a match hang under a goal with words, and go again; nobody must."""

import pytest
from django.urls import reverse

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.matching.models import Match, MatchMeaning
from sasaeai.visions.models import Goal
from tests.factories.activities import ActivityFactory, give_meaning
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.visions import make_goal, make_vision

pytestmark = pytest.mark.django_db
TABLES = {"activities": ActivityMeaning, "matching": MatchMeaning}


@pytest.fixture
def goal(town: Town) -> Goal:
    return make_goal(make_vision(town))


def thing_of(town: Town, room: str) -> Activity | Match:
    if room == "activities":
        return ActivityFactory(area=town.sakuradai)
    return make_match(town, make_need(town), make_helper(town))


@pytest.mark.parametrize("room", TABLES)
def test_means_hangs_under_a_goal_is_put_right_taken_back_and_brought_back(
    town: Town, goal: Goal, room: str
) -> None:
    client, thing, table = town.client(Role.COORDINATOR2), thing_of(town, room), TABLES[room]
    give = reverse(f"{room}:give_meaning", args=[thing.pk])
    assert give in client.get(thing.get_absolute_url()).content.decode()
    client.post(give, {"goal": goal.pk, "words": "歩いて行ける"})
    meaning = table.objects.get()
    assert (meaning.goal, meaning.means, meaning.words) == (goal, thing, "歩いて行ける")
    change = reverse(f"{room}:change_meaning", args=[meaning.pk])
    seen = client.get(change).context["form"]["seen"].value()
    client.post(change, {"goal": goal.pk, "words": "顔を出しやすい", "seen": seen})
    assert "顔を出しやすい" in client.get(thing.get_absolute_url()).content.decode()
    page = client.post(reverse(f"{room}:take_back_meaning", args=[meaning.pk]), follow=True)
    assert table.objects.count() == 0
    undo = page.content.decode().partition("meanings/bring-back/")[2].partition("/")[0]
    client.post(reverse(f"{room}:bring_back_meaning", args=[undo]))
    assert table.objects.get().words == "顔を出しやすい"


@pytest.mark.parametrize("room", TABLES)
def test_meaning_that_says_too_little_or_twice_is_refused(
    town: Town, goal: Goal, room: str
) -> None:
    client, thing = town.client(Role.COORDINATOR2), thing_of(town, room)
    give_meaning(town, TABLES[room](goal=goal, means=thing))
    give = reverse(f"{room}:give_meaning", args=[thing.pk])
    for words, why in (("", "必須"), ("歩いて行ける", "もうつないであります")):
        page = client.post(give, {"goal": goal.pk, "words": words})
        assert page.status_code == 422
        assert why in page.content.decode()
    address = reverse(f"{room}:bring_back_meaning", args=["nonsense"])
    assert "元に戻せません" in client.post(address, follow=True).content.decode()


@pytest.mark.parametrize("room", TABLES)
def test_two_who_put_one_meaning_right_lose_nothing(town: Town, goal: Goal, room: str) -> None:
    client, thing = town.client(Role.COORDINATOR2), thing_of(town, room)
    meaning = give_meaning(town, TABLES[room](goal=goal, means=thing))
    change = reverse(f"{room}:change_meaning", args=[meaning.pk])
    page = client.post(change, {"goal": goal.pk, "words": "いま書いた", "seen": "2020-01-01"})
    assert (page.status_code, "いま書いた" in page.content.decode()) == (422, True)


def test_whoever_only_reads_hangs_nothing(town: Town, goal: Goal) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    give_meaning(town, ActivityMeaning(goal=goal, means=activity))
    page = town.client(Role.VIEWER).get(activity.get_absolute_url())
    assert (page.context["give_url"], page.context["lines"][0].change_url) == ("", "")
    assert goal.words in page.content.decode()
