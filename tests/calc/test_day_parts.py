"""Parts of days as bits: they say what the schedule itself says, weekly and monthly apart."""

from datetime import date, time, timedelta
from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import day_parts
from sasaeai.calc.hours import DAYS, week_of
from sasaeai.calc.monthly import NTHS, Monthly
from sasaeai.calc.schedule import Schedule

STRETCH = st.tuples(st.integers(0, 6), st.integers(0, 47), st.integers(1, 8)).map(
    lambda one: (one[0], one[1], min(48, one[1] + one[2]))
)
PATTERN = st.builds(
    lambda weeks, day, hour: Monthly(tuple(weeks), day, time(hour), time(hour + 2)),
    st.sets(st.sampled_from(NTHS), min_size=1),
    st.integers(0, 6),
    st.integers(0, 21),
)
MON = date(2026, 11, 23)


@given(st.lists(STRETCH, max_size=4), st.integers(0, 6), st.sampled_from(day_parts.WHOLE_DAY))
def test_weekly_bits_say_what_the_hours_of_the_week_say(
    stretches: list[tuple[int, int, int]], day: int, part: int
) -> None:
    schedule = Schedule(week_of(*stretches))
    since, until = day_parts.PARTS[part]

    hours = schedule.hours_on(MON + timedelta(days=day))

    expected = any(start < until and end > since for start, end in hours)
    bits = day_parts.of_schedule(schedule)
    assert bool(bits & day_parts.weekly_parts([day], [part])) == expected
    assert bits & day_parts.monthly_parts(range(7), day_parts.WHOLE_DAY) == 0


@given(st.lists(PATTERN, max_size=3), st.integers(0, 6), st.sampled_from(day_parts.WHOLE_DAY))
def test_monthly_bits_say_whether_a_pattern_ever_reaches_there(
    patterns: list[Monthly], day: int, part: int
) -> None:
    since, until = day_parts.PARTS[part]

    bits = day_parts.of_schedule(Schedule(monthly=tuple(patterns)))

    expected = any(
        one.weekday == day and one.stretch[0] < until and one.stretch[1] > since for one in patterns
    )
    assert bool(bits & day_parts.monthly_parts([day], [part])) == expected
    assert bits & day_parts.weekly_parts(range(7), day_parts.WHOLE_DAY) == 0


def test_every_part_of_every_day_has_a_bit_of_its_own_that_a_database_keeps() -> None:
    days = range(len(DAYS))
    each = [day_parts.ever([day], [part]) for day in days for part in day_parts.WHOLE_DAY]

    assert sum(each) == day_parts.ever(days, day_parts.WHOLE_DAY) < 1 << 63
    assert len(set(each)) == 21


@pytest.mark.parametrize(
    ("minutes", "parts"),
    [((0, 720), [0]), ((720, 1020), [1]), ((1020, 1440), [2]), ((719, 1021), [0, 1, 2])],
)
def test_part_ends_where_the_next_begins(minutes: tuple[int, int], parts: list[int]) -> None:
    assert day_parts.met(minutes) == parts


@pytest.mark.parametrize("times", [{}, None, [], {"weekly": {"mon": 3}}, {"odd": {}}])
def test_what_is_no_schedule_is_open_in_no_part(times: object) -> None:
    assert day_parts.of_json(times) == (0, 0)


@given(st.lists(PATTERN, max_size=3), st.integers(0, 800))
def test_days_of_a_month_are_those_on_which_a_pattern_falls(
    patterns: list[Monthly], ahead: int
) -> None:
    day = MON + timedelta(days=ahead)

    bits = day_parts.month_of_schedule(Schedule(monthly=tuple(patterns)))

    falls = any(one.next_dates(day, 1) == [day] for one in patterns)
    assert bool(bits & day_parts.month_days([day])) == falls


def test_every_weekday_of_every_week_has_a_bit_of_its_own_that_a_database_keeps() -> None:
    each = [
        day_parts.month_of_schedule(Schedule(monthly=(Monthly((week,), day, time(9), time(10)),)))
        for week in NTHS
        for day in range(len(DAYS))
    ]

    assert sum(each) == reduce(or_, each) < 1 << 63
