"""How soon what is known of an asset or an activity goes stale."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Request
from sasaeai.assets import actions, listed_pages, rules
from sasaeai.assets.forms import HalfLivesForm
from sasaeai.assets.views.room import ROOM
from sasaeai.base.errors import permit


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
    return listed_pages.form_page(
        request,
        form,
        room=ROOM,
        title=_("確かさが半分になるまで"),
        lead=_("確かめてからこの日数がたつと「確認したい」になります。"),
        back=reverse("assets:list"),
    )
