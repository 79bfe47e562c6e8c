"""What an address asks for, read in one place for every view: nonsense is answered in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.reports import rules
from sasaeai.reports.forms import ScopeForm, YearForm

View = Callable[..., HttpResponse]


def of_scope(view: View) -> View:
    """Return a view for whoever reports, given the form that says of which area, body and period."""

    @wraps(view)
    def asked(request: Request, **named: Any) -> HttpResponse:  # noqa: ANN401 -- whatever its address names
        permit(rules.may_report(request.viewer))
        form = ScopeForm(request.GET, viewer=request.viewer)
        return view(request, form, **named) if form.is_valid() else unknown(request, form)

    return asked


def of_year(view: View) -> View:
    """Return a view for whoever answers for the indicators, given the form that says of which 年度."""

    @wraps(view)
    def asked(request: Request) -> HttpResponse:
        permit(rules.may_answer(request.viewer))
        form = YearForm(request.GET, viewer=request.viewer)
        return view(request, form) if form.is_valid() else unknown(request, form)

    return asked


def unknown(request: Request, form: Form) -> HttpResponse:
    """Return, in words, that an address asks for nothing there is."""
    return render(request, "reports/unknown.html", {"form": form}, status=400)
