"""Who takes part in an organisation, and with whom it does things; both can be taken back."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError
from sasaeai.organisations import actions, queries
from sasaeai.organisations.forms import JoinForm, PersonForm, TieForm
from sasaeai.organisations.models import Membership, Organisation, Tie
from sasaeai.organisations.views.page import changeable, show
from sasaeai.people import queries as people
from sasaeai.people.found_form import WhoForm
from sasaeai.ui import wording


def join(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    found = changeable(request, pk)
    # Whoever sends the form without having looked for anybody is told to look first.
    find = WhoForm(request.GET if request.GET or request.method == "POST" else None)
    words = find.cleaned_data["q"] if find.is_bound and find.is_valid() else ""
    cards = queries.joinable(viewer, words)
    form = JoinForm(request.POST or None, instance=Membership(organisation=found), cards=cards)
    if form.is_bound and form.is_valid() and _joined(request, form):
        messages.success(request, _("会員に加えました。"))
        return redirect(found)
    context = {"organisation": found, "find": find, "form": form, "cards": cards, "words": words}
    return show(
        request,
        "organisations/join.html",
        context,
        organisations=[found] if cards else [],
        cards=cards,
    )


def _joined(request: Request, form: JoinForm) -> bool:
    try:
        actions.join(request.viewer, form.save(commit=False))
    except DomainError as error:
        form.add_error("person_id", str(error))
        return False
    return True


@require_POST
def leave(request: Request, pk: UUID, membership: UUID) -> HttpResponse:
    viewer = request.viewer
    found = changeable(request, pk)
    member = queries.member(viewer, found, membership)
    if member is None:
        raise Http404
    actions.leave(viewer, member)
    undo = _again(
        "organisations:join_again",
        found,
        person_id=member.person_id,
        part=member.part,
        since=member.since,
    )
    messages.success(request, _("会員から外しました。"), extra_tags=f"undo={undo}")
    return redirect(found)


@require_POST
def join_again(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody back in as they were; the address of 「元に戻す」 says how that was."""
    viewer = request.viewer
    found = changeable(request, pk)
    who = PersonForm(request.GET)
    if not who.is_valid():
        raise Http404
    person = get_object_or_404(people.visible_to(viewer), pk=who.cleaned_data["person_id"])
    # Of somebody whose name one may not see it is not told whether they are a member.
    cards = [card for card in people.cards(viewer, [person]) if card.is_named]
    if not cards:
        raise Http404
    form = JoinForm(request.GET, instance=Membership(organisation=found), cards=cards)
    if form.is_valid() and _joined(request, form):
        messages.success(request, _("会員に戻しました。"))
    else:
        _say_why(request, form)
    return redirect(found)


def tie(request: Request, pk: UUID) -> HttpResponse:
    found = changeable(request, pk)
    form = TieForm(request.POST or None, instance=Tie(one=found), viewer=request.viewer)
    if form.is_bound and form.is_valid() and _tied(request, form):
        messages.success(request, _("つながりを記録しました。"))
        return redirect(found)
    context = {"organisation": found, "form": form}
    return show(request, "organisations/tie.html", context)


def _tied(request: Request, form: TieForm) -> bool:
    try:
        actions.tie(request.viewer, form.save(commit=False))
    except DomainError as error:
        form.add_error("partner", str(error))
        return False
    return True


@require_POST
def untie(request: Request, pk: UUID, tie: UUID) -> HttpResponse:
    viewer = request.viewer
    found = changeable(request, pk)
    tied = get_object_or_404(queries.ties(viewer, found), pk=tie)
    partner = queries.partner(tied, found)
    actions.untie(viewer, tied)
    undo = _again(
        "organisations:tie_again",
        found,
        partner=wording.placed(partner.name, partner.area.name),
        words=tied.words,
        since=tied.since,
    )
    messages.success(request, _("つながりを外しました。"), extra_tags=f"undo={undo}")
    return redirect(found)


@require_POST
def tie_again(request: Request, pk: UUID) -> HttpResponse:
    """Put a tie back as it was; the address of 「元に戻す」 says how that was."""
    found = changeable(request, pk)
    form = TieForm(request.GET, instance=Tie(one=found), viewer=request.viewer)
    if form.is_valid() and _tied(request, form):
        messages.success(request, _("つながりを戻しました。"))
    else:
        _say_why(request, form)
    return redirect(found)


def _again(name: str, organisation: Organisation, **values: object) -> str:
    """Return the address that does again what has just been undone."""
    known = {key: value for key, value in values.items() if value}
    return f"{reverse(name, args=[organisation.pk])}?{urlencode(known)}"


def _say_why(request: Request, form: BaseForm) -> None:
    for sentences in form.errors.values():
        messages.error(request, str(sentences[0]))
