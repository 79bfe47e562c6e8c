"""A monthly pattern, 「第2・第4水曜 午前10時〜正午」.

As JSON: {"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:00"}; week −1 is the
month's last such weekday. Errors are `Refusal` with a whole sentence.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, time, timedelta
from typing import Any

from sasaeai.calc.hours import BACKWARDS, DAYS, Interval, clock_minutes
from sasaeai.calc.refusal import Refusal, gettext_noop

LAST = -1
NTHS = (1, 2, 3, 4, 5, LAST)
NO_WEEKDAY = gettext_noop("曜日を月〜日から選んでください。")


def nths_of(day: date) -> list[int]:
    """Return which of its month a day's weekday is: the first to the fifth, and maybe the last."""
    nths = [(day.day - 1) // len(DAYS) + 1]
    if (day + timedelta(days=len(DAYS))).month != day.month:
        nths.append(LAST)
    return nths


@dataclass(frozen=True)
class Monthly:
    """Certain weeks' weekday (0 = Monday) of each month, from one time of day to another."""

    weeks: tuple[int, ...]
    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.weeks or len(set(self.weeks)) < len(self.weeks):
            raise Refusal(gettext_noop("第何週かを、重ならないように1つ以上選んでください。"))
        if not set(self.weeks) <= set(NTHS):
            raise Refusal(gettext_noop("第何週かは、第1〜第5か「最終」から選んでください。"))
        if not 0 <= self.weekday < len(DAYS):
            raise Refusal(NO_WEEKDAY)
        if self.end <= self.start:
            raise Refusal(BACKWARDS)

    def next_dates(self, from_date: date, count: int) -> list[date]:
        """Return the first `count` days of the pattern on or after a day.

        A month without a fifth such weekday is passed over; ends with the year 9999.
        """
        found: list[date] = []
        for year, month in _months(from_date):
            days = {day for week in self.weeks for day in self._days(year, month, week)}
            found += sorted(day for day in days if day >= from_date)
            if len(found) >= count:
                break
        return found[:count]

    @property
    def ordered_weeks(self) -> list[int]:
        """The weeks from the first to the last."""
        return sorted(self.weeks, key=NTHS.index)

    @property
    def stretch(self) -> Interval:
        """From when until when, in minutes since midnight."""
        return _minutes(self.start), _minutes(self.end)

    def to_json(self) -> dict[str, Any]:
        """Return the pattern as values that JSON can hold."""
        return {
            "weeks": list(self.weeks),
            "weekday": DAYS[self.weekday],
            "start": f"{self.start:%H:%M}",
            "end": f"{self.end:%H:%M}",
        }

    def _days(self, year: int, month: int, week: int) -> Iterator[date]:
        """Yield the day of this week of the month, or nothing where it has none."""
        first = 1 + (self.weekday - date(year, month, 1).weekday()) % 7
        days = range(first, _length(year, month) + 1, 7)
        if week == LAST:
            yield date(year, month, days[-1])
        elif week <= len(days):
            yield date(year, month, days[week - 1])


def monthly_from_json(data: object) -> Monthly:
    """Return the pattern that `Monthly.to_json` writes.

    Raises Refusal with a sentence that says what is missing or wrong.
    """
    if not isinstance(data, Mapping) or not {"weeks", "weekday", "start", "end"} <= set(data):
        raise Refusal(gettext_noop("毎月の予定には、第何週・曜日・始まり・終わりが要ります。"))
    weeks, weekday = data["weeks"], data["weekday"]
    if not isinstance(weeks, list | tuple) or not all(type(week) is int for week in weeks):
        raise Refusal(gettext_noop("第何週かは [2, 4] のように数字で入れてください。"))
    if weekday not in DAYS:
        raise Refusal(NO_WEEKDAY)
    return Monthly(
        weeks=tuple(weeks),
        weekday=DAYS.index(weekday),
        start=_time(data["start"]),
        end=_time(data["end"]),
    )


def _time(text: object) -> time:
    minutes = clock_minutes(text)
    if minutes == 24 * 60:
        raise Refusal(gettext_noop("毎月の予定の時刻は23:59までにしてください。"))
    return time(minutes // 60, minutes % 60)


def _months(from_date: date) -> Iterator[tuple[int, int]]:
    """Yield the year and month of the day and of each month after it."""
    for number in range(from_date.year * 12 + from_date.month - 1, (MAXYEAR + 1) * 12):
        yield number // 12, number % 12 + 1


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
