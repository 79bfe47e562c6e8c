"""One organisation: what it is, with whom, who takes part, what was asked of it; writing it down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import permit
from sasaeai.organisations import actions, queries, rules
from sasaeai.organisations.forms import OrganisationForm
from sasaeai.organisations.models import Approach, Organisation
from sasaeai.organisations.views.page import changeable, show, written
from sasaeai.ui import dates


@require_safe
def organisation(request: Request, pk: UUID) -> HttpResponse:
    """Show one organisation; its one entry in the record book covers members and private parts."""
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    found = get_object_or_404(queries.visible_to(viewer), pk=pk)
    members = queries.member_cards(viewer, found)
    context: dict[str, Any] = {
        "organisation": found,
        "categories": found.categories.all(),
        "members": members,
        "unseen": queries.member_count(found) - len(members),
        "ties": [(tie, queries.partner(tie, found)) for tie in queries.ties(viewer, found)],
        "may_change": rules.may_change(viewer, found),
        "may_see_private": rules.may_see_private(viewer),
    }
    fields: list[str] = []
    if rules.may_see_private(viewer):
        approaches = list(queries.approaches_to(viewer, found))
        context["knots"] = [_knot(viewer, approach) for approach in approaches]
        fields = written(found, queries.PRIVATE) + ["approaches"] * bool(approaches)
    cards = [member.card for member in members]
    return show(
        request,
        "organisations/organisation.html",
        context,
        organisations=[found],
        cards=cards,
        fields=fields,
    )


def _knot(viewer: Viewer, approach: Approach) -> dict[str, Any]:
    """Return a 働きかけ as a knot of the thread."""
    may_change = rules.may_change_approach(viewer, approach)
    next_on = approach.next_on
    return {
        "approach": approach,
        "is_open": queries.goes_on(approach),
        "next": dates.near_day(next_on, today=viewer.today) if next_on else "",
        "url": reverse("organisations:change_approach", args=[approach.pk]) if may_change else "",
    }


def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    new = Organisation(municipality_id=viewer.municipality)
    form = OrganisationForm(request.POST or None, instance=new, viewer=viewer)
    if form.is_bound and form.is_valid() and not form.asks_first():
        categories = form.cleaned_data["categories"]
        made = actions.add(viewer, form.save(commit=False), categories=categories)
        messages.success(request, _("「%(name)s」を記録しました。") % {"name": made.name})
        return redirect(made)
    context = {
        "form": form,
        "title": _("団体を記録する"),
        "lead": _("名前と種類と地区だけで残せます。あとから足せます。"),
        "back": reverse("organisations:list"),
    }
    return show(request, "organisations/change.html", context)


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    found = changeable(request, pk)
    shown = written(found, queries.PRIVATE)
    title = _("「%(name)s」を直す") % {"name": found.name}
    form = OrganisationForm(request.POST or None, instance=found, viewer=viewer)
    if form.is_bound and form.is_valid() and not form.asks_first():
        changed = [name for name in form.changed_data if name != "sure"]
        categories = form.cleaned_data["categories"]
        actions.change(viewer, form.save(commit=False), changed=changed, categories=categories)
        messages.success(request, _("直しました。"))
        return redirect(found)
    context = {"form": form, "title": title, "back": found.get_absolute_url()}
    return show(request, "organisations/change.html", context, organisations=[found], fields=shown)


@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    found = changeable(request, pk)
    actions.retire(request.viewer, found, on=request.viewer.today)
    undo = reverse("organisations:bring_back", args=[pk])
    messages.success(
        request,
        _("「%(name)s」を引退にしました。記録は残ります。") % {"name": found.name},
        extra_tags=f"undo={undo}",
    )
    return redirect(found)


@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    found = changeable(request, pk)
    actions.bring_back(request.viewer, found)
    messages.success(request, _("「%(name)s」を一覧にもどしました。") % {"name": found.name})
    return redirect(found)
