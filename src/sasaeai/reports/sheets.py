"""A report on paper, A4."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import suppression
from sasaeai.paper.content import (
    EvidenceSheet,
    FigureTable,
    PlanAim,
    PlanSheet,
    ReportSheet,
    ReportStat,
    Row,
)
from sasaeai.paper.pdf import set_pdf
from sasaeai.reports import figures, naming
from sasaeai.reports.evidence import Answered
from sasaeai.reports.figures import Board, Figure
from sasaeai.reports.models import Report
from sasaeai.reports.plans import Aim, Line, Plan
from sasaeai.reports.scopes import scope_of
from sasaeai.reports.template_fields import HIDDEN, SMALLEST
from sasaeai.reports.years import Year
from sasaeai.ui import dates, wording


def report(
    viewer: Viewer, known: Report, board: Board, *, at: datetime, year: Year | None = None
) -> bytes:
    """Return a report as PDF: what changed first, then what was done; of a year also its months."""
    return set_pdf("report", content(viewer, known, board, at=at, year=year), printed_at=at)


def plan(viewer: Viewer, known: Report, board: Board, *, at: datetime, grown: Plan) -> bytes:
    """Return next year's plan as PDF: where one wants to be first, and last what this year's figures tell."""
    told = content(viewer, known, board, at=at, year=None)
    sheet: PlanSheet = {
        **told,
        "pictures": [_row(one.vision.area.name, one.words) for one in grown.pictures],
        "aims": [_aim(one) for one in grown.aims],
        "findings": [_row(one.why, one.step) for one in grown.check.told],
        "kept": [
            {"heading": heading, "rows": [_row(one.name, _said(one)) for one in rows]}
            for heading, rows in (
                (_("つづけること"), grown.going_on),
                (_("ふりかえって決めること"), grown.to_decide),
                (_("終わること、届いたこと"), grown.ended),
            )
            if rows
        ],
        "heard": [_row(one.name, one.note) for one in grown.troubles],
    }
    return set_pdf("plan", sheet, printed_at=at)


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _aim(aim: Aim) -> PlanAim:
    goal = aim.goal
    due = [dates.long_day(goal.due_on)] if goal.due_on else []
    return {
        "words": goal.words,
        "about": wording.told([goal.vision.area.name, goal.get_horizon_display(), *due]),
        "marks": [[one.indicator.name, one.figure, one.wanted, one.source] for one in aim.marks],
        "steps": [
            wording.told(filter(None, [one.what, one.who, _day(one.start_on)])) for one in aim.steps
        ],
        "means": aim.said,
    }


def _day(day: date | None) -> str:
    return dates.long_day(day) if day else ""


def _said(line: Line) -> str:
    """Return how something stands and what it is for."""
    served = [_("「%(words)s」のために") % {"words": words} for words in line.goals]
    return wording.told([line.note, *served])


def by_month(year: Year) -> FigureTable:
    """Return the months beside each other."""
    return {
        "head": ["", *year.heads, _("計")],
        "rows": [
            [row.label, *(str(one.number) if one else "–" for one in row.cells), str(row.total)]
            for row in year.rows
        ],
        "foot": [],
    }


def binder(viewer: Viewer, found: Iterable[Answered], *, title: str, at: datetime) -> bytes:
    """Return the evidence of a 年度 as PDF: item by item the answer, who stands for it, and the records."""
    sheet: EvidenceSheet = {
        "town": areas.municipality_of(viewer).name,
        "title": wording.told([_("指標の裏づけ"), title]),
        "date": dates.long_day(timezone.localdate(at)),
        "items": [
            {
                "name": one.item.label,
                "source": one.item.source,
                "claim": one.answer.get_claim_display(),
                "words": one.answer.words,
                "responsible": one.answer.responsible,
                "records": [[record.label, str(record.number)] for record in one.records],
            }
            for one in found
        ],
        "note": _("点数は計算していません。町が答えたことと、その記録です。"),
    }
    return set_pdf("evidence", sheet, printed_at=at)


def content(
    viewer: Viewer, report: Report, board: Board, *, at: datetime, year: Year | None
) -> ReportSheet:
    """Return what stands on the sheet of a report."""
    scope = scope_of(report)
    return {
        "town": areas.municipality_of(viewer).name,
        "title": naming.title(scope),
        "kind": naming.on_paper(scope),
        "body": scope.employer.name,
        "date": dates.long_day(timezone.localdate(at)),
        "changed": [stat(one) for one in board.changed],
        "stories": board.stories.number,
        "story": report.story,
        "table": table(board),
        "entries": _(
            "記録の実数は%(number)s件です。ひとつの記録が、二つ以上の機能に入ることがあります。"
        )
        % {"number": board.entries.number},
        "lists": [listed(name, shown) for name, shown in board.lists if shown]
        + [
            listed(_("会議への出席"), board.meetings),
            listed(_("資源"), board.assets),
            listed(_("お願いとそのお返事"), [*board.asked, *board.why_not]),
        ],
        "months": [] if year is None else [by_month(year)],
        "trouble": lines(report.trouble),
        "coming": lines(report.coming),
    }


def stat(figure: Figure) -> ReportStat:
    """Return one change as the sheet says it; a small number of persons is not told."""
    number, of = told(figure)
    hidden = _("少ない人数は、×にしてあります。") if HIDDEN in {number, of} else ""
    note = " ".join(filter(None, [figure.note, hidden]))
    return {"name": figure.label, "number": number, "of": of, "note": note}


def told(figure: Figure) -> tuple[str, str]:
    """Return a number and what it is of, as they may leave the house."""
    whole = figure.of or 0
    if figure.key not in figures.OF_PEOPLE:
        return str(figure.number), str(whole)
    masked = suppression.mask_list(
        [figure.number, whole - figure.number], threshold=SMALLEST, keep_zero=True
    )
    of_both, of_all = masked.counts[0], masked.total
    return _shown(of_both), _shown(of_all)


def _shown(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def table(board: Board) -> FigureTable:
    """Return functions by means, with what was really there below."""
    means = [one.label for one in board.means]
    return {
        "head": [_("要綱の機能"), *means, _("計")],
        "rows": [
            [line.head.label, *(str(one.number) for one in line.cells), str(line.head.number)]
            for line in board.table
        ],
        "foot": [
            _("記録の実数"),
            *(str(one.number) for one in board.means),
            str(board.entries.number),
        ],
    }


def listed(name: str, shown: Iterable[Figure]) -> FigureTable:
    """Return figures one below the other."""
    return {
        "head": [name, _("件数")],
        "rows": [[one.label, str(one.number)] for one in shown],
        "foot": [],
    }


def lines(words: str) -> list[str]:
    """Return what was written one to a line."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def file_name(report: Report) -> str:
    """Return under which name the sheet is kept."""
    return f"report-{report.kind}-{report.since:%Y-%m}.pdf"
