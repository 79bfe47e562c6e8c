"""What every page of the room shares: the organisation it is about, and its entry in the book."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.organisations import actions, queries, rules
from sasaeai.organisations.models import Organisation
from sasaeai.people.cards import Card

CARD_FIELDS = {"name", "nickname"}


def show(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    organisations: Collection[Organisation] = (),
    cards: Sequence[Card] = (),
    fields: Collection[str] = (),
) -> HttpResponse:
    """Return the page and note, in one entry, what it shows that is not for everybody."""
    names = set().union(*(card.shown for card in cards)) & CARD_FIELDS
    actions.look(request.viewer, organisations, cards=cards, fields=sorted({*fields, *names}))
    form = context.get("form")
    status = 422 if isinstance(form, BaseForm) and form.is_bound and request.POST else 200
    return render(request, template, context, status=status)


def written(thing: object, names: Collection[str]) -> list[str]:
    """Return those of the fields in which something is written."""
    return [name for name in names if getattr(thing, name)]


def changeable(request: Request, pk: UUID) -> Organisation:
    """Return a visible organisation that the viewer may change; else 404 or 403."""
    organisation = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, organisation))
    return organisation
