"""取り込み: a file is uploaded, looked at, and only then taken in. 書き出し: every list to take along."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.exchange import actions, queries, rules, sections
from sasaeai.exchange.forms import ColumnsForm, UploadForm
from sasaeai.exchange.models import Import
from sasaeai.jobs import queries as jobs


def imports(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_import(viewer))
    form = UploadForm(request.POST or None, request.FILES or None, viewer=viewer)
    if form.is_bound and form.is_valid():
        return redirect(actions.bring(viewer, form.choice(), form.cleaned_data["file"].read()))
    past = queries.imports(viewer)[: queries.PAST]
    context = {"form": form, "past": past}
    return render(request, "exchange/imports.html", context, status=422 if form.is_bound else 200)


@require_safe
def one_import(request: Request, pk: UUID) -> HttpResponse:
    made = _found(request, pk)
    job = jobs.latest(made.municipality_id, made.pk)
    newer = queries.newer(made)
    context = {
        "made": made,
        "job": job,
        "heading": sections.heading(made, areas.municipality_of(request.viewer), job, newer=newer),
        "counts": sections.counts(made.counts),
        "sections": sections.of_import(made, whole=request.GET.get("all", "")),
        "shown_to": sections.shown_to(made),
        "newer": newer,
        "columns": sections.columns(made),
        "writes": made.counts.get("created") or made.counts.get("updated"),
    }
    return render(request, "exchange/import.html", context)


@require_safe
def import_progress(request: Request, pk: UUID) -> HttpResponse:
    made = _found(request, pk)
    job = jobs.latest(made.municipality_id, made.pk)
    response = render(request, "exchange/parts/progress.html", {"made": made, "job": job})
    if job is None or not job.is_open:
        response["HX-Refresh"] = "true"
    return response


def import_columns(request: Request, pk: UUID) -> HttpResponse:
    made = _found(request, pk)
    form = ColumnsForm(request.POST or None, made=made)
    if form.is_bound and form.is_valid():
        try:
            actions.map_columns(request.viewer, made, form.mapping())
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(made)
    context = {"made": made, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/columns.html", context, status=status)


@require_POST
def import_apply(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.ask_to_apply)


@require_POST
def import_undo(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.ask_to_undo)


@require_POST
def import_stop(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.stop)


@require_POST
def import_again(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.ask_again)


@require_POST
def import_drop(request: Request, pk: UUID) -> HttpResponse:
    made = _found(request, pk)
    try:
        actions.drop(request.viewer, made)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(made)
    messages.success(request, _("取り込まずに、ファイルを消しました。"))
    return redirect("exchange:imports")


@require_safe
def exports(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    return render(request, "exchange/exports.html", {"lists": sections.exports(request.viewer)})


def _found(request: Request, pk: UUID) -> Import:
    permit(rules.may_import(request.viewer))
    made: Import = get_object_or_404(queries.imports(request.viewer), pk=pk)
    return made


def _do(request: Request, pk: UUID, act: Callable[[Viewer, Import], None]) -> HttpResponse:
    """Ask for work on an import, and show how it goes on; or say why it cannot be asked for."""
    made = _found(request, pk)
    try:
        act(request.viewer, made)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(made)
