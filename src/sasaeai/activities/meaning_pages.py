"""The pages on which a means is hung under a goal: the same for activities and for matches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.visions import actions, meanings, rules
from sasaeai.visions.meaning_form import MeaningForm
from sasaeai.visions.meanings import Line
from sasaeai.visions.models import Goal, Meaning


@dataclass(frozen=True)
class Means:
    """One kind of means: its room's name in URLs, table, gate, and who sees and changes one."""

    room: str
    model: type[Meaning]
    form: type[MeaningForm[Any]]
    visible_to: Callable[[Viewer], QuerySet[Any]]
    may_change: Callable[[Viewer, Any], bool]
    area: Callable[[Any], Area]


def paths(means: Means) -> list[URLPattern]:
    """Return the addresses of these pages for a room's urlpatterns."""
    shown = {"means": means}
    return [
        path("<uuid:pk>/meanings/give/", give, shown, name="give_meaning"),
        path("meanings/<uuid:pk>/change/", change, shown, name="change_meaning"),
        path("meanings/<uuid:pk>/take-back/", take_back, shown, name="take_back_meaning"),
        path("meanings/bring-back/<str:token>/", bring_back, shown, name="bring_back_meaning"),
    ]


def lines(viewer: Viewer, thing: Any, *, means: Means) -> list[Line]:  # noqa: ANN401 -- a row of either room
    """Return which goals a thing serves, as `ui/parts/meanings.html` lists them."""
    given = meanings.of_means(viewer, means.model, thing)
    urls = {name: f"{means.room}:{name}_meaning" for name in ("change", "take_back")}
    return meanings.lines(viewer, given, **urls)


def give_url(viewer: Viewer, thing: Any, *, means: Means) -> str:  # noqa: ANN401 -- a row of either room
    """Return where a thing is hung under a goal; nothing for whoever may not."""
    may = rules.may_draw(viewer) and means.may_change(viewer, thing)
    return reverse(f"{means.room}:give_meaning", args=[thing.pk]) if may else ""


def give(request: Request, pk: UUID, *, means: Means) -> HttpResponse:
    """Show the form by which a thing is hung under a goal, or hang it there."""
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    thing = get_object_or_404(means.visible_to(viewer), pk=pk)
    permit(means.may_change(viewer, thing))
    new: Any = means.model()
    new.means = thing
    goal = meanings.goal_asked(viewer, request.GET.get("goal", ""))
    form = _form(request, new, means, goal)
    if form.is_bound and form.is_valid():
        try:
            actions.give_meaning(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse(f"{means.room}:take_back_meaning", args=[new.pk])
            messages.success(request, _("目標につなぎました。"), extra_tags=f"undo={undo}")
            return redirect(new.goal if goal else thing)
    back = (goal or thing).get_absolute_url()
    return _page(
        request, form, thing, title=_("どの目標のためか"), label=_("目標につなぐ"), back=back
    )


def change(request: Request, pk: UUID, *, means: Means) -> HttpResponse:
    """Show the form by which a meaning is put right, or save it."""
    known: Any = _mine(request, pk, means)
    form = _form(request, known, means)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), known.updated_at
        try:
            actions.change_meaning(request.viewer, mended, seen=seen, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(known.means)
    back = known.means.get_absolute_url()
    return _page(request, form, known.means, title=_("意味づけを直す"), label=_("残す"), back=back)


@require_POST
def take_back(request: Request, pk: UUID, *, means: Means) -> HttpResponse:
    """Take a thing from under a goal."""
    known: Any = _mine(request, pk, means)
    try:
        token = actions.take_back_meaning(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known.means)
    undo = reverse(f"{means.room}:bring_back_meaning", args=[token])
    messages.success(request, _("目標から外しました。"), extra_tags=f"undo={undo}")
    return redirect(known.means)


@require_POST
def bring_back(request: Request, token: str, *, means: Means) -> HttpResponse:
    """Hang a thing under a goal again, as it was."""
    permit(rules.may_draw(request.viewer))
    try:
        meaning: Any = actions.bring_back_meaning(request.viewer, means.model, token)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("visions:list")
    messages.success(request, _("目標につなぎなおしました。"))
    return redirect(meaning.means)


def _form(
    request: Request,
    meaning: Any,  # noqa: ANN401 -- of either table
    means: Means,
    goal: Goal | None = None,
) -> MeaningForm[Any]:
    area, initial = means.area(meaning.means), {"goal": goal} if goal else None
    return means.form(
        request.POST or None, instance=meaning, viewer=request.viewer, area=area, initial=initial
    )


def _page(
    request: Request,
    form: BaseForm,
    thing: Any,  # noqa: ANN401 -- a row of either room
    *,
    title: str,
    label: str,
    back: str,
) -> HttpResponse:
    context = {"form": form, "title": title, "label": label, "back": back, "eyebrow": thing}
    return render(request, "activities/meaning.html", context, status=422 if form.is_bound else 200)


def _mine(request: Request, pk: UUID, means: Means) -> Meaning:
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    known: Any = get_object_or_404(meanings.of_model(viewer, means.model), pk=pk)
    # A thing that somebody may not see is not there for them.
    get_object_or_404(means.visible_to(viewer), pk=known.means_id)
    permit(rules.may_serve(viewer, known.goal))
    return known  # type: ignore[no-any-return]  # of either table
