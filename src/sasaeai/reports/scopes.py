"""What a report is about: one body's work in one area over one period."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from sasaeai.areas.models import Area, Employer
from sasaeai.calc import periods
from sasaeai.reports.models import Report, ReportKind


class Scope(NamedTuple):
    area: Area
    employer: Employer
    since: date
    until: date
    kind: str = ReportKind.MONTHLY

    @property
    def municipality(self) -> UUID:
        return self.area.municipality_id

    @property
    def here(self) -> Q:
        """The rows of this body in this area or below."""
        return self.within & Q(employer=self.employer)

    @property
    def within(self) -> Q:
        """The rows in this area or below, whoever wrote them."""
        return Q(municipality=self.municipality, area__path__startswith=self.area.path)

    @property
    def year(self) -> periods.Period:
        """From the beginning of the 年度 until the end of this period: for who is counted as persons."""
        return periods.Period(periods.whole_year(periods.year_of(self.since)).since, self.until)

    @property
    def asked(self) -> dict[str, str]:
        """Return how an address says it."""
        kept = {"area": str(self.area.pk), "employer": str(self.employer.pk)}
        if self.kind != ReportKind.MONTHLY:
            return {**kept, "kind": self.kind, "year": str(periods.year_of(self.since))}
        return {**kept, "month": f"{self.since:%Y-%m}"}

    def is_over(self, today: date) -> bool:
        """Return whether all there is to tell has happened; a plan is made before its year is over."""
        return self.kind == ReportKind.PLAN or self.until < today

    @property
    def month(self) -> periods.Period:
        """The month in which the period begins."""
        return periods.month_of(self.since)

    def during(self, period: periods.Period) -> "Scope":
        """Return the same of another period."""
        return self._replace(since=period.since, until=period.until)


def narrowed(scope: Scope, key: str) -> tuple[Scope, str]:
    """Return what a key such as `2026-04/entries` counts: the scope of its month, and the key there.

    Raises LookupError for what is no month of the scope.
    """
    month, slash, of = key.partition("/")
    if not slash:
        return scope, key
    for one in periods.months_of(periods.Period(scope.since, scope.until)):
        if month == f"{one.since:%Y-%m}":
            return scope.during(one)._replace(kind=ReportKind.MONTHLY), of
    raise LookupError(key)


def scope_of(report: Report) -> Scope:
    """Return what a report is about."""
    return Scope(report.area, report.employer, report.since, report.until, report.kind)
