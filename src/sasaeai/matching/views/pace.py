"""How often people are asked in this town."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.matching import pacing, pool, rules
from sasaeai.matching.forms import PaceForm


def pace(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_set_pace(viewer))
    form = PaceForm(request.POST or None, instance=pool.pace_of(viewer.municipality))
    if form.is_bound and form.is_valid():
        pacing.set_pace(viewer, form.save(commit=False))
        messages.success(request, _("お願いの頻度を残しました。"))
        return redirect("matching:pace")
    context = {"form": form, "back": reverse("needs:list")}
    status = 422 if form.is_bound else 200
    return render(request, "matching/pace.html", context, status=status)
