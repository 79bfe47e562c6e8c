"""Days and times as people say them; the reckoning is calc's."""

import datetime

from django import template
from django.utils import timezone

from sasaeai.calc import dates

register = template.Library()


def day_of(value: datetime.date | datetime.datetime) -> datetime.date:
    """Return the local day of a date or of an aware datetime."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date()
    return value


@register.filter
def wareki(value: datetime.date | datetime.datetime | None) -> str:
    """Return the day in 和暦: 令和8年12月1日."""
    return dates.wareki(day_of(value)) if value else ""


@register.filter
def weekday_date(value: datetime.date | datetime.datetime | None) -> str:
    """Return the day with its weekday: 12月1日（火）."""
    return dates.day_label(day_of(value)) if value else ""


@register.filter
def spoken_time(value: datetime.time | None) -> str:
    """Return the time as spoken: 午後1時30分."""
    return dates.spoken_time(value) if value is not None else ""


@register.filter
def days_ago(value: datetime.date | datetime.datetime | None) -> str:
    """Return how long ago the day was, seen from today: きのう, 3日前."""
    return dates.days_ago(day_of(value), today=timezone.localdate()) if value else ""
