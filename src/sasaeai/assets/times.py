"""Weekly and monthly times: as kept in JSON, as the rows of a form, as words and as a grid.

Kept as calc.schedule writes it. Errors are calc's own `Refusal`.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sasaeai.assets.models.freshness import Listed
from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Week, clock, week_from_json
from sasaeai.calc.monthly import LAST, Monthly, monthly_from_json
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.schedule import Schedule, schedule_from_json
from sasaeai.calc.spoken_times import Spoken, spoken
from sasaeai.ui import dates, wording

DAY_LABELS = dict(
    zip(
        DAYS,
        (
            pgettext_lazy("曜日", "月"),
            pgettext_lazy("曜日", "火"),
            pgettext_lazy("曜日", "水"),
            pgettext_lazy("曜日", "木"),
            pgettext_lazy("曜日", "金"),
            pgettext_lazy("曜日", "土"),
            pgettext_lazy("曜日", "日"),
        ),
        strict=True,
    )
)
WEEK_LABELS = {
    1: gettext_lazy("第1"),
    2: gettext_lazy("第2"),
    3: gettext_lazy("第3"),
    4: gettext_lazy("第4"),
    5: gettext_lazy("第5"),
    LAST: gettext_lazy("最終"),
}
PARTS = (
    (gettext_lazy("午前"), 0, 24),
    (gettext_lazy("午後"), 24, 34),
    (gettext_lazy("夜"), 34, 48),
)
"""The rows of the grid, in half hours of the day."""

MIDNIGHT = "00:00"
LONGEST_WORDS = 200
MARK = "。"
"""Stands between the times and what somebody wrote of them, in words that hold both."""


class Row(NamedTuple):
    """One line of the form: on these days, every week (no weeks) or in these, from start to end."""

    days: tuple[str, ...]
    weeks: tuple[int, ...]
    start: str
    end: str


def times_of(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the rows as they are kept; nothing at all is an empty mapping."""
    week = Week()
    monthly: list[Monthly] = []
    for row in rows:
        if row.weeks:
            monthly += [_monthly(row, day) for day in row.days]
        else:
            until = "24:00" if row.end == MIDNIGHT else row.end
            week |= week_from_json({day: [[row.start, until]] for day in row.days})
    return Schedule(week, tuple(monthly)).to_json()


def _monthly(row: Row, day: str) -> Monthly:
    return monthly_from_json(
        {"weeks": list(row.weeks), "weekday": day, "start": row.start, "end": row.end}
    )


def rows_of(times: Mapping[str, Any]) -> list[Row]:
    """Return what is kept as the rows of a form, days with the same hours together."""
    stretches = [
        (day, start, MIDNIGHT if end == "24:00" else end)
        for day, pairs in times.get("weekly", {}).items()
        for start, end in pairs
    ]
    patterns = [
        (pattern["weekday"], tuple(pattern["weeks"]), pattern["start"], pattern["end"])
        for pattern in times.get("monthly", [])
    ]
    weekly: dict[tuple[str, str], tuple[str, ...]] = {
        (start, end): () for _day, start, end in stretches
    }
    for day, start, end in stretches:
        weekly[start, end] = (*weekly[start, end], day)
    monthly = groupby(patterns, key=lambda pattern: pattern[1:])
    return [Row(days, (), *hours) for hours, days in weekly.items()] + [
        Row(tuple(pattern[0] for pattern in same), *rest) for rest, same in monthly
    ]


def words_of(times: Mapping[str, Any]) -> str:
    """Return the times in the words they are kept in, 「月・水 午前10時〜正午」.

    Those are the house's own language, whoever writes: residents and lists read them too.
    """
    return _kept_words(schedule_from_json(times))


def told(written: str, *, columns: str = "", remarks: str = "") -> dict[str, Any]:
    """Return what words of a list say as it is kept: on the grid where they are certain, else as words.

    What is remarked of them follows the times in words, also what stands beside columns of days and
    times that are certain by themselves.
    """
    for words, more in ((written, ""), (columns, remarks)):
        if (found := spoken(words)) and len(said := _spoken_words(found)) <= LONGEST_WORDS:
            return {"times": found.schedule.to_json(), "times_words": _with(said, more)}
    return {"times": {}, "times_words": written}


