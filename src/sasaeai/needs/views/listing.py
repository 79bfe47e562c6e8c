"""The needs by the day somebody answers."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.needs import actions, exports, queries, rules
from sasaeai.needs.forms import ExportForm, NeedFilter
from sasaeai.needs.models import Need
from sasaeai.paper import files

ASKED = ("waits", "category", "area")


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    form = NeedFilter(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page(viewer, form, asked)
    kept = {name: form.data[name] for name in ASKED if form.is_bound and form.data.get(name)}
    context = {
        "form": form,
        "needs": page.rows,
        "today": viewer.today,
        "asked": urlencode(kept),
        "is_narrowed": bool(kept),
        "following": page.after and f"?{urlencode({**kept, 'after': page.after})}",
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "needs/list.html", context, status=status)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    form = ExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="needs:list")
    found = _chosen(viewer, form.cleaned_data)
    rows = list(found.order_by(*queries.PAGE_KEYS))
    actions.write_out(viewer, rows)
    return files.listed(exports.COLUMNS, rows, form=form, name="needs")


def _page(viewer: Viewer, form: NeedFilter, asked: dict[str, Any]) -> Page[Need]:
    if form.is_bound and not asked:
        return Page([], "")
    try:
        rows = _chosen(viewer, asked)
        return page_after(rows, asked.get("after", ""), keys=queries.PAGE_KEYS)
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _chosen(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Need]:
    return queries.narrowed(
        queries.visible_to(viewer),
        viewer=viewer,
        area=asked.get("area"),
        category=asked.get("category"),
        waits=asked.get("waits", ""),
    )
