"""Months and 年度 (from April to March) as the first and the last day of each."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

FIRST_MONTH = 4


class Period(NamedTuple):
    since: date
    until: date


def month_of(day: date) -> Period:
    """Return the month a day lies in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def before(period: Period) -> Period:
    """Return the month that ends before this period begins."""
    return month_of(period.since - timedelta(days=1))


def after(period: Period) -> Period:
    """Return the month that begins after this period ends."""
    return month_of(period.until + timedelta(days=1))


def year_of(day: date) -> int:
    """Return the 年度 a day lies in."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def whole_year(year: int) -> Period:
    """Return the 年度 that begins in April of this year."""
    return Period(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1))


def months_of(period: Period) -> list[Period]:
    """Return the months of a period that begins and ends with one, the first one first."""
    found = [month_of(period.since)]
    while found[-1].until < period.until:
        found.append(after(found[-1]))
    return found
