"""An officer's reason before a record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Request
from sasaeai.people import actions, queries
from sasaeai.people.forms import ReasonForm
from sasaeai.people.models import Opening


def open_record(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    person = get_object_or_404(queries.openable(viewer), pk=pk)
    opening = Opening(person=person, municipality_id=person.municipality_id)
    form = ReasonForm(request.POST or None, instance=opening)
    if form.is_bound and form.is_valid():
        actions.open_with_reason(viewer, person, reason=form.cleaned_data["reason"])
        messages.success(request, _("この方の記録を、60分のあいだ見られます。"))
        return redirect(person)
    # Nothing of the person is shown before the reason is written.
    context = {
        "form": form,
        "title": _("理由を書いて記録を見る"),
        "label": _("理由を残して見る"),
        "back": reverse("people:list"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/form.html", context, status=status)
