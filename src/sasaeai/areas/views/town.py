"""What the officers keep: the town's own page, its employers and the rule of access."""

from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas import actions, queries, rules
from sasaeai.areas.forms import AccessRuleForm, EmployerForm, LevelNamesForm, MunicipalityForm
from sasaeai.areas.models import AccessRule, Employer
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit


def municipality(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    town = queries.municipality_of(request.viewer)
    form = MunicipalityForm(request.POST or None, instance=town)
    if form.is_bound and form.is_valid():
        actions.change_municipality(
            request.viewer, form.save(commit=False), changed=form.changed_data
        )
        messages.success(request, _("町のことを直しました。"))
        return redirect("pages:town")
    return _form(request, form, title=_("町のこと"), back=reverse("pages:town"))


def level_names(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    town = queries.municipality_of(request.viewer)
    form = LevelNamesForm(request.POST or None, municipality=town)
    if form.is_bound and form.is_valid():
        actions.name_levels(request.viewer, form.cleaned_data)
        messages.success(request, _("段階の呼び名を直しました。"))
        return redirect("areas:index")
    return _form(request, form, title=_("区域の段階の呼び名"), back=reverse("areas:index"))


def employers(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    return render(request, "areas/employers.html", {"employers": queries.employers(request.viewer)})


def add_employer(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    new = Employer(municipality_id=request.viewer.municipality)
    form = EmployerForm(request.POST or None, instance=new)
    if form.is_bound and form.is_valid():
        try:
            actions.add_employer(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("所属先を加えました。"))
            return redirect("areas:employers")
    return _form(request, form, title=_("所属先を加える"), back=reverse("areas:employers"))


def change_employer(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    employer = get_object_or_404(queries.employers(request.viewer), pk=pk)
    form = EmployerForm(request.POST or None, instance=employer)
    title = employer.name
    if form.is_bound and form.is_valid():
        mended = form.save(commit=False)
        try:
            actions.change_employer(request.viewer, mended, changed=form.changed_data)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("所属先を直しました。"))
            return redirect("areas:employers")
    return _form(request, form, title=title, back=reverse("areas:employers"))


def access(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    form = AccessRuleForm(request.POST or None, instance=AccessRule(), viewer=request.viewer)
    if form.is_bound and form.is_valid():
        try:
            actions.set_access(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("since", str(error))
        else:
            messages.success(request, _("見え方の決まりを加えました。"))
            return redirect("areas:access")
    context = {"form": form, "rules": queries.access_rules(request.viewer)}
    return render(request, "areas/access.html", context, status=422 if form.is_bound else 200)


def _form(request: Request, form: BaseForm, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "label": _("記録する")}
    return render(request, "areas/form.html", context, status=422 if form.is_bound else 200)
