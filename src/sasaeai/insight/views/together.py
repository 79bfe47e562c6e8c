"""だれとだれが: the bodies of one area as a picture and a table, and where nobody is tied."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import rules, sums, together


@require_safe
def index(request: Request) -> HttpResponse:
    permit(rules.may_look_back(request.viewer))
    here = sums.areas_of(request.viewer)
    if not here:
        raise Http404
    return redirect("insight:together_in", pk=here[0].pk)


@require_safe
def area(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_look_back(viewer))
    choices = sums.areas_of(viewer)
    chosen = next((one for one in choices if one.pk == pk), None)
    if chosen is None:
        raise Http404
    context = {"area": chosen, "choices": choices, "found": together.of_area(viewer, chosen)}
    return render(request, "insight/together.html", context)
