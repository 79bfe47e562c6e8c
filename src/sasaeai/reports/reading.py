"""A report as it is read: its figures live or as they were sent, and what is another since."""

from dataclasses import dataclass

from sasaeai.areas.viewer import Viewer
from sasaeai.calc import tallies
from sasaeai.reports import counting, figures, links, queries
from sasaeai.reports.figures import Board, Figure
from sasaeai.reports.models import Report
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
