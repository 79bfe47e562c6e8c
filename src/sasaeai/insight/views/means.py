"""What serves a goal and the goals of a board, and what could: parts of their pages, their own pages, the wall."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import choosing, means, rules
from sasaeai.insight.board_sheet import board_sheet
from sasaeai.insight.forms import ChooseForm
from sasaeai.paper import pdf
from sasaeai.visions import queries as visions
from sasaeai.visions import rules as picture_rules
from sasaeai.visions.models import Goal


@require_safe
def of_vision(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    picture = get_object_or_404(visions.visions(request.viewer), pk=pk)
    context = {"vision": picture, "rows": means.of_vision(request.viewer, picture)}
    template = "insight/parts/row_means.html" if request.htmx else "insight/means.html"
    return render(request, template, context)


@require_safe
def of_goal(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    goal = get_object_or_404(visions.visible_to(request.viewer), pk=pk)
    served = means.of_goals(request.viewer, [goal])[goal.pk]
    may_choose = goal.state == Goal.State.OPEN and picture_rules.may_serve(request.viewer, goal)
    context = {"goal": goal, "served": served, "may_choose": may_choose}
    template = "insight/parts/goal_means.html" if request.htmx else "insight/goal_means.html"
    return render(request, template, context)


@require_safe
def choose(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_look_back(viewer))
    goal = get_object_or_404(visions.visible_to(viewer), pk=pk)
    permit(picture_rules.may_serve(viewer, goal))
    form = ChooseForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = choosing.shelves(viewer, goal, words)
    choosing.note_looks(viewer, found)
    context = {"goal": goal, "form": form, "words": words, "shelves": found}
    return render(request, "insight/choose.html", context, status=400 if form.errors else 200)


@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    picture = get_object_or_404(visions.visions(request.viewer), pk=pk)
    made = board_sheet(request.viewer, picture, at=timezone.now())
    return pdf.shown(made, name="board.pdf")
