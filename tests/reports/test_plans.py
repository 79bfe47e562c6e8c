"""Next year's plan grows from the goals and where they stand, what goes on, what ends and what was hard."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.reports import plans
from sasaeai.reports.models import ReportKind
from sasaeai.reports.scopes import Scope
from sasaeai.visions.models import AssetMeaning, Goal
from tests.factories.activities import ActivityFactory, give_meaning
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.reports import make_report, make_sent
from tests.factories.visions import (
    make_goal,
    make_indicator,
    make_measurement,
    make_step,
    make_vision,
)
from tests.paper.reading import needs_pdftotext, words

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
URL = reverse("reports:month")
YEAR = {"since": date(2026, 4, 1), "until": date(2027, 3, 31), "kind": ReportKind.PLAN}


@pytest.fixture(autouse=True)
def _december(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def serve(town: Town, goal: Goal, name: str, **values: object) -> Activity:
    """Let an activity of 桜台 serve a goal."""
    made = ActivityFactory(area=town.sakuradai, name=name, **values)
    give_meaning(town, ActivityMeaning(goal=goal, means=made))
    return made


@pytest.fixture
def goal(town: Town) -> Goal:
    """Return a goal of 川西 with everything a plan may grow from beside it."""
    goal = make_goal(make_vision(town, area=town.west))
    measured = make_indicator(goal, target=24, target_of=40)
    make_measurement(town, measured, 12, on=date(2026, 9, 10), of=40, source="聞き取り")
    make_indicator(goal, "頼みごとの札")
    make_step(goal)
    make_step(goal, "黒板を借りる", done_on=date(2026, 11, 1))
    serve(town, goal, "手伝う会")
    serve(town, goal, "夜の読書会", state="trial", review_on=date(2027, 1, 20))
    serve(town, goal, "朝の体操", state="ended", state_since=date(2026, 10, 1))
    serve(town, goal, "昔の会", state="ended", state_since=date(2026, 3, 1))
    ActivityFactory(area=town.sakuradai, name="どこにもつながらない会")
    place = AssetFactory(area=town.sakuradai, name="集会所の黒板")
    give_meaning(town, AssetMeaning(goal=goal, means=place))
    make_goal(
        goal.vision, "黒板を見る人がふえる", state=Goal.State.REACHED,
        closed_on=date(2026, 8, 1), closing_words="30人になった",
    )  # fmt: skip
    make_report(town, trouble="木曜の午後に動ける人が足りない")
    return goal


def plan_of(town: Town, area=None) -> plans.Plan:
    scope = Scope(area or town.west, town.centre, YEAR["since"], YEAR["until"], ReportKind.PLAN)
    return plans.of(town.viewer(Role.COORDINATOR2), scope)


def test_goal_stands_with_its_indicators_first_steps_and_means(town: Town, goal: Goal) -> None:
    (aim,) = plan_of(town).aims
    assert aim.goal == goal
    assert [(one.figure, one.wanted) for one in aim.marks] == [
        ("12 ／ 40人（30％）", "24 ／ 40人（60％）"), ("", ""),
    ]  # fmt: skip
    assert [step.what for step in aim.steps] == ["回覧板で声をかける"]
    trial = "夜の読書会（お試し中、令和9年1月20日（水）にふりかえる）"
    assert sorted(aim.means) == sorted([trial, "手伝う会", "集会所の黒板"])


def test_what_goes_on_is_decided_and_ended_stands_apart(town: Town, goal: Goal) -> None:
    plan = plan_of(town)
    assert [(one.name, one.goals) for one in plan.going_on] == [("手伝う会", (goal.words,))]
    assert [one.name for one in plan.to_decide] == ["夜の読書会"]
    assert [one.name for one in plan.ended] == ["朝の体操", "黒板を見る人がふえる"]
    assert "30人になった" in plan.ended[1].note


def test_purpose_check_stands_in_the_plan(town: Town, goal: Goal) -> None:
    assert "indicator-without-baseline" in {one.finding.rule for one in plan_of(town).check.told}


def test_pictures_above_stand_after_the_nearest(town: Town, goal: Goal) -> None:
    make_vision(town, area=town.sakuradai, words="桜台は声がとどく")
    told = [one.vision.area for one in plan_of(town, town.sakuradai).pictures]
    assert told == [town.sakuradai, town.west]


def test_page_of_a_plan_tells_where_its_goals_stand(town: Town, goal: Goal) -> None:
    asked = {"kind": "plan", "area": town.west.pk}
    page = town.client(Role.COORDINATOR2).get(URL, asked).content.decode()
    said = ("令和9年度", goal.words, "12 ／ 40人", "回覧板で声をかける", "朝の体操", "木曜の午後")
    assert [one for one in said if one not in page] == []


def test_long_lists_of_a_plan_are_folded_after_their_first(town: Town, goal: Goal) -> None:
    for number in range(8):
        make_goal(goal.vision, f"目標{number}")
        serve(town, goal, f"会{number}")
    asked = {"area": town.west.pk, "kind": "plan"}
    page = town.client(Role.OFFICER).get(URL, asked).content.decode()
    folded = page[page.index('id="goals"') :].split("<details")[1:]
    heads = [part[: part.index("</summary>")].split(">")[-1] for part in folded]
    assert heads[:2] == ["ほかに3件", "ほかに1件"]
    assert "手伝う会" in folded[1]


def test_area_without_a_picture_is_shown_the_way_to_one(town: Town) -> None:
    page = town.client(Role.COORDINATOR2).get(URL, {"kind": "plan", "area": town.west.pk})
    assert "あるべき姿を描く" in page.content.decode()


@needs_pdftotext
def test_sheet_of_a_plan_tells_what_the_page_tells(town: Town, goal: Goal, tmp_path) -> None:
    asked = {"kind": "plan", "area": town.west.pk}
    sheet = town.client(Role.COORDINATOR2).get(reverse("reports:sheet"), asked).content
    said = (
        goal.words, "12／40人", "まだはかっていない", "回覧板で声をかける", "夜の読書会", "手伝う会",
        "朝の体操", "30人になった", "木曜の午後に動ける人が足りない", "目的の点検で見つかったこと",
    )  # fmt: skip
    told = "".join(words(sheet, tmp_path))
    assert [one for one in said if "".join(one.split()) not in told] == []


def test_sent_plan_shows_what_it_grew_from_on_its_sheet_alone(town: Town, goal: Goal) -> None:
    client = town.client(Role.COORDINATOR2)
    draft, sent = make_report(town, **YEAR), make_sent(town, **YEAR, version=2)
    shown = ["plan" in client.get(one.get_absolute_url()).context for one in (draft, sent)]
    assert shown == [True, False]


@pytest.mark.parametrize("more", [0, 3])
def test_plan_costs_as_many_queries_whatever_it_grows_from(
    town: Town, goal: Goal, more: int, django_assert_num_queries
) -> None:
    for number in range(more):
        other = make_goal(goal.vision, f"目標{number}")
        make_measurement(town, make_indicator(other), 3, on=date(2026, 9, 1))
        make_step(other)
        serve(town, other, f"会{number}")
    client = town.client(Role.COORDINATOR2)
    with django_assert_num_queries(72):
        client.get(URL, {"kind": "plan", "area": town.west.pk})
