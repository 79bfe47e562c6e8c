"""A date with sign-up: the list of them, coming without an account, and the page on which one changes it."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import actions as activities
from sasaeai.activities import signup_keys, signups
from sasaeai.activities.models import Session, SignUp
from sasaeai.base.errors import DomainError
from sasaeai.base.paging import Page, page_after
from sasaeai.portal import actions, choices, queries
from sasaeai.portal.forms import DatesForm
from sasaeai.portal.opening import opened, private, show
from sasaeai.portal.queries import Here
from sasaeai.portal.session_form import ComeForm, FindForm, PeopleForm

ROWS = 12
# So many are told in full; the later ones take a line each.
IN_FULL = 4
IN_TIME = ("on", "starts", "id")


@require_safe
@opened
def sessions(request: HttpRequest, here: Here) -> HttpResponse:
    form = DatesForm(request.GET, viewer=here.viewer)
    is_read = form.is_valid()
    area, after = (form.cleaned_data.get(name) for name in ("area", "after"))
    chosen = {"area": area} if area else {}
    rows = signups.to_come(here.viewer, area)
    page, lost = _from(rows, after or "")
    rooms = signups.rooms(page.rows)
    days = groupby(rooms[:IN_FULL], key=lambda room: room.session.on)
    context = {
        "days": [(day, list(some)) for day, some in days],
        "later": rooms[IN_FULL:],
        "areas": choices.area_chips(chosen, queries.regions(here.viewer)),
        "area": area,
        "misread": not is_read or lost,
        "first": choices.address(chosen) if after else "",
        "following": choices.address(chosen, after=page.after) if page.after else "",
    }
    return show(request, here, "portal/sessions.html", context=context)


def _from(rows: QuerySet[Session], after: str) -> tuple[Page[Session], bool]:
    """Return the dates after the key, or the first ones and that the key is lost."""
    try:
        return page_after(rows, after, keys=IN_TIME, size=ROWS), False
    except DomainError:
        return page_after(rows, keys=IN_TIME, size=ROWS), True


@opened
def session(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    found = signups.session(here.viewer, pk)
    if found is None:
        raise Http404
    form = ComeForm(request.POST or None, instance=SignUp(session=found))
    if form.is_bound and form.is_valid() and (token := _keep(request, here, form)):
        return redirect("portal:signed_up", here.town.code, token)
    [room] = signups.rooms([found])
    context = {
        **_about(here, found),
        "room": room,
        "form": form,
        "closed": signups.why_closed(found, here.viewer.today),
    }
    status = 422 if form.is_bound else 200
    return show(request, here, "portal/session.html", context=context, status=status)


def _keep(request: HttpRequest, here: Here, form: ComeForm) -> str:
    try:
        signup = form.save(commit=False)
        token = actions.sign_up(request, here, signup, token=form.cleaned_data["token"])
    except DomainError as error:
        form.add_error(None, str(error))
        return ""
    messages.success(request, _("申し込みを受けました。番号をお控えください。"))
    return token


@opened
@private
def find_signup(request: HttpRequest, here: Here) -> HttpResponse:
    form = FindForm(request.POST or None)
    if form.is_bound and form.is_valid() and (found := _known(request, here, form)):
        return redirect("portal:signed_up", here.town.code, signup_keys.fresh(found))
    status = 422 if form.is_bound else 200
    return show(request, here, "portal/find_signup.html", context={"form": form}, status=status)


def _known(request: HttpRequest, here: Here, form: FindForm) -> SignUp | None:
    try:
        return actions.find_signup(request, here, **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return None


@require_safe
@opened
@private
def signed_up(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    signup = signups.behind(here.viewer, token)
    if signup is None:
        return _lost(request, here)
    return _page(request, here, signup, token=token, form=PeopleForm(instance=signup))


@require_POST
@opened
@private
def change_signup(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    signup = signups.behind(here.viewer, token)
    if signup is None:
        return _lost(request, here)
    form = PeopleForm(request.POST)
    if form.is_valid():
        try:
            activities.change_people(here.viewer, signup, **form.cleaned_data)
        except DomainError as error:
            form.add_error("people", str(error))
        else:
            messages.success(
                request, _("人数を変えました。お知らせくださり、ありがとうございます。")
            )
            return redirect("portal:signed_up", here.town.code, token)
    return _page(request, here, signup, token=token, form=form)


@require_POST
@opened
@private
def cancel_signup(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    signup = signups.behind(here.viewer, token)
    if signup is None:
        return _lost(request, here)
    activities.cancel_signup(here.viewer, signup)
    messages.success(request, _("取り消しました。お知らせくださり、ありがとうございます。"))
    return redirect("portal:signed_up", here.town.code, token)


def _page(
    request: HttpRequest, here: Here, signup: SignUp, *, token: str, form: PeopleForm
) -> HttpResponse:
    path = reverse("portal:signed_up", args=[here.town.code, token])
    [room] = signups.rooms([signup.session])
    is_short = signup_keys.opened(token) is not None
    context = {
        **_about(here, signup.session, is_own=True),
        "signup": signup,
        "room": room,
        "token": token,
        "form": form,
        # What opens for half an hour only is not to be kept.
        "address": "" if is_short else request.build_absolute_uri(path),
        "find": request.build_absolute_uri(reverse("portal:find_signup", args=[here.town.code])),
    }
    status = 422 if form.is_bound else 200
    return show(request, here, "portal/signed_up.html", context=context, status=status)


def _lost(request: HttpRequest, here: Here) -> HttpResponse:
    """Return the one page for whatever opens nothing: mistyped, too old, or of a day that is over."""
    return show(request, here, "portal/lost_signup.html", context={}, status=404)


def _about(here: Here, found: Session, *, is_own: bool = False) -> dict[str, Any]:
    """Return a date and its activity, with no place that residents may not see.

    Whoever signed up still reads of what is shown to nobody else any more, and can take it back.
    """
    activity = queries.activity(here.viewer, found.activity_id)
    if activity is None and not is_own:
        raise Http404
    return {
        "session": found,
        "listed": activity or found.activity,
        "is_listed": activity is not None,
        "contact": activity.public_contact if activity else "",
        "phone": (activity and activity.public_phone) or here.town.phone,
    }
