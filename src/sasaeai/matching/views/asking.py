"""Who could help with one need, why, why not; and what one says on the telephone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.matching import actions, bodies, places, queries, rules, slips, words
from sasaeai.matching.models import Match
from sasaeai.matching.queries import Candidate
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.organisations import actions as organisations
from sasaeai.paper import pdf
from sasaeai.people import actions as people
from sasaeai.people.cards import Card

# What is shown of somebody who has not been asked yet: the name only where nobody knows another.
BEFORE = ("nickname", "name")
# Whom one asks for at an organisation: not for everybody.
INSIDE = ("contact_name", "contact_phone")


@require_safe
def candidates(request: Request, pk: UUID) -> HttpResponse:
    viewer, need = request.viewer, _askable(request, pk)
    asked = queries.asked(viewer, need)
    named = [one.card for one in asked if one.card is not None]
    people.look(viewer, named, fields=["nickname"])
    context: dict[str, Any] = {
        "need": need,
        "asked": [{"match": one.match, "who": words.who(one.match, one.card)} for one in asked],
        "is_promised": any(one.match.state in queries.PROMISED for one in asked),
        "today": viewer.today,
        "is_met": queries.is_met(need),
    }
    # What has happened asks for nobody else, unless whoever looks wants to see them.
    is_asked_for = not context["is_met"] or "more" in request.GET
    if need.is_open and is_asked_for and not queries.is_referred(viewer, need):
        context |= _found(viewer, need)
    template = "matching/parts/found.html" if request.htmx else "matching/candidates.html"
    return render(request, template, context)


@require_safe
def script(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    viewer, need = request.viewer, _askable(request, pk)
    if why := _why_nobody(viewer, need):
        messages.error(request, why)
        return redirect(need)
    candidate = queries.candidates(viewer, need).by_person(person)
    if candidate is None:
        raise Http404
    (card,) = queries.cards(viewer, [candidate]).values()
    people.look(viewer, [card], fields=("nickname", "name", "phone"))
    context = {
        "title": _("%(name)sへの電話") % {"name": card.addressed},
        "phone": card.phone,
        "reasons": words.reasons(candidate),
        "bars": words.why_not(candidate),
        "ask_url": reverse("matching:ask", args=[pk, person]),
    }
    return _script(request, need, context)


@require_safe
def organisation(request: Request, pk: UUID, target: UUID) -> HttpResponse:
    viewer, need = request.viewer, _askable(request, pk)
    if why := _why_nobody(viewer, need):
        messages.error(request, why)
        return redirect(need)
    found = bodies.bodies(viewer, need).by_id(target)
    if found is None:
        raise Http404
    row = found.row
    inside = [name for name in INSIDE if getattr(row, name)]
    organisations.look(viewer, [row], fields=inside)
    context = {
        "title": _("%(name)sへの電話") % {"name": row.name},
        "phone": row.phone,
        "desk": row,
        "reasons": words.reasons_of_body(found),
        "bars": words.why_not_body(found),
        "ask_url": reverse("matching:ask_organisation", args=[pk, target]),
    }
    return _script(request, need, context)


def _why_nobody(viewer: Viewer, need: Need) -> str:
    return words.why_nobody(need, is_referred=queries.is_referred(viewer, need))


def _script(request: Request, need: Need, context: dict[str, Any]) -> HttpResponse:
    steps = words.script(need, office=need.employer.name, name=request.viewer.name)
    return render(request, "matching/script.html", context | {"need": need, "steps": steps})


@require_safe
def slip(request: Request, pk: UUID) -> HttpResponse:
    need = _askable(request, pk)
    try:
        actions.print_slip(request.viewer, need)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(need)
    town = areas.municipality_of(request.viewer)
    sheet = slips.request_slip(request.viewer, need, town=town, at=timezone.now())
    return pdf.shown(sheet, name="request.pdf")


@require_POST
def ask(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    need = _askable(request, pk)
    try:
        match = actions.ask(request.viewer, need, person)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(need)
    return _asked(request, match, _("お願いしたと記録しました。お返事を聞いたら、押してください。"))


@require_POST
def ask_organisation(request: Request, pk: UUID, target: UUID) -> HttpResponse:
    viewer, need = request.viewer, _askable(request, pk)
    if bodies.bodies(viewer, need).by_id(target) is None:
        raise Http404
    try:
        match = actions.ask_organisation(viewer, need, target)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(need)
    return _asked(request, match, _("お願いしたと記録しました。お返事を聞いたら、押してください。"))


@require_POST
def turn_to(request: Request, pk: UUID, kind: str, target: UUID) -> HttpResponse:
    viewer, need = request.viewer, _askable(request, pk)
    row = places.row_of(viewer, kind, target)
    if row is None:
        raise Http404
    metres = places.metres_to(need, row)
    try:
        match = actions.turn_to(
            viewer, need, kind=kind, target=target, reasons=[words.distance(metres)]
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(need)
    return _asked(request, match, _("たずねたと記録しました。お返事を聞いたら、押してください。"))


def _asked(request: Request, match: Match, told: str) -> HttpResponse:
    undo = reverse("matching:take_back_ask", args=[match.pk])
    messages.success(request, told, extra_tags=f"undo={undo}")
    return redirect(match)


def _found(viewer: Viewer, need: Need) -> dict[str, Any]:
    found = queries.candidates(viewer, need)
    cards = queries.cards(viewer, [*found.best, *found.missed])
    people.look(viewer, list(cards.values()), fields=BEFORE)
    area, around = need.area.name, places.places(viewer, need)
    together = bodies.bodies(viewer, need)
    shown = [one for one in found.best if one.person in cards]
    return {
        "is_shown": True,
        "now": [line(one, cards) for one in shown if one.person in found.now],
        "others": [line(one, cards) for one in shown if one.person not in found.now],
        "missed": [line(one, cards) for one in found.missed if one.person in cards],
        "changes": [words.change(one, area=area) for one in found.changes],
        "bodies": [
            {"row": one.row, "reasons": words.reasons_of_body(one)} for one in together.best
        ],
        "missed_bodies": [
            {
                "row": one.row,
                "why_not": words.why_not_body(one),
                "if_changed": words.if_changed_of_body(one),
            }
            for one in together.missed
        ],
        "near": [
            {
                "place": one,
                "distance": words.distance(one.metres),
                "can_answer": places.can_answer(one.row),
            }
            for one in around.near
        ],
        "with_lift": around.with_lift,
    }


def line(candidate: Candidate, cards: dict[UUID, Card]) -> dict[str, Any]:
    """Return what a page shows of one candidate."""
    card = cards[candidate.person]
    alike = [one for one in cards.values() if (one.called, one.area) == (card.called, card.area)]
    return {
        "card": card,
        # Two of one name stand on the page: what is said of one is not true of the other.
        "is_one_of_several": len(alike) > 1,
        "reasons": words.reasons(candidate),
        "why_not": words.why_not(candidate),
        "if_changed": words.if_changed(candidate),
    }


def _askable(request: Request, pk: UUID) -> Need:
    permit(rules.may_look(request.viewer))
    rows = needs.visible_to(request.viewer).select_related("person")
    need = get_object_or_404(rows.prefetch_related("has", "avoids"), pk=pk)
    permit(rules.may_ask(request.viewer, need))
    return need
