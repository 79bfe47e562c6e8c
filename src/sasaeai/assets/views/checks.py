"""Making sure of an asset, and how soon what is known goes stale."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.assets import actions, queries, rules
from sasaeai.assets.forms import CheckForm, HalfLivesForm
from sasaeai.assets.models import Check
from sasaeai.base.errors import permit


def check(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(rules.may_change(viewer, thing))
    form = CheckForm(request.POST or None, instance=Check(asset=thing))
    if form.is_bound and form.is_valid():
        made = actions.check(viewer, thing, form.save(commit=False))
        undo = reverse("assets:take_back_check", args=[made.pk])
        text = _("「%(name)s」を確かめたことを記録しました。") % {"name": thing.name}
        messages.success(request, text, extra_tags=f"undo={undo}")
        return redirect(thing)
    context = {
        "form": form,
        "title": _("「%(name)s」を確かめた") % {"name": thing.name},
        "back": thing.get_absolute_url(),
        "label": _("記録する"),
    }
    return render(request, "assets/form.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back_check(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    made = get_object_or_404(queries.checks(viewer), pk=pk)
    permit(rules.may_take_back(viewer, made))
    thing = made.asset
    actions.take_back_check(viewer, made)
    messages.success(request, _("確かめた記録を取り消しました。"))
    return redirect(thing)


def half_lives(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_set_half_lives(viewer))
    form = HalfLivesForm(request.POST or None, viewer=viewer)
    if form.is_bound and form.is_valid():
        actions.set_half_lives(viewer, form.cleaned_data)
        messages.success(
            request, _("日数を直しました。これから確かめるものから、この日数で数えます。")
        )
        return redirect("assets:half_lives")
    context = {
        "form": form,
        "title": _("確かさが半分になるまで"),
        "lead": _("確かめてからこの日数がたつと「確認したい」になります。"),
        "back": reverse("assets:list"),
        "label": _("記録する"),
    }
    return render(request, "assets/form.html", context, status=422 if form.is_bound else 200)
