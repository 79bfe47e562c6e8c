"""The voices by the day they were heard: all of them, those without a 行き先, those that wait for an answer."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.paper import files
from sasaeai.voices import actions, exports, queries, rules
from sasaeai.voices.forms import ExportForm, VoiceFilter
from sasaeai.voices.models import Voice

ASKED = ("waits", "kind", "area", "q")


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    form = VoiceFilter(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page(viewer, form, asked)
    actions.look(viewer, page.rows)
    kept = {name: form.data[name] for name in ASKED if form.is_bound and form.data.get(name)}
    context = {
        "form": form,
        "voices": page.rows,
        "alarming": queries.alarming_among(viewer, page.rows),
        "today": viewer.today,
        "asked": urlencode(kept),
        "is_narrowed": bool(kept),
        "following": page.after and f"?{urlencode({**kept, 'after': page.after})}",
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "voices/list.html", context, status=status)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    form = ExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="voices:list")
    found = _chosen(viewer, form.cleaned_data).prefetch_related("categories")
    rows = list(found.order_by(*queries.PAGE_KEYS))
    for row in rows:
        if not queries.is_own(viewer, row):
            # May be somebody's home: the consent is about the words.
            row.place_words = ""
    actions.write_out(viewer, rows)
    return files.listed(exports.COLUMNS, rows, form=form, name="voices")


def _page(viewer: Viewer, form: VoiceFilter, asked: dict[str, Any]) -> Page[Voice]:
    if form.is_bound and not asked:
        return Page([], "")
    rows = _chosen(viewer, asked)
    keys = queries.WAITING_KEYS.get(asked.get("waits", ""), queries.PAGE_KEYS)
    try:
        return page_after(rows, asked.get("after", ""), keys=keys)
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _chosen(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Voice]:
    return queries.narrowed(
        queries.visible_to(viewer),
        viewer=viewer,
        area=asked.get("area"),
        kind=asked.get("kind"),
        waits=asked.get("waits", ""),
        words=asked.get("q", ""),
    )
