"""What a person gives, and what a person agreed to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.people import actions, queries, rules
from sasaeai.people.forms import ConsentForm, GiftForm
from sasaeai.people.models import Consent, Gift
from sasaeai.people.views.page import changeable, show_form


def add_gift(request: Request, pk: UUID) -> HttpResponse:
    person, card = changeable(request, pk)
    gift = Gift(person=person, municipality_id=person.municipality_id)
    form = GiftForm(request.POST or None, instance=gift, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        try:
            actions.add_gift(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("category", str(error))
        else:
            _tell(request, _("書きました。"), undo="people:end_gift", pk=gift.pk)
            return redirect(person)
    title = _("できること・やってみたいことを書く")
    return show_form(request, form, card, title=title, label=_("記録する"))


def change_gift(request: Request, pk: UUID) -> HttpResponse:
    gift = get_object_or_404(queries.living_gifts_of(request.viewer), pk=pk)
    person, card = changeable(request, gift.person_id)
    form = GiftForm(request.POST or None, instance=gift, viewer=request.viewer)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), gift.updated_at
        try:
            actions.change_gift(request.viewer, mended, seen=seen)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(person)
    title = _("「%(label)s」を直す") % {"label": gift.category}
    return show_form(request, form, card, title=title, label=_("残す"))


@require_POST
def end_gift(request: Request, pk: UUID) -> HttpResponse:
    gift = _gift(request, pk)
    actions.end_gift(request.viewer, gift)
    _tell(request, _("取り下げました。"), undo="people:bring_back_gift", pk=pk)
    return redirect(gift.person)


@require_POST
def bring_back_gift(request: Request, pk: UUID) -> HttpResponse:
    gift = _gift(request, pk)
    try:
        actions.bring_back_gift(request.viewer, gift)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(gift.person)


def _gift(request: Request, pk: UUID) -> Gift:
    gift = get_object_or_404(queries.gifts_of(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, gift.person))
    return gift


def give_consent(request: Request, pk: UUID) -> HttpResponse:
    person, card = changeable(request, pk)
    consent = Consent(person=person, municipality_id=person.municipality_id)
    form = ConsentForm(
        request.POST or None,
        instance=consent,
        viewer=request.viewer,
        initial={"given_on": request.viewer.today},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.give_consent(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _tell(request, _("同意を記録しました。"), undo="people:withdraw_consent", pk=consent.pk)
            return redirect(person)
    return show_form(request, form, card, title=_("同意を記録する"), label=_("記録する"))


@require_POST
def withdraw_consent(request: Request, pk: UUID) -> HttpResponse:
    consent = _consent(request, pk)
    try:
        actions.withdraw_consent(request.viewer, consent)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        _tell(request, _("同意を取りやめました。"), undo="people:restore_consent", pk=pk)
    return redirect(consent.person)


@require_POST
def restore_consent(request: Request, pk: UUID) -> HttpResponse:
    consent = _consent(request, pk)
    try:
        actions.restore_consent(request.viewer, consent)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("同意を元に戻しました。"))
    return redirect(consent.person)


def _consent(request: Request, pk: UUID) -> Consent:
    consent = get_object_or_404(queries.consents_of(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, consent.person))
    return consent


def _tell(request: Request, words: str, *, undo: str, pk: UUID) -> None:
    messages.success(request, words, extra_tags=f"undo={reverse(undo, args=[pk])}")
