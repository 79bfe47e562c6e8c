"""Reading reports: which areas, bodies and months the viewer reports of, what stands sent."""

from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import ExtractMonth, ExtractYear

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Employer, Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.paging import Page, page_after
from sasaeai.calc import periods
from sasaeai.calc.periods import Period
from sasaeai.journal import queries as journal
from sasaeai.journal.models import Entry
from sasaeai.reports import counting, figures, rules
from sasaeai.reports.models import Evidence, Report, ReportKind, Template
from sasaeai.reports.scopes import Scope
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Term

MONTHS, LATER = 6, 2
STEPS = 20


def visible_to(viewer: Viewer) -> QuerySet[Report]:
    """Return the reports of the viewer's body in the viewer's areas; to an officer also all that were sent.

    What is being written is its own body's until it is sent; its figures are told by the entries one sees.
    """
    seen = Q(pk__in=())
    for post in rules.posts(viewer):
        within = Q(area__path__startswith=post.path)
        own = Q(employer=post.employer)
        sent = Q(state=Report.State.SENT) if post.role == Role.OFFICER else Q(pk__in=())
        seen |= within & (own | sent)
    here = Report.objects.filter(seen, municipality_id=viewer.municipality)
    # What was counted is long, and asked for figure by figure.
    told = here.select_related("area", "employer", "written_by", "sent_by", "template")
    return told.defer("rows")


def reporting_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of which the viewer reports or reads reports."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.with_ended(viewer).filter(within).select_related(None).defer("boundary")


def reporting_employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies whose reports the viewer writes or reads."""
    if viewer.is_any(Role.OFFICER):
        return areas.employers(viewer)
    return areas.employers(viewer).filter(pk__in={post.employer for post in rules.posts(viewer)})


def version_of(viewer: Viewer, scope: Scope) -> Report | None:
    """Return the newest version of the report of a scope: the one being written, or the last one sent."""
    about = {"kind": scope.kind, "area": scope.area, "employer": scope.employer}
    return visible_to(viewer).filter(**about, since=scope.since).order_by("-version").first()


def month_due(viewer: Viewer, area: Area, employer: Employer) -> Period:
    """Return the month whose report is due: of the last two that are over the earliest not sent, else the running one.

    A body that had not begun here is asked for nothing.
    """
    running = periods.month_of(viewer.today)
    last = periods.before(running)
    over = [periods.before(last), last]
    told = visible_to(viewer).filter(area=area, employer=employer, state=Report.State.SENT)
    monthly = told.filter(kind=ReportKind.MONTHLY, since__in=[one.since for one in over])
    sent = set(monthly.values_list("since", flat=True))
    begun = counting.begun_on(Scope(area, employer, *running))
    due = (one for one in over if begun is not None and begun <= one.until)
    return next((one for one in due if one.since not in sent), running)


def versions_of(viewer: Viewer, report: Report) -> QuerySet[Report]:
    """Return all versions of a report, the newest first."""
    about = {"kind": report.kind, "area": report.area_id, "employer": report.employer_id}
    return visible_to(viewer).filter(**about, since=report.since).order_by("-version")


def years_told(viewer: Viewer) -> list[int]:
    """Return the 年度 of which there is a report, the last one first."""
    months = visible_to(viewer).order_by().dates("since", "month")
    return sorted({periods.year_of(one) for one in months}, reverse=True)


def told_in(viewer: Viewer, year: int, *, after: str = "") -> Page[Report]:
    """Return a page of the reports of a 年度, the last month first; raises DomainError for a page that is none of ours."""
    rows = visible_to(viewer).filter(since__range=periods.whole_year(year))
    newest = Value(-12) * ExtractYear("since") - ExtractMonth("since")
    told = rows.defer("figures", "labels", "rows").annotate(newest_first=newest)
    return page_after(told, after, keys=("newest_first", "area__path", "id"))


def month_tabs(viewer: Viewer, scope: Scope) -> list[Period]:
    """Return a few months up to a little after the one shown, none after today's."""
    found = [scope.month]
    while len(found) <= LATER and (following := periods.after(found[-1])).since <= viewer.today:
        found.append(following)
    while len(found) < MONTHS:
        found.insert(0, periods.before(found[0]))
    return found


def templates(viewer: Viewer) -> QuerySet[Template]:
    """Return the templates of the town and those of the bodies the viewer reports for."""
    if not rules.may_report(viewer):
        return Template.objects.none()
    own = Q(employer=None) | Q(employer__in=reporting_employers(viewer))
    here = Template.objects.filter(own, municipality_id=viewer.municipality)
    return here.select_related("employer", "uploaded_by").order_by("-since", "-created_at")


def templates_for(viewer: Viewer, scope: Scope) -> list[Template]:
    """Return the templates a report of this scope can be set in today."""
    fitting = templates(viewer).filter(kind=scope.kind).exclude(until__lte=viewer.today)
    return [one for one in fitting if one.employer_id in {None, scope.employer.pk}]


def evidence(viewer: Viewer, year: int) -> dict[str, Evidence]:
    """Return what the town answered to each item of the indicators in a 年度."""
    if not rules.may_report(viewer):
        return {}
    rows = Evidence.objects.filter(municipality_id=viewer.municipality, year=year)
    return {one.item: one for one in rows.select_related("answered_by")}


def own_employer(viewer: Viewer) -> Employer | None:
    """Return the body of the viewer's first posting in which they report."""
    own = [post.employer for post in rules.posts(viewer) if post.employer is not None]
    return reporting_employers(viewer).filter(pk__in=own[:1]).first()


def area_of(viewer: Viewer, pk: UUID) -> Area | None:
    """Return an area of which the viewer reports."""
    return reporting_areas(viewer).filter(pk=pk).first()


def terms(viewer: Viewer) -> list[Term]:
    """Return the words entries are filed under, ended ones included: what was done then keeps its name."""
    return list(vocabulary.visible_to(viewer).filter(kind__in=figures.KINDS))


def next_steps(viewer: Viewer, scope: Scope) -> list[Entry]:
    """Return what comes next of what this body did, as far as the viewer may read the words."""
    read = journal.visible_to(viewer).order_by().values("pk")
    return list(counting.next_steps(scope).filter(pk__in=read)[:STEPS])


def troubles(viewer: Viewer, scope: Scope) -> list[Report]:
    """Return the 月報 of the 年度 in which something was told to be hard, the last one first."""
    told = (
        visible_to(viewer)
        .exclude(trouble="")
        .filter(
            kind=ReportKind.MONTHLY, area__path__startswith=scope.area.path, employer=scope.employer
        )
    )
    return list(told.filter(since__range=(scope.since, scope.until)).order_by("-since", "-version"))
