"""One activity: its photograph, writing it down, changing it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.activities import actions, begun, queries, rules
from sasaeai.activities.begun import Start
from sasaeai.activities.forms import ActivityForm
from sasaeai.activities.models import Activity
from sasaeai.activities.views import listing, page
from sasaeai.activities.views.room import ROOM
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.assets import began, listed_pages, way_back
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.photos import keeping as photos


def photo(request: Request, pk: UUID) -> FileResponse:
    permit(area_rules.may_see_town(request.viewer))
    return photos.hand_out(get_object_or_404(queries.visible_to(request.viewer), pk=pk))


def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    beginning, start = began.asked(request), begun.asked(request)
    if away := beginning.elsewhere(request):
        return away
    new = Activity(municipality_id=viewer.municipality)
    form = ActivityForm(
        request.POST or None,
        request.FILES or None,
        instance=new,
        viewer=viewer,
        initial=beginning.initial | start.initial,
    )
    beginning.told_on(form)
    alike = listed_pages.called_alike(request, form, room=ROOM)
    if (
        form.is_bound
        and form.is_valid()
        and not alike
        and listed_pages.keep_new(request, form, beginning, by=_adding(start, form))
    ):
        messages.success(request, _("「%(name)s」を書きたしました。") % {"name": new.name})
        return redirect(new)
    return listed_pages.form_page(
        request,
        form,
        room=ROOM,
        title=_("集まりにして育てる")
        if beginning.voice or start.origin
        else _("集まり・活動を書きたす"),
        back=beginning.back or start.back or reverse("activities:list"),
        lead=start.lead,
        began=beginning,
        alike=[(one, listing.row(viewer, one)["text"]) for one in alike],
    )


def _adding(start: Start, form: ActivityForm) -> Callable[..., Activity]:
    """Return how a new activity is written down, with what it begins with and who runs it."""
    return partial(actions.add, first=actions.First(start.origin, form.resident))


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    back = way_back.asked(request) or thing.get_absolute_url()
    form = ActivityForm(request.POST or None, request.FILES or None, instance=thing, viewer=viewer)
    if (
        form.is_bound
        and form.is_valid()
        and listed_pages.keep_changed(request, form, by=actions.change)
    ):
        messages.success(request, _("「%(name)s」を直しました。") % {"name": thing.name})
        return redirect(back)
    if not form.is_bound and (seen := page.seen_fields(thing)):
        audit.record(viewer.actor, "activities.look", kind="activity", subjects=[pk], fields=seen)
    return listed_pages.form_page(
        request, form, room=ROOM, title=_("書いてあることを直す"), back=back
    )


def mine(request: Request, pk: UUID) -> Activity:
    permit(area_rules.may_see_town(request.viewer))
    thing = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, thing))
    return thing


def act(
    request: Request, form: BaseForm, thing: Activity, *, title: str, label: str
) -> HttpResponse:
    """Return the page of one act on an activity, with what is amiss where it was sent."""
    context = {"form": form, "activity": thing, "title": title, "label": label}
    return render(request, "activities/act.html", context, status=422 if form.is_bound else 200)
