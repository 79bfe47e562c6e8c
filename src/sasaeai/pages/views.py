"""今日 for each role, the search, today's round, the town's settings and the record book."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.models import Area, Role
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import looks
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit_actions
from sasaeai.audit import queries as audit_queries
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError, permit
from sasaeai.pages import (
    actions,
    queries,
    record_book,
    record_words,
    rounds,
    rules,
    sheets,
    walks,
    ways,
)
from sasaeai.pages.forms import (
    KINDS,
    AuditExportForm,
    AuditForm,
    RoundForm,
    WholeSearchForm,
)
from sasaeai.pages.models import Round
from sasaeai.pages.rounds import Stop
from sasaeai.pages.walk_form import NO_SUCH_SHEET, Paper
from sasaeai.paper import files
from sasaeai.people import actions as people

FEW = 10
MANY = 50
ENTRIES = 100


def home(request: HttpRequest) -> HttpResponse:
    return redirect("pages:today")


def today(request: Request) -> HttpResponse:
    viewer = request.viewer
    if not area_rules.may_see_town(viewer):
        return render(request, "pages/unposted.html")
    desk = queries.desk(viewer)
    is_staff = rules.may_walk_round(viewer)
    if is_staff and desk.suggestions:
        audit_actions.record(
            viewer.actor,
            "pages.look_today",
            kind="suggestion",
            subjects=[suggestion.listed_id for suggestion in desk.suggestions],
            fields=["words"],
        )
    context = {
        "desk": desk,
        "today": viewer.today,
        "is_staff": is_staff,
        "is_officer": viewer.is_any(Role.OFFICER),
        "demo": settings.DEMO,
    }
    return render(request, "pages/today.html", context)


def walk_round(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = queries.tops(list(areas.responsible_areas(viewer)))
    if not mine:
        return render(request, "pages/unposted.html")
    form = RoundForm(request.GET or None, viewer=viewer, initial={"area": mine[0]})
    chosen = form.cleaned_data["area"] if form.is_valid() else None
    area = chosen or mine[0]
    walked = _set_out(viewer, area)
    stops = rounds.stops_of(viewer, walked) if walked else []
    left = [stop for stop in stops if not stop.is_done]
    if request.GET.get("print"):
        _record_round(viewer, "pages.print_round", left)
        now = timezone.localtime()
        return _pdf(sheets.round_sheet(viewer, area, stops, at=now), name="round.pdf")
    if stops:
        _record_round(viewer, "pages.look_round", stops)
    context = {
        "form": form,
        "area": area,
        "waiting": queries.waiting_in(viewer, area),
        "walked": walked,
        "left": len(left),
        "picture": ways.picture(viewer, left, area=area),
        "way": ways.whole(viewer, left),
        "reckoned": ways.reckoned(),
        "stops": sheets.stops(viewer, stops, area=area),
    }
    return render(request, "pages/round.html", context)


def _set_out(viewer: Viewer, area: Area) -> Round | None:
    """Return the round the viewer goes on with, or a new one; none where all is sure."""
    if walked := rounds.last_made(viewer, area):
        return walked
    stops = rounds.round_in(viewer, area)
    return actions.set_out(viewer, area, stops) if stops else None


def _record_round(viewer: Viewer, verb: str, stops: Sequence[Stop]) -> None:
    audit_actions.record(
        viewer.actor,
        verb,
        kind="round",
        subjects=[stop.listed.pk for stop in stops],
        fields=["private_phone", "address"],
    )


@require_POST
def round_anew(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    form = RoundForm(request.POST, viewer=viewer)
    area = form.cleaned_data["area"] if form.is_valid() else None
    if area is None:
        messages.warning(request, _("受け持ちの地区の中から選んでください。"))
        return redirect("pages:round")
    if stops := rounds.round_in(viewer, area):
        made = actions.set_out(viewer, area, stops)
        undo = reverse("pages:round_put_away", args=[made.pk])
        text = _("いま確かめたいところを、あらためてならべました。")
        messages.success(request, text, extra_tags=f"undo={undo}")
    else:
        messages.success(request, _("どれも確かめてあります。"))
    return redirect(f"{reverse('pages:round')}?area={area.pk}")


@require_POST
def round_put_away(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    made = get_object_or_404(rounds.made(viewer), pk=pk)
    area = made.area_id
    actions.put_away(viewer, made)
    messages.success(request, _("前の順番に戻しました。"))
    return redirect(f"{reverse('pages:round')}?area={area}")


def walk(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = list(areas.responsible_areas(viewer))
    context = {"areas": mine, "recent": queries.recent_walks(viewer, within=mine)}
    return render(request, "pages/walk.html", context)


def walk_sheet(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    form = RoundForm(request.GET, viewer=viewer)
    area = form.cleaned_data["area"] if form.is_valid() else None
    if area is None:
        messages.warning(request, _("受け持ちの地区の中から選んでください。"))
        return redirect("pages:walk")
    return _pdf(walks.walk_sheet(viewer, area, at=timezone.localtime()), name="walk.pdf")


def walk_rows(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = {str(area.pk): area for area in areas.responsible_areas(viewer)}
    given = request.POST if request.method == "POST" else None
    sent = request.POST if given else request.GET
    walk = queries.walk_numbered(viewer, sent.get("sheet", ""), within=mine.values())
    area = request.GET.get("area", "")
    asked = "" if given or walk else sent.get("sheet", "")
    if asked:
        messages.warning(request, NO_SUCH_SHEET)
    paper = Paper(given, viewer=viewer, mine=mine, walk=walk, area=area)
    valid = bool(given) and paper.is_valid()
    alike = paper.alike() if valid else []
    looks.record_list(viewer, [one for _number, one in alike if isinstance(one, Asset)])
    if valid and not alike:
        try:
            taken = actions.take_in(
                viewer,
                paper.lines,
                areas=paper.areas,
                walked=paper.walked,
                again=paper.is_said,
                seen=paper.seen,
            )
        except DomainError as error:
            paper.head.add_error(None, str(error))
        else:
            undo = reverse("pages:walk_undo", args=[actions.receipt(viewer, taken.ids())])
            messages.success(
                request, walks.summary(paper.lines, paper.seen), extra_tags=f"undo={undo}"
            )
            return redirect("pages:walk")
    recent = [] if walk else queries.recent_walks(viewer, within=mine.values())
    context = {"paper": paper, "recent": recent, "asked": asked, "alike": alike}
    return render(request, "pages/walk_rows.html", context, status=422 if given else 200)


@require_POST
def walk_undo(request: Request, token: str) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    try:
        found = queries.found_before(viewer, actions.received(viewer, token))
        actions.take_back(viewer, found)
        messages.success(request, _("いま書いたものを、一覧から引きました。"))
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("pages:walk")


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


def audit(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read_audit(viewer))
    form = AuditForm(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = [] if form.errors else list(_entries(viewer, asked)[:ENTRIES])
    kept = _kept(form)
    context = {
        "form": form,
        "lines": record_book.lines(viewer, entries),
        "asked": urlencode(kept),
        "following": urlencode({**kept, "before": entries[-1].pk})
        if len(entries) == ENTRIES
        else "",
    }
    return render(request, "pages/audit.html", context, status=400 if form.errors else 200)


@require_safe
def export_audit(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_read_audit(viewer))
    form = AuditExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="pages:audit")
    entries = _entries(viewer, form.cleaned_data)
    if form.cleaned_data["format"] == "xlsx" and entries[files.MOST_LINES :].exists():
        messages.error(request, files.TOO_LONG)
        return redirect(f"{reverse('pages:audit')}?{urlencode(_kept(form))}")
    found = record_book.all_lines(viewer, entries)
    audit_actions.record(
        viewer.actor,
        "pages.export_audit",
        kind="municipality",
        subjects=[viewer.municipality],
        fields=[f"chosen_{name}" for name in _kept(form) if name != "format"],
    )
    return files.listed(record_book.COLUMNS, found, form=form, name="record-book")


def _entries(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Entry]:
    kind = asked.get("kind")
    return audit_queries.chosen(
        viewer.municipality,
        actor=asked.get("actor"),
        matter=record_words.matter(kind) if kind else None,
        since=asked.get("since"),
        until=asked.get("until"),
        before=asked.get("before"),
    )


def _kept(form: AuditForm) -> dict[str, str]:
    """Return the filter as it was sent, without where the page begins."""
    sent = {name: form.data.get(name, "") for name in form.fields if name != "before"}
    return {name: value for name, value in sent.items() if value}


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
