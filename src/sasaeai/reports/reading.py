"""A report as it is read: its figures live or as they were sent, and what is another since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from sasaeai.areas.viewer import Viewer
from sasaeai.calc import tallies
from sasaeai.reports import counting, figures, links, plans, queries, sheets, years
from sasaeai.reports.figures import Board, Figure
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope, scope_of


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a scope as they are now: by key, what each is called, and in their places."""

    numbers: dict[str, int]
    named: dict[str, str]
    board: Board


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure of a sent report that is another now."""

    figure: Figure
    then: int


def counted(viewer: Viewer, scope: Scope) -> Counted:
    """Return the figures of a scope as they are now."""
    numbers = counting.figures(scope)
    if scope.kind == ReportKind.YEARLY:
        numbers |= years.keyed(years.by_month(scope))
    return of_numbers(viewer, scope, numbers)


def of_numbers(viewer: Viewer, scope: Scope, numbers: dict[str, int]) -> Counted:
    """Return these figures of a scope in their places."""
    terms = queries.terms(viewer)
    named = figures.labels(terms, numbers, scope=scope)
    address = links.behind(scope, figures.numbers_of(terms))
    return Counted(numbers, named, figures.board(numbers, named, address=address))


def as_sent(report: Report) -> Board:
    """Return the figures of a report as they were sent; each opens what was counted then."""
    return figures.board(report.figures, report.names, address=links.kept(report))


def changed_since(report: Report, now: Counted) -> list[Changed]:
    """Return figure by figure what is another than when a report was sent."""
    address = links.kept(report)
    named = {**now.named, **report.names}
    # In the order of the names, not of the object: PostgreSQL keeps none.
    places = {key: place for place, key in enumerate((*figures.FIXED, *named))}
    changed = tallies.changed(report.figures, now.numbers)
    changed.sort(key=lambda one: (places.get(one.key, len(places)), one.key))
    return [
        Changed(
            Figure(one.key, figures.called(one.key, named), one.now, address(one.key)), one.then
        )
        for one in changed
    ]


def besides(viewer: Viewer, scope: Scope, now: Counted) -> dict[str, Any]:
    """Return what a year shows besides its figures: its months; and of a plan what it may grow from."""
    if scope.kind == ReportKind.YEARLY:
        address = links.behind(scope, figures.numbers_of(queries.terms(viewer)))
        told = now.numbers, now.named
        return {"year": years.table(*told, scope=scope, address=address, on=viewer.today)}
    if scope.kind == ReportKind.PLAN:
        return {"plan": plans.of(viewer, scope)}
    return {}


def besides_sent(report: Report) -> dict[str, Any]:
    """Return the months of a sent year; what a sent plan grew from stands on its sheet alone."""
    if report.kind != ReportKind.YEARLY or report.sent_at is None:
        return {}
    on, told = timezone.localdate(report.sent_at), (report.figures, report.names)
    address = links.kept(report)
    return {"year": years.table(*told, scope=scope_of(report), address=address, on=on)}


def sheet(viewer: Viewer, report: Report, now: Counted, *, at: datetime) -> bytes:
    """Return a report as PDF, with its figures as they are now."""
    scope = scope_of(report)
    more = besides(viewer, scope, now)
    if "plan" in more:
        return sheets.plan(viewer, report, now.board, at=at, grown=more["plan"])
    return sheets.report(viewer, report, now.board, at=at, year=more.get("year"))
