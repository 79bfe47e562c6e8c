"""The tree of areas, and one area: who lives there, who is responsible."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import actions, exports, maps, queries, rules
from sasaeai.areas.forms import AreaForm
from sasaeai.areas.models import Area, Population
from sasaeai.areas.viewer import Request
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.calc import population
from sasaeai.calc.refusal import Refusal
from sasaeai.paper import files
from sasaeai.paper.files import FormatForm
from sasaeai.ui import wording


def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_see_town(viewer))
    year = queries.latest_year(viewer.municipality)
    people = queries.aged_by_area(viewer, year=year) if year else {}
    names = queries.level_names(viewer.municipality)
    areas = list(queries.visible_to(viewer))
    rows = [
        {
            "area": area,
            "level": names[area.level],
            "depth": area.path.count(".") - 1,
            "people": people.get(area.pk),
        }
        for area in areas
    ]
    drawn = [area for area in areas if area.level == "district"] or areas
    landmarks = queries.landmarks(viewer, maps.box_of(drawn))
    context = {
        "rows": rows,
        "year": year,
        "undivided": any(one.aged is None for one in people.values()),
        "picture": maps.picture(drawn, landmarks),
        "ended": [one for one in queries.ended(viewer) if rules.may_change_area(viewer, one)],
        "may_name_levels": rules.may_keep_town(viewer),
    }
    return render(request, "areas/index.html", context)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_see_town(viewer))
    form = FormatForm(request.GET)
    if not form.is_valid():
        return files.unknown(request, back="areas:index")
    audit.record(viewer.actor, "areas.export", kind="area")
    return files.listed(exports.PLACES, exports.places(viewer), form=form, name="areas")


def area(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_see_town(viewer))
    place = get_object_or_404(queries.with_ended(viewer), pk=pk)
    year = queries.latest_year(viewer.municipality)
    sources = queries.sources(place, year=year) if year else []
    bands = queries.bands(place, year=year, source=sources[0]) if year and sources else []
    below = list(queries.children(viewer, place))
    drawn = below if maps.box_of(below) else [place]
    landmarks = queries.landmarks(viewer, maps.box_of(drawn))
    figures = [population.Band(band.age_from, band.age_to, band.count) for band in bands]
    context = {
        "area": place,
        "level": queries.level_names(viewer.municipality)[place.level],
        "children": below,
        "parts": queries.parts_on(place, viewer.today),
        "picture": maps.picture(drawn, landmarks),
        "posted": queries.posted_in(viewer, place),
        "year": year,
        "source": sources[0] if sources else "",
        "others": wording.told(sources[1:]),
        "whole": population.total(figures),
        **_aged(figures),
        "pyramid": pyramid(bands),
        "has_ended": place.until is not None and place.until < viewer.today,
        "may_change": rules.may_change_area(viewer, place),
    }
    return render(request, "areas/area.html", context)


def _aged(figures: list[population.Band]) -> dict[str, object]:
    """Return how many are 65 and over, or why it cannot be said."""
    try:
        return {"aged": population.aged(figures)}
    except Refusal as error:
        return {"aged": None, "undivided": wording.refusal(error)}


def pyramid(bands: list[Population]) -> list[dict[str, object]]:
    """Return the age bands from the oldest, each with men and women and their share of the widest."""
    rows: dict[int, dict[str, object]] = {}
    widest = max((band.count for band in bands), default=0) or 1
    for band in bands:
        row = rows.setdefault(band.age_from, {"label": _ages(band)})
        row[band.sex] = band.count
        row[f"{band.sex}_share"] = round(100 * band.count / widest, 1)
    return [rows[age] for age in sorted(rows, reverse=True)]


def _ages(band: Population) -> str:
    if band.age_to is None:
        return _("%(age)d歳以上") % {"age": band.age_from}
    return _("%(low)d〜%(high)d") % {"low": band.age_from, "high": band.age_to}


def add(request: Request, pk: UUID) -> HttpResponse:
    parent = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_area(request.viewer, parent))
    form = AreaForm(request.POST or None, instance=Area(parent=parent))
    if form.is_bound and form.is_valid():
        made = actions.add_area(request.viewer.actor, form.save(commit=False))
        messages.success(request, _("「%(name)s」を加えました。") % {"name": made.name})
        return redirect(made)
    return _form(
        request, form, parent, title=_("%(name)sの中に区域を加える") % {"name": parent.name}
    )


def change(request: Request, pk: UUID) -> HttpResponse:
    place = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_area(request.viewer, place))
    form = AreaForm(request.POST or None, instance=place)
    if form.is_bound and form.is_valid():
        actions.change_area(
            request.viewer.actor, form.save(commit=False), changed=form.changed_data
        )
        undo = reverse("areas:bring_back", args=[pk])
        has_ended = place.until is not None and place.until < request.viewer.today
        messages.success(request, _("直しました。"), extra_tags=f"undo={undo}" if has_ended else "")
        return redirect(place)
    return _form(request, form, place, title=_("「%(name)s」を直す") % {"name": place.name})


@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_see_town(request.viewer))
    place = get_object_or_404(queries.with_ended(request.viewer), pk=pk)
    permit(rules.may_change_area(request.viewer, place))
    actions.bring_back_area(request.viewer, place)
    text = _("「%(name)s」をまた使えるようにしました。")
    messages.success(request, text % {"name": place.name})
    return redirect(place)


def _form(request: Request, form: AreaForm, place: Area, *, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back": place.get_absolute_url(),
        "label": _("記録する"),
    }
    return render(request, "areas/form.html", context, status=422 if form.is_bound else 200)
