"""指標の裏づけ: each item of the grants with the town's answer and its records; on the screen and as a sheet."""

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
from sasaeai.calc import periods
from sasaeai.paper import pdf
from sasaeai.reports import actions, behind, evidence, indicators, naming, rules, sheets
from sasaeai.reports.forms import AnswerForm, YearForm
from sasaeai.reports.views.asked import of_year, unknown
from sasaeai.voices import looks


@require_safe
@of_year
def binder(request: Request, form: YearForm) -> HttpResponse:
    viewer, year = request.viewer, form.asked()
    period = periods.whole_year(year)
    context = {
        "answered": evidence.answered(viewer, year, period),
        "year": year,
        "title": naming.of_year(year),
        "years": naming.binder_tabs(viewer, year),
    }
    return render(request, "reports/binder.html", context)


@require_safe
@of_year
def records(request: Request, form: YearForm) -> HttpResponse:
    viewer, year, key = request.viewer, form.asked(), form.cleaned_data["record"] or "voices"
    try:
        rows = evidence.rows(viewer, periods.whole_year(year), key)
        found = behind.of(viewer, rows, after=form.cleaned_data["after"])
    except LookupError as error:
        raise Http404 from error
    except DomainError as error:
        form.add_error(None, str(error))
        return unknown(request, form)
    looks.look(viewer, found.voices)
    here = {"year": year, "record": key}
    context = {
        "found": found,
        "label": evidence.label(viewer, key),
        "title": _("指標の裏づけ"),
        "eyebrow": naming.of_year(year),
        "back": f"{reverse('reports:binder')}?year={year}",
        "following": found.after and f"?{urlencode({**here, 'after': found.after})}",
    }
    return render(request, "reports/behind.html", context)


@require_safe
@of_year
def sheet(request: Request, form: YearForm) -> HttpResponse:
    viewer, year = request.viewer, form.asked()
    found = evidence.answered(viewer, year, periods.whole_year(year))
    content = sheets.binder(viewer, found, title=naming.of_year(year), at=timezone.now())
    return pdf.shown(content, name=f"evidence-{year}.pdf")


def answer(request: Request, year: int, item: str) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_answer(viewer))
    if not 2000 <= year <= periods.year_of(viewer.today):
        raise Http404
    asked = {one.code: one for one in indicators.of_year(*periods.whole_year(year))}
    if item not in asked:
        raise Http404
    form = AnswerForm(request.POST or None, instance=AnswerForm.known(viewer, year, item))
    back = f"{reverse('reports:binder')}?year={year}"
    if form.is_bound and form.is_valid():
        try:
            actions.answer(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("答えを残しました。"))
            return redirect(back)
    context = {"form": form, "item": asked[item], "back": back, "title": naming.of_year(year)}
    return render(request, "reports/answer.html", context, status=422 if form.is_bound else 200)
