"""How an activity grows: its state, the look back on a trial, what it was born from."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.activities import actions, queries, rests, signups
from sasaeai.activities.growth_form import OriginForm, ReviewForm, StateForm
from sasaeai.activities.models import Activity
from sasaeai.activities.views.activity import act, mine
from sasaeai.activities.views.hands import put_back_url
from sasaeai.activities.views.page import show, stands
from sasaeai.areas.viewer import Request
from sasaeai.assets import way_back
from sasaeai.base.errors import DomainError
from sasaeai.ui import dates

# A message is carried in a cookie; the page of the activity lists all of them.
MOST_LINKS = 4


@require_POST
def set_state(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    form = StateForm(request.POST, initial=stands(thing, viewer.today))
    if form.is_valid():
        try:
            actions.set_state(viewer, thing, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
    if form.errors:
        return show(request, queries.whole(viewer).get(pk=pk), state_form=form)
    return _changed(request, thing)


@require_POST
def review(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        said = {"state": data["outcome"], "review": data["review"], "words": data["words"]}
        try:
            actions.set_state(viewer, thing, since=viewer.today, **said)
        except DomainError as error:
            form.add_error(None, str(error))
    if form.errors:
        return act(
            request, form, thing, title=_("試してみてどうでしたか"), label=_("ふりかえりを残す")
        )
    return _changed(request, thing)


def _changed(request: Request, thing: Activity) -> HttpResponse:
    back = way_back.asked(request)
    undo = reverse("activities:take_back_state", args=[thing.pk])
    if back:
        undo += f"?{urlencode({'back': back})}"
    text = _("「%(name)s」を「%(state)s」にしました。") % {
        "name": thing.name,
        "state": rests.label(thing, request.viewer.today) or Activity.State.ACTIVE.label,
    }
    messages.success(request, text, extra_tags=f"undo={undo}")
    _say_whom_to_call(request, thing)
    return redirect(back or thing.get_absolute_url())


def _say_whom_to_call(request: Request, thing: Activity) -> None:
    """Say how many had signed up to dates that are off now, or over which it rests."""
    rooms = signups.to_call(request.viewer, thing)
    if not rooms:
        return
    text = (
        _(
            "申し込みの日%(dates)s日を取りやめにしました。申し込まれた%(people)s人の方へ、お電話でお伝えください。"
        )
        if thing.state == Activity.State.ENDED
        else _(
            "お休みのあいだに、申し込みの日が%(dates)s日あり、%(people)s人の方が申し込まれています。開かない日は取りやめにして、お電話でお伝えください。"
        )
    ) % {"dates": len(rooms), "people": sum(room.called for room in rooms)}
    links = [
        (room.session.get_absolute_url(), dates.full_day(room.session.on))
        for room in rooms[:MOST_LINKS]
    ]
    ways = format_html_join(" ", '<a href="{}">{}</a>', links)
    messages.warning(request, format_html("{} {}", text, ways))


@require_POST
def take_back_state(request: Request, pk: UUID) -> HttpResponse:
    thing = mine(request, pk)
    try:
        actions.take_back_state(request.viewer, thing)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("様子を元に戻しました。"))
    return redirect(way_back.asked(request) or thing.get_absolute_url())


def add_origin(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    form = OriginForm(request.POST or None, viewer=viewer)
    if form.is_bound and form.is_valid():
        try:
            origin = actions.add_origin(viewer, thing, form.origin())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("activities:drop_origin", args=[pk, origin.pk])
            messages.success(request, _("もとを書きたしました。"), extra_tags=f"undo={undo}")
            return redirect(thing)
    return act(request, form, thing, title=_("もと・応える課題を書きたす"), label=_("書きたす"))


@require_POST
def drop_origin(request: Request, pk: UUID, origin: UUID) -> HttpResponse:
    thing = mine(request, pk)
    known = get_object_or_404(thing.origins, pk=origin)
    undo = put_back_url(thing, actions.drop_origin(request.viewer, known))
    messages.success(request, _("もとから外しました。"), extra_tags=f"undo={undo}")
    return redirect(thing)
