"""A new private link for whoever lost theirs."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.ui import dates
from sasaeai.voices import actions, queries, rules, sheets


@require_POST
def give(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    voice = get_object_or_404(queries.visible_to(viewer).select_related("slip"), pk=pk)
    town = areas.municipality_of(viewer)
    permit(town.portal_open and rules.may_give_link(viewer, voice))
    link, token = actions.give_link(viewer, voice)
    path = reverse("portal:said", args=[town.code, token])
    context = {
        "voice": voice,
        "until": dates.full_day(link.expires_on),
        "address": sheets.address(path, here=request.build_absolute_uri(path)),
    }
    return render(request, "voices/link.html", context)
