"""声をとどける, and the private page on which somebody sees what became of their words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.models import Area
from sasaeai.base.errors import DomainError
from sasaeai.contacts import queries as contacts
from sasaeai.portal import actions, places, queries
from sasaeai.portal.forms import PlaceForm
from sasaeai.portal.opening import opened, private, show
from sasaeai.portal.queries import Here
from sasaeai.portal.readings import read
from sasaeai.portal.voice_form import SayForm
from sasaeai.ui import dates
from sasaeai.voices import actions as voices
from sasaeai.voices import queries as heard
from sasaeai.voices import rules, sheets, words
from sasaeai.voices.models import Link, Voice

FEW = 5


@opened
def say(request: HttpRequest, here: Here) -> HttpResponse:
    areas = queries.areas_to_say(here.viewer)
    if request.method == "POST" and not {"find", "here"}.isdisjoint(request.POST):
        return _find(request, here, areas)
    new, asked = Voice(municipality=here.town), {"area": request.GET.get("area", "")}
    form = SayForm(request.POST or None, instance=new, initial=asked, areas=areas)
    if form.is_bound and form.is_valid() and (token := _keep(request, here, form)):
        messages.success(request, _("声をおあずかりしました。ありがとうございます。"))
        return redirect("portal:said", here.town.code, token)
    status = 422 if form.is_bound else 200
    return show(request, here, "portal/say.html", context={"form": form}, status=status)


def _find(request: HttpRequest, here: Here, areas: list[Area]) -> HttpResponse:
    """Return the names of 町, or the page one came from with the area that was found; nothing is sent."""
    asked, sent = PlaceForm(request.POST), request.POST
    name = asked.cleaned_data["q"] if asked.is_valid() else ""
    among = places.places(here.viewer)
    hits = [] if "here" in sent else places.found(among, name)
    found = str(hits[0].area.pk) if len(hits) == 1 else sent.get("here", "")
    # What is written travels in the form: an address would stand in others' logs.
    written = {one: sent.get(one, "") for one in SayForm.base_fields}
    form = SayForm(initial=written | ({"area": found} if found else {}), areas=areas)
    if found or "here" in sent:
        return show(request, here, "portal/say.html", context={"form": form})
    context = {"form": form, "asked": name, "hits": hits, "rows": places.by_row(among)}
    return show(request, here, "portal/say_where.html", context=context)


def _keep(request: HttpRequest, here: Here, form: SayForm) -> str:
    try:
        return actions.say(request, here, form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return ""


@require_safe
@opened
@private
def said(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    link = heard.voice_behind(here.viewer, token)
    return _page(request, here, link, token) if link else _lost(request, here)


@require_POST
@opened
@private
def withdraw(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    link = heard.voice_behind(here.viewer, token)
    if link is None:
        return _lost(request, here)
    voices.withdraw(here.viewer, link.voice)
    return redirect("portal:said", here.town.code, token)


@require_POST
@opened
@private
def restore(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    link = heard.voice_behind(here.viewer, token)
    if link is None:
        return _lost(request, here)
    try:
        voices.restore(here.viewer, link.voice)
        messages.success(request, _("声を戻しました。"))
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("portal:said", here.town.code, token)


def _page(request: HttpRequest, here: Here, link: Link, token: str) -> HttpResponse:
    today, path = here.viewer.today, reverse("portal:said", args=[here.town.code, token])
    found = heard.alarms_of(link.voice, today)
    told = words.news(link.voice, heard.answers_of(link.voice), today=today)
    context = {
        "voice": link.voice,
        "alarms": found,
        "contacts": contacts.contacts_for(here.viewer, found, link.voice.area)[:FEW]
        if found
        else [],
        "may_restore": rules.may_restore(here.viewer, link.voice),
        "token": token,
        "address": sheets.address(path, here=request.build_absolute_uri(path)),
        "until": read(dates.full_day(link.expires_on)),
        "news": [one._replace(when=read(one.when)) for one in told],
    }
    return show(request, here, "portal/said.html", context=context)


def _lost(request: HttpRequest, here: Here) -> HttpResponse:
    """Return the one page for whatever opens nothing: mistyped, stopped or too old."""
    return show(request, here, "portal/lost.html", context={}, status=404)
