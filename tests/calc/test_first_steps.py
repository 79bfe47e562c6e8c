"""Which small step to begin with, and that the order of writing says nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.first_steps import SOON, Step, Wish, first_steps

TODAY = date(2026, 12, 1)
SIZES = st.integers(1, 3)
STEPS = st.lists(
    st.builds(
        Step,
        key=st.uuids().map(str),
        goal=st.sampled_from(["a", "b", "c"]),
        effect=SIZES,
        ease=SIZES,
        wish=st.sampled_from(Wish),
        start_on=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
        is_done=st.booleans(),
        is_aimed_at=st.booleans(),
    ),
    unique_by=lambda step: step.key,
    max_size=12,
)


def step(key: str = "one", **values) -> Step:
    return Step(**{"key": key, "goal": "a", "effect": 2, "ease": 2, "wish": Wish.NOBODY} | values)


def keys(*steps: Step) -> list[str]:
    return [one.key for one in first_steps(steps, today=TODAY)]


def test_of_one_goal_the_easiest_step_is_the_first() -> None:
    assert keys(step("hard", ease=1, effect=3), step("easy", ease=3, effect=1)) == ["easy"]


def test_what_residents_wish_for_comes_before_what_is_easier() -> None:
    wished = step("wished", ease=1, effect=1, wish=Wish.RESIDENTS)
    assert keys(step("easy", ease=3, wish=Wish.ORGANISATION), wished) == ["wished"]


@pytest.mark.parametrize(
    "better", [{"effect": 3}, {"ease": 3}, {"wish": Wish.COORDINATOR}, {"start_on": TODAY}]
)
def test_steps_of_several_goals_go_by_weight_then_by_day(better) -> None:
    assert keys(step("a", goal="a"), step("b", goal="b", **better)) == ["b", "a"]


@pytest.mark.parametrize(
    "bar",
    [{"is_done": True}, {"is_aimed_at": False}, {"start_on": TODAY + SOON + timedelta(days=1)}],
)
def test_what_cannot_start_within_a_month_is_left_out(bar) -> None:
    assert keys(step(**bar)) == []


def test_step_that_starts_in_a_month_is_in_time() -> None:
    assert keys(step(start_on=TODAY + SOON)) == ["one"]


@given(STEPS, st.randoms())
def test_order_of_writing_changes_nothing(steps, chance) -> None:
    mixed = [*steps]
    chance.shuffle(mixed)
    assert first_steps(mixed, today=TODAY) == first_steps(steps, today=TODAY)


@given(STEPS)
def test_residents_wishes_stand_before_all_others(steps) -> None:
    found = first_steps(steps, today=TODAY)
    theirs = [one.wish == Wish.RESIDENTS for one in found]
    assert theirs == sorted(theirs, reverse=True)


@given(STEPS)
def test_each_goal_has_one_step_and_only_what_can_start(steps) -> None:
    found = first_steps(steps, today=TODAY)
    open_steps = [
        one
        for one in steps
        if not one.is_done and one.is_aimed_at and (one.start_on or TODAY) <= TODAY + SOON
    ]
    assert sorted(one.goal for one in found) == sorted({one.goal for one in open_steps})
    assert {*found} <= {*open_steps}
