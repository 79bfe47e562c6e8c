"""Weekly hours and monthly days told together."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.hours import DAYS, Week
from sasaeai.calc.monthly import Monthly
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.schedule import Schedule, schedule_from_json

weeks = st.builds(Week, st.integers(0, (1 << 7 * 48) - 1))
monthlies = st.builds(
    Monthly,
    st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(0, 6),
    st.just(time(10)),
    st.sampled_from([time(11, 30), time(12)]),
)
schedules = st.builds(Schedule, weeks, st.lists(monthlies, max_size=3).map(tuple))
BOTH = Schedule(Week(1 << 20), (Monthly((2,), 2, time(13), time(15)),))


@given(schedules)
def test_schedule_through_json_stays_the_same(schedule: Schedule) -> None:
    assert schedule_from_json(schedule.to_json()) == schedule


@given(schedules, st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 8))
def test_next_dates_fall_on_its_weekdays_in_order(
    schedule: Schedule, day: date, count: int
) -> None:
    found = schedule.next_dates(day, count)

    assert found == sorted(set(found))
    assert all(one >= day and DAYS[one.weekday()] in schedule.weekdays() for one in found)


def test_next_dates_of_both_parts_are_told_together() -> None:
    assert BOTH.next_dates(date(2026, 11, 1), 4) == [
        date(2026, 11, 2),
        date(2026, 11, 9),
        date(2026, 11, 11),
        date(2026, 11, 16),
    ]


def test_empty_schedule_is_false_and_never_happens() -> None:
    never = Schedule()

    assert (bool(never), never.to_json(), never.weekdays()) == (False, {}, ())
    assert never.next_dates(date(2026, 11, 1), 3) == []


@pytest.mark.parametrize("nonsense", [[], "mon", {"daily": {}}, {"monthly": {}}, {"weekly": [1]}])
def test_nonsense_is_refused_with_a_sentence(nonsense: object) -> None:
    with pytest.raises(Refusal, match=r"。$"):
        schedule_from_json(nonsense)


def test_hours_on_a_day_join_weekly_and_monthly_times() -> None:
    kept = {
        "weekly": {"wed": [["10:00", "11:30"]]},
        "monthly": [{"weeks": [2], "weekday": "wed", "start": "13:15", "end": "14:00"}],
    }
    schedule = schedule_from_json(kept)
    assert schedule.hours_on(date(2026, 11, 11)) == [(600, 690), (795, 840)]
    assert schedule.hours_on(date(2026, 11, 18)) == [(600, 690)]
    assert schedule.hours_on(date(2026, 11, 19)) == []
