"""What residents told us about assets, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas.viewer import Request
from sasaeai.assets import actions, queries, rules
from sasaeai.assets.forms import AnswerForm
from sasaeai.assets.models import Suggestion
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit

OLDEST = 100
"""The others follow when these are answered."""


def suggestions(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    waiting = list(queries.suggestions(viewer)[:OLDEST])
    if told := [suggestion.asset_id for suggestion in waiting]:
        audit.record(
            viewer.actor,
            "assets.look_suggestions",
            kind="asset",
            subjects=told,
            fields=["words", "contact"],
        )
    return render(request, "assets/suggestions.html", {"suggestions": waiting})


def answer(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(queries.suggestions(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.asset))
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.answer(
            viewer,
            suggestion,
            state=form.cleaned_data["state"],
            words=form.cleaned_data["answer"],
        )
        undo = reverse("assets:take_back_answer", args=[pk])
        messages.success(request, _("知らせに答えました。"), extra_tags=f"undo={undo}")
        return redirect("assets:suggestions")
    if not form.is_bound:
        audit.record(
            viewer.actor,
            "assets.look_suggestions",
            kind="asset",
            subjects=[suggestion.asset_id],
            fields=["words", "contact"],
        )
    context = {"form": form, "suggestion": suggestion, "back": reverse("assets:suggestions")}
    return render(request, "assets/answer.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back_answer(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(queries.answered(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.asset))
    actions.answer(viewer, suggestion, state=Suggestion.State.NEW, words="")
    messages.success(request, _("知らせを、返事を待っているところへ戻しました。"))
    return redirect("assets:answer", pk)
