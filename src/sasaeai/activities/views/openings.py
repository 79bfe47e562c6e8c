"""出番: the list for those who look for one, the board for the wall, offering one, how it stands."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import actions, openings, rules
from sasaeai.activities.models import Opening
from sasaeai.activities.opening_form import OpeningFilter, OpeningForm
from sasaeai.activities.views.activity import act, mine
from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets.filters import page_links
from sasaeai.base.errors import DomainError, permit
from sasaeai.base.paging import page_or_first

# So many stand on the board: what is read on a wall is read in passing.
ON_THE_WALL = 60


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = OpeningFilter(request.GET, viewer=viewer)
    page, notice = page_or_first(
        openings.looking(viewer, area=form.chosen),
        request.GET.get("after", ""),
        keys=openings.SOONEST_FIRST,
    )
    context = {
        "form": form,
        "area": form.chosen,
        "openings": page.rows,
        "notice": notice,
        **page_links(request.GET, after=page.after, notice=notice),
    }
    status = 400 if notice or form.errors else 200
    return render(request, "activities/openings.html", context, status=status)


@require_safe
def board(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = OpeningFilter(request.GET, viewer=viewer)
    context = {
        "area": form.chosen,
        "openings": openings.for_a_wall(viewer, area=form.chosen)[:ON_THE_WALL],
        "town": areas.municipality_of(viewer),
    }
    return render(request, "activities/board.html", context, status=200 if form.is_valid() else 400)


@require_safe
def opening(request: Request, opening: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    found = _seen(viewer, opening)
    context = {
        "opening": found,
        "activity": found.activity,
        "may_change": rules.may_change(viewer, found.activity),
        "is_over": found.is_over(viewer.today),
    }
    return render(request, "activities/opening.html", context)


def offer(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    new = Opening(activity=thing, contact=thing.public_contact, phone=thing.public_phone)
    form = OpeningForm(request.POST or None, instance=new, viewer=viewer)
    if form.is_bound and form.is_valid():
        try:
            actions.offer_opening(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("activities:close_opening", args=[new.pk])
            text = _("出番を書きました。どなたに声をかけるか、下で見られます。")
            messages.success(request, text, extra_tags=f"undo={undo}")
            return redirect(new)
    return act(request, form, thing, title=_("出番をつくる"), label=_("出番を残す"))


def change(request: Request, opening: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, opening)
    form = OpeningForm(request.POST or None, instance=known, viewer=viewer)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), known.updated_at
        try:
            actions.change_opening(viewer, mended, seen=seen, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("出番を直しました。"))
            return redirect(known)
    return act(request, form, known.activity, title=_("出番を直す"), label=_("残す"))


@require_POST
def fill(request: Request, opening: UUID) -> HttpResponse:
    return _stand(request, opening, actions.fill_opening, _("出番が決まったと記録しました。"))


@require_POST
def close(request: Request, opening: UUID) -> HttpResponse:
    return _stand(
        request, opening, actions.close_opening, _("出番をおしまいにしました。記録は残ります。")
    )


def _stand(
    request: Request, pk: UUID, by: Callable[[Viewer, Opening], Opening], text: str
) -> HttpResponse:
    known = _mine(request, pk)
    try:
        by(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("activities:reopen_opening", args=[pk])
        messages.success(request, text, extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def reopen(request: Request, opening: UUID) -> HttpResponse:
    known = _mine(request, opening)
    try:
        stands = actions.reopen_opening(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        text = _("出番を「%(state)s」に戻しました。") % {"state": stands.get_state_display()}
        messages.success(request, text)
    return redirect(known)


def _seen(viewer: Viewer, pk: UUID) -> Opening:
    return get_object_or_404(openings.visible_to(viewer), pk=pk)


def _mine(request: Request, pk: UUID) -> Opening:
    permit(area_rules.may_see_town(request.viewer))
    found = _seen(request.viewer, pk)
    permit(rules.may_change(request.viewer, found.activity))
    return found
