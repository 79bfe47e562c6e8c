"""目的の点検: of one picture, on its own page and below the board; and of the whole town."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import purpose, rules
from sasaeai.visions import queries as visions


@require_safe
def town(request: Request) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    pictured, loose = purpose.town(request.viewer)
    context = {"pictured": pictured, "check": loose}
    return render(request, "insight/purposes.html", context)


@require_safe
def vision(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_check(request.viewer))
    picture = get_object_or_404(visions.visions(request.viewer), pk=pk)
    check = purpose.of_vision(request.viewer, picture)
    context = {"vision": picture, "check": check}
    template = "insight/parts/check.html" if request.htmx else "insight/purpose.html"
    return render(request, template, context)
