"""The months of a 年度 beside each other: what changed first, then what was done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Min
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.calc import periods
from sasaeai.calc.periods import Period
from sasaeai.reports import counting, figures
from sasaeai.reports.counting import Dated
from sasaeai.reports.figures import Address, Figure
from sasaeai.reports.scopes import Scope

CHANGES = (
    "voices.answered",
    "voices",
    "needs.connected",
    "needs",
    "stories",
    "asked",
    "asked.agreed",
)
# What came about only later than in its own month is in none of these: their sum is not the figure of the whole year.
WITHIN = {
    "voices.answered": gettext_lazy("聴いた声に、その月のうちにお返事ができた"),
    "needs.connected": gettext_lazy("お願いが、その月のうちにつながった"),
}
ByMonth = dict[date, Mapping[str, int]]


class Row(NamedTuple):
    """One figure month by month, and in all."""

    label: str
    # None for a month that has not begun.
    cells: list[Figure | None]
    total: int


class Year(NamedTuple):
    heads: list[str]
    rows: list[Row]


def by_month(scope: Scope) -> ByMonth:
    """Return the figures of each month of a 年度 by its first day: as many queries for one month as for twelve."""
    months = periods.months_of(Period(scope.since, scope.until))
    found: dict[date, Counter[str]] = {one.since: Counter() for one in months}
    for month, key, _pk in _changes(scope):
        found[month][key] += 1
    filed = defaultdict(list)
    for one in counting.dated(scope):
        filed[one.on.replace(day=1)].append(one.filed)
    for month, entries in filed.items():
        numbers = counting.of_entries(entries)[1]
        found[month].update(numbers)
    return dict(found)


def rows(scope: Scope, entries: Iterable[Dated]) -> Iterator[tuple[str, UUID]]:
    """Yield, by the keys of `keyed`, the number of each row that a month counts."""
    for month, key, pk in _changes(scope):
        yield f"{month:%Y-%m}/{key}", pk
    for one in entries:
        for key in counting.keys_of(one.filed):
            if _is_shown(key):
                yield f"{one.on:%Y-%m}/{key}", one.pk


def _changes(scope: Scope) -> Iterator[tuple[date, str, UUID]]:
    heard = counting.voices(scope).values_list("pk", "heard_on", "answered_on")
    for pk, on, answered in heard:
        yield from _with_whole(pk, on, answered, ("voices", "voices.answered"))
    agreed = counting.agreed(scope).values("need").annotate(first=Min("agreed_on"))
    first = dict(agreed.order_by().values_list("need", "first"))
    taken = counting.needs(scope).annotate(on=TruncDate("created_at")).values_list("pk", "on")
    for pk, on in taken:
        yield from _with_whole(pk, on, first.get(pk), ("needs", "needs.connected"))
    for pk, on in counting.stories(scope).values_list("pk", "on"):
        yield on.replace(day=1), "stories", pk
    for pk, on, said in counting.asked(scope).values_list("pk", "asked_on", F("agreed_on")):
        yield on.replace(day=1), "asked", pk
        if said is not None:
            yield on.replace(day=1), "asked.agreed", pk


def _with_whole(
    pk: UUID, on: date, then: date | None, keys: tuple[str, str]
) -> Iterator[tuple[date, str, UUID]]:
    """Yield that something began in its month, and that it came about where it did before the month was over."""
    month, (whole, part) = periods.month_of(on), keys
    yield month.since, whole, pk
    if then is not None and then <= month.until:
        yield month.since, part, pk


def keyed(months: ByMonth) -> dict[str, int]:
    """Return the figures of all months by one key each: `2026-04/entries`."""
    return {
        f"{month:%Y-%m}/{key}": number
        for month, numbers in months.items()
        for key, number in numbers.items()
        if _is_shown(key)
    }


def _is_shown(key: str) -> bool:
    return key in CHANGES or key == "entries" or key.startswith("functions.")


def table(
    numbers: Mapping[str, int],
    named: Mapping[str, str],
    *,
    scope: Scope,
    address: Address,
    on: date,
) -> Year:
    """Return the months beside each other as on a day, from figures by the keys of `keyed`."""
    months = [one.since for one in periods.months_of(Period(scope.since, scope.until))]
    keys = [*CHANGES, "entries", *(key for key in named if key.startswith("functions."))]
    rows = []
    for key in keys:
        cells = [
            _cell(f"{month:%Y-%m}/{key}", numbers, named, address) if month <= on else None
            for month in months
        ]
        total = sum(one.number for one in cells if one)
        rows.append(Row(str(WITHIN.get(key, figures.called(key, named))), cells, total))
    return Year([_("%(month)s月") % {"month": month.month} for month in months], rows)


def _cell(
    key: str, numbers: Mapping[str, int], named: Mapping[str, str], address: Address
) -> Figure:
    return Figure(key, figures.called(key, named), numbers.get(key, 0), address(key))
