"""Goals: one, many in one pass, moved about the board, closed with words, two writings of one settled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.visions import actions, board, queries, receipts, rules, wishes
from sasaeai.visions.differences import differences
from sasaeai.visions.goal_form import CloseForm, GoalForm, LinesForm, MoveForm, PlaceForm
from sasaeai.visions.models import Goal, Rewrite, Vision
from sasaeai.voices import actions as voices

WAYS = {"up": -1, "down": 1}


@require_safe
def goal(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    known = get_object_or_404(queries.visible_to(viewer), pk=pk)
    steps = list(queries.steps_of(viewer, known))
    heard = wishes.heard(viewer, steps)
    voices.look(viewer, list(heard.values()))
    context: dict[str, Any] = {
        "goal": known,
        "below": queries.below(viewer, known),
        "indicators": [(one, board.mark(one)) for one in queries.indicators_of(viewer, known)],
        "steps": [(step, heard.get(step.voice_id)) for step in steps],
        "differences": differences(viewer, known),
        "may_change": rules.may_change_goal(viewer, known),
        "today": viewer.today,
    }
    return render(request, "visions/goal.html", context)


def add(request: Request, pk: UUID) -> HttpResponse:
    vision = _vision(request, pk)
    initial = {"above": request.GET.get("above", ""), "horizon": request.GET.get("horizon", "")}
    new = Goal(vision=vision)
    form = GoalForm(request.POST or None, instance=new, viewer=request.viewer, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.set_goal(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_goals", args=[receipts.of_goals([new])])
            messages.success(request, _("目標を書きたしました。"), extra_tags=f"undo={undo}")
            return redirect(vision)
    back = vision.get_absolute_url()
    return _form(request, form, vision, title=_("目標を書きたす"), label=_("残す"), back=back)


def add_many(request: Request, pk: UUID) -> HttpResponse:
    vision = _vision(request, pk)
    form = LinesForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.set_goals(request.viewer, vision, form.lines())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_goals", args=[receipts.of_goals(made)])
            text = _("目標を%(number)s件、書きとめました。")
            if form.folded():
                text = _(
                    "目標を%(number)s件、書きとめました。同じ言葉で重なっていた%(folded)s件は、ひとつにまとめました。"
                )
            text %= {"number": len(made), "folded": form.folded()}
            messages.success(request, text, extra_tags=f"undo={undo}")
            return redirect(vision)
    back = vision.get_absolute_url()
    lead = _(
        "話し合いで出た目標を、届きたいころごとに写します。どの目標のためかは、あとから図の上で決められます。"
    )
    return _form(
        request, form, vision, title=_("目標をまとめて書く"), label=_("残す"), back=back, lead=lead
    )


def change(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = GoalForm(request.POST or None, instance=known, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        stood = form.cleaned_data["stood"]
        try:
            kept = actions.change_goal(request.viewer, form.save(commit=False), stood=stood)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _tell(request, kept, text=_("直しました。"))
            return redirect(known)
    back = known.get_absolute_url()
    return _form(request, form, known.vision, title=_("目標を直す"), label=_("残す"), back=back)


def move(request: Request, pk: UUID) -> HttpResponse:
    """Say what a goal is for and by when: on a page of its own, or dragged on the board."""
    known = _mine(request, pk)
    kind: type[PlaceForm] = MoveForm if request.POST.get("before") else PlaceForm
    form = kind(request.POST or None, instance=known, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            kept = actions.move_goal(
                request.viewer, known, above=data["above"], horizon=data["horizon"],
                stood=data["stood"], before=data.get("before"),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:move_back", args=[pk, receipts.of_move(data["stood"], known)])
            _tell(request, kept, text=_("動かしました。"), undo=undo)
            return redirect(f"{known.vision.get_absolute_url()}#goal-{pk}")
    back = known.vision.get_absolute_url()
    return _form(
        request, form, known.vision, title=_("どの目標のためか・いつごろ"), label=_("動かす"),
        back=back, lead=known.words,
    )  # fmt: skip


@require_POST
def move_back(request: Request, pk: UUID, token: str) -> HttpResponse:
    known = _mine(request, pk)
    try:
        kept = actions.move_back(request.viewer, known, token)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        _tell(request, kept, text=_("動かす前に戻しました。"))
    return redirect(f"{known.vision.get_absolute_url()}#goal-{pk}")


@require_POST
def shift(request: Request, pk: UUID, way: str) -> HttpResponse:
    known = _mine(request, pk)
    if way not in WAYS:
        raise Http404
    actions.shift_goal(request.viewer, known, by=WAYS[way])
    other = "down" if way == "up" else "up"
    undo = reverse("visions:shift_goal", args=[pk, other])
    messages.success(request, _("並びを変えました。"), extra_tags=f"undo={undo}")
    return redirect(f"{known.vision.get_absolute_url()}#goal-{pk}")


def close(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = CloseForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.close_goal(request.viewer, known, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:reopen_goal", args=[pk])
            messages.success(request, _("目標を終えました。"), extra_tags=f"undo={undo}")
            return redirect(known)
    return _form(
        request, form, known.vision, title=_("目標を終える"), label=_("終える"),
        back=known.get_absolute_url(), lead=known.words,
    )  # fmt: skip


@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.reopen_goal(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("もう一度、目指します。"))
    return redirect(known)


@require_POST
def take_back(request: Request, token: str) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    goals: list[Goal] = []
    try:
        goals = queries.among(viewer, receipts.goals_in(token))
        permit(all(rules.may_change_goal(viewer, one) for one in goals))
        actions.take_back_goals(viewer, goals)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("書く前に戻しました。"))
    return redirect(goals[0].vision if goals else "visions:list")


@require_POST
def settle(request: Request, pk: UUID, way: str) -> HttpResponse:
    known = _beside(request, pk)
    if way not in {"take", "leave"}:
        raise Http404
    try:
        actions.settle_rewrite(request.viewer, known, take=way == "take")
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("visions:take_back_settling", args=[pk])
        messages.success(request, _("決めました。"), extra_tags=f"undo={undo}")
    return redirect(known.goal)


@require_POST
def take_back_settling(request: Request, pk: UUID) -> HttpResponse:
    known = _beside(request, pk)
    try:
        actions.take_back_settling(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("決める前に戻しました。"))
    return redirect(known.goal)


def _tell(request: Request, kept: actions.Kept, *, text: str, undo: str = "") -> None:
    if kept.beside:
        sentence = _(
            "ほかの人も、同じところを直していました。両方残してあります。目標のページで、どちらにするか選べます。"
        )
        messages.warning(request, sentence)
    else:
        messages.success(request, text, extra_tags=f"undo={undo}" if undo else "")


def _vision(request: Request, pk: UUID) -> Vision:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.visions(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, known))
    return known


def _mine(request: Request, pk: UUID) -> Goal:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_goal(request.viewer, known))
    return known


def _beside(request: Request, pk: UUID) -> Rewrite:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.rewrites(request.viewer), pk=pk)
    permit(rules.may_change_goal(request.viewer, known.goal))
    return known


def _form(request: Request, form: BaseForm, vision: Vision, **told: str) -> HttpResponse:
    context = {"form": form, "eyebrow": vision.area.name, **told}
    status = 422 if form.is_bound else 200
    return render(request, "visions/form.html", context, status=status)
