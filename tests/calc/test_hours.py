import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import hours
from sasaeai.calc.hours import Week
from sasaeai.calc.refusal import Refusal

MONDAY = date(2026, 11, 23)
weeks = st.one_of(
    st.builds(Week, st.integers(0, (1 << 336) - 1)),
    st.builds(
        lambda stretches: hours.week_of(*stretches),
        st.lists(
            st.tuples(st.integers(0, 6), st.integers(0, 47), st.integers(1, 48)).filter(
                lambda stretch: stretch[1] < stretch[2]
            ),
            max_size=5,
        ),
    ),
)
MORNINGS = {"mon": [["10:00", "12:00"]], "wed": [["10:00", "12:00"]]}


def each(days, start, end):
    return {day: [[start, end]] for day in days}


def week(**days):
    return hours.week_from_json(days)


@given(weeks)
def test_week_written_as_json_and_read_again_is_the_same(some):
    assert hours.week_from_json(json.loads(json.dumps(some.to_json()))) == some


@given(weeks, weeks)
def test_weeks_parted_and_joined_again_are_whole(one, other):
    assert (one - other) | (one & other) == one
    assert not (one - other).overlaps(other)
    assert (one | other).hours == one.hours + other.hours - (one & other).hours


@given(weeks, weeks)
def test_weeks_overlap_where_a_half_hour_is_in_both(one, other):
    both = [
        (weekday, slot)
        for weekday in range(7)
        for slot in range(48)
        if one.is_on(weekday, slot) and other.is_on(weekday, slot)
    ]
    assert one.overlaps(other) == bool(both)


@given(weeks)
def test_week_made_of_its_intervals_is_the_same(some):
    stretches = [(day, *interval) for day in range(7) for interval in some.intervals(day)]
    assert hours.week_of(*stretches) == some


def test_week_of_touching_stretches_joins_them():
    some = week(tue=[["13:00", "15:00"], ["9:00", "10:30"], ["１０：３０", "13:00"]])
    assert some.to_json() == {"tue": [["09:00", "15:00"]]}
    assert some.hours == 6


def test_week_of_whole_last_day_ends_at_midnight():
    assert week(sun=[["00:00", "24:00"]]).to_json() == {"sun": [["00:00", "24:00"]]}


def test_week_is_hashable_and_empty_is_false():
    assert {Week(), week()} == {Week()}
    assert not Week()


@pytest.mark.parametrize("bits", [-1, 1 << 336])
def test_week_of_bits_outside_the_grid_is_refused(bits):
    with pytest.raises(Refusal, match="7日×48こま"):
        Week(bits)


@pytest.mark.parametrize("stretch", [(7, 0, 1), (-1, 0, 1), (0, 2, 2), (0, -1, 2), (0, 40, 49)])
def test_week_of_stretch_outside_its_day_is_refused(stretch):
    with pytest.raises(Refusal, match="終わりの時刻は始まりより後"):
        hours.week_of(stretch)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], '曜日と時間は {"mon": [["10:00", "12:00"]]} の形にしてください。'),
        (
            {"monday": []},
            "「monday」という曜日はありません。mon、tue、wed、thu、fri、sat、sun のどれかにしてください。",
        ),
        ({"mon": "10:00"}, "「mon」の時間は、始まりと終わりの組にしてください。"),
        ({"mon": [["10:00"]]}, "「mon」の時間は、始まりと終わりの組にしてください。"),
        (
            {"mon": [["10時", "12:00"]]},
            "「10時」は時刻として読めません。「10:00」のように入れてください。",
        ),
        (
            {"mon": [["10:00", "24:30"]]},
            "「24:30」は時刻として読めません。「10:00」のように入れてください。",
        ),
        (
            {"mon": [[None, "12:00"]]},
            "「None」は時刻として読めません。「10:00」のように入れてください。",
        ),
        ({"mon": [["10:15", "12:00"]]}, "「10:15」は30分きざみの時刻にしてください。"),
        ({"mon": [["22:00", "02:00"]]}, hours.BACKWARDS),
    ],
)
def test_week_from_wrong_json_says_what_to_do(data, sentence):
    with pytest.raises(Refusal, match="。") as refusal:
        hours.week_from_json(data)
    assert str(refusal.value) == sentence


def test_days_with_the_same_hours_are_told_together():
    some = hours.week_from_json(MORNINGS | {"tue": [["9:00", "9:30"]], "wed": [["10:00", "12:00"]]})
    assert some.alike() == [(((600, 720),), [0, 2]), (((540, 570),), [1])]


@given(weeks)
def test_like_days_joined_are_the_week(some):
    stretches = [
        (day, start // hours.SLOT_MINUTES, end // hours.SLOT_MINUTES)
        for found, days in some.alike()
        for day in days
        for start, end in found
    ]
    assert hours.week_of(*stretches) == some


def test_next_dates_of_week_are_its_days_from_that_day_on():
    some = hours.week_from_json(MORNINGS)
    assert some.next_dates(MONDAY, 3) == [MONDAY, date(2026, 11, 25), date(2026, 11, 30)]


@given(weeks, st.dates(max_value=date(9000, 1, 1)), st.integers(0, 12))
def test_next_dates_of_week_miss_no_day(some, start, count):
    found = some.next_dates(start, count)
    wanted = [
        day
        for ahead in range(7 * count)
        if any(some.is_on((day := start + timedelta(ahead)).weekday(), slot) for slot in range(48))
    ]
    assert found == wanted[:count]
    assert len(found) == (count if some else 0)


def test_next_dates_of_week_end_with_the_calendar():
    every_day = hours.week_from_json(each(hours.DAYS, "9:00", "17:00"))
    assert every_day.next_dates(date(9999, 12, 30), 5) == [date(9999, 12, 30), date.max]
