"""The map: the page with its list, the squares that the moving map asks for, and its ground."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from sasaeai.areas import outlines
from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.assets import rules as asset_rules
from sasaeai.base.errors import permit
from sasaeai.calc import tiles
from sasaeai.pages import backgrounds, map_drawing, map_sight, pins, ranges
from sasaeai.pages.map_form import MapFilter


@require_safe
@gzip_page
def sight(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = MapFilter(request.GET, viewer=viewer)
    asked, area = form.asked, form.chosen("area")
    box = form.box_asked or map_sight.first_box(viewer, area)
    view = pins.in_view(viewer, asked, box)
    seen = str(area.pk) if area else ""
    context: dict[str, Any] = {
        "rows": [map_sight.row(viewer, one) for one in view.listed],
        "total": view.total,
        "box": map_sight.written(box),
        "near": map_sight.places(pins.near(viewer, view), request.GET, seen=seen),
        "drawing": map_drawing.drawing(viewer, view, box),
        "ways": map_sight.ways(box, request.GET, seen=seen),
    }
    if request.htmx:
        return render(request, "pages/parts/map_moved.html", context)
    counts = pins.kind_counts(viewer, asked)
    form.count_stale(pins.stale_count(viewer, asked))
    background = backgrounds.of(areas.municipality_of(viewer))
    context |= {
        "form": form,
        "area": area,
        "counts": counts,
        "number": sum(counts[kind] for kind in asked.kinds or counts),
        "may_add": asset_rules.may_add(viewer),
        "seen": seen,
        "print_query": map_sight.print_query(area, asked),
        "background": background,
        "told": map_sight.told(background),
    }
    page = render(request, "pages/map.html", context, status=400 if form.errors else 200)
    return backgrounds.allowed(page, background, request=request)


@require_safe
@gzip_page
def tile(request: Request, z: int, x: int, y: int) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    if not tiles.is_tile(z, x, y):
        raise Http404
    form = MapFilter(request.GET, viewer=viewer)
    if form.errors:
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse(map_sight.features(pins.square(viewer, form.asked, (z, x, y))))


def _edition(request: Request) -> str:
    permit(area_rules.may_see_town(request.viewer))
    return f'"{outlines.edition(request.viewer)}"'


@require_safe
@gzip_page
@condition(etag_func=_edition)
def ground(request: Request) -> HttpResponse:
    viewer = request.viewer
    words = outlines.ground(viewer, outlines.edition(viewer))
    return HttpResponse(words, content_type="application/geo+json")


@require_safe
def background(request: Request) -> HttpResponse:
    permit(area_rules.may_see_town(request.viewer))
    file = backgrounds.file_of(areas.municipality_of(request.viewer))
    if file is None:
        raise Http404
    asked = request.headers.get("Range", "")
    return ranges.part(file.path, asked, content_type="application/vnd.pmtiles")
