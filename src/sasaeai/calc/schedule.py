"""When something happens: a week's hours and monthly days in one.

As JSON: {"weekly": {"mon": [["10:00", "12:00"]]}, "monthly": [{"weeks": [2], "weekday": "wed",
"start": "10:00", "end": "12:00"}]}; both parts may be missing.
Errors are `Refusal` with a whole sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sasaeai.calc.hours import DAYS, Interval, Week, week_from_json
from sasaeai.calc.monthly import Monthly, monthly_from_json
from sasaeai.calc.refusal import Refusal, gettext_noop


@dataclass(frozen=True)
class Schedule:
    week: Week = Week()  # noqa: RUF009 -- a frozen value, safe to share
    monthly: tuple[Monthly, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.week or self.monthly)

    def weekdays(self) -> tuple[str, ...]:
        """Return the names of the days on which it ever happens, Monday first: ("mon", "wed")."""
        weekly = {day for day in range(len(DAYS)) if self.week.intervals(day)}
        days = weekly | {pattern.weekday for pattern in self.monthly}
        return tuple(DAYS[day] for day in sorted(days))

    def next_dates(self, from_date: date, count: int) -> list[date]:
        """Return the first `count` days on or after a day on which it happens."""
        parts: list[Week | Monthly] = [self.week, *self.monthly] if self.week else [*self.monthly]
        days = {day for part in parts for day in part.next_dates(from_date, count)}
        return sorted(days)[:count]

    def hours_on(self, day: date) -> list[Interval]:
        """Return from when until when it happens on a day, in minutes since midnight, in order."""
        monthly = {
            pattern.stretch for pattern in self.monthly if pattern.next_dates(day, 1) == [day]
        }
        return sorted({*self.week.stretches(day.weekday()), *monthly})

    def to_json(self) -> dict[str, Any]:
        """Return it as values that JSON can hold; nothing for never."""
        weekly, monthly = self.week.to_json(), [pattern.to_json() for pattern in self.monthly]
        return ({"weekly": weekly} if weekly else {}) | ({"monthly": monthly} if monthly else {})


def schedule_from_json(data: object) -> Schedule:
    """Return the schedule that `Schedule.to_json` writes; raises Refusal for anything else."""
    if not isinstance(data, Mapping) or set(data) - {"weekly", "monthly"}:
        raise Refusal(
            gettext_noop("曜日と時間の書き方が違います。曜日と時刻を選びなおしてください。")
        )
    monthly = data.get("monthly", [])
    if not isinstance(monthly, list):
        raise Refusal(
            gettext_noop("月に何回かの書き方が違います。第何週かを選びなおしてください。")
        )
    return Schedule(
        week_from_json(data.get("weekly", {})),
        tuple(monthly_from_json(pattern) for pattern in monthly),
    )
