"""Nobody alone: whom to call, and who works on what is alike."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.journal import peers, rules


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    context = {
        "to_call": peers.to_call(viewer),
        "kindred": peers.kindred(viewer),
        "calls": viewer.is_any(Role.COORDINATOR1),
        "weeks": peers.WEEKS,
    }
    return render(request, "journal/peers.html", context)
