"""One person: the card, writing it down, putting it right, and a rest."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.people import actions, looks, queries, rules
from sasaeai.people.cards import Card
from sasaeai.people.forms import PauseForm, PersonForm
from sasaeai.people.models import Person
from sasaeai.people.views.page import changeable, show, show_form


@require_safe
def card(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    person = get_object_or_404(queries.visible_to(viewer), pk=pk)
    (shown,) = queries.cards(viewer, [person])
    context: dict[str, Any] = {
        "card": shown,
        "person": person if shown.wholly else None,
        "may_change": rules.may_change(viewer, person),
        "today": viewer.today,
    }
    if shown.wholly:
        context |= {
            "consents": queries.consents(pk),
            "openings": queries.openings(pk),
            "looks": looks.at_person(viewer, pk),
        }
    return show(request, "people/person.html", context, cards=[shown])


def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    form = PersonForm(
        request.POST or None, instance=Person(municipality_id=viewer.municipality), viewer=viewer
    )
    alike: list[Card] = []
    if form.is_bound and form.is_valid():
        person = form.save(commit=False)
        if not form.cleaned_data["sure"]:
            alike = queries.cards(viewer, queries.alike(viewer, person))
        if not alike:
            actions.add(viewer, person)
            messages.success(request, _("記録しました。"))
            return redirect(person)
        form.ask_if_other()
    context = {
        "form": form,
        "alike": alike,
        "title": _("人を記録する"),
        "label": _("記録する"),
        "back": reverse("people:list"),
    }
    status = 422 if form.is_bound else 200
    return show(request, "people/form.html", context, cards=alike, status=status)


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    person, shown = changeable(request, pk)
    form = PersonForm(request.POST or None, instance=person, viewer=viewer)
    if form.is_bound and form.is_valid():
        seen, changed = person.updated_at, form.changed_data
        try:
            actions.change(viewer, form.save(commit=False), seen=seen, changed=changed)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(person)
    return show_form(request, form, shown, title=_("記録を直す"), label=_("直す"))


def pause(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    person, shown = changeable(request, pk)
    form = PauseForm(request.POST or None, initial={"since": viewer.today})
    if form.is_bound and form.is_valid():
        try:
            actions.pause(viewer, person, **form.cleaned_data)
        except DomainError as error:
            form.add_error("until", str(error))
        else:
            undo = reverse("people:resume", args=[pk])
            messages.success(request, _("お休みにしました。"), extra_tags=f"undo={undo}")
            return redirect(person)
    return show_form(request, form, shown, title=_("お休みにする"), label=_("お休みにする"))


@require_POST
def resume(request: Request, pk: UUID) -> HttpResponse:
    person, _shown = changeable(request, pk)
    actions.resume(request.viewer, person)
    messages.success(request, _("お休みを終えました。"))
    return redirect(person)
