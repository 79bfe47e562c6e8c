"""What two weeks make of each other: joined, met, parted."""

import pytest

from sasaeai.calc.hours import week_of

MORNING = week_of((0, 18, 24))  # Monday, 9:00 to 12:00
NOON = week_of((0, 20, 28))  # Monday, 10:00 to 14:00
SUNDAY = week_of((6, 18, 24))


def test_weeks_joined_are_open_whenever_either_is():
    assert week_of((0, 18, 28), (6, 18, 24)) == MORNING | NOON | SUNDAY


def test_weeks_met_are_open_when_both_are():
    assert week_of((0, 20, 24)) == MORNING & NOON


def test_week_parted_from_another_keeps_what_only_it_has():
    assert week_of((0, 18, 20)) == MORNING - NOON


@pytest.mark.parametrize(
    ("other", "together"), [(NOON, True), (week_of((0, 24, 28)), False), (SUNDAY, False)]
)
def test_weeks_overlap_when_they_share_a_half_hour(other, together):
    assert MORNING.overlaps(other) is together


@pytest.mark.parametrize(
    ("weekday", "slot", "on"),
    [(0, 17, False), (0, 18, True), (0, 23, True), (0, 24, False), (1, 18, False)],
)
def test_week_is_on_from_its_first_half_hour_to_its_last(weekday, slot, on):
    assert MORNING.is_on(weekday, slot) is on
