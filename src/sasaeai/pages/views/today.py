"""今日 for each role, the search and the town's settings."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sasaeai.activities import actions as activities
from sasaeai.areas import rules as area_rules
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Request
from sasaeai.assets import looks
from sasaeai.audit import actions as audit_actions
from sasaeai.base.errors import permit
from sasaeai.pages import queries, rules
from sasaeai.pages.forms import KINDS, WholeSearchForm
from sasaeai.people import actions as people
from sasaeai.voices import actions as voices

FEW = 10
MANY = 50


def home(request: HttpRequest) -> HttpResponse:
    return redirect("pages:today")


def today(request: Request) -> HttpResponse:
    viewer = request.viewer
    if not area_rules.may_see_town(viewer):
        return render(request, "pages/unposted.html")
    desk = queries.desk(viewer)
    is_staff = rules.may_walk_round(viewer)
    if is_staff:
        activities.forget_numbers(viewer)
        activities.forget_names(viewer)
    if is_staff and desk.suggestions:
        audit_actions.record(
            viewer.actor,
            "pages.look_today",
            kind="suggestion",
            subjects=[suggestion.listed_id for suggestion in desk.suggestions],
            fields=["words"],
        )
    shown = {voice.pk: voice for voice in (*(row.voice for row in desk.alarming), *desk.voices)}
    voices.look(viewer, shown.values())
    context = {
        "desk": desk,
        "today": viewer.today,
        "is_staff": is_staff,
        "is_officer": viewer.is_any(Role.OFFICER),
        "demo": settings.DEMO,
    }
    return render(request, "pages/today.html", context)


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
    cards = [] if kind else queries.persons(viewer, words)
    people.look(viewer, cards, fields=["name", "nickname"])
    looks.record_list(viewer, [row for one in found if one.kind == "asset" for row in one.rows])
    context = {
        "form": form,
        "query": words,
        "found": found,
        "cards": cards,
        "labels": dict(KINDS),
        "kind": kind,
    }
    return render(request, "pages/search.html", context)


def town(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    context = {"may_keep": area_rules.may_keep_town(request.viewer), "public": settings.PUBLIC_URL}
    return render(request, "pages/town.html", context)
