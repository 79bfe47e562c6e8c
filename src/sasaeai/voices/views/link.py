"""A new private link for whoever lost theirs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.ui import dates
from sasaeai.voices import actions, queries, rules, sheets, tokens

# What the next page shows once and forgets: the voice, and the token that is kept nowhere else.
FRESH = "voices.fresh_link"


def give(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    voice = get_object_or_404(queries.visible_to(viewer).select_related("slip"), pk=pk)
    town = areas.municipality_of(viewer)
    permit(town.portal_open and rules.may_give_link(viewer, voice))
    if request.method == "POST":
        _link, token = actions.give_link(viewer, voice)
        request.session[FRESH] = [str(pk), token]
        return redirect("voices:give_link", pk)
    # Whoever only asks for the head of the page has not seen it.
    take = request.session.pop if request.method == "GET" else request.session.get
    about, token = take(FRESH, ("", ""))
    link = queries.open_link(voice, viewer.today)
    if about != str(pk) or link is None or link.digest != tokens.digest(token):
        messages.info(
            request,
            _("新しいリンクは一度だけ画面に出ます。なくされたときは、もう一度作ってください。"),
        )
        return redirect(voice)
    path = reverse("portal:said", args=[town.code, token])
    context = {
        "voice": voice,
        "until": dates.full_day(link.expires_on),
        "address": sheets.address(path, here=request.build_absolute_uri(path)),
    }
    return render(request, "voices/link.html", context)
