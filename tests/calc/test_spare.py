"""Which weekdays of a place still have room."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.hours import DAYS, Week
from sasaeai.calc.monthly import LAST, NTHS, Monthly
from sasaeai.calc.schedule import Schedule, schedule_from_json
from sasaeai.calc.spare import days_outside, spare_days

WEDNESDAY = {"weekly": {"wed": [["10:00", "12:00"]]}}


def monthly(weeks: list[int], start: str, end: str) -> dict[str, object]:
    return {"monthly": [{"weeks": weeks, "weekday": "wed", "start": start, "end": end}]}


@pytest.mark.parametrize(
    ("opening", "taken", "days"),
    [
        (WEDNESDAY, [], {"wed"}),
        ({}, [], set()),
        (WEDNESDAY, [WEDNESDAY], set()),
        (WEDNESDAY, [{"weekly": {"thu": [["10:00", "12:00"]]}}], {"wed"}),
        (WEDNESDAY, [{"weekly": {"wed": [["10:30", "12:00"]]}}], {"wed"}),
        (WEDNESDAY, [{"weekly": {"wed": [["09:00", "11:30"]]}}], {"wed"}),
        (WEDNESDAY, [{"weekly": {"wed": [["10:00", "11:00"]]}}, {"weekly": {"wed": [["11:00", "12:00"]]}}], set()),
        # A quarter of an hour is no room for anything.
        (WEDNESDAY, [monthly([1, 2, 3, 4, 5], "10:15", "11:45")], set()),
        (WEDNESDAY, [monthly([1, 3, 5], "10:00", "12:00")], {"wed"}),
        (WEDNESDAY, [monthly([1, 2, 3, 4, 5], "10:00", "12:00")], set()),
        # In months of four Wednesdays the last is the fourth, in others the fourth stays open.
        (WEDNESDAY, [monthly([1, 2, 3, LAST], "10:00", "12:00")], {"wed"}),
        (monthly([LAST], "10:00", "12:00"), [monthly([4, 5], "09:00", "13:00")], set()),
    ],
)  # fmt: skip
def test_weekday_is_spare_where_half_an_hour_is_left(
    opening: dict[str, object], taken: list[dict[str, object]], days: set[str]
) -> None:
    others = [schedule_from_json(one) for one in taken]
    assert spare_days(schedule_from_json(opening), others) == days


PATTERNS = st.builds(
    lambda weeks, day, start, length: Monthly(
        tuple(weeks), day, time(start), time(min(start + length, 23))
    ),
    st.lists(st.sampled_from(NTHS), min_size=1, unique=True),
    st.integers(0, 6), st.integers(0, 20), st.integers(1, 3),
)  # fmt: skip
SCHEDULES = st.builds(
    Schedule,
    st.integers(0, (1 << 48 * 7) - 1).map(Week),
    st.lists(PATTERNS, max_size=2).map(tuple),
)


@given(opening=SCHEDULES, taken=st.lists(SCHEDULES, max_size=2))
def test_day_is_spare_if_and_only_if_some_day_of_the_calendar_is(
    opening: Schedule, taken: list[Schedule]
) -> None:
    found = set()
    # Four months in which every weekday comes four times as well as five times.
    for day in (date(2021, 1, 1) + timedelta(days=ahead) for ahead in range(120)):
        minutes = _minutes(opening, day)
        for one in taken:
            minutes -= _minutes(one, day)
        # All of these begin and end on half hours.
        if any(set(range(half, half + 30)) <= minutes for half in range(0, 1440, 30)):
            found.add(DAYS[day.weekday()])
    assert spare_days(opening, taken) == found


def _minutes(schedule: Schedule, day: date) -> set[int]:
    return {minute for start, end in schedule.hours_on(day) for minute in range(start, end)}


@pytest.mark.parametrize(
    ("opening", "wanted", "days"),
    [
        (WEDNESDAY, WEDNESDAY, set()),
        (WEDNESDAY, {}, set()),
        ({}, WEDNESDAY, {"wed"}),
        (WEDNESDAY, {"weekly": {"wed": [["10:00", "12:30"]]}}, {"wed"}),
        (WEDNESDAY, {"weekly": {"wed": [["09:30", "12:00"]]}}, {"wed"}),
        (WEDNESDAY, {"weekly": {"thu": [["10:00", "11:00"]]}}, {"thu"}),
        (WEDNESDAY, monthly([2], "10:15", "11:45"), set()),
        (monthly([2], "10:00", "12:00"), WEDNESDAY, {"wed"}),
        (monthly([LAST], "10:00", "12:00"), monthly([LAST], "10:00", "12:00"), set()),
        ({**WEDNESDAY, **monthly([1], "11:30", "13:00")}, monthly([1], "10:00", "13:00"), set()),
    ],
)
def test_weekday_is_outside_where_something_is_wanted_that_is_not_open(
    opening: dict[str, object], wanted: dict[str, object], days: set[str]
) -> None:
    found = days_outside(schedule_from_json(opening), schedule_from_json(wanted))
    assert found == days


@given(opening=SCHEDULES, wanted=SCHEDULES)
def test_nothing_lies_outside_where_it_is_open_all_the_time(
    opening: Schedule, wanted: Schedule
) -> None:
    always = Schedule(Week((1 << 48 * 7) - 1), ())
    assert (days_outside(always, wanted), days_outside(opening, opening)) == (set(), set())
    assert days_outside(Schedule(), wanted) == {*wanted.weekdays()}
