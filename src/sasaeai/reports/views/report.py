"""A report that was written or sent: as it was sent, what is another since, its files, its next version."""

from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.journal import queries as journal
from sasaeai.paper import pdf
from sasaeai.people import actions as people
from sasaeai.reports import (
    actions,
    counting,
    figures,
    naming,
    queries,
    reading,
    rules,
    sheets,
    since,
)
from sasaeai.reports.forms import FigureForm, YearForm
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import scope_of
from sasaeai.reports.views.asked import unknown
from sasaeai.voices import looks

LATER = 100


@require_safe
def sent(request: Request) -> HttpResponse:
    permit(rules.may_report(request.viewer))
    viewer, form = request.viewer, YearForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        return unknown(request, form)
    told = queries.years_told(viewer)
    year = form.asked() if form.is_narrowed or not told else told[0]
    try:
        page = queries.told_in(viewer, year, after=form.cleaned_data["after"])
    except DomainError as error:
        form.add_error(None, str(error))
        return unknown(request, form)
    context = {
        "reports": [(one, naming.title(scope_of(one))) for one in page.rows],
        "years": naming.sent_tabs(told, year),
        "following": page.after and f"?{urlencode({'year': year, 'after': page.after})}",
    }
    return render(request, "reports/sent.html", context)


@require_safe
def report(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _readable(request, pk)
    scope = scope_of(known)
    now = reading.counted(viewer, scope)
    later = list(counting.written_since(scope, known)[:LATER]) if known.is_sent else []
    context = {
        **naming.of(viewer, scope),
        **(reading.besides_sent(known) if known.is_sent else reading.besides(viewer, scope, now)),
        "report": known,
        "scope": scope,
        "board": reading.as_sent(known) if known.is_sent else now.board,
        "changed": reading.changed_since(known, now) if known.is_sent else [],
        "later": later,
        "readable": journal.readable_among(viewer, later),
        "is_over": scope.is_over(viewer.today),
        "versions": queries.versions_of(viewer, known),
        "may_change": rules.may_change(viewer, known),
        "may_take_back": known.is_sent and rules.may_take_back(viewer, known),
    }
    return render(request, "reports/report.html", context)


@require_safe
def rows(request: Request, pk: UUID) -> HttpResponse:
    viewer, known, form = request.viewer, _readable(request, pk), FigureForm(request.GET)
    if not known.is_sent:
        raise Http404
    if not form.is_valid():
        return unknown(request, form)
    key = form.cleaned_data["figure"] or "entries"
    try:
        then = since.of(viewer, known, key, after=form.cleaned_data["after"])
    except LookupError as error:
        raise Http404 from error
    except DomainError as error:
        form.add_error(None, str(error))
        return unknown(request, form)
    looks.look(viewer, [*then.found.voices, *then.came.voices])
    people.look(viewer, [*then.found.cards, *then.came.cards])
    scope = scope_of(known)
    after = then.found.after
    context = {
        "title": naming.title(scope),
        "eyebrow": naming.eyebrow(scope),
        "report": known,
        "label": figures.called(key, known.names),
        "number": known.figures.get(key, 0),
        "then": then,
        "following": after and f"?{urlencode({'figure': key, 'after': after})}",
    }
    return render(request, "reports/then.html", context)


@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse | FileResponse:
    viewer, known = request.viewer, _readable(request, pk)
    if known.is_sent:
        return _file(request, known, "sheet", name=sheets.file_name(known))
    now = reading.counted(viewer, scope_of(known))
    content = reading.sheet(viewer, known, now, at=timezone.now())
    return pdf.shown(content, name=sheets.file_name(known))


@require_safe
def filled(request: Request, pk: UUID) -> HttpResponse | FileResponse:
    known = _readable(request, pk)
    ending = (known.filled.name or "").rpartition(".")[2]
    name = f"{sheets.file_name(known).removesuffix('.pdf')}.{ending}"
    return _file(request, known, "filled", name=name)


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("提出を取り消しました。書きかけに戻っています。"))
    return redirect(known)


@require_POST
def correct(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        following = actions.correct(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    messages.success(request, _("直した版を書きはじめました。提出した版は、そのまま残っています。"))
    return redirect(naming.shown_at("reports:write", scope_of(following)))


def _readable(request: Request, pk: UUID) -> Report:
    permit(rules.may_report(request.viewer))
    return get_object_or_404(queries.visible_to(request.viewer), pk=pk)


def _mine(request: Request, pk: UUID) -> Report:
    known = _readable(request, pk)
    permit(rules.may_change(request.viewer, known))
    return known


def _file(
    request: Request, report: Report, which: str, *, name: str
) -> HttpResponse | FileResponse:
    """Return a file as it was sent; 404 where there is none, and words where it is another by now."""
    kept = getattr(report, which)
    if not kept:
        raise Http404
    try:
        with kept.open() as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    if not rules.is_as_sent(report, which, content):
        sentence = _(
            "しまってあるファイルが、提出したときのものと変わっています。システムの担当の方に知らせてください。数と言葉は、この画面で読めます。"
        )
        messages.error(request, sentence)
        return redirect(report)
    return FileResponse(BytesIO(content), filename=name)
