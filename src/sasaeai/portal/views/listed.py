"""The residents' side: no sign-in, nothing but what is public."""

from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import signups
from sasaeai.areas import queries as areas
from sasaeai.base.errors import DomainError
from sasaeai.base.paging import page_after
from sasaeai.paper import pdf
from sasaeai.photos import keeping as photos
from sasaeai.portal import actions, choices, facts, places, queries, sheets, words
from sasaeai.portal.forms import ActivitiesForm, AreaForm, AssetsForm, PlaceForm, TellForm
from sasaeai.portal.opening import opened, show
from sasaeai.portal.queries import Here

Found = TypeVar("Found")
A_DAY = 2
ROWS = 20


@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    towns = list(areas.with_open_portal())
    if len(towns) == 1:
        return redirect("portal:home", towns[0].code)
    return render(request, "portal/choose.html", {"towns": towns})


@opened
def home(request: HttpRequest, here: Here) -> HttpResponse:
    form = AreaForm(request.GET, viewer=here.viewer)
    chosen = _chosen(form)
    context = {
        "coming": queries.this_week(here.viewer, chosen.get("area"), a_day=A_DAY),
        "area": chosen.get("area"),
        "areas": choices.area_chips(chosen, queries.regions(here.viewer)),
        "misread": not form.is_valid(),
    }
    return show(request, here, "portal/home.html", context=context)


@opened
def find_area(request: HttpRequest, here: Here) -> HttpResponse:
    form = PlaceForm(request.GET)
    asked = _chosen(form)
    among = places.places(here.viewer)
    hits = places.found(among, asked.get("q", ""))
    to = asked.get("to", "home")
    target = reverse(f"portal:{to}", args=[here.town.code])
    anchor = "#week" if to == "home" else ""
    if len(hits) == 1:
        return redirect(f"{target}?area={hits[0].area.pk}{anchor}")
    context = {
        "form": form,
        "hits": hits,
        "rows": places.by_row(among),
        "to": to,
        "target": target,
        "anchor": anchor,
    }
    return show(request, here, "portal/areas.html", context=context)


@opened
def activities(request: HttpRequest, here: Here) -> HttpResponse:
    terms = queries.activity_terms(here.viewer)
    form = ActivitiesForm(request.GET, viewer=here.viewer, terms=terms)
    chosen = _chosen(form)
    page, lost = _page(queries.activities_in(here.viewer, chosen), form)
    context = {
        "rows": [
            queries.coming(row, here.viewer.today, weekday=chosen.get("day", ""))
            for row in page.rows
        ],
        "days": choices.day_chips(chosen),
        **_list_context(here, form, following=page.after, lost=lost, terms=terms),
    }
    return show(request, here, "portal/activities.html", context=context)


@opened
def assets(request: HttpRequest, here: Here) -> HttpResponse:
    terms = queries.asset_terms(here.viewer)
    form = AssetsForm(request.GET, viewer=here.viewer, terms=terms)
    chosen = _chosen(form)
    page, lost = _page(queries.assets_in(here.viewer, chosen), form)
    context = {
        "rows": [(row, facts.where(here.viewer, row), words.when(row)) for row in page.rows],
        "kinds": choices.kind_chips(chosen),
        **_list_context(here, form, following=page.after, lost=lost, terms=terms),
    }
    return show(request, here, "portal/assets.html", context=context)


def _chosen(form: forms.Form) -> dict[str, Any]:
    """Return what was asked and understood; nonsense asks for nothing."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value and name != "after"}


def _page(rows: Any, form: forms.Form) -> tuple[Any, bool]:  # noqa: ANN401 -- activities or assets
    """Return the page after the key, or the first and that the key is lost."""
    try:
        return page_after(rows, form.cleaned_data.get("after", ""), size=ROWS), False
    except DomainError:
        return page_after(rows, size=ROWS), True


def _list_context(
    here: Here,
    form: forms.Form,
    *,
    following: str,
    lost: bool,
    terms: Any,  # noqa: ANN401 -- whatever a term of the list holds
) -> dict[str, Any]:
    chosen = _chosen(form)
    return {
        "areas": choices.area_chips(chosen, queries.regions(here.viewer)),
        "categories": choices.category_chips(chosen, terms),
        "category": chosen.get("category"),
        "area": chosen.get("area"),
        "first": choices.address(chosen) if form.cleaned_data.get("after") else "",
        "following": choices.address(chosen, after=following) if following else "",
        "misread": lost or not form.is_valid(),
    }


@opened
def activity(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    listed = _found(queries.activity(here.viewer, pk))
    today = here.viewer.today
    days = queries.next_days(listed, today, count=3)
    context = {
        **_page_of(here, listed),
        "next": queries.coming(listed, today),
        "rests": words.is_resting(listed, today=today),
        "rest": words.rest(listed, today=today),
        "rooms": signups.open_to_residents(here.viewer, listed),
        "later": [words.whole_day(day) for day in days[1:]],
    }
    return show(request, here, "portal/activity.html", context=context)


@opened
def asset(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    listed = _found(queries.asset(here.viewer, pk))
    context = {**_page_of(here, listed), "held": queries.held_at(here.viewer, listed)}
    return show(request, here, "portal/asset.html", context=context)


def _listed(here: Here, kind: str, pk: UUID) -> facts.Listed:
    if kind == "activity":
        return _found(queries.activity(here.viewer, pk))
    return _found(queries.asset(here.viewer, pk))


def _found(listed: Found | None) -> Found:
    if listed is None:
        raise Http404
    return listed


def _page_of(here: Here, listed: facts.Listed) -> dict[str, Any]:
    where = facts.where(here.viewer, listed)
    return {
        "listed": listed,
        "where": where,
        "is_hidden": facts.is_hidden(here.viewer, listed),
        "facts": facts.of(here.viewer, listed),
        "phone": listed.public_phone or here.town.phone,
        "checked": words.checked(listed, today=here.viewer.today),
        "picture": queries.picture(here.viewer, listed.area, where.point),
    }


@opened
def photo(request: HttpRequest, here: Here, pk: UUID, kind: str) -> FileResponse:
    return photos.hand_out(_listed(here, kind, pk))


@opened
def tell(request: HttpRequest, here: Here, pk: UUID, kind: str) -> HttpResponse:
    listed = _listed(here, kind, pk)
    form = TellForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.tell(request, listed, **form.cleaned_data)
                return redirect("portal:thanks", here.town.code)
            except DomainError as error:
                form.add_error(None, str(error))
        status = 422
    context = {"listed": listed, "form": form, "kind": kind}
    return show(request, here, "portal/tell.html", context=context, status=status)


@opened
def thanks(request: HttpRequest, here: Here) -> HttpResponse:
    return show(request, here, "portal/thanks.html", context={})


@opened
def print_list(request: HttpRequest, here: Here) -> HttpResponse:
    form = AreaForm(request.GET, viewer=here.viewer)
    area = _chosen(form).get("area")
    if area is not None:
        return pdf.shown(sheets.area_list(here, area, at=timezone.localtime()), name="sasaeai.pdf")
    context = {"regions": queries.by_top(here.viewer), "misread": not form.is_valid()}
    return show(request, here, "portal/print.html", context=context)


@opened
def card(request: HttpRequest, here: Here, pk: UUID, kind: str) -> HttpResponse:
    listed = _listed(here, kind, pk)
    return pdf.shown(sheets.card(here, listed, at=timezone.localtime()), name="sasaeai.pdf")