def renewed(words: str, former: Mapping[str, Any], chosen: Mapping[str, Any]) -> str:
    """Return words that told the former times, whole or at their beginning, with those chosen now."""
    own = _beyond(words, words_of(former))
    is_all_own = own == words and words
    return words if is_all_own else _with(words_of(chosen), own)


def _spoken_words(found: Spoken) -> str:
    return _with(_kept_words(found.schedule), found.remarks)


def _with(*parts: str) -> str:
    return MARK.join(filter(None, parts))


def _beyond(words: str, kept: str) -> str:
    """Return what words say beyond the times they begin with; all of them where they do not."""
    return "" if words == kept else words.removeprefix(f"{kept}{MARK}")


def _kept_words(schedule: Schedule) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return dates.schedule(schedule)[:LONGEST_WORDS]


def schedule_of(listed: Listed) -> Schedule:
    """Return when something happens or is open; never, where what is kept cannot be read."""
    try:
        return schedule_from_json(listed.times)
    except Refusal:
        return Schedule()


def own_words(listed: Listed) -> str:
    """Return what somebody wrote about the times; nothing where it only tells the times again."""
    return _own_words(listed, schedule_of(listed))


def _own_words(listed: Listed, schedule: Schedule) -> str:
    return _beyond(listed.times_words, _kept_words(schedule))


def said(listed: Listed) -> str:
    """Return when something happens: the times in the reader's language, and what was written of them."""
    schedule = schedule_of(listed)
    return "　".join(filter(None, (dates.schedule(schedule), _own_words(listed, schedule))))


def weekdays_of(times: Mapping[str, Any]) -> str:
    """Return the days on which anything is on, Monday first: 「mon wed」."""
    return " ".join(schedule_from_json(times).weekdays())


def grid(times: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of ui/parts/week.html: parts of the day, each day with its hours."""
    marks: dict[tuple[int, int], list[str]] = {}
    seldom = set()
    for row in rows_of(times):
        part = _part(row.start)
        for day in row.days:
            weeks = _weeks(row.weeks)
            marks.setdefault((part, DAYS.index(day)), []).append(
                f"{weeks} {_hour(row.start)}".strip()
            )
            if row.weeks:
                seldom.add((part, DAYS.index(day)))
    return [
        {
            "label": label,
            "cells": [
                {
                    "mark": _mark((part, day), marks, seldom),
                    "text": " ".join(marks.get((part, day), [])),
                }
                for day in range(len(DAYS))
            ],
        }
        for part, (label, _from, _until) in enumerate(PARTS)
        if any(on == part for on, _day in marks)
    ]


def _mark(
    place: tuple[int, int], marks: dict[tuple[int, int], list[str]], seldom: set[tuple[int, int]]
) -> str:
    if place not in marks:
        return ""
    return "want" if place in seldom else "can"


def _weeks(weeks: tuple[int, ...]) -> str:
    """Return the weeks as short as a cell is narrow: 「第2・4」, 「最終」."""
    numbers = wording.listed(week for week in sorted(weeks) if week != LAST)
    parts = [_("第%(weeks)s") % {"weeks": numbers}] if numbers else []
    return wording.listed([*parts, *([WEEK_LABELS[LAST]] if LAST in weeks else [])])


def _hour(start: str) -> str:
    """Return a time as short as a cell is narrow: 「10時」, 「1時半」, 「1:45」."""
    hour, minute = int(start[:2]), start[3:]
    spoken = hour - 12 if hour > 12 else hour
    if minute == "00":
        return _("%(hour)d時") % {"hour": spoken}
    return _("%(hour)d時半") % {"hour": spoken} if minute == "30" else f"{spoken}:{minute}"


def _part(start: str) -> int:
    return next(
        part
        for part, (_label, begins, until) in enumerate(PARTS)
        if clock(begins * SLOT_MINUTES) <= start < clock(until * SLOT_MINUTES)
    )
