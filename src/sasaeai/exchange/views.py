"""取り込み: a file is uploaded, looked at, and only then taken in. 書き出し: every list to take along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.exchange import editions, queries, rules, sections, uploads
from sasaeai.exchange.forms import UploadForm
from sasaeai.exchange.readers.messages import Refused


def imports(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_import(viewer))
    form = UploadForm(request.POST or None, request.FILES or None, viewer=viewer)
    if form.is_bound and form.is_valid():
        try:
            return redirect("exchange:import_preview", _kept_if_readable(request, form))
        except (Refused, DomainError) as error:
            form.add_error("file", str(error))
    past = queries.imports(viewer)[: queries.PAST]
    context = {"form": form, "past": past}
    return render(request, "exchange/imports.html", context, status=422 if form.is_bound else 200)


def _kept_if_readable(request: Request, form: UploadForm) -> UUID:
    """Keep a file that can be read as what it is said to be; return its token."""
    choice, data = form.choice(), form.cleaned_data["file"].read()
    editions.preview(choice, data, areas.municipality_of(request.viewer))
    return uploads.keep(request.viewer, choice, data)


def import_preview(request: Request, token: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_import(viewer))
    upload = uploads.kept(viewer, token)
    if upload is None:
        return _gone(request)
    town = areas.municipality_of(viewer)
    try:
        preview = editions.preview(upload.choice, upload.data, town)
    except (Refused, DomainError) as error:
        return _refused(request, str(error))
    context = {
        "token": token,
        "choice": upload.choice,
        "heading": sections.heading(upload.choice, town),
        "counts": sections.counts(preview.counts()),
        "sections": sections.of_preview(preview),
        "writes": bool(preview.created or preview.changed),
    }
    return render(request, "exchange/preview.html", context)


@require_POST
def import_apply(request: Request, token: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_import(viewer))
    upload = uploads.kept(viewer, token)
    if upload is None:
        return _gone(request)
    town = areas.municipality_of(viewer)
    try:
        made = editions.take_in(viewer.actor, upload.choice, upload.data, town)
    except (Refused, DomainError) as error:
        return _refused(request, str(error))
    uploads.erase(token)
    messages.success(
        request,
        _("%(created)s件を加え、%(updated)s件を直しました。")
        % {"created": made.counts["created"], "updated": made.counts["updated"]},
    )
    return redirect(made)


def past_import(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_import(request.viewer))
    made = get_object_or_404(queries.imports(request.viewer), pk=pk)
    context = {
        "made": made,
        "counts": sections.counts(made.counts),
        "sections": sections.of_messages(made.messages),
    }
    return render(request, "exchange/import.html", context)


def exports(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    return render(request, "exchange/exports.html", {"lists": sections.exports(request.viewer)})


def _gone(request: Request) -> HttpResponse:
    return _refused(
        request, _("ファイルは1時間で消えます。もう一度ファイルを選んで、見直してください。")
    )


def _refused(request: Request, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("exchange:imports")
