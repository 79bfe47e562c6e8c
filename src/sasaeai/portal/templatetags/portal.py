"""Tags of the residents' pages: names with their reading, days as they are said, places."""

import re
from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import resident
from sasaeai.assets.models.freshness import Listed
from sasaeai.calc import furigana
from sasaeai.portal import facts, readings, words

register = template.Library()

# Before a dash and after 「と」 or 「、」 a line may end, as it may at a space.
# Not inside a reading: 10{日|とおか} holds a と.
BETWEEN_TIMES = re.compile(r"(?:(?=[〜–])|(?<=[と、]))(?![^{}]*\})")
READING = re.compile(r"\{([^{}|]*)\|[^{}]*\}")
LONGEST_UNBROKEN = 12
"""More characters than these may break anywhere: they would not fit on a telephone."""


@register.simple_tag
def ruby(name: str, kana: str = "") -> SafeString:
    """Return a name with its reading over the characters that need one."""
    marked = (
        format_html("<ruby>{}<rt>{}</rt></ruby>", text, reading) if reading else text
        for text, reading in furigana.aligned(name, kana)
    )
    return format_html("<span>{}</span>", format_html_join("", "{}", ((part,) for part in marked)))


@register.simple_tag
def place(activity: Activity) -> SafeString:
    """Return the name of where an activity takes place, as far as everybody may know."""
    where = facts.where(resident(activity.municipality_id), activity)
    return ruby(where.name, where.kana)


@register.filter
def rest(activity: Activity) -> str:
    """Return that an activity rests, or will, and when that changes, for the furigana filter."""
    return words.rest_tag(activity, today=timezone.localdate())


@register.filter
def day(on: date) -> str:
    """Return the day of the month with its reading, for the furigana filter."""
    return words.day(on)


@register.filter
def weekday(on: date) -> str:
    """Return the weekday with its reading, for the furigana filter."""
    return words.weekday(on)


@register.filter
def whole_day(on: date) -> str:
    """Return month, day and weekday with their readings, for the furigana filter."""
    return words.whole_day(on)


@register.filter
def when(listed: Listed) -> str:
    """Return when it happens, for the furigana filter."""
    return words.when(listed)


@register.filter
def read_hours(hours: str) -> str:
    """Return hours as the house says them with their readings, for the furigana filter."""
    return readings.read(hours)


@register.filter
def own_hours(hours: str) -> str:
    """Return hours somebody wrote with the readings of their times, for the furigana filter."""
    return readings.read_own(hours)


@register.filter
def unbroken(words: str) -> SafeString:
    """Return a day or hours of which no time is broken over two lines, for the furigana filter."""
    phrases = (map(_whole, BETWEEN_TIMES.split(phrase)) for phrase in words.split(" "))
    joined = (format_html_join("", "{}", ((time,) for time in times)) for times in phrases)
    return format_html_join(" ", "{}", ((phrase,) for phrase in joined))


def _whole(time: str) -> SafeString | str:
    is_short = len(READING.sub(r"\1", time)) <= LONGEST_UNBROKEN
    return format_html('<span class="nowrap">{}</span>', time) if is_short else time
