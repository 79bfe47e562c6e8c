"""働きかけ: whom to speak with next, what was said, how it stands."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.organisations import actions, exports, queries, rules
from sasaeai.organisations.forms import ApproachExportForm, ApproachFilter, ApproachForm
from sasaeai.organisations.models import Approach
from sasaeai.organisations.views.page import show
from sasaeai.paper import files


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_approach(viewer))
    form = ApproachFilter(request.GET or None)
    page = _page(viewer, form)
    asked = {name: form.data.get(name) for name in ("whose", "state")} if form.is_bound else {}
    filters = {name: value for name, value in asked.items() if value}
    context: dict[str, Any] = {
        "form": form,
        "approaches": page.rows,
        "asked": urlencode(filters),
        "following": page.after and f"?{urlencode({**filters, 'after': page.after})}",
        "is_narrowed": bool(filters),
        "today": viewer.today,
    }
    organisations = list({row.organisation_id: row.organisation for row in page.rows}.values())
    fields = ["approaches"] if page.rows else []
    return show(
        request,
        "organisations/approaches.html",
        context,
        organisations=organisations,
        fields=fields,
    )


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_approach(viewer))
    form = ApproachExportForm(request.GET)
    if not form.is_valid():
        return files.unknown(request, back="organisations:approaches")
    rows = list(_chosen(viewer, form.cleaned_data))
    actions.write_out_approaches(viewer, rows)
    return files.listed(exports.APPROACHES, rows, form=form, name="approaches")


def _page(viewer: Viewer, form: ApproachFilter) -> Page[Approach]:
    if form.is_bound and not form.is_valid():
        return Page([], "")
    asked = form.cleaned_data if form.is_bound else {}
    rows = _chosen(viewer, asked)
    try:
        return page_after(rows, asked.get("after", ""), keys=queries.APPROACH_KEYS)
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _chosen(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Approach]:
    return queries.chosen_approaches(
        viewer, everybody=asked.get("whose") == "all", state=asked.get("state", "")
    )


def add(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_approach(viewer))
    organisation = get_object_or_404(queries.visible_to(viewer), pk=pk)
    form = ApproachForm(request.POST or None, instance=Approach(organisation=organisation))
    if form.is_bound and form.is_valid():
        actions.approach(viewer, form.save(commit=False))
        messages.success(request, _("働きかけを記録しました。"))
        return redirect(organisation)
    context = {"organisation": organisation, "form": form, "title": _("働きかけを書く")}
    return show(request, "organisations/approach.html", context)


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    approach = get_object_or_404(queries.approaches(viewer), pk=pk)
    permit(rules.may_change_approach(viewer, approach))
    organisation = approach.organisation
    form = ApproachForm(request.POST or None, instance=approach)
    if form.is_bound and form.is_valid():
        actions.change_approach(viewer, form.save(commit=False), changed=form.changed_data)
        messages.success(request, _("働きかけを直しました。"))
        return redirect(organisation)
    context = {"organisation": organisation, "form": form, "title": _("その後を書く")}
    return show(
        request,
        "organisations/approach.html",
        context,
        organisations=[organisation],
        fields=["approaches"],
    )
