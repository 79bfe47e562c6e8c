"""When something happens as the bits of two numbers, which a database compares at once.

Of the parts of days, bit `weekday * 3 + part` (0 = Monday; 0..20) is set where something happens
then every week, the bit 21 above it where it does in certain weeks of a month. Of the days of a
month, bit `week * 7 + weekday` (0..41, weeks in the order of `NTHS`) is set where it does on that
weekday of that week.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from sasaeai.calc.hours import DAYS, Interval
from sasaeai.calc.monthly import NTHS, nths_of
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.schedule import Schedule, schedule_from_json

NOON, FIVE, MIDNIGHT = 12 * 60, 17 * 60, 24 * 60
PARTS: tuple[Interval, ...] = ((0, NOON), (NOON, FIVE), (FIVE, MIDNIGHT))
"""From when until when, in minutes since midnight."""
MORNING, AFTERNOON, EVENING = range(len(PARTS))
WHOLE_DAY = range(len(PARTS))
MONTHLY = len(DAYS) * len(PARTS)


def of_schedule(schedule: Schedule) -> int:
    """Return in which parts of which days something happens."""
    weekly = (
        (day, stretch, 0) for day in range(len(DAYS)) for stretch in schedule.week.stretches(day)
    )
    monthly = ((one.weekday, one.stretch, MONTHLY) for one in schedule.monthly)
    bits = 0
    for day, stretch, up in (*weekly, *monthly):
        bits |= weekly_parts([day], met(stretch)) << up
    return bits


def month_of_schedule(schedule: Schedule) -> int:
    """Return on which weekdays of which weeks of a month something happens."""
    each = (_nth(week, one.weekday) for one in schedule.monthly for week in one.weeks)
    return reduce(or_, each, 0)


def of_json(times: object) -> tuple[int, int]:
    """Return parts of days and days of a month of a schedule as JSON keeps it, 0 and 0 of what is none."""
    try:
        schedule = schedule_from_json(times)
    except Refusal:
        return 0, 0
    return of_schedule(schedule), month_of_schedule(schedule)


def month_days(days: Iterable[date]) -> int:
    """Return the bits of these days: each is a weekday of a week, and may be that of the last."""
    each = (_nth(week, day.weekday()) for day in days for week in nths_of(day))
    return reduce(or_, each, 0)


def _nth(week: int, weekday: int) -> int:
    return 1 << NTHS.index(week) * len(DAYS) + weekday


def met(stretch: Interval) -> list[int]:
    """Return which parts of a day a stretch of minutes reaches into; one that ends then is over."""
    return [
        part
        for part, (since, until) in enumerate(PARTS)
        if stretch[0] < until and stretch[1] > since
    ]


def weekly_parts(days: Iterable[int], parts: Iterable[int]) -> int:
    """Return the bits of these parts of these days (0 = Monday), every week."""
    chosen = tuple(parts)
    return sum({1 << day * len(PARTS) + part for day in days for part in chosen})


def monthly_parts(days: Iterable[int], parts: Iterable[int]) -> int:
    """Return the bits of these parts of these days, in certain weeks of a month."""
    return weekly_parts(days, parts) << MONTHLY


def ever(days: Iterable[int], parts: Iterable[int]) -> int:
    """Return the bits of these parts of these days, every week or in some."""
    weekly = weekly_parts(days, parts)
    return weekly | weekly << MONTHLY
