"""What residents told us about activities, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.activities import actions, queries, rules
from sasaeai.activities.forms import ActivityAnswerForm
from sasaeai.activities.models import ActivitySuggestion
from sasaeai.areas.viewer import Request
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit

OLDEST = 100
"""The others follow when these are answered."""


def suggestions(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    waiting = list(queries.suggestions(viewer)[:OLDEST])
    if told := [suggestion.activity_id for suggestion in waiting]:
        audit.record(
            viewer.actor,
            "activities.look_suggestions",
            kind="activity",
            subjects=told,
            fields=["words", "contact"],
        )
    return render(request, "activities/suggestions.html", {"suggestions": waiting})


def answer(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(queries.suggestions(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.activity))
    form = ActivityAnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.answer(
            viewer,
            suggestion,
            state=form.cleaned_data["state"],
            words=form.cleaned_data["answer"],
        )
        undo = reverse("activities:take_back_answer", args=[pk])
        messages.success(request, _("知らせに答えました。"), extra_tags=f"undo={undo}")
        return redirect("activities:suggestions")
    if not form.is_bound:
        audit.record(
            viewer.actor,
            "activities.look_suggestions",
            kind="activity",
            subjects=[suggestion.activity_id],
            fields=["words", "contact"],
        )
    context = {"form": form, "suggestion": suggestion, "back": reverse("activities:suggestions")}
    return render(request, "activities/answer.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back_answer(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(queries.answered(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.activity))
    actions.answer(viewer, suggestion, state=ActivitySuggestion.State.NEW, words="")
    messages.success(request, _("知らせを、返事を待っているところへ戻しました。"))
    return redirect("activities:answer", pk)
