"""A report as it is read: its figures live or as they were sent, and what is another since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    terms = queries.terms(viewer)
    numbers = counting.figures(scope)
    if scope.kind == ReportKind.YEARLY:
        numbers |= years.keyed(years.by_month(scope))
    named = figures.labels(terms, numbers, scope=scope)
    address = links.behind(scope, figures.numbers_of(terms))
    return Counted(numbers, named, figures.board(numbers, named, address=address))


def as_sent(viewer: Viewer, report: Report) -> Board:
    """Return the figures of a report as they were sent; their links list what is there now."""
    address = links.behind(scope_of(report), figures.numbers_of(queries.terms(viewer)))
    return figures.board(report.figures, report.labels, address=address)


def changed_since(viewer: Viewer, report: Report, now: Counted) -> list[Changed]:
    """Return figure by figure what is another than when a report was sent."""
    scope = scope_of(report)
    address = links.behind(scope, figures.numbers_of(queries.terms(viewer)))
    named = {**now.named, **report.labels}
    return [
        Changed(
            Figure(one.key, figures.called(one.key, named), one.now, address(one.key)), one.then
        )
        for one in tallies.changed(report.figures, now.numbers)
    ]


def told(report: Report) -> tuple[dict[str, int], dict[str, str]]:
    """Return the figures of a sent report and what they were called."""
    return report.figures, report.labels


def besides(
    viewer: Viewer, scope: Scope, told: tuple[dict[str, int], dict[str, str]]
) -> dict[str, Any]:
    """Return what a year shows besides its figures: its months; and of a plan what it may grow from."""
    if scope.kind == ReportKind.YEARLY:
        address = links.behind(scope, figures.numbers_of(queries.terms(viewer)))
        return {"year": years.table(*told, scope=scope, address=address)}
    if scope.kind == ReportKind.PLAN:
        return {"plan": plans.of(viewer, scope)}
    return {}


def sheet(viewer: Viewer, report: Report, now: Counted, *, at: datetime) -> bytes:
    """Return a report as PDF, with its figures as they are now."""
    scope = scope_of(report)
    more = besides(viewer, scope, (now.numbers, now.named))
    if "plan" in more:
        return sheets.plan(viewer, report, now.board, at=at, grown=more["plan"])
    return sheets.report(viewer, report, now.board, at=at, year=more.get("year"))
