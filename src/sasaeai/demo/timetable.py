"""Drawn times as the tables keep them."""

from collections.abc import Sequence
from datetime import time

from sasaeai.calc.hours import SLOT_MINUTES, Week, clock_minutes, week_of
from sasaeai.calc.monthly import Monthly
from sasaeai.calc.schedule import Schedule
from sasaeai.demo.rhythm import Weekly


def schedule(given: Sequence[Weekly]) -> Schedule:
    """Return weekly and monthly times as one."""
    monthly = (
        Monthly(one.weeks, one.weekday, time.fromisoformat(one.start), time.fromisoformat(one.end))
        for one in given
        if one.weeks
    )
    return Schedule(week(given), tuple(monthly))


def week(given: Sequence[Weekly]) -> Week:
    """Return those times that are every week, widened to half hours."""
    return week_of(
        *(
            (
                one.weekday,
                clock_minutes(one.start) // SLOT_MINUTES,
                -(-clock_minutes(one.end) // SLOT_MINUTES),
            )
            for one in given
            if not one.weeks
        )
    )
