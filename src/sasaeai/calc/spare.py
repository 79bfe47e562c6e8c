"""Spare hours: what of the hours of a place nothing takes up.

A month's weeks are of six kinds for a weekday: its first to fourth, where the fourth may be its last
too, and the fifth, which always is. What holds for these holds for every month.
"""

from collections.abc import Iterable

from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Interval
from sasaeai.calc.monthly import LAST
from sasaeai.calc.schedule import Schedule

WEEKS = ({1}, {2}, {3}, {4}, {4, LAST}, {5, LAST})


def spare_days(opening: Schedule, taken: Iterable[Schedule]) -> frozenset[str]:
    """Return the weekdays ("mon" …) on which in some week half an hour or more is open and not taken."""
    others = list(taken)
    return frozenset(
        DAYS[day]
        for day in range(len(DAYS))
        if any(
            _is_spare(
                _hours(opening, day, week), [one for o in others for one in _hours(o, day, week)]
            )
            for week in WEEKS
        )
    )


def days_outside(opening: Schedule, wanted: Schedule) -> frozenset[str]:
    """Return the weekdays ("mon" …) on which in some week something is wanted that is not open."""
    return frozenset(
        DAYS[day]
        for day in range(len(DAYS))
        for week in WEEKS
        if any(
            not _is_inside(stretch, _hours(opening, day, week))
            for stretch in _hours(wanted, day, week)
        )
    )


def _is_inside(wanted: Interval, opening: Iterable[Interval]) -> bool:
    """Return whether stretches, one after the other or over each other, hold all of another."""
    reached, end = wanted
    for start, until in sorted(opening):
        if start <= reached < until:
            reached = until
    return reached >= end


def _hours(schedule: Schedule, day: int, week: set[int]) -> list[Interval]:
    """Return the stretches of a weekday in such a week, in minutes since midnight."""
    monthly = (
        pattern.stretch
        for pattern in schedule.monthly
        if pattern.weekday == day and week & {*pattern.weeks}
    )
    return [*schedule.week.stretches(day), *monthly]


def _is_spare(opening: Iterable[Interval], taken: list[Interval]) -> bool:
    for start, end in opening:
        free_from = start
        # The end itself is taken, so that what is left before it is looked at as well.
        for since, until in sorted([*taken, (end, end)]):
            if min(since, end) - free_from >= SLOT_MINUTES:
                return True
            free_from = max(free_from, until)
    return False
