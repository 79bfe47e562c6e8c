"""Asking the database when something is open, by the weekly and monthly times that are kept.

The first `STRETCHES` of a day and the first `PATTERNS` of a month are asked: more than hours
have in life. What tells of neither is open at no time that is asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from sasaeai.calc.hours import DAYS, clock
from sasaeai.calc.monthly import LAST, NTHS

Part = tuple[str, str]

STRETCHES = 3
PATTERNS = 6
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
MORNING, AFTERNOON, EVENING = (MIDNIGHT, "12:00"), ("12:00", "17:00"), ("17:00", END_OF_DAY)
WHOLE_DAY = (MIDNIGHT, END_OF_DAY)


def at(moment: datetime) -> Q:
    """Return the condition that something is open at a moment of the town's own time."""
    minutes = moment.hour * 60 + moment.minute
    return _on(moment.date(), (clock(minutes), clock(minutes + 1)))


def in_week_of(today: date) -> Q:
    """Return the condition that something is open on a day of this week from today, until Sunday."""
    days = [today + timedelta(days=ahead) for ahead in range(len(DAYS) - today.weekday())]
    return _any(_on(day, WHOLE_DAY) for day in days)


def within(days: Sequence[str], part: Part) -> Q:
    """Return the condition that something is ever open in this part of one of these days."""
    weekly = _is_there("times__weekly") & _any(_weekly(day, part) for day in days)
    return weekly | _monthly(days, part)


def _on(day: date, part: Part) -> Q:
    name, weeks = DAYS[day.weekday()], [(day.day - 1) // 7 + 1]
    if (day + timedelta(days=7)).month != day.month:
        weeks.append(LAST)
    return _weekly(name, part) | _monthly([name], part, weeks)


def _weekly(day: str, part: Part) -> Q:
    kept = f"times__weekly__{day}"
    if part == WHOLE_DAY:
        return _is_there(kept)
    # Stretches are kept in order: of a part that begins with the day the first one tells.
    stretches = (f"{kept}__{number}" for number in range(1 if part[0] == MIDNIGHT else STRETCHES))
    # Most are closed on most days: the database need not look for hours there.
    return _is_there(kept) & _any(_meets(f"{one}__0", f"{one}__1", part) for one in stretches)


def _monthly(days: Sequence[str], part: Part, weeks: Sequence[int] = ()) -> Q:
    kept = "times__monthly"
    patterns = (f"{kept}__{number}" for number in range(PATTERNS))
    return _is_there(kept) & _any(_fits(one, days, part, weeks) for one in patterns)


def _fits(pattern: str, days: Sequence[str], part: Part, weeks: Sequence[int]) -> Q:
    found = _is_there(pattern) if len(days) == len(DAYS) else Q(**{f"{pattern}__weekday__in": days})
    found &= _meets(f"{pattern}__start", f"{pattern}__end", part)
    if weeks:
        nths = (f"{pattern}__weeks__{number}__in" for number in range(len(NTHS)))
        found &= _any(Q(**{nth: weeks}) for nth in nths)
    return found


def _is_there(kept: str) -> Q:
    return Q(**{f"{kept}__isnull": False})


def _meets(start: str, end: str, part: Part) -> Q:
    """Return the condition that a stretch reaches into a part of the day; one that ends then is over."""
    since, until = part
    # Everything begins before the day ends, and ends after it begins: that need not be asked.
    before = Q() if until == END_OF_DAY else Q(**{f"{start}__lt": until})
    return before if since == MIDNIGHT else Q(**{f"{end}__gt": since}) & before


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
