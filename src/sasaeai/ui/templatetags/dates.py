"""Days and times as people say them, in the language of the page."""

import datetime

from django import template
from django.utils import timezone

from sasaeai.ui import dates

register = template.Library()


def day_of(value: datetime.date | datetime.datetime) -> datetime.date:
    """Return the local day of a date or of an aware datetime."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date()
    return value


@register.filter
def wareki(value: datetime.date | datetime.datetime | None) -> str:
    """Return the whole day: 令和8年12月1日 in 和暦, "1 December 2026" in English."""
    return dates.long_day(day_of(value)) if value else ""


@register.filter
def weekday_date(value: datetime.date | datetime.datetime | None) -> str:
    """Return the day with its weekday, 12月1日（火）; one of another year with its year."""
    return dates.near_day(day_of(value), today=timezone.localdate()) if value else ""


@register.filter
def full_day(value: datetime.date | datetime.datetime | None) -> str:
    """Return the whole day with its weekday: 令和8年12月1日（火）, "Tue 1 December 2026"."""
    return dates.full_day(day_of(value)) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Return the whole day and the time on the clock: 令和8年12月1日 13:30."""
    return f"{wareki(value)} {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def spoken_time(value: datetime.time | None) -> str:
    """Return the time as spoken: 午後1時30分, "1:30 pm"."""
    return dates.spoken_time(value) if value is not None else ""


@register.filter
def days_ago(value: datetime.date | datetime.datetime | None) -> str:
    """Return how long ago the day was, seen from today: きのう, 3日前, "3 days ago"."""
    return dates.days_ago(day_of(value), today=timezone.localdate()) if value else ""
