"""A rest: before it, on each of its days, after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.rests import Rest

FIRST, BACK = date(2026, 12, 1), date(2027, 1, 7)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rest", "day", "said"),
    [
        (Rest(FIRST, BACK), FIRST - DAY, (False, True, False)),
        (Rest(FIRST, BACK), FIRST, (True, False, False)),
        (Rest(FIRST, BACK), BACK - DAY, (True, False, False)),
        (Rest(FIRST, BACK), BACK, (False, False, True)),
        (Rest(FIRST), BACK, (True, False, False)),
        (Rest(resumes=BACK), FIRST - DAY, (True, False, False)),
        (Rest(), FIRST, (True, False, False)),
    ],
)
def test_rest_is_to_come_or_holds_or_is_over(
    rest: Rest, day: date, said: tuple[bool, bool, bool]
) -> None:
    assert (rest.holds(day), rest.is_to_come(day), rest.is_over(day)) == said


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, st.integers(1, 400), days)
def test_day_is_always_one_of_the_three(since: date, long: int, day: date) -> None:
    rest = Rest(since, since + long * DAY)
    assert [rest.holds(day), rest.is_to_come(day), rest.is_over(day)].count(True) == 1
