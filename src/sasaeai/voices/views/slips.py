"""声の用紙: printing them, typing back what stands on them, and telling on the telephone what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.paper import pdf
from sasaeai.voices import actions, queries, rules, sheets, words
from sasaeai.voices.models import Slip, Voice
from sasaeai.voices.slip_form import NumberForm, PrintForm, SlipForm


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    form = NumberForm(request.GET if "number" in request.GET else None, viewer=viewer)
    slip = form.slip if form.is_bound and form.is_valid() else None
    told = _told(viewer, slip) if slip else {}
    context = {"form": form, "slip": slip, **told}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "voices/slips.html", context, status=status)


def _told(viewer: Viewer, slip: Slip) -> dict[str, Any]:
    """Return what may be read out to whoever told the number; the words only to those who may read them."""
    if slip.voice is None:
        return {}
    actions.look_up(viewer, slip)
    told = words.news(slip.voice, queries.answers_of(slip.voice), today=viewer.today)
    return {"news": told, "may_read": queries.may_read(viewer, slip.voice)}


def take(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    new = Voice(municipality_id=viewer.municipality)
    asked = {"number": request.GET["number"]} if "number" in request.GET else None
    form = SlipForm(request.POST or None, instance=new, viewer=viewer, initial=asked)
    if form.is_bound and form.is_valid() and (slip := _keep(viewer, form)):
        if queries.alarms_of(new, viewer.today):
            messages.success(request, _("%(number)sを書き写しました。") % {"number": slip})
            return redirect(new)
        undo = reverse("voices:take_back_slip", args=[slip.pk])
        said = _("%(number)sを書き写しました。") % {"number": slip}
        messages.success(request, said, extra_tags=f"undo={undo}")
        return redirect("voices:take_slip")
    status = 422 if form.is_bound else 200
    return render(request, "voices/take_slip.html", {"form": form}, status=status)


def _keep(viewer: Viewer, form: SlipForm) -> Slip | None:
    slip = form.slip
    try:
        if slip is not None:
            actions.take_slip(viewer, slip, form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    return slip


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_hear(request.viewer))
    slip = queries.slip_of(request.viewer, pk)
    if slip is None or slip.voice is None:
        raise Http404
    permit(rules.may_take(request.viewer, slip, slip.voice.area))
    try:
        actions.take_back_slip(request.viewer, slip)
        messages.success(request, _("書き写したものを消しました。もう一度書き写せます。"))
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("voices:take_slip")


def print_sheets(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    form = PrintForm(request.POST or None, viewer=viewer)
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.is_bound else 200
        return render(request, "voices/print_slips.html", {"form": form}, status=status)
    area, employer = form.cleaned_data["area"], form.cleaned_data["employer"]
    count = form.cleaned_data["sheets"] * sheets.ON_A_SHEET
    numbered = actions.print_slips(viewer, count, employer=employer, area=area)
    sheet = sheets.slips(
        numbered,
        town=areas.municipality_of(viewer),
        employer=employer,
        area=area,
        at=timezone.localtime(),
    )
    return pdf.shown(sheet, name="voice-slips.pdf")
