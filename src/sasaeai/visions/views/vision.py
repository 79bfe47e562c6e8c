"""The pictures of the areas, one picture with the way to it, a goal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.visions import queries, rules
from sasaeai.visions.toolbox import tools


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    return render(request, "visions/list.html", {"areas": queries.by_area(viewer)})


@require_safe
def vision(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    known = get_object_or_404(queries.visions(viewer), pk=pk)
    context = {"vision": known, "may_change": rules.may_change(viewer, known)}
    return render(request, "visions/vision.html", context)


@require_safe
def goal(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    known = get_object_or_404(queries.visible_to(viewer), pk=pk)
    context = {"goal": known, "may_change": rules.may_change_goal(viewer, known)}
    return render(request, "visions/goal.html", context)


@require_safe
def toolbox(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    context = {"tools": tools(viewer), "may_give": rules.may_draw(viewer)}
    return render(request, "visions/toolbox.html", context)
