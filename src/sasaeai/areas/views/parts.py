"""What an area is composed of: 町丁, whole or in part, from when until when."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import actions, queries, rules
from sasaeai.areas.forms import PartForm
from sasaeai.areas.models import Area, AreaPart
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit


def parts(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_see_town(viewer))
    area = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(rules.may_change_area(viewer, area))
    form = PartForm(request.POST or None, instance=AreaPart(area=area), viewer=viewer)
    if form.is_bound and form.is_valid() and _added(request, form):
        return redirect("areas:parts", pk)
    return _page(request, area, form)


def _added(request: Request, form: PartForm) -> bool:
    try:
        part = actions.add_part(request.viewer, form.save(commit=False))
    except DomainError as error:
        form.add_error("piece", str(error))
        return False
    text = _("「%(name)s」を内訳に加えました。") % {"name": part.piece.name}
    undo = reverse("areas:end_part", args=[part.pk])
    messages.success(request, text, extra_tags=f"undo={undo}")
    return True


def _page(request: Request, area: Area, form: PartForm) -> HttpResponse:
    viewer = request.viewer
    held = queries.parts_on(area, viewer.today)
    year = queries.latest_year(viewer.municipality)
    aged, whole = queries.composed_people(held, year=year) if year and held else (0, 0)
    context = {
        "area": area,
        "form": form,
        "parts": held,
        "former": queries.former_parts(viewer, area),
        "year": year,
        "aged": aged,
        "whole": whole,
        "today": viewer.today,
    }
    return render(request, "areas/parts.html", context, status=422 if form.is_bound else 200)


@require_POST
def end_part(request: Request, pk: UUID) -> HttpResponse:
    part = _mine(request, pk)
    yesterday = request.viewer.today - timedelta(days=1)
    actions.end_part(request.viewer, part, until=yesterday)
    text = _("「%(name)s」を内訳から外しました。") % {"name": part.piece.name}
    undo = reverse("areas:restore_part", args=[pk])
    messages.success(request, text, extra_tags=f"undo={undo}")
    return redirect("areas:parts", part.area_id)


@require_POST
def restore_part(request: Request, pk: UUID) -> HttpResponse:
    part = _mine(request, pk)
    try:
        actions.restore_part(request.viewer, part)
        messages.success(request, _("「%(name)s」を内訳に戻しました。") % {"name": part.piece.name})
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("areas:parts", part.area_id)


def _mine(request: Request, pk: UUID) -> AreaPart:
    permit(rules.may_see_town(request.viewer))
    part = get_object_or_404(queries.part_rows(request.viewer), pk=pk)
    permit(rules.may_change_area(request.viewer, part.area))
    return part
