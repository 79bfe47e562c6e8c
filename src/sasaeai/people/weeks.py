"""The times of a week as people say them: some days, and some parts of a day."""

from collections.abc import Collection
from datetime import time

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Week, week_of

DAY_NAMES = list(
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
# Parts of a day in half hours since midnight.
PARTS = {"morning": (18, 24), "afternoon": (26, 34), "evening": (34, 40)}
WHOLE_DAY = (0, 48)
PART_NAMES = [
    ("morning", _("午前（9時〜12時）")),
    ("afternoon", _("午後（1時〜5時）")),
    ("evening", _("夕方（5時〜8時）")),
]


def half_hour(moment: time, *, up: bool = False) -> int:
    """Return the half hour that begins (or, for an end, ends) at or around this time."""
    minutes = moment.hour * 60 + moment.minute
    return -(-minutes // SLOT_MINUTES) if up else minutes // SLOT_MINUTES


def week_said(
    days: Collection[str],
    parts: Collection[str],
    *,
    within: tuple[int, int] | None = None,
) -> Week:
    """Return the half hours of these days and parts of a day; `within` says from when until when.

    A day without a time said is the whole day: nobody said from when until when.
    """
    told = [within] if within else [PARTS[part] for part in parts] or [WHOLE_DAY]
    return week_of(*((DAYS.index(day), *part) for day in days for part in told))


def days_and_parts(week: Week) -> tuple[list[str], list[str]]:
    """Return the days of a week, and the parts of a day where those say it wholly."""
    days = [name for day, name in enumerate(DAYS) if week.intervals(day)]
    if not days:
        return [], []
    told = week.intervals(DAYS.index(days[0]))
    parts = [
        name
        for name, (first, last) in PARTS.items()
        if any(start <= first and last <= end for start, end in told)
    ]
    return days, parts if week_said(days, parts) == week else []
