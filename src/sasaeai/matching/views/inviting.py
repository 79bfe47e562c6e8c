"""出番: whom to ask for one, what one says, what they said; and which ones fit a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import openings
from sasaeai.activities.models import Opening
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.matching import actions, invitations, queries, rules, words
from sasaeai.matching import fits as fitting
from sasaeai.matching.forms import ReplyForm
from sasaeai.matching.invitations import Invited
from sasaeai.matching.models import Invitation
from sasaeai.matching.views.asking import BEFORE, line
from sasaeai.people import actions as people
from sasaeai.people import queries as persons


@require_safe
def for_opening(request: Request, pk: UUID) -> HttpResponse:
    viewer, opening = request.viewer, _askable(request, pk)
    asked = invitations.of_opening(viewer, opening)
    people.look(viewer, [one.card for one in asked if one.card is not None], fields=BEFORE)
    why = _why_nobody(viewer, opening)
    context = {
        "opening": opening,
        "asked": [_asked(one) for one in asked],
        "why_nobody": why if opening.state == Opening.State.OPEN else "",
        **({} if why else _found(viewer, opening)),
    }
    template = "matching/parts/chosen.html" if request.htmx else "matching/opening.html"
    return render(request, template, context)


def _found(viewer: Viewer, opening: Opening) -> dict[str, Any]:
    found = invitations.candidates(viewer, opening)
    cards = queries.cards(viewer, [*found.best, *found.missed])
    people.look(viewer, list(cards.values()), fields=BEFORE)
    shown = [one for one in found.best if one.person in cards]
    return {
        "is_shown": True,
        "now": [line(one, cards) for one in shown if one.person in found.now],
        "others": [line(one, cards) for one in shown if one.person not in found.now],
        "missed": [line(one, cards) for one in found.missed if one.person in cards],
    }


def _asked(one: Invited) -> dict[str, Any]:
    return {"invitation": one.invitation, "who": _who(one)}


def _who(one: Invited) -> str:
    return (one.card.nickname or one.card.called if one.card else "") or _("声をかけた方")


@require_safe
def call(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    viewer, opening = request.viewer, _askable(request, pk)
    if why := _why_nobody(viewer, opening):
        messages.error(request, why)
        return redirect(opening)
    candidate = invitations.candidates(viewer, opening).everybody.get(person)
    if candidate is None:
        raise Http404
    (card,) = queries.cards(viewer, [candidate]).values()
    people.look(viewer, [card], fields=("nickname", "name", "phone"))
    context = {
        "opening": opening,
        "title": _("%(name)sへの電話") % {"name": card.addressed},
        "phone": card.phone,
        "reasons": words.reasons(candidate),
        "bars": words.why_not(candidate),
        "steps": words.opening_script(
            opening, office=areas.municipality_of(viewer).name, name=viewer.name
        ),
        "invite_url": reverse("matching:invite", args=[pk, person]),
    }
    return render(request, "matching/call.html", context)


def _why_nobody(viewer: Viewer, opening: Opening) -> str:
    return words.why_nobody_for(
        is_looking=invitations.is_looking(viewer, opening),
        is_referred=invitations.is_referred(viewer, opening),
    )


@require_POST
def invite(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    opening = _askable(request, pk)
    try:
        new = actions.invite(request.viewer, opening, person)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(opening)
    undo = reverse("matching:take_back_invitation", args=[new.pk])
    text = _("声をかけたと記録しました。お返事を聞いたら、押してください。")
    messages.success(request, text, extra_tags=f"undo={undo}")
    return redirect(new)


@require_safe
def invitation(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    (one,) = invitations.invited(viewer, [known])
    people.look(viewer, [one.card] if one.card else [], fields=("nickname", "name", "phone"))
    context = {
        "invitation": known,
        "opening": known.opening,
        "who": _who(one),
        "card": one.card,
        "replies": words.replies(known),
    }
    return render(request, "matching/invitation.html", context)


@require_POST
def reply(request: Request, pk: UUID) -> HttpResponse:
    known, form = _mine(request, pk), ReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("お返事を、ボタンのどれかから選んでください。"))
        return redirect(known)
    try:
        heard = actions.hear_reply(request.viewer, known, said=form.cleaned_data["said"])
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    undo = reverse("matching:take_back_reply", args=[pk])
    messages.success(request, words.replied(heard), extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def take_back_reply(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_reply(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("お返事を取り消しました。"))
    return redirect(known)


@require_POST
def take_back_invitation(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_invitation(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    messages.success(request, _("声をかけたことを取り消しました。"))
    return redirect(known.opening)


@require_safe
def fits(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_look(viewer))
    person = get_object_or_404(persons.visible_to(viewer), pk=pk)
    (card,) = persons.cards(viewer, [person])
    # What they took on, and what was asked of them, is no part of what they agreed to pass on.
    permit(card.wholly)
    context = {
        "card": card,
        "taken": [one.opening for one in fitting.taken_on(viewer, person)],
        "fits": [
            {
                "opening": fit.opening,
                "reasons": words.reasons(fit.candidate),
                "may_invite": rules.may_invite(viewer, fit.opening),
            }
            for fit in fitting.fitting(viewer, person)
        ],
    }
    template = "matching/parts/fits.html" if request.htmx else "matching/fits.html"
    return render(request, template, context)


def _askable(request: Request, pk: UUID) -> Opening:
    permit(rules.may_look(request.viewer))
    opening = get_object_or_404(openings.visible_to(request.viewer), pk=pk)
    permit(rules.may_invite(request.viewer, opening))
    return opening


def _mine(request: Request, pk: UUID) -> Invitation:
    permit(rules.may_look(request.viewer))
    known = get_object_or_404(invitations.visible_to(request.viewer), pk=pk)
    permit(rules.may_invite(request.viewer, known.opening))
    return known
