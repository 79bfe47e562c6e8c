"""What serves a goal and the goals of a board: parts of their pages, pages of their own, and on the wall."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import means, rules
from sasaeai.insight.board_sheet import board_sheet
from sasaeai.paper import pdf
from sasaeai.visions import queries as visions


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
    context = {"goal": goal, "served": served}
    template = "insight/parts/goal_means.html" if request.htmx else "insight/goal_means.html"
    return render(request, template, context)


@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    picture = get_object_or_404(visions.visions(request.viewer), pk=pk)
    made = board_sheet(request.viewer, picture, at=timezone.now())
    return pdf.shown(made, name="board.pdf")
