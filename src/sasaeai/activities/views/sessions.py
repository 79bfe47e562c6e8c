"""Dates with sign-up: setting one, who comes, signing somebody up by telephone, the list for the door."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import actions, rules, signups
from sasaeai.activities.models import Session, SignUp
from sasaeai.activities.session_form import (
    CancelForm,
    NumberForm,
    PeopleForm,
    SessionForm,
    SignUpForm,
)
from sasaeai.activities.views.activity import act, mine
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.areas.visibility import Visibility
from sasaeai.base.errors import DomainError, permit

HIDDEN = gettext_lazy(
    "申し込みの日を決めました。住民のページには、まだ出ていません。活動を「みんなに見せる」にすると出ます。"
)


def set_session(request: Request, pk: UUID) -> HttpResponse:
    thing = mine(request, pk)
    form = SessionForm(request.POST or None, instance=Session(activity=thing))
    if form.is_bound and form.is_valid():
        try:
            new = actions.set_session(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("on", str(error))
        else:
            is_hidden = new.is_public and thing.visibility != Visibility.PUBLIC
            messages.success(request, str(HIDDEN if is_hidden else _("申し込みの日を決めました。")))
            return redirect(new)
    return act(request, form, thing, title=_("申し込みの日を決める"), label=_("決める"))


def session(request: Request, session: UUID) -> HttpResponse:
    viewer, found = request.viewer, _mine(request, session)
    form = SignUpForm(request.POST or None, instance=SignUp(session=found))
    if form.is_bound and form.is_valid():
        try:
            actions.sign_up(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            new = form.instance
            undo = reverse("activities:cancel_signup", args=[found.pk, new.pk])
            told = _written_down(new)
            messages.success(request, told, extra_tags=f"undo={undo}")
            return redirect(found)
    return _page(request, found, "activities/session.html", form=form)


def _written_down(new: SignUp) -> str:
    """Return whether who called comes or waits, and why they wait."""
    [room] = signups.rooms([new.session])
    told = {"number": new.spoken, "people": new.people, "left": room.left}
    if new.state != SignUp.State.WAITS:
        return _("申し込みを書きとめました。番号は%(number)sです。") % told
    if room.left >= new.people:
        text = _("先に待っている方がいるので、空きを待つ方に入れました。番号は%(number)sです。")
    elif room.left:
        text = _(
            "%(people)s人分の空きがないので、空きを待つ方に入れました。いまはあと%(left)s人です。番号は%(number)sです。"
        )
    else:
        text = _("いっぱいなので、空きを待つ方に入れました。番号は%(number)sです。")
    return text % told


@require_safe
def door(request: Request, session: UUID) -> HttpResponse:
    return _page(request, _mine(request, session), "activities/door.html")


def _page(
    request: Request, found: Session, template: str, *, form: SignUpForm | None = None
) -> HttpResponse:
    viewer = request.viewer
    actions.forget_numbers(viewer)
    actions.forget_names(viewer)
    has_names = found.has_names(viewer.today)
    rows = list(signups.signups_of(found)) if has_names else []
    if rows:
        actions.look_at_signups(viewer, found)
    [room] = signups.rooms([found])
    context = {
        "activity": found.activity,
        "session": found,
        "room": room,
        "has_names": has_names,
        "is_over": found.on < viewer.today,
        "comes": [row for row in rows if row.state == SignUp.State.COMES],
        "waits": [row for row in rows if row.state == SignUp.State.WAITS],
        "closed": signups.why_closed(found, viewer.today),
        "form": form,
    }
    return render(request, template, context, status=422 if form and form.is_bound else 200)


@require_safe
def find_signup(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    form = NumberForm(request.GET if "number" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        found = signups.numbered(viewer, form.cleaned_data["number"])
        if found is None:
            form.add_error(
                "number", _("この番号の申し込みはありません。日が過ぎたものは出ません。")
            )
    may_see = found is not None and rules.may_change(viewer, found.session.activity)
    if found and may_see:
        actions.look_at_signups(viewer, found.session)
    context = {"form": form, "found": found, "may_see": may_see}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "activities/find_signup.html", context, status=status)


def change_people(request: Request, session: UUID, signup: UUID) -> HttpResponse:
    found = _mine(request, session)
    one = get_object_or_404(found.signups, pk=signup)
    form = PeopleForm(request.POST or None, instance=one)
    if form.is_bound and form.is_valid():
        people = form.cleaned_data["people"]
        try:
            actions.change_people(request.viewer, one, people=people)
        except DomainError as error:
            form.add_error("people", str(error))
        else:
            messages.success(request, _("人数を変えました。"))
            return redirect(found)
    title = _("%(called)sさんの人数を変える") % {"called": one.called}
    return act(request, form, found.activity, title=title, label=_("人数を変える"))


def cancel(request: Request, session: UUID) -> HttpResponse:
    found = _mine(request, session)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.cancel_session(request.viewer, found, words=form.cleaned_data["words"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("activities:restore_session", args=[found.pk])
            text = _("取りやめにしました。申し込まれた方へ、お電話でお伝えください。")
            messages.success(request, text, extra_tags=f"undo={undo}")
            return redirect(found)
    label = _("取りやめにする")
    return act(request, form, found.activity, title=_("この日を取りやめる"), label=label)


@require_POST
def restore(request: Request, session: UUID) -> HttpResponse:
    found = _mine(request, session)
    try:
        actions.restore_session(request.viewer, found)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("取りやめを取り消しました。"))
    return redirect(found)


@require_POST
def cancel_signup(request: Request, session: UUID, signup: UUID) -> HttpResponse:
    found = _mine(request, session)
    try:
        actions.cancel_signup(request.viewer, get_object_or_404(found.signups, pk=signup))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("activities:bring_back_signup", args=[found.pk, signup])
        messages.success(request, _("申し込みを取り消しました。"), extra_tags=f"undo={undo}")
    return redirect(found)


@require_POST
def bring_back_signup(request: Request, session: UUID, signup: UUID) -> HttpResponse:
    found = _mine(request, session)
    one = get_object_or_404(found.signups, pk=signup)
    try:
        back = actions.bring_back_signup(request.viewer, one)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        waits = back.state == SignUp.State.WAITS
        text = _("空きを待つ方に戻しました。") if waits else _("来られる方に戻しました。")
        messages.success(request, text)
    return redirect(found)


@require_POST
def admit(request: Request, session: UUID, signup: UUID) -> HttpResponse:
    found = _mine(request, session)
    waiting = found.signups.all()
    try:
        actions.admit(request.viewer, get_object_or_404(waiting, pk=signup, state="waits"))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("来られる方に入れました。お電話でお伝えください。"))
    return redirect(found)


def _mine(request: Request, session: UUID) -> Session:
    permit(area_rules.may_see_town(request.viewer))
    found = get_object_or_404(signups.visible_to(request.viewer), pk=session)
    permit(rules.may_change(request.viewer, found.activity))
    return found
