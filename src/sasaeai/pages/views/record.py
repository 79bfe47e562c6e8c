"""The record book, read and taken along."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request, Viewer
from sasaeai.audit import actions as audit_actions
from sasaeai.audit import queries as audit_queries
from sasaeai.audit.models import Entry
from sasaeai.base.errors import permit
from sasaeai.pages import record_book, record_words, rules
from sasaeai.pages.forms import AuditExportForm, AuditForm
from sasaeai.paper import files

ENTRIES = 100


def audit(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read_audit(viewer))
    form = AuditForm(request.GET or None, viewer=viewer)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = [] if form.errors else list(_entries(viewer, asked)[:ENTRIES])
    kept = _kept(form)
    context = {
        "form": form,
        "lines": record_book.lines(viewer, entries),
        "asked": urlencode(kept),
        "following": urlencode({**kept, "before": entries[-1].pk})
        if len(entries) == ENTRIES
        else "",
    }
    return render(request, "pages/audit.html", context, status=400 if form.errors else 200)


@require_safe
def export_audit(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_read_audit(viewer))
    form = AuditExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="pages:audit")
    entries = _entries(viewer, form.cleaned_data)
    if form.cleaned_data["format"] == "xlsx" and entries[files.MOST_LINES :].exists():
        messages.error(request, files.TOO_LONG)
        return redirect(f"{reverse('pages:audit')}?{urlencode(_kept(form))}")
    found = record_book.all_lines(viewer, entries)
    audit_actions.record(
        viewer.actor,
        "pages.export_audit",
        kind="municipality",
        subjects=[viewer.municipality],
        fields=[f"chosen_{name}" for name in _kept(form) if name != "format"],
    )
    return files.listed(record_book.COLUMNS, found, form=form, name="record-book")


def _entries(viewer: Viewer, asked: dict[str, Any]) -> QuerySet[Entry]:
    kind = asked.get("kind")
    return audit_queries.chosen(
        viewer.municipality,
        actor=asked.get("actor"),
        matter=record_words.matter(kind) if kind else None,
        since=asked.get("since"),
        until=asked.get("until"),
        before=asked.get("before"),
    )


def _kept(form: AuditForm) -> dict[str, str]:
    """Return the filter as it was sent, without where the page begins."""
    sent = {name: form.data.get(name, "") for name in form.fields if name != "before"}
    return {name: value for name, value in sent.items() if value}
