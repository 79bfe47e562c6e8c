"""様式: the town's own files, what was found in each, and a report set in one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.paper import files
from sasaeai.paper.packages import WARNINGS
from sasaeai.reports import (
    actions,
    freezing,
    naming,
    queries,
    reading,
    rules,
    template_fields,
)
from sasaeai.reports.forms import ScopeForm, TemplateForm
from sasaeai.reports.models import Template
from sasaeai.reports.views.asked import of_scope

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {Template.Form.DOCX: WORD, Template.Form.XLSX: files.XLSX}


def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_keep_templates(viewer))
    form = TemplateForm(request.POST or None, request.FILES or None, viewer=viewer)
    if form.is_bound and form.is_valid():
        try:
            template = actions.upload(
                viewer, form.save(commit=False), content=form.content, inspection=form.inspection
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("reports:put_away", args=[template.pk])
            messages.success(request, _("様式を入れました。"), extra_tags=f"undo={undo}")
            return redirect(template)
    context = {
        "form": form,
        "templates": queries.templates(viewer),
        "names": template_fields.names(queries.terms(viewer)),
        "today": viewer.today,
    }
    return render(request, "reports/templates.html", context, status=422 if form.is_bound else 200)


@require_safe
def template(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _readable(request, pk)
    context = {
        "template": known,
        "warnings": [WARNINGS[code] for code in known.warnings if code in WARNINGS],
        "names": template_fields.names(queries.terms(viewer)),
        "may_keep": rules.may_keep_template(viewer, known),
        "is_over": known.until is not None and known.until <= viewer.today,
    }
    return render(request, "reports/template.html", context)


@require_safe
@of_scope
def fill(request: Request, form: ScopeForm, pk: UUID) -> HttpResponse:
    viewer, known, scope = request.viewer, _readable(request, pk), form.permitted()
    report = queries.version_of(viewer, scope) or naming.begun(scope)
    try:
        made = freezing.in_template(viewer, report, known, reading.counted(viewer, scope))
    except (DomainError, FileNotFoundError) as error:
        raise Http404 from error
    actions.fill(viewer, known)
    name = f"report-{scope.kind}-{scope.since:%Y-%m}.{known.form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=TYPES[Template.Form(known.form)], headers=headers)


@require_POST
def put_away(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    actions.put_away(request.viewer, known)
    undo = reverse("reports:bring_back", args=[pk])
    messages.success(request, _("様式をしまいました。"), extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    actions.bring_back(request.viewer, known)
    messages.success(request, _("また使えるようにしました。"))
    return redirect(known)


def _readable(request: Request, pk: UUID) -> Template:
    permit(rules.may_keep_templates(request.viewer))
    return get_object_or_404(queries.templates(request.viewer), pk=pk)


def _mine(request: Request, pk: UUID) -> Template:
    known = _readable(request, pk)
    permit(rules.may_keep_template(request.viewer, known))
    return known
