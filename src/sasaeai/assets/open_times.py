"""Asking the database when something is open, by the weekly and monthly times that are kept.

`open_parts` and `month_days` tell at once in which parts of which days; only of what is open in that
part, times are looked into.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.lookups import GreaterThan
from django.db.models.sql.compiler import SQLCompiler

from sasaeai.calc import day_parts
from sasaeai.calc.day_parts import WHOLE_DAY
from sasaeai.calc.hours import DAYS, clock
from sasaeai.calc.monthly import nths_of

Sql = tuple[str, tuple[Any, ...]]
# Databases take JSON apart in ways of their own. {times} is the column.
WEEKLY = {
    "sqlite": """
        EXISTS (SELECT 1 FROM json_each({times}, '$.weekly.' || %s) hours
        WHERE hours.value ->> 0 <= %s AND hours.value ->> 1 > %s)""",
    "postgresql": """
        EXISTS (SELECT 1 FROM jsonb_array_elements({times} -> 'weekly' -> %s) hours
        WHERE hours.value ->> 0 <= %s AND hours.value ->> 1 > %s)""",
}
MONTHLY = {
    "sqlite": """
        EXISTS (SELECT 1 FROM json_each({times}, '$.monthly') one, json_each(one.value, '$.weeks') nth
        WHERE one.value ->> 'weekday' = %s AND one.value ->> 'start' <= %s
        AND one.value ->> 'end' > %s AND nth.value IN (%s, %s))""",
    "postgresql": """
        EXISTS (SELECT 1 FROM jsonb_array_elements({times} -> 'monthly') one,
        jsonb_array_elements(one.value -> 'weeks') nth
        WHERE one.value ->> 'weekday' = %s AND one.value ->> 'start' <= %s
        AND one.value ->> 'end' > %s AND nth.value::int IN (%s, %s))""",
}


def at(moment: datetime) -> Q:
    """Return the condition that something is open at a moment of the town's own time."""
    minute = _minute(moment)
    return _on(moment.date(), minute, minute + 1)


def in_week_of(moment: datetime, weekdays: Collection[str] = DAYS) -> Q:
    """Return the condition that something is open in what is left of this week, on one of these days.

    The week ends with Sunday; of today, what is over by this moment does not count.
    """
    today = moment.date()
    coming = [today + timedelta(days=ahead) for ahead in range(1, len(DAYS) - today.weekday())]
    days = [day for day in coming if DAYS[day.weekday()] in weekdays]
    weekly = day_parts.weekly_parts([day.weekday() for day in days], WHOLE_DAY)
    later = _in("open_parts", weekly) | _in("month_days", day_parts.month_days(days))
    is_today = DAYS[today.weekday()] in weekdays
    return later | _on(today, _minute(moment), day_parts.MIDNIGHT) if is_today else later


def within(days: Sequence[str], parts: Collection[int] = WHOLE_DAY) -> Q:
    """Return the condition that something is ever open in these parts of one of these days."""
    return _in("open_parts", day_parts.ever(map(DAYS.index, days), parts))


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _on(day: date, since: int, until: int) -> Q:
    """Return the condition that something is open on a day at some minute of these."""
    parts, here = day_parts.met((since, until)), [day.weekday()]
    weekly, monthly = _held(day, since, until - 1)
    falls = _in("month_days", day_parts.month_days([day]))
    return (_in("open_parts", day_parts.weekly_parts(here, parts)) & Q(weekly)) | (
        _in("open_parts", day_parts.monthly_parts(here, parts)) & falls & Q(monthly)
    )


def _in(column: str, bits: int) -> Q:
    return Q(GreaterThan(F(column).bitand(bits), 0))


class Holds(Func):
    """Whether one of the stretches that `times` keep holds a minute of some; told as `sql` for each database."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, sql: Mapping[str, str], *params: object) -> None:
        super().__init__(F("times"))
        self.sql, self.params = sql, params

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: object) -> Sql:
        """Return the expression for SQLite."""
        return self._told(compiler, connection)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: object
    ) -> Sql:
        """Return the expression for PostgreSQL."""
        return self._told(compiler, connection)

    def _told(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        times, params = compiler.compile(self.get_source_expressions()[0])
        return self.sql[connection.vendor].replace("{times}", times), (*params, *self.params)


def _held(day: date, first: int, last: int) -> tuple[Holds, Holds]:
    """Return whether hours of the week, and whether a pattern of the month, hold one of these minutes."""
    name, weeks = DAYS[day.weekday()], nths_of(day)
    # A stretch begins by the last of them and ends after the first.
    bounds = clock(last), clock(first)
    return Holds(WEEKLY, name, *bounds), Holds(MONTHLY, name, *bounds, weeks[0], weeks[-1])
