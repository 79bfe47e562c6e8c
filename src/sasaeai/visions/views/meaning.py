"""意味づけ of assets and of the toolbox: rooms above have pages of their own for what is theirs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets import rules as asset_rules
from sasaeai.assets.models import Asset
from sasaeai.base.errors import DomainError, permit
from sasaeai.visions import actions, meanings, rules
from sasaeai.visions.kinds import KINDS, Kind
from sasaeai.visions.meaning_form import MeaningForm
from sasaeai.visions.models import AssetMeaning, Goal, Meaning
from sasaeai.visions.toolbox import instruments
from sasaeai.vocabulary.models import Term


@require_safe
def index(request: Request, kind: str, target: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    means = _means(viewer, kind, target)
    given = meanings.of_means(viewer, _kind(kind).model, target)
    lines = meanings.lines(
        viewer,
        given,
        change="visions:change_meaning",
        take_back="visions:take_back_meaning",
        kind=kind,
    )
    give = reverse("visions:give_meaning", args=[kind, target])
    context = {
        "means": means,
        "back": _back(means),
        "lines": lines,
        "give_url": give if _may_give(viewer, means) else "",
    }
    template = "ui/parts/meanings.html" if request.htmx else "visions/meanings.html"
    return render(request, template, context)


def give(request: Request, kind: str, target: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    means = _means(viewer, kind, target)
    permit(_may_give(viewer, means))
    new = _kind(kind).model()
    new.means = means
    goal = meanings.goal_asked(viewer, request.GET.get("goal", ""))
    form = _form(request, kind, new, goal)
    if form.is_bound and form.is_valid():
        try:
            actions.give_meaning(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_meaning", args=[kind, new.pk])
            messages.success(request, _("目標につなぎました。"), extra_tags=f"undo={undo}")
            return redirect(new.goal if goal else _back(means))
    back = goal.get_absolute_url() if goal else _back(means)
    return _page(
        request, form, means, title=_("どの目標のためか"), label=_("目標につなぐ"), back=back
    )


def change(request: Request, kind: str, pk: UUID) -> HttpResponse:
    known = _mine(request, kind, pk)
    form = _form(request, kind, known)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), known.updated_at
        try:
            actions.change_meaning(request.viewer, mended, seen=seen, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(_back(known.means))
    means, back = known.means, _back(known.means)
    return _page(request, form, means, title=_("意味づけを直す"), label=_("残す"), back=back)


@require_POST
def take_back(request: Request, kind: str, pk: UUID) -> HttpResponse:
    known = _mine(request, kind, pk)
    back = _back(known.means)
    try:
        token = actions.take_back_meaning(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(back)
    undo = reverse("visions:bring_back_meaning", args=[kind, token])
    messages.success(request, _("目標から外しました。"), extra_tags=f"undo={undo}")
    return redirect(back)


@require_POST
def bring_back(request: Request, kind: str, token: str) -> HttpResponse:
    permit(rules.may_draw(request.viewer))
    try:
        meaning = actions.bring_back_meaning(request.viewer, _kind(kind).model, token)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("visions:list")
    messages.success(request, _("目標につなぎなおしました。"))
    return redirect(_back(meaning.means))


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _means(viewer: Viewer, kind: str, target: UUID) -> Asset | Term:
    known: Asset | Term
    if _kind(kind).model is AssetMeaning:
        known = get_object_or_404(assets.visible_to(viewer), pk=target)
    else:
        known = get_object_or_404(instruments(viewer), pk=target)
    return known


def _may_give(viewer: Viewer, means: Asset | Term) -> bool:
    return rules.may_draw(viewer) and (
        isinstance(means, Term) or asset_rules.may_change(viewer, means)
    )


def _back(means: Asset | Term) -> str:
    if isinstance(means, Asset):
        return means.get_absolute_url()
    return reverse("visions:toolbox")


def _area(means: Asset | Term) -> Area | None:
    return means.area if isinstance(means, Asset) else None


def _form(
    request: Request, kind: str, meaning: Meaning, goal: Goal | None = None
) -> MeaningForm[Any]:
    return _kind(kind).form(
        request.POST or None,
        instance=meaning,
        viewer=request.viewer,
        area=_area(meaning.means),
        initial={"goal": goal} if goal else None,
    )


def _page(
    request: Request,
    form: MeaningForm[Any],
    means: Asset | Term,
    *,
    title: str,
    label: str,
    back: str,
) -> HttpResponse:
    context = {
        "form": form, "eyebrow": means, "title": title, "label": label, "back": back,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "visions/form.html", context, status=status)


def _mine(request: Request, kind: str, pk: UUID) -> Meaning:
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    known = get_object_or_404(meanings.of_model(viewer, _kind(kind).model), pk=pk)
    permit(rules.may_serve(viewer, known.goal))
    # An asset that somebody may not see is not there for them.
    _means(viewer, kind, known.means_id)
    return known
