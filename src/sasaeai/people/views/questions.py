"""What somebody might give, one question at a time; each may be left for another day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError
from sasaeai.people import actions, queries
from sasaeai.people.forms import AnswerForm, MeetingForm
from sasaeai.people.models import Answer
from sasaeai.people.views.page import changeable, show, show_form


@require_safe
def ask(request: Request, pk: UUID) -> HttpResponse:
    person, card = changeable(request, pk)
    again, before = _step(
        queries.answers_today(request.viewer, person), request.GET.get("again", "")
    )
    left = [] if again else queries.questions_left(request.viewer, person)
    context = {
        "card": card,
        "category": again.category if again else next(iter(left), None),
        "again": again,
        "before": before,
        "answers": AnswerForm.base_fields["said"].choices,  # type: ignore[attr-defined]  # a ChoiceField
    }
    return show(request, "people/question.html", context, cards=[card], fields=("nickname", "name"))


def _step(answers: list[Answer], number: str) -> tuple[Answer | None, Answer | None]:
    """Return the question that is looked at again, if any, and the one that was asked before it."""
    places = {str(one.category_id): place for place, one in enumerate(answers)}
    place = places.get(number, -1)
    again = answers[place] if place >= 0 else None
    return again, next(iter(answers[place + 1 :]), None)


@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    person, _card = changeable(request, pk)
    form = AnswerForm(request.POST, viewer=viewer)
    if form.is_valid():
        actions.hear_answer(viewer, person, **form.cleaned_data)
    else:
        messages.error(request, _("答えを選んでください。"))
    return redirect("people:ask", pk=pk)


@require_POST
def not_today(request: Request, pk: UUID) -> HttpResponse:
    person, _card = changeable(request, pk)
    actions.ask_to_give(request.viewer, person)
    messages.success(request, _("またこんどにします。"))
    return redirect(person)


def meeting(request: Request, pk: UUID) -> HttpResponse:
    person, card = changeable(request, pk)
    form = MeetingForm(request.POST or None, instance=person, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        kept, seen, changed = form.save(commit=False), person.updated_at, form.changed_data
        traits = {name: form.cleaned_data[name] for name in ("has", "avoids")}
        try:
            actions.change_meeting(request.viewer, kept, seen=seen, changed=changed, **traits)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("残しました。"))
            return redirect(reverse("people:person", args=[pk]))
    return show_form(request, form, card, title=_("会うときのことを書く"), label=_("残す"))
