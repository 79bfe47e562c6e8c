"""使えるものを選ぶ: what could serve a goal, where the viewer works, and not what does already."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.insight import choosing
from sasaeai.visions.models import Goal
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import writer
from tests.factories.visions import make_goal, make_vision
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(town: Town) -> Goal:
    Term.objects.filter(kind=Kind.INSTRUMENT).delete()
    return make_goal(make_vision(town, area=town.west), "買い物に行ける")


def offered(town: Town, goal: Goal, words: str = "", **viewer: object) -> list[str]:
    found = choosing.shelves(town.viewer(Role.COORDINATOR2, **viewer), goal, words)
    return [one.name for shelf in found for one in shelf.offers]


def page(client: Client, goal: Goal, asked: str = "") -> str:
    url = reverse("insight:choose_means", args=[goal.pk])
    return client.get(f"{url}{asked}").content.decode()


def test_what_lies_where_the_goal_is_and_the_toolbox_are_offered(town: Town, goal: Goal) -> None:
    ActivityFactory(area=town.sakuradai, name="体操の会")
    ActivityFactory(area=town.sakuradai, name="もとの会", state=Activity.State.ENDED)
    ActivityFactory(area=town.aoume, name="となりの会")
    AssetFactory(area=town.sakuradai, name="集会所")
    AssetFactory(area=town.aoume, name="となりの部屋")
    term(town.municipality, Kind.INSTRUMENT, "move", label="移動支援")
    assert offered(town, goal) == ["体操の会", "集会所", "移動支援"]


def test_goal_of_the_town_is_offered_what_lies_where_the_viewer_works(town: Town) -> None:
    whole = make_goal(make_vision(town, area=town.root), "町ぜんたいの目標")
    AssetFactory(area=town.sakuradai, name="集会所")
    AssetFactory(area=town.aoume, name="となりの部屋")
    assert "となりの部屋" not in offered(town, whole)
    assert "集会所" in offered(town, whole)


def test_what_serves_the_goal_already_is_not_offered_again(town: Town, goal: Goal) -> None:
    club = ActivityFactory(area=town.sakuradai, name="体操の会")
    ActivityMeaning.objects.create(
        goal=goal,
        means=club,
        words="歩いて行ける",
        given_on=date(2026, 12, 1),
        given_by=writer(town),
    )
    assert offered(town, goal) == []


def test_words_find_what_is_not_shown_at_once(town: Town, goal: Goal) -> None:
    for number in range(choosing.SHOWN + 1):
        term(town.municipality, Kind.INSTRUMENT, f"t{number}", label=f"事業{number:02}")
    client = town.client(Role.COORDINATOR2)
    assert ("ほかにもあります" in page(client, goal), offered(town, goal, "事業06")) == (
        True, ["事業06"],
    )  # fmt: skip
    assert "このことばでは見つかりませんでした" in page(client, goal, "?q=ない言葉")


def test_each_thing_leads_to_the_form_of_this_goal(town: Town, goal: Goal) -> None:
    club = ActivityFactory(area=town.sakuradai)
    hall = AssetFactory(area=town.sakuradai)
    found = page(town.client(Role.COORDINATOR2), goal)
    for url in (
        reverse("activities:give_meaning", args=[club.pk]),
        reverse("visions:give_meaning", args=["asset", hall.pk]),
    ):
        assert f'href="{url}?goal={goal.pk}"' in found


def test_goals_page_leads_there_whoever_may_hang_something(town: Town, goal: Goal) -> None:
    url = reverse("insight:choose_means", args=[goal.pk])
    part = reverse("insight:goal_means", args=[goal.pk])
    leads = [url in town.client(role).get(part).content.decode() for role in
             (Role.COORDINATOR2, Role.COUNCIL_MEMBER)]  # fmt: skip
    assert leads == [True, False]
    Goal.objects.update(state=Goal.State.REACHED, closed_on=date(2026, 12, 1))
    assert url not in town.client(Role.COORDINATOR2).get(part).content.decode()
    elsewhere = town.client(Role.COORDINATOR2, area=town.east)
    assert elsewhere.get(url).status_code == 403


def test_card_of_a_person_that_is_shown_is_written_down(town: Town, goal: Goal) -> None:
    card = AssetFactory(
        area=town.sakuradai,
        kind=Asset.Kind.PERSON,
        visibility=Visibility.STAFF,
        name="編みものの人",
    )
    page(town.client(Role.COORDINATOR2), goal)
    assert Entry.objects.get(verb="assets.look_list").subjects == [str(card.pk)]


def test_words_too_long_are_told_and_all_is_shown(town: Town, goal: Goal) -> None:
    AssetFactory(area=town.sakuradai, name="集会所")
    url = reverse("insight:choose_means", args=[goal.pk])
    answer = town.client(Role.COORDINATOR2).get(url, {"q": "長" * 101})
    assert (answer.status_code, "集会所" in answer.content.decode()) == (400, True)


def test_queries_are_as_many_for_one_thing_as_for_five(
    town: Town, goal: Goal, django_assert_max_num_queries
) -> None:
    client, counts = town.client(Role.COORDINATOR2), []
    for number in (1, 5):
        for one in range(number):
            ActivityFactory(area=town.sakuradai)
            AssetFactory(area=town.sakuradai)
            term(town.municipality, Kind.INSTRUMENT, f"{number}-{one}")
        page(client, goal)
        with django_assert_max_num_queries(40) as asked:
            page(client, goal)
        counts.append(len(asked))
    assert counts[0] == counts[1]
