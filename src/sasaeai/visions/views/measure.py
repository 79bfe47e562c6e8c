"""How a goal is seen to come nearer, and the first small steps towards it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.visions import actions, queries, ready, rules
from sasaeai.visions.measure_form import IndicatorForm, MeasurementForm, StepForm
from sasaeai.visions.models import Goal, Indicator, Measurement, Step
from sasaeai.voices import actions as voices


def add_indicator(request: Request, pk: UUID) -> HttpResponse:
    goal = _goal(request, pk)
    new = Indicator(goal=goal)
    form = IndicatorForm(request.POST or None, instance=new, today=request.viewer.today)
    if form.is_bound and form.is_valid() and _keeps(form, actions.add_indicator, request):
        undo = reverse("visions:take_back_indicator", args=[new.pk])
        messages.success(request, _("指標を書きたしました。"), extra_tags=f"undo={undo}")
        return redirect(goal)
    return _form(request, form, goal, title=_("何の数で見るか"))


def change_indicator(request: Request, pk: UUID) -> HttpResponse:
    known = _indicator(request, pk)
    seen = known.updated_at
    form = IndicatorForm(request.POST or None, instance=known, today=request.viewer.today)
    if form.is_bound and form.is_valid():
        told = {"seen": seen, "changed": form.changed_data}
        if _keeps(form, actions.change_indicator, request, **told):
            messages.success(request, _("直しました。"))
            return redirect(known.goal)
    return _form(request, form, known.goal, title=_("指標を直す"))


@require_POST
def take_back_indicator(request: Request, pk: UUID) -> HttpResponse:
    known = _indicator(request, pk)
    _does(request, actions.take_back_indicator, known, text=_("指標を取り消しました。"))
    return redirect(known.goal)


def measure(request: Request, pk: UUID) -> HttpResponse:
    known = _indicator(request, pk)
    new = Measurement(indicator=known)
    form = MeasurementForm(request.POST or None, instance=new, today=request.viewer.today)
    if form.is_bound and form.is_valid() and _keeps(form, actions.measure, request):
        undo = reverse("visions:take_back_measurement", args=[new.pk])
        messages.success(request, _("はかった数を書きとめました。"), extra_tags=f"undo={undo}")
        return redirect(known.goal)
    return _form(request, form, known.goal, title=_("はかった数を書く"))


@require_POST
def take_back_measurement(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.measurements(request.viewer), pk=pk)
    goal = known.indicator.goal
    permit(rules.may_change_goal(request.viewer, goal))
    _does(request, actions.take_back_measurement, known, text=_("はかった数を取り消しました。"))
    return redirect(goal)


@require_safe
def first_steps(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    context = {"steps": ready.first_steps(viewer), "may_draw": rules.may_draw(viewer)}
    return render(request, "visions/first_steps.html", context)


def add_step(request: Request, pk: UUID) -> HttpResponse:
    goal = _goal(request, pk)
    new = Step(goal=goal)
    form = StepForm(request.POST or None, instance=new, viewer=request.viewer)
    if form.is_bound and form.is_valid() and _keeps(form, actions.add_step, request):
        undo = reverse("visions:take_back_step", args=[new.pk])
        messages.success(request, _("はじめの一歩を書きとめました。"), extra_tags=f"undo={undo}")
        return redirect(goal)
    voices.look_meanwhile(request.viewer, form.offered)
    return _form(request, form, goal, title=_("はじめの一歩を書く"))


def change_step(request: Request, pk: UUID) -> HttpResponse:
    known = _step(request, pk)
    seen = known.updated_at
    form = StepForm(request.POST or None, instance=known, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        told = {"seen": seen, "changed": form.changed_data}
        if _keeps(form, actions.change_step, request, **told):
            messages.success(request, _("直しました。"))
            return redirect(known.goal)
    voices.look_meanwhile(request.viewer, form.offered)
    return _form(request, form, known.goal, title=_("一歩を直す"))


@require_POST
def finish_step(request: Request, pk: UUID) -> HttpResponse:
    known = _step(request, pk)
    undo = reverse("visions:take_back_finishing", args=[pk])
    _does(request, actions.finish_step, known, text=_("できました。"), undo=undo)
    return redirect(known.goal)


@require_POST
def take_back_finishing(request: Request, pk: UUID) -> HttpResponse:
    known = _step(request, pk)
    _does(request, actions.take_back_finishing, known, text=_("まだのところに戻しました。"))
    return redirect(known.goal)


@require_POST
def take_back_step(request: Request, pk: UUID) -> HttpResponse:
    known = _step(request, pk)
    _does(request, actions.take_back_step, known, text=_("一歩を取り消しました。"))
    return redirect(known.goal)


def _keeps(form: Any, act: Callable[..., object], request: Request, **told: object) -> bool:  # noqa: ANN401 -- forms of three tables
    """Save what a form holds by an action; what the action refuses is told on the form."""
    try:
        act(request.viewer, form.save(commit=False), **told)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _does(
    request: Request, act: Callable[..., object], known: object, *, text: str, undo: str = ""
) -> None:
    try:
        act(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, text, extra_tags=f"undo={undo}" if undo else "")


def _goal(request: Request, pk: UUID) -> Goal:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_goal(request.viewer, known))
    return known


def _indicator(request: Request, pk: UUID) -> Indicator:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.indicators(request.viewer), pk=pk)
    permit(rules.may_change_goal(request.viewer, known.goal))
    return known


def _step(request: Request, pk: UUID) -> Step:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.steps(request.viewer), pk=pk)
    permit(rules.may_change_goal(request.viewer, known.goal))
    return known


def _form(request: Request, form: BaseForm, goal: Goal, *, title: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "eyebrow": goal.words, "label": _("残す"),
        "back": goal.get_absolute_url(),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "visions/form.html", context, status=status)
