"""Persons by area and first kana, one by whole name or number, and their number."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.paper import files
from sasaeai.people import actions, exports, queries, rules
from sasaeai.people.forms import ExportForm, FindForm
from sasaeai.people.models import Person
from sasaeai.people.views.page import show

LIST_FIELDS = ("name", "nickname", "gifts")
PEERS = 10


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_look(viewer))
    form = FindForm(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_valid() else {}
    page = _page(viewer, form, asked)
    cards = queries.cards(viewer, page.rows)
    context = {
        "form": form,
        "groups": queries.grouped(cards),
        "following": _following(asked, page.after),
        "asked": _query(asked),
        "area": asked.get("area"),
        "in_whole_town": f"{reverse('people:list')}?{_query({'q': asked.get('q', '')})}",
        "may_add": rules.may_add(viewer),
        **_numbers(viewer, asked.get("q", ""), asked.get("area")),
    }
    return show(request, "people/list.html", context, cards=cards, fields=LIST_FIELDS)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_look(viewer))
    form = ExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="people:list")
    asked = form.cleaned_data
    cards = queries.all_cards(viewer, words=asked["q"], area=asked["area"])
    if not cards:
        query = _query({**asked, "after": ""})
        messages.info(request, exports.nothing(viewer, narrowed=bool(query)))
        return redirect(reverse("people:list") + (f"?{query}" if query else ""))
    actions.write_out(viewer, cards)
    return files.listed(exports.COLUMNS, cards, form=form, name="people")


def _page(viewer: Viewer, form: FindForm, asked: dict[str, Any]) -> Page[Person]:
    if form.is_bound and not asked:
        return Page([], "")
    people = queries.listed(viewer, words=asked.get("q", ""), area=asked.get("area"))
    try:
        return page_after(
            people, asked.get("after", ""), keys=queries.PAGE_KEYS, size=queries.PAGE_SIZE
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _following(asked: dict[str, Any], after: str) -> str:
    return f"?{_query({**asked, 'after': after})}" if after else ""


def _query(asked: dict[str, Any]) -> str:
    area = asked.get("area")
    pairs = {
        "q": asked.get("q", ""),
        "area": area.pk if area else "",
        "after": asked.get("after", ""),
    }
    return urlencode({name: value for name, value in pairs.items() if value})


def _numbers(viewer: Viewer, words: str, area: Area | None) -> dict[str, Any]:
    """Return what whoever sees numbers only gets instead of names."""
    if not rules.may_count(viewer):
        return {}
    closed = queries.found_behind_reason(viewer, words, area=area) if words else []
    actions.look_up(viewer, closed)
    counts, total = queries.counts_by_area(viewer)
    if area:
        # Masked over the whole town first: what is left of a narrowed table gives nothing away.
        counts, total = [one for one in counts if one.lies_along(area)], None
    return {
        "may_count": True,
        "closed": closed,
        "counts": counts,
        "total": total,
        "narrowed": area is not None,
        "smallest": queries.SMALLEST_COUNT,
        "openings": queries.openings_of_peers(viewer)[:PEERS],
    }
