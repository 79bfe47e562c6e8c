"""A date with sign-up: coming without an account, and the private page on which one takes it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import actions as activities
from sasaeai.activities import signups
from sasaeai.activities.models import Session, SignUp
from sasaeai.base.errors import DomainError
from sasaeai.portal import actions, queries
from sasaeai.portal.opening import opened, private, show
from sasaeai.portal.queries import Here
from sasaeai.portal.session_form import ComeForm


@opened
def session(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    found = signups.session(here.viewer, pk)
    if found is None:
        raise Http404
    about = _about(here, found)
    form = ComeForm(request.POST or None, instance=SignUp(session=found))
    if form.is_bound and form.is_valid() and (token := _keep(request, here, form)):
        return redirect("portal:signed_up", here.town.code, token)
    [room] = signups.rooms([found])
    context = {
        **about,
        "room": room,
        "form": form,
        "is_open": signups.is_open(found, here.viewer.today),
    }
    status = 422 if form.is_bound else 200
    return show(request, here, "portal/session.html", context=context, status=status)


def _keep(request: HttpRequest, here: Here, form: ComeForm) -> str:
    try:
        return actions.sign_up(request, here, form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return ""


@require_safe
@opened
@private
def signed_up(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    signup = signups.behind(here.viewer, token)
    if signup is None:
        return show(request, here, "portal/lost.html", context={}, status=404)
    path = reverse("portal:signed_up", args=[here.town.code, token])
    context = {
        **_about(here, signup.session, is_own=True),
        "signup": signup,
        "token": token,
        "address": request.build_absolute_uri(path),
    }
    return show(request, here, "portal/signed_up.html", context=context)


@require_POST
@opened
@private
def cancel_signup(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    signup = signups.behind(here.viewer, token)
    if signup is None:
        return show(request, here, "portal/lost.html", context={}, status=404)
    activities.cancel_signup(here.viewer, signup)
    messages.success(request, _("取り消しました。お知らせくださり、ありがとうございます。"))
    return redirect("portal:signed_up", here.town.code, token)


def _about(here: Here, found: Session, *, is_own: bool = False) -> dict[str, object]:
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
