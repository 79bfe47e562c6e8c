"""What serves a goal: of every kind, as far as one may see it, on the board, on a goal's page, on the wall."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.insight import means, plan
from sasaeai.insight.board_sheet import on_a_wall
from sasaeai.insight.kinds import KINDS
from sasaeai.matching.models import Match, MatchMeaning
from sasaeai.visions.models import AssetMeaning, Goal, InstrumentMeaning, Meaning
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.people import writer
from tests.factories.visions import make_goal, make_vision
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
LOOK = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


@pytest.fixture
def goal(town: Town) -> Goal:
    return make_goal(make_vision(town), "買い物に行ける")


def give(town: Town, goal: Goal, thing: object, words: str = "坂の上からも行ける") -> Meaning:
    tables = {Activity: ActivityMeaning, Match: MatchMeaning, Asset: AssetMeaning}
    table = tables.get(type(thing), InstrumentMeaning)
    return table.objects.create(
        goal=goal, means=thing, words=words, given_on=TODAY, given_by=writer(town)
    )


def gathering(town: Town, name: str = "帰り便の試し乗り", **values: object) -> Activity:
    return ActivityFactory(area=town.sakuradai, name=name, **values)


def help_given(town: Town, what: str = "重い荷物を運ぶ", **values: object) -> Match:
    need = make_need(town, voices=[make_voice(town)], what=what)
    helper = make_helper(town)
    return make_match(
        town, need, helper, **{"state": Match.State.DONE, "agreed_on": TODAY} | values
    )


def four(town: Town, goal: Goal) -> None:
    """Hang one means of every kind under a goal."""
    give(town, goal, gathering(town))
    give(town, goal, help_given(town), "歩けない週も届く")
    give(town, goal, AssetFactory(area=town.sakuradai, name="青果やまだの配達車"))
    give(town, goal, term(town.municipality, Kind.INSTRUMENT, "move", label="移動支援"))


def names(town: Town, goal: Goal, role: Role = Role.COORDINATOR2) -> list[str]:
    served = means.of_goals(town.viewer(role), [goal])[goal.pk]
    return [one.shown.name for one in served.means]


def read(client: Client, name: str, pk: object, **headers: str) -> str:
    return client.get(reverse(f"insight:{name}", args=[pk]), headers=headers).content.decode()


def test_every_table_of_meanings_is_read() -> None:
    assert {kind.model for kind in KINDS.values()} == {*Meaning.__subclasses__()}


def test_goal_is_served_by_means_of_every_kind(town: Town, goal: Goal) -> None:
    four(town, goal)
    assert names(town, goal) == [
        "帰り便の試し乗り", "重い荷物を運ぶ", "青果やまだの配達車", "移動支援",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "活動中"),
        ({"state": Activity.State.TRIAL, "review_on": date(2026, 12, 10)}, "お試し中、12月10日（木）にふりかえる"),
        ({"state": Activity.State.IDEA}, "アイデア"),
    ],
)  # fmt: skip
def test_activity_is_told_with_how_it_stands(town: Town, goal: Goal, values, state: str) -> None:
    give(town, goal, gathering(town, **values))
    page = read(town.client(Role.COORDINATOR2), "goal_means", goal.pk, **LOOK)
    assert (state in page, "坂の上からも行ける" in page) == (True, True)
    assert Activity.objects.get().get_absolute_url() in page


def test_what_one_may_not_see_is_not_named_but_told_to_be(town: Town, goal: Goal) -> None:
    match = help_given(town)
    give(town, goal, match, "歩けない週も届く")
    inside = gathering(town, "相談の集まり", visibility=Visibility.STAFF)
    give(town, goal, inside, "職員だけの言葉")
    assert names(town, goal) == ["相談の集まり", "重い荷物を運ぶ"]
    seen = read(town.client(Role.COUNCIL_MEMBER), "goal_means", goal.pk)
    assert [
        words in seen
        for words in ("相談の集まり", "職員だけの言葉", "重い荷物", "歩けない週", str(match.pk))
    ] == [False] * 5
    assert "見られる人を限っている手段も、役に立っています。" in seen
    board = read(town.client(Role.COUNCIL_MEMBER), "means", goal.vision_id, **LOOK)
    assert ("重い荷物" in board, "見られる人を限っている" in board, "まだありません" in board) == (
        False, True, False,
    )  # fmt: skip


def test_match_is_told_to_the_body_that_took_it_up_alone(town: Town, goal: Goal) -> None:
    give(town, goal, help_given(town))
    elsewhere = town.viewer(Role.COORDINATOR2, area=town.east)
    assert means.of_goals(elsewhere, [goal])[goal.pk] == means.Served([], hides=True)


def over(town: Town, goal: Goal) -> list[Meaning]:
    """Hang means under a goal that are over, one of every kind."""
    gone = TODAY - timedelta(days=1)
    return [
        give(town, goal, gathering(town, "もとの集まり", state=Activity.State.ENDED)),
        give(town, goal, help_given(town, state=Match.State.ENDED, ended_on=TODAY)),
        give(town, goal, AssetFactory(area=town.sakuradai, retired_on=gone)),
        give(town, goal, term(town.municipality, Kind.INSTRUMENT, "old", until=gone)),
    ]


def test_what_is_over_is_told_last_on_the_goals_page_alone(town: Town, goal: Goal) -> None:
    over(town, goal)
    give(town, goal, gathering(town))
    client = town.client(Role.COORDINATOR2)
    served = means.of_goals(town.viewer(Role.COORDINATOR2), [goal])[goal.pk]
    assert [one.is_over for one in served.means] == [False, True, True, True, True]
    assert read(client, "goal_means", goal.pk).count("もう終わった") == 4
    board = read(client, "means", goal.vision_id)
    assert ("もとの集まり" in board, "帰り便の試し乗り" in board) == (False, True)


def test_purpose_check_and_board_agree_on_what_is_over(town: Town, goal: Goal) -> None:
    over(town, goal)
    give(town, goal, gathering(town))
    found = plan.gather(town.municipality.pk, today=TODAY).means
    assert sorted((one.kind, one.is_live) for one in found) == [
        ("activity", False), ("activity", True), ("asset", False), ("instrument", False), ("match", False),
    ]  # fmt: skip


def test_hidden_means_that_is_over_hides_nothing(town: Town, goal: Goal) -> None:
    give(town, goal, help_given(town, state=Match.State.ENDED, ended_on=TODAY))
    council = town.viewer(Role.COUNCIL_MEMBER)
    assert means.of_goals(council, [goal])[goal.pk] == means.Served([], hides=False)


def test_means_of_several_goals_of_a_row_is_told_once_with_all_it_is_for(
    town: Town, goal: Goal
) -> None:
    thing = gathering(town)
    nearer = make_goal(goal.vision, "週2回は行ける", above=goal, horizon="one_year")
    loose = make_goal(goal.vision, "まだ決めていない", horizon="now")
    give(town, goal, thing, "乗り合わせる")
    give(town, nearer, thing, "火曜と金曜に出る")
    give(town, loose, thing, "話が広がる")
    first, last = means.of_vision(town.viewer(Role.COORDINATOR2), goal.vision)
    assert [one.words for one in first.means] == [("乗り合わせる", "火曜と金曜に出る")]
    assert [(found, len(served.means)) for found, served in first.goals] == [(goal, 1), (nearer, 1)]
    assert (last.root, [one.words for one in last.means]) == (None, [("話が広がる",)])


def test_board_asks_for_what_serves_it_and_leads_there_without_scripts(
    town: Town, goal: Goal
) -> None:
    four(town, goal)
    client, url = town.client(Role.COORDINATOR2), reverse("insight:means", args=[goal.vision_id])
    board = client.get(goal.vision.get_absolute_url()).content.decode()
    assert (f'hx-get="{url}"' in board, f'href="{url}#means-{goal.pk}"' in board) == (True, True)
    part = read(client, "means", goal.vision_id, **LOOK)
    assert (f'id="means-{goal.pk}" hx-swap-oob="true"' in part, "<html" in part) == (True, False)
    page = read(client, "means", goal.vision_id)
    assert [words in page for words in ("帰り便", "重い荷物", "配達車", "移動支援", "<html")] == [
        True
    ] * 5


def test_board_tells_the_first_three_and_the_rest_when_asked(town: Town, goal: Goal) -> None:
    for number in range(7):
        give(town, goal, gathering(town, f"集まり{number}"))
    part = read(town.client(Role.COORDINATOR2), "means", goal.vision_id, **LOOK)
    first, rest = part.split("ほかに4件")
    assert (first.count("<li>"), rest.count("<li>")) == (3, 4)


def test_row_without_means_says_where_to_begin(town: Town, goal: Goal) -> None:
    make_goal(goal.vision, "まだ決めていない", horizon="now")
    part = read(town.client(Role.COORDINATOR2), "means", goal.vision_id, **LOOK)
    assert (part.count("まだありません。もう動いている活動"), "means-loose" in part) == (1, False)


def test_page_of_a_goal_asks_for_what_serves_it(town: Town, goal: Goal) -> None:
    client = town.client(Role.COORDINATOR2)
    url = reverse("insight:goal_means", args=[goal.pk])
    assert f'hx-get="{url}"' in client.get(goal.get_absolute_url()).content.decode()
    assert "まだありません。もう動いている活動や" in client.get(url, headers=LOOK).content.decode()


def test_wall_names_what_everybody_may_read_and_counts_the_rest(town: Town, goal: Goal) -> None:
    four(town, goal)
    give(town, goal, gathering(town, "相談の集まり", visibility=Visibility.STAFF))
    give(town, goal, gathering(town, "話をきく会", state=Activity.State.IDEA))
    give(town, goal, help_given(town, "庭木を切る"))
    (row,) = means.of_vision(town.viewer(Role.COORDINATOR2), goal.vision)
    assert sorted(on_a_wall(row.means)) == sorted([
        "帰り便の試し乗り", "話をきく会（アイデア）", "青果やまだの配達車", "移動支援",
        "ご近所どうしの手助け　2件",
    ])  # fmt: skip
    assert on_a_wall([]) == []
    for number in range(3):
        give(town, goal, gathering(town, f"集まり{number}"))
    (row,) = means.of_vision(town.viewer(Role.COORDINATOR2), goal.vision)
    assert on_a_wall(row.means)[5:] == ["ほかに2件", "ご近所どうしの手助け　2件"]


def test_board_goes_onto_the_wall(town: Town, goal: Goal) -> None:
    four(town, goal)
    url = reverse("insight:board_sheet", args=[goal.vision_id])
    board = town.client(Role.COUNCIL_MEMBER).get(goal.vision.get_absolute_url())
    assert url in board.content.decode()
    answer = town.client(Role.COUNCIL_MEMBER).get(url)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_means_ask_as_often_for_one_as_for_three(
    town: Town, goal: Goal, django_assert_max_num_queries
) -> None:
    client = town.client(Role.COORDINATOR2)
    urls = [
        reverse("insight:means", args=[goal.vision_id]),
        reverse("insight:goal_means", args=[goal.pk]),
        reverse("insight:board_sheet", args=[goal.vision_id]),
    ]
    counts: dict[str, list[int]] = {}
    for number in range(3):
        other = make_goal(goal.vision, f"目標{number}")
        for under in (goal, other):
            give(town, under, gathering(town, f"集まり{number}{under.words}"))
            give(town, under, help_given(town))
            give(town, under, AssetFactory(area=town.sakuradai))
            tool = term(town.municipality, Kind.INSTRUMENT, f"{number}{under.words}")
            give(town, under, tool)
        for url in urls:
            client.get(url)
            with django_assert_max_num_queries(40) as asked:
                client.get(url)
            counts.setdefault(url, []).append(len(asked))
    assert {url: found[0] for url, found in counts.items()} == {
        url: found[2] for url, found in counts.items()
    }
