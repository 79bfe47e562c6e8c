import json
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.hours import BACKWARDS
from sasaeai.calc.monthly import Monthly, monthly_from_json
from sasaeai.calc.refusal import Refusal

patterns = st.builds(
    Monthly,
    weeks=st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=6, unique=True).map(
        tuple
    ),
    weekday=st.integers(0, 6),
    start=st.just(time(10)),
    end=st.times(min_value=time(10, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
)
SALON = {"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:00"}


def monthly(**changes):
    return monthly_from_json(SALON | changes)


@given(patterns)
def test_monthly_written_as_json_and_read_again_is_the_same(pattern):
    assert monthly_from_json(json.loads(json.dumps(pattern.to_json()))) == pattern


def test_weeks_are_told_in_order_the_last_at_the_end():
    assert monthly(weeks=[-1, 4, 1]).ordered_weeks == [1, 4, -1]


def test_stretch_is_told_in_minutes_since_midnight():
    assert monthly(start="13:15", end="15:00").stretch == (795, 900)


def test_next_dates_of_monthly_begin_with_the_day_itself():
    assert monthly().next_dates(date(2026, 11, 25), 3) == [
        date(2026, 11, 25),
        date(2026, 12, 9),
        date(2026, 12, 23),
    ]


def test_next_dates_of_fifth_week_pass_over_months_without_it():
    assert monthly(weeks=[5]).next_dates(date(2026, 11, 1), 2) == [
        date(2026, 12, 30),
        date(2027, 3, 31),
    ]


def test_next_dates_of_fifth_and_last_week_name_a_day_once():
    assert monthly(weeks=[5, -1]).next_dates(date(2026, 11, 1), 3) == [
        date(2026, 11, 25),
        date(2026, 12, 30),
        date(2027, 1, 27),
    ]


def test_next_dates_of_monthly_end_with_the_calendar():
    assert monthly().next_dates(date(9999, 12, 10), 5) == [date(9999, 12, 22)]


def is_of(pattern, day):
    is_last = (day + timedelta(days=7)).month != day.month
    nth = (day.day + 6) // 7
    return day.weekday() == pattern.weekday and (
        nth in pattern.weeks or (is_last and -1 in pattern.weeks)
    )


@given(patterns, st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 6))
def test_next_dates_of_monthly_miss_no_day(pattern, start, count):
    found = pattern.next_dates(start, count)
    span = (found[-1] - start).days + 1 if found else 0
    days = (start + timedelta(days=ahead) for ahead in range(span))
    assert found == [day for day in days if is_of(pattern, day)]
    assert len(found) == count


@pytest.mark.parametrize("weekday", [-1, 7])
def test_monthly_of_a_weekday_outside_the_week_is_refused(weekday):
    with pytest.raises(Refusal, match="曜日を月〜日から選んでください。"):
        Monthly((1,), weekday, time(10), time(12))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "毎月の予定には、第何週・曜日・始まり・終わりが要ります。"),
        ({"weeks": [1]}, "毎月の予定には、第何週・曜日・始まり・終わりが要ります。"),
        (SALON | {"weeks": 2}, "第何週かは [2, 4] のように数字で入れてください。"),
        (SALON | {"weeks": ["2"]}, "第何週かは [2, 4] のように数字で入れてください。"),
        (SALON | {"weeks": [True]}, "第何週かは [2, 4] のように数字で入れてください。"),
        (SALON | {"weeks": []}, "第何週かを、重ならないように1つ以上選んでください。"),
        (SALON | {"weeks": [2, 2]}, "第何週かを、重ならないように1つ以上選んでください。"),
        (SALON | {"weeks": [6]}, "第何週かは、第1〜第5か「最終」から選んでください。"),
        (SALON | {"weekday": "水"}, "曜日を月〜日から選んでください。"),
        (SALON | {"weekday": ["wed"]}, "曜日を月〜日から選んでください。"),
        (
            SALON | {"start": "朝"},
            "「朝」は時刻として読めません。「10:00」のように入れてください。",
        ),
        (SALON | {"end": "10:00"}, BACKWARDS),
        (SALON | {"end": "24:00"}, "毎月の予定の時刻は23:59までにしてください。"),
    ],
)
def test_monthly_from_wrong_json_says_what_to_do(data, sentence):
    with pytest.raises(Refusal, match="。") as refusal:
        monthly_from_json(data)
    assert str(refusal.value) == sentence
