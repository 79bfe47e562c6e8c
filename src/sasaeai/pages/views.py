"""今日 for each role, the search, today's round, the town's settings and the record book."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Request
from sasaeai.audit import actions as audit_actions
from sasaeai.audit import queries as audit_queries
from sasaeai.audit.models import NOWHERE
from sasaeai.base.errors import permit
from sasaeai.pages import queries, rules, sheets
from sasaeai.pages.forms import KINDS, AuditForm, RoundForm, WholeSearchForm

FEW = 10
MANY = 50
ENTRIES = 100


def home(request: HttpRequest) -> HttpResponse:
    return redirect("pages:today" if request.user.is_authenticated else "portal:choose")


def today(request: Request) -> HttpResponse:
    viewer = request.viewer
    if not area_rules.may_see_town(viewer):
        return render(request, "pages/unposted.html")
    desk = queries.desk(viewer)
    context = {
        "desk": desk,
        "today": viewer.today,
        "is_staff": rules.may_walk_round(viewer),
        "is_officer": viewer.is_any(Role.OFFICER),
        "demo": settings.DEMO,
    }
    return render(request, "pages/today.html", context)


def walk_round(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = queries.tops(list(areas.responsible_areas(viewer)))
    form = RoundForm(request.GET or None, viewer=viewer)
    chosen = form.cleaned_data["area"] if form.is_valid() else None
    area = chosen or mine[0]
    stops = queries.round_in(viewer, area)
    if request.GET.get("print"):
        now = timezone.localtime()
        audit_actions.record(
            viewer.actor,
            "pages.print_round",
            kind="round",
            subjects=[stop.pk for stop in stops],
            fields=["private_phone", "address"],
        )
        return _pdf(sheets.round_sheet(viewer, area, stops, at=now), name="round.pdf")
    if stops:
        audit_actions.record(
            viewer.actor,
            "pages.look_round",
            kind="round",
            subjects=[stop.pk for stop in stops],
            fields=["private_phone", "address"],
        )
    context = {"form": form, "area": area, "stops": sheets.stops(viewer, stops)}
    return render(request, "pages/round.html", context)


def search(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = WholeSearchForm(request.GET or None)
    words, kind, after = "", "", ""
    if form.is_valid():
        words, kind, after = (form.cleaned_data[name] for name in ("q", "kind", "after"))
    found = (
        queries.search(
            viewer,
            words,
            kinds=[kind] if kind else list(queries.ROOMS),
            after=after if kind else "",
            limit=MANY if kind else FEW,
        )
        if words
        else []
    )
    context = {"form": form, "query": words, "found": found, "labels": dict(KINDS), "kind": kind}
    return render(request, "pages/search.html", context)


def town(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    context = {"may_keep": area_rules.may_keep_town(request.viewer), "public": settings.PUBLIC_URL}
    return render(request, "pages/town.html", context)


def audit(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read_audit(viewer))
    form = AuditForm(request.GET)
    before = form.cleaned_data["before"] if form.is_valid() else None
    entries = audit_queries.page_of(viewer.municipality, before=before, size=ENTRIES)
    names = areas.names_on(viewer.municipality, {entry.actor for entry in entries if entry.actor})
    context = {
        "entries": [
            (entry, names.get(entry.actor or NOWHERE, _("住民の方・装置"))) for entry in entries
        ],
        "before": entries[-1].pk if len(entries) == ENTRIES else None,
    }
    return render(request, "pages/audit.html", context)


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
