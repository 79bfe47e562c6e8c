"""目的の点検: as many findings as faults, none in a clean plan, one less when one is mended."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.purpose import RULES, Goal, Horizon, Indicator, Means, Plan, Step, Vision, check
from sasaeai.calc.purpose.doing import counts_doing
from tests.calc.plans import DAY, MOST, SINCE, THEN, TODAY, clean_plan, planted, possible

PICTURE = Vision("v", SINCE, THEN, True)
FAR = Goal("far", "v", "声をかければ誰かがいる", Horizon.THEN, None, THEN)
NEAR = Goal("near", "v", "頼み先がひとつある", Horizon.ONE_YEAR, "far", date(2027, 11, 1))
SERVED = Means("m", "activity", ("near",))
BEGUN = Step("near", TODAY)
SOUND = Plan([PICTURE], [FAR, NEAR], [], [SERVED], [BEGUN])


def found(plan: Plan) -> list[tuple[str, str]]:
    return [(one.rule, one.subject) for one in check(plan, today=TODAY, most_goals=MOST)]


@given(st.randoms(use_true_random=False))
def test_clean_plan_has_no_finding(dice):
    assert found(clean_plan(dice)) == []


@given(st.randoms(use_true_random=False))
def test_as_many_findings_as_faults_and_mending_one_takes_one_away(dice):
    plan = clean_plan(dice)
    faults = [fault for fault in possible(plan) if dice.random() < 0.4]
    bare = sum(rule == "goal-without-means" for rule, _goal in faults)
    if sum(goal.is_open for goal in plan.goals) - bare <= MOST:
        faults = [fault for fault in faults if fault[0] != "means-overloaded"]
    assert sorted(found(planted(plan, faults))) == sorted(faults)
    for mended in faults:
        left = [fault for fault in faults if fault != mended]
        assert sorted(found(planted(plan, left))) == sorted(left)


def test_every_rule_can_be_planted():
    plan = replace(
        SOUND,
        indicators=[
            Indicator(f"i{number}", "near", "言えた人", SINCE, 1, False, True)
            for number in range(2)
        ],
        goals=[FAR, NEAR, replace(NEAR, id="also")],
        means=[Means("m near", "asset", ("near",)), Means("m also", "asset", ("also",))],
    )
    assert {rule for rule, _subject in possible(plan)} == set(RULES)


def test_sound_plan_of_two_goals_has_no_finding():
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({"due": SINCE - DAY}, "before_start"),
        ({"due": THEN + DAY}, "after_then"),
        ({"due": NEAR.due + DAY, "above": "near2"}, "after_above"),
        ({"horizon": Horizon.THEN, "above": "near2"}, "farther_than_above"),
    ],
)
def test_goal_runs_backwards_in_each_way(change, how):
    between = replace(NEAR, id="near2")
    wrong = replace(NEAR, id="wrong", **change)
    plan = Plan(
        [PICTURE], [FAR, between, wrong], [],
        [Means("m", "asset", ("wrong", "near2"))], [Step("wrong", TODAY), Step("near2", TODAY)],
    )  # fmt: skip
    told = check(plan, today=TODAY)
    assert [(one.rule, one.subject, one.facts["how"]) for one in told] == [
        ("dates-run-backwards", "wrong", how)
    ]


def test_goal_that_runs_backwards_is_no_measure_for_those_below():
    wrong = replace(NEAR, due=SINCE - DAY)
    below = replace(NEAR, id="below", above="near")
    plan = replace(
        SOUND, goals=[FAR, wrong, below],
        means=[Means("m", "asset", ("below",))], steps=[Step("below", TODAY)],
    )  # fmt: skip
    assert found(plan) == [("dates-run-backwards", "near")]


def test_closed_goal_is_passed_through():
    closed = replace(NEAR, is_open=False, due=SINCE - DAY, words="協議体を年6回開く")
    below = replace(NEAR, id="below", above="near", due=THEN)
    plan = replace(
        SOUND, goals=[FAR, closed, below],
        means=[Means("m", "asset", ("below",))], steps=[Step("below", TODAY)],
    )  # fmt: skip
    assert found(plan) == []


def test_goals_in_a_circle_are_looked_at_once_each():
    one, other = replace(NEAR, id="one", above="other"), replace(NEAR, id="other", above="one")
    told = found(replace(SOUND, goals=[FAR, NEAR, one, other]))
    assert sorted(told) == [
        ("goal-without-first-step", "one"),
        ("goal-without-first-step", "other"),
        ("goal-without-means", "one"),
        ("goal-without-means", "other"),
    ]


def test_goal_of_an_unknown_picture_is_left_out():
    assert found(replace(SOUND, goals=[FAR, NEAR, replace(NEAR, id="lost", vision="?")])) == []


def test_goal_of_another_picture_is_measured_by_its_own():
    late = replace(PICTURE, id="w", then=date(2027, 3, 31))
    moved = replace(NEAR, id="moved", vision="w")
    plan = replace(
        SOUND, visions=[PICTURE, late], goals=[FAR, NEAR, moved],
        means=[Means("m", "asset", ("near", "moved"))], steps=[BEGUN, Step("moved", TODAY)],
    )  # fmt: skip
    assert [one.facts["how"] for one in check(plan, today=TODAY)] == ["after_then"]


def test_means_of_a_closed_goal_alone_serves_nothing():
    closed = replace(NEAR, id="closed", is_open=False)
    plan = replace(
        SOUND, goals=[FAR, NEAR, closed], means=[SERVED, Means("x", "match", ("closed",))]
    )
    assert found(plan) == [("means-without-goal", "x")]


@pytest.mark.parametrize(("beside", "expected"), [([], ["goal-counts-means"]), (["言えた人"], [])])
def test_counting_the_means_is_a_fault_where_nothing_counts_a_change(beside, expected):
    names = ["協議体の開催回数", *beside]
    indicators = [
        Indicator(name, "near", name, TODAY, 6, counts_doing=False, has_baseline=True)
        for name in names
    ]
    plan = replace(SOUND, indicators=indicators)
    assert [rule for rule, _subject in found(plan)] == expected


def test_step_that_was_done_has_begun_the_goal():
    assert found(replace(SOUND, steps=[Step("near", None, is_done=True)])) == []


def test_step_without_a_day_can_start_on_any():
    assert found(replace(SOUND, steps=[Step("near", None)])) == []


@pytest.mark.parametrize(
    ("days", "expected"), [(31, []), (32, [("goal-without-first-step", "near")])]
)
def test_first_step_starts_within_a_month(days, expected):
    assert found(replace(SOUND, steps=[Step("near", TODAY + days * DAY)])) == expected


@pytest.mark.parametrize(
    ("last", "expected"), [(date(2026, 6, 1), []), (date(2026, 5, 31), ["indicator-overdue"])]
)
def test_indicator_is_overdue_the_day_after_it_was_due(last, expected):
    one = Indicator("i", "near", "言えた人", SINCE, 6, False, True, last)
    assert [rule for rule, _ in found(replace(SOUND, indicators=[one]))] == expected


def test_half_a_year_after_the_end_of_august_is_the_end_of_february():
    one = Indicator("i", "near", "言えた人", SINCE, 6, False, True, date(2026, 8, 31))
    plan = replace(SOUND, indicators=[one])
    days = [date(2027, 2, 28), date(2027, 3, 1)]
    rules = [{found.rule for found in check(plan, today=day)} for day in days]
    assert ["indicator-overdue" in each for each in rules] == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        "協議体を年6回開く", "協議体を年６回ひらく", "開催回数", "会議の開催件数", "SCだよりを月1回発行する",
        "チラシを1000部配る", "年12回開催", "研修を2回実施", "配布した部数", "打合せの回数", "開いた回数",
        "広報を年4回", "サロンを10回以上行う",
    ],
)  # fmt: skip
def test_words_that_count_doing(words):
    assert counts_doing(words)


@pytest.mark.parametrize(
    "words",
    [
        "坂の上の3町から、週2回は買い物に行ける", "近所の誰かに言えた人", "7つの町すべてに、頼み先がひとつある",
        "手を借りた人の半分が、手を貸す側にもなる", "週に1回以上外に出る人", "会議で決まったことが動いた数",
        "月1回は人と食べる人の割合", "",
    ],
)  # fmt: skip
def test_words_that_count_a_change(words):
    assert not counts_doing(words)
