"""Whom the town calls now where a neighbour must not be asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.contacts import actions, queries, rules
from sasaeai.contacts.forms import ContactForm
from sasaeai.contacts.models import Contact


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_see(viewer))
    context = {
        "contacts": queries.contacts(viewer),
        "lacking": queries.lacking(viewer),
        "may_keep": rules.may_keep(viewer),
        "today": viewer.today,
    }
    return render(request, "contacts/list.html", context)


def add(request: Request) -> HttpResponse:
    permit(rules.may_keep(request.viewer))
    new = Contact(municipality_id=request.viewer.municipality)
    return _form(request, new, title=_("連絡先を加える"))


def change(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep(request.viewer))
    known = get_object_or_404(queries.contacts(request.viewer), pk=pk)
    return _form(request, known, title=_("連絡先を直す"))


def _form(request: Request, contact: Contact, *, title: str) -> HttpResponse:
    # What a contact is still wanted for stands in the address of the way here.
    wanted = {"terms": terms} if (terms := request.GET.getlist("term")) else {}
    form = ContactForm(
        request.POST or None, instance=contact, viewer=request.viewer, initial=wanted
    )
    if form.is_bound and form.is_valid() and _keep(request, form):
        messages.success(request, _("連絡先を残しました。"))
        return redirect("contacts:list")
    context = {"form": form, "title": title, "back": reverse("contacts:list")}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/form.html", context, status=status)


def _keep(request: Request, form: ContactForm) -> bool:
    kept = form.save(commit=False)
    # A new one has been seen by nobody else.
    seen = kept.updated_at if "seen" in form.fields else None
    try:
        actions.keep_contact(request.viewer, kept, terms=form.cleaned_data["terms"], seen=seen)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True
