"""The list by kind, the names other forms offer, and the list as a file."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.organisations import actions, exports, queries, rules
from sasaeai.organisations.forms import ExportForm, ListForm, NamesForm
from sasaeai.organisations.models import Organisation
from sasaeai.paper import files


@require_safe
def index(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    return _list(request, ListForm(request.GET or None, viewer=request.viewer))


def _list(request: Request, form: ListForm) -> HttpResponse:
    viewer = request.viewer
    page = _page(viewer, form)
    asked = {name: form.data.get(name) for name in ListForm.base_fields} if form.is_bound else {}
    filters = {name: value for name, value in asked.items() if value and name != "after"}
    context = {
        "form": form,
        "organisations": page.rows,
        "following": page.after and f"?{urlencode({**filters, 'after': page.after})}",
        "is_narrowed": bool(filters),
        "is_continued": bool(asked.get("after")),
        "asked": urlencode(filters),
        "may_add": rules.may_add(viewer),
        "may_approach": rules.may_approach(viewer),
    }
    return render(request, "organisations/list.html", context)


def _page(viewer: Viewer, form: ListForm) -> Page[Organisation]:
    if form.is_bound and not form.is_valid():
        return Page([], "")
    asked = form.cleaned_data if form.is_bound else {}
    try:
        return page_after(_chosen(viewer, asked), asked.get("after", ""), keys=queries.PAGE_KEYS)
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _chosen(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Organisation]:
    rows = queries.retired(viewer) if asked.get("retired") else queries.listed(viewer)
    rows = queries.holding(rows, asked.get("q", ""), municipality=viewer.municipality)
    chosen = {name: asked.get(name) for name in ("area", "kind", "category")}
    return queries.narrowed(rows, **chosen)


@require_safe
def names(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    form = NamesForm.of(request.GET)
    found = queries.names(request.viewer, form.cleaned_data["q"]) if form.is_valid() else []
    context = {"form": form, "names": found}
    status = 200 if form.is_valid() else 422
    return render(request, "organisations/parts/names.html", context, status=status)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = ExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return _list(request, form)
    rows = _chosen(viewer, form.cleaned_data).prefetch_related("categories")
    chosen = list(rows.order_by(*queries.PAGE_KEYS))
    columns = exports.columns(viewer)
    private = [column.field for column in columns if column.private]
    actions.write_out(viewer, chosen, fields=private)
    return files.listed(columns, chosen, form=form, name="organisations")
