"""Nobody alone: whom to call, and who works on what is alike."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import rules as area_rules
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.journal import actions, peers, rules
from sasaeai.journal.forms import CallingForm


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    weeks = peers.weeks(viewer)
    context = {
        "to_call": peers.to_call(viewer),
        "kindred": peers.kindred(viewer),
        "calls": viewer.is_any(Role.COORDINATOR1),
        "weeks": weeks,
        "calling_form": CallingForm(initial={"weeks": weeks}),
        "call_noted": peers.call_noted(viewer),
        "may_keep_town": area_rules.may_keep_town(viewer),
        "may_set": rules.may_set_calling(viewer),
    }
    return render(request, "journal/peers.html", context)


@require_POST
def set_calling(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_set_calling(viewer))
    form = CallingForm(request.POST)
    if form.is_valid():
        actions.set_calling(viewer, **form.cleaned_data)
        messages.success(request, _("間かくを決めました。"))
    else:
        messages.error(request, " ".join(map(str, form.errors["weeks"])))
    return redirect("journal:peers")
