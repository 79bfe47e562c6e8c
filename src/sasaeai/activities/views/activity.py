"""One activity: its page and photograph, writing it down, changing it, saying how it stands."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.activities import actions, queries, rests, rules
from sasaeai.activities.forms import ActivityForm, StateForm
from sasaeai.activities.models import Activity
from sasaeai.activities.views import listing
from sasaeai.activities.views.room import ROOM
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.assets import began, freshness, knots, listed_pages, times, way_back
from sasaeai.assets import queries as assets
from sasaeai.assets.rules import hides_place
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, permit
from sasaeai.photos import keeping as photos
from sasaeai.ui import wording
from sasaeai.voices import actions as voices


def activity(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(queries.whole(viewer), pk=pk)
    return _page(request, thing, StateForm(initial=_stands(thing, viewer.today)))


def _page(request: Request, thing: Activity, state_form: StateForm) -> HttpResponse:
    viewer = request.viewer
    is_staff = rules.may_see_private(viewer)
    told = list(queries.told(viewer, thing)) if rules.may_change(viewer, thing) else []
    heard = queries.voices_of(viewer, thing)
    voices.look(viewer, heard)
    if is_staff and (seen := seen_fields(thing) + ["suggestions"] * bool(told)):
        audit.record(
            viewer.actor, "activities.look", kind="activity", subjects=[thing.pk], fields=seen
        )
    context = {
        "activity": thing,
        "facts": _facts(thing),
        "address": assets.address_for(viewer, thing.place) if thing.place else "",
        "week": times.grid(thing.times),
        "days": list(times.DAY_LABELS.values()),
        "fresh": freshness.look(thing, viewer.today),
        "knots": knots.of(thing.checks.all(), viewer.today),
        "private": listed_pages.private_facts(thing) if is_staff else [],
        "suggestions": told,
        "voices": heard,
        "may_change": rules.may_change(viewer, thing),
        "stands": rests.label(thing, viewer.today),
        "state_form": state_form,
    }
    status = 422 if state_form.is_bound else 200
    return render(request, "activities/activity.html", context, status=status)


def _stands(thing: Activity, today: date) -> dict[str, Any]:
    """Return what the form of its state begins with; a rest that is written down is there to be changed."""
    rest = rests.rest_of(thing, today)
    if rest is None:
        return {"state": rests.state_on(thing, today), "since": today}
    return {"state": thing.state, "since": rest.since or today, "resumes": rest.resumes}


def seen_fields(thing: Activity) -> list[str]:
    """Return which fields that staff see of an activity are not for everybody and say something."""
    seen = listed_pages.private_fields(thing)
    if thing.place and hides_place(thing.place) and thing.place.address:
        seen.append("address")
    return seen


def _facts(thing: Activity) -> list[tuple[str, str]]:
    return [
        (_("来られる人"), thing.who_may_come),
        (_("費用"), thing.fee),
        (_("どんなこと"), wording.told(thing.categories.all())),
        (_("出どころ"), thing.source_words),
        (_("だれに見せるか"), thing.get_visibility_display()),
    ]


def photo(request: Request, pk: UUID) -> FileResponse:
    permit(area_rules.may_see_town(request.viewer))
    return photos.hand_out(get_object_or_404(queries.visible_to(request.viewer), pk=pk))


def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    beginning = began.asked(request)
    if away := beginning.elsewhere(request):
        return away
    new = Activity(municipality_id=viewer.municipality)
    form = ActivityForm(
        request.POST or None,
        request.FILES or None,
        instance=new,
        viewer=viewer,
        initial=beginning.initial,
    )
    beginning.told_on(form)
    alike = listed_pages.called_alike(request, form, room=ROOM)
    if (
        form.is_bound
        and form.is_valid()
        and not alike
        and listed_pages.keep_new(request, form, beginning, by=actions.add)
    ):
        messages.success(request, _("「%(name)s」を書きたしました。") % {"name": new.name})
        return redirect(new)
    return listed_pages.form_page(
        request,
        form,
        room=ROOM,
        title=_("集まりにして育てる") if beginning.voice else _("集まり・活動を書きたす"),
        back=beginning.back or reverse("activities:list"),
        began=beginning,
        alike=[(one, listing.row(viewer, one)["text"]) for one in alike],
    )


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, _mine(request, pk)
    back = way_back.asked(request) or thing.get_absolute_url()
    form = ActivityForm(request.POST or None, request.FILES or None, instance=thing, viewer=viewer)
    if (
        form.is_bound
        and form.is_valid()
        and listed_pages.keep_changed(request, form, by=actions.change)
    ):
        messages.success(request, _("「%(name)s」を直しました。") % {"name": thing.name})
        return redirect(back)
    if not form.is_bound and (seen := seen_fields(thing)):
        audit.record(viewer.actor, "activities.look", kind="activity", subjects=[pk], fields=seen)
    return listed_pages.form_page(
        request, form, room=ROOM, title=_("書いてあることを直す"), back=back
    )


@require_POST
def set_state(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, _mine(request, pk)
    # The way back (the toast) says in the address what was before.
    said = request.POST if "state" in request.POST else request.GET
    form = StateForm(said, initial=_stands(thing, viewer.today))
    if not form.is_valid():
        return _page(request, queries.whole(viewer).get(pk=pk), form)
    back = way_back.asked(request)
    before = {
        "state": thing.state,
        "since": thing.state_since or "",
        "resumes": thing.resumes_on or "",
        **({"back": back} if back else {}),
    }
    undo = f"{reverse('activities:set_state', args=[pk])}?{urlencode(before)}"
    try:
        actions.set_state(viewer, thing, **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, queries.whole(viewer).get(pk=pk), form)
    text = _("「%(name)s」を「%(state)s」にしました。") % {
        "name": thing.name,
        "state": rests.label(thing, viewer.today) or Activity.State.ACTIVE.label,
    }
    messages.success(request, text, extra_tags=f"undo={undo}")
    return redirect(back or thing.get_absolute_url())


def _mine(request: Request, pk: UUID) -> Activity:
    permit(area_rules.may_see_town(request.viewer))
    thing = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, thing))
    return thing
