"""A page that shows persons, never without its entry in the record book."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.people import actions, queries, rules
from sasaeai.people.cards import Card
from sasaeai.people.models import Person


def show(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    cards: Sequence[Card],
    fields: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Return the page and note, in one entry, whom it shows."""
    actions.look(request.viewer, cards, fields=fields)
    return render(request, template, context, status=status)


def show_form(
    request: Request, form: BaseForm, card: Card, *, title: str, label: str
) -> HttpResponse:
    """Return a form about one person, whose name stands above it."""
    context = {"form": form, "card": card, "title": title, "label": label, "back": card.url}
    status = 422 if form.is_bound else 200
    return show(request, "people/form.html", context, cards=[card], status=status)


def changeable(request: Request, pk: object) -> tuple[Person, Card]:
    """Return a visible person whom the viewer may change, and the card; else 404 or 403."""
    person = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, person))
    return person, queries.cards(request.viewer, [person])[0]
