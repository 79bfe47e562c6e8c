"""What a report is called on its pages and sheets, and the words its form asks for."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import periods
from sasaeai.reports import figures, queries, rules
from sasaeai.reports.forms import WordsForm
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope
from sasaeai.ui import dates, wording


def period(scope: Scope) -> str:
    """Return how the period is called: the month with its year, or the 年度."""
    if scope.kind == ReportKind.MONTHLY:
        return dates.month_of(scope.since)
    begun = periods.year_of(scope.since) + (scope.kind == ReportKind.PLAN)
    return of_year(begun)


def _era_year(day: date) -> str:
    """Return the year as the reader counts years: 令和8, 2026."""
    said = dates.month_of(day)
    return said.partition(_("年"))[0] if _("年") in said else str(day.year)


def of_year(year: int) -> str:
    """Return how a 年度 is called."""
    return _("%(year)s年度") % {"year": _era_year(date(year, periods.FIRST_MONTH, 1))}


def binder_tabs(viewer: Viewer, year: int) -> list[dict[str, Any]]:
    """Return the ways to the evidence of other years."""
    last = periods.year_of(viewer.today)
    return [
        {
            "label": of_year(one),
            "url": f"{reverse('reports:binder')}?year={one}",
            "current": one == year,
        }
        for one in range(min(year, last - 2), last + 1)
    ]


def sent_tabs(years: list[int], year: int) -> list[dict[str, Any]]:
    """Return the ways to the reports of each 年度."""
    return [
        {
            "label": of_year(one),
            "url": f"{reverse('reports:sent')}?year={one}",
            "current": one == year,
        }
        for one in years
    ]


def title(scope: Scope) -> str:
    """Return the title of a report: 「令和8年10月　川西圏域」."""
    return f"{period(scope)}　{scope.area.name}"


def kind(scope: Scope) -> str:
    """Return what kind of report it is."""
    return str(ReportKind(scope.kind).label)


def eyebrow(scope: Scope) -> str:
    """Return what kind of report it is, and whose."""
    return wording.told([kind(scope), scope.employer.name])


def on_paper(scope: Scope) -> str:
    """Return what kind of report it is; a plan says of which 年度 its figures are."""
    if scope.kind != ReportKind.PLAN:
        return kind(scope)
    year = of_year(periods.year_of(scope.since))
    return wording.placed(kind(scope), _("数は%(year)s") % {"year": year})


def of(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return the names of a report and the ways to others: months, areas, bodies."""
    areas = list(queries.reporting_areas(viewer))
    return {
        "title": title(scope),
        "kind": kind(scope),
        "counted": of_year(periods.year_of(scope.since)),
        "eyebrow": eyebrow(scope),
        "asked": urlencode(scope.asked),
        "chosen": wording.listed([kind(scope), scope.area.name, period(scope)]),
        "months": _months(viewer, scope)
        if scope.kind == ReportKind.MONTHLY
        else _years(viewer, scope),
        "areas": _areas(scope, areas),
        "kinds": _kinds(viewer, scope),
    }


def _months(viewer: Viewer, scope: Scope) -> list[dict[str, Any]]:
    return [
        {
            "label": dates.month_of(one.since),
            "url": shown_at("reports:month", scope.during(one)),
            "current": one.since == scope.since,
        }
        for one in queries.month_tabs(viewer, scope)
    ]


def _years(viewer: Viewer, scope: Scope) -> list[dict[str, Any]]:
    last = periods.year_of(viewer.today)
    begun = periods.year_of(scope.since)
    shown = [
        scope.during(periods.whole_year(year)) for year in range(min(begun, last - 2), last + 1)
    ]
    return [
        {
            "label": period(one),
            "url": shown_at("reports:month", one),
            "current": one.since == scope.since,
        }
        for one in shown
    ]


def _kinds(viewer: Viewer, scope: Scope) -> list[dict[str, Any]]:
    """Return the ways to the other kinds of reports of the same area, and for the officer to the evidence."""
    month = periods.month_of(min(viewer.today, scope.until))
    year = periods.whole_year(periods.year_of(month.since))
    found = [
        {
            "label": str(one.label),
            "url": shown_at(
                "reports:month",
                scope.during(month if one == ReportKind.MONTHLY else year)._replace(kind=one),
            ),
            "current": scope.kind == one,
        }
        for one in ReportKind
    ]
    if rules.may_answer(viewer):
        binder = reverse("reports:binder")
        found.append({"label": _("指標の裏づけ"), "url": binder, "current": False})
    return found


def _areas(scope: Scope, areas: list[Area]) -> list[dict[str, Any]]:
    """Return the area, those right below it and those above it as tabs: the ones a report is usually of."""
    here, depth = scope.area.path, scope.area.path.count(".")
    shown = [
        one
        for one in areas
        if here.startswith(one.path)
        or (one.path.startswith(here) and one.path.count(".") == depth + 1)
        or _beside(one.path, here)
    ]
    return [
        {
            "label": one.name,
            "url": shown_at("reports:month", scope._replace(area=one)),
            "current": one.pk == scope.area.pk,
        }
        for one in shown
    ]


def _beside(path: str, here: str) -> bool:
    return _above(path) == _above(here)


def _above(path: str) -> str:
    return path.rstrip(".").rpartition(".")[0]


def shown_at(name: str, scope: Scope) -> str:
    """Return the address of a page of this scope."""
    return f"{reverse(name)}?{urlencode(scope.asked)}"


def figure(viewer: Viewer, scope: Scope, key: str) -> str:
    """Return what the figure of this key is called."""
    named = figures.labels(queries.terms(viewer), {}, scope=scope)
    return figures.called(key, named)


def begun(scope: Scope) -> Report:
    """Return a report of a scope of which nothing is written yet."""
    return Report(
        kind=scope.kind,
        area=scope.area,
        employer=scope.employer,
        municipality_id=scope.municipality,
        since=scope.since,
        until=scope.until,
    )


def for_kind(form: WordsForm, scope: Scope) -> None:
    """Ask for the words of a year where the report is of one, for those of a plan where it is one."""
    asked = {
        ReportKind.YEARLY: {
            "story": _("この一年の物語"),
            "trouble": _("残っている課題"),
            "coming": _("来年度へ"),
        },
        ReportKind.PLAN: {
            "story": _("目指す姿と、そのわけ"),
            "trouble": _("いま困っていること"),
            "coming": _("来年度にすること"),
        },
    }
    for name, label in asked.get(ReportKind(scope.kind), {}).items():
        form.fields[name].label = label
