"""What was done, the last first: also where every figure of a report opens."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import Page, page_after
from sasaeai.journal import peers, queries, rules
from sasaeai.journal.forms import EntryFilter
from sasaeai.journal.models import Entry

ASKED = (
    "since", "until", "area", "employer", "by", "means", "function", "task", "type", "counterpart",
)  # fmt: skip


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    form = EntryFilter(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page(viewer, form, asked)
    kept = {name: form.data[name] for name in ASKED if form.is_bound and form.data.get(name)}
    context = {
        "form": form,
        "entries": page.rows,
        "readable": queries.readable_among(viewer, page.rows),
        "today": viewer.today,
        "is_narrowed": bool(kept),
        "to_call": len(peers.to_call(viewer)),
        # A figure of a report opens here: how many there are is said, not left to be counted page by page.
        "number": _narrowed(viewer, asked).count() if kept and asked else None,
        "following": page.after and f"?{urlencode({**kept, 'after': page.after})}",
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "journal/list.html", context, status=status)


def _page(viewer: Viewer, form: EntryFilter, asked: dict[str, Any]) -> Page[Entry]:
    if form.is_bound and not asked:
        return Page([], "")
    try:
        return page_after(
            queries.listed(_narrowed(viewer, asked)), asked.get("after", ""), keys=queries.PAGE_KEYS
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return Page([], "")


def _narrowed(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Entry]:
    narrowing = {name: asked.get(name) for name in ASKED}
    return queries.narrowed(queries.counted(viewer), **narrowing)
