"""つながりの線: from a voice, a need, an issue or an activity, to look at and to print."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import actions, lineage, rules, sheets
from sasaeai.paper import pdf
from sasaeai.voices import actions as voices


@require_safe
def line(request: Request, kind: str, pk: UUID) -> HttpResponse:
    found, thing = _line(request, kind, pk)
    voices.look(request.viewer, found.shown)
    back = {"label": found.title, "url": thing.get_absolute_url()}
    context = {"line": found, "kind": kind, "thing": thing, "back": back}
    return render(request, "insight/lineage.html", context)


@require_safe
def sheet(request: Request, kind: str, pk: UUID) -> HttpResponse:
    found, _thing = _line(request, kind, pk)
    story = sheets.story(found, town=areas.municipality_of(request.viewer), at=timezone.now())
    actions.print_story(request.viewer, [voice.pk for voice in story.told])
    return pdf.shown(story.pdf, name="story.pdf")


def _line(request: Request, kind: str, pk: UUID) -> tuple[lineage.Lineage, lineage.Thing]:
    viewer = request.viewer
    permit(rules.may_look_back(viewer))
    rows = lineage.starts(viewer).get(kind)
    if rows is None:
        raise Http404
    thing = get_object_or_404(rows(), pk=pk)
    return lineage.of(viewer, kind, thing), thing
