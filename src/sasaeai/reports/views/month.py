"""月報: the figures of a month as they are now, what stands behind each, the words, sending."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.paper import pdf
from sasaeai.people import actions as people
from sasaeai.reports import (
    actions,
    behind,
    counting,
    freezing,
    naming,
    queries,
    reading,
    rules,
    sheets,
)
from sasaeai.reports.forms import ScopeForm, WordsForm
from sasaeai.reports.models import Report
from sasaeai.reports.views.asked import of_scope, unknown
from sasaeai.voices import looks


@require_safe
@of_scope
def index(request: Request, form: ScopeForm) -> HttpResponse:
    viewer, scope = request.viewer, form.permitted()
    now = reading.counted(viewer, scope)
    context = {
        **naming.of(viewer, scope),
        **reading.besides(viewer, scope, now),
        "form": form,
        "scope": scope,
        "board": now.board,
        "report": queries.version_of(viewer, scope),
        "is_over": scope.is_over(viewer.today),
        "steps": queries.next_steps(viewer, scope),
        "may_write": rules.may_write_in(viewer, scope.area, scope.employer.pk),
        "templates": queries.templates_for(viewer, scope),
    }
    return render(request, "reports/month.html", context)


@require_safe
@of_scope
def rows(request: Request, form: ScopeForm) -> HttpResponse:
    viewer, scope = request.viewer, form.permitted()
    key, after = form.cleaned_data["figure"] or "entries", form.cleaned_data["after"]
    try:
        found = behind.of(viewer, counting.behind(scope, key), after=after)
    except LookupError as error:
        raise Http404 from error
    except DomainError as error:
        form.add_error(None, str(error))
        return unknown(request, form)
    looks.look(viewer, found.voices)
    people.look(viewer, found.cards)
    here = {**scope.asked, "figure": key}
    context = {
        **naming.of(viewer, scope),
        "found": found,
        "label": naming.figure(viewer, scope, key),
        "back": f"{reverse('reports:month')}?{urlencode(scope.asked)}",
        "following": found.after and f"?{urlencode({**here, 'after': found.after})}",
    }
    return render(request, "reports/behind.html", context)


@require_safe
@of_scope
def sheet(request: Request, form: ScopeForm) -> HttpResponse:
    viewer, scope = request.viewer, form.permitted()
    report = queries.version_of(viewer, scope) or naming.begun(scope)
    now = reading.counted(viewer, scope)
    content = reading.sheet(viewer, report, now, at=timezone.now())
    return pdf.shown(content, name=sheets.file_name(report))


@of_scope
def write(request: Request, asked: ScopeForm) -> HttpResponse:
    viewer, scope = request.viewer, asked.permitted()
    permit(rules.may_write_in(viewer, scope.area, scope.employer.pk))
    known = queries.version_of(viewer, scope) or naming.begun(scope)
    fitting = queries.templates_for(viewer, scope)
    form = WordsForm(request.POST or None, instance=known, fitting=fitting)
    naming.for_kind(form, scope)
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, form, known)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        **naming.of(viewer, scope),
        "form": form,
        "scope": scope,
        "is_sent": known.is_sent,
        "is_over": scope.is_over(viewer.today),
        "known": known,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/write.html", context, status=status)


def _kept(request: Request, form: WordsForm, known: Report) -> HttpResponse:
    """Keep the words; send the report where that button was pressed."""
    viewer, seen = request.viewer, known.updated_at if known.created_at else None
    report = actions.write(viewer, form.save(commit=False), changed=form.changed_data, seen=seen)
    if "send" not in request.POST:
        messages.success(request, _("残しました。提出するまで、いつでも直せます。"))
        return redirect(report)
    actions.send(viewer, report, freezing.frozen(viewer, report, at=timezone.now()))
    undo = reverse("reports:take_back", args=[report.pk])
    messages.success(
        request, _("提出しました。数も紙も、このまま残ります。"), extra_tags=f"undo={undo}"
    )
    return redirect(report)
