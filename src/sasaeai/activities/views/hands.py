"""Who runs an activity and what it uses; both can be taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.activities import actions, hands
from sasaeai.activities.growth_form import HostForm, UseForm
from sasaeai.activities.models import Activity, Organiser, Use
from sasaeai.activities.views.activity import act, mine
from sasaeai.activities.views.page import look_at
from sasaeai.areas.viewer import Request
from sasaeai.assets import times
from sasaeai.base.errors import DomainError
from sasaeai.people.found_form import WhoForm
from sasaeai.ui import wording


def join(request: Request, pk: UUID) -> HttpResponse:
    viewer, thing = request.viewer, mine(request, pk)
    # Whoever sends the form without having looked for anybody is told to look first.
    find = WhoForm(request.GET if request.GET or request.method == "POST" else None)
    words = find.cleaned_data["q"] if find.is_bound and find.is_valid() else ""
    cards = hands.to_host(viewer, words)
    form = HostForm(request.POST or None, instance=Organiser(activity=thing), cards=cards)
    if form.is_bound and form.is_valid():
        try:
            organiser = actions.join(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("person_id", str(error))
        else:
            undo = reverse("activities:leave", args=[pk, organiser.pk])
            messages.success(request, _("開いている方に加えました。"), extra_tags=f"undo={undo}")
            return redirect(thing)
    look_at(request, cards)
    context = {"activity": thing, "find": find, "form": form, "cards": cards, "words": words}
    status = 422 if form.is_bound else 200
    return render(request, "activities/join.html", context, status=status)


@require_POST
def leave(request: Request, pk: UUID, organiser: UUID) -> HttpResponse:
    thing = mine(request, pk)
    found = hands.host(request.viewer, thing, organiser)
    if found is None:
        raise Http404
    undo = put_back_url(thing, actions.leave(request.viewer, found))
    messages.success(request, _("開いている方から外しました。"), extra_tags=f"undo={undo}")
    return redirect(thing)


def use(request: Request, pk: UUID) -> HttpResponse:
    thing = mine(request, pk)
    form = UseForm(request.POST or None, instance=Use(activity=thing), viewer=request.viewer)
    if form.is_bound and form.is_valid() and (new := _used(request, form)):
        undo = reverse("activities:stop_using", args=[pk, new.pk])
        messages.success(request, _("使うものを書きたしました。"), extra_tags=f"undo={undo}")
        return redirect(thing)
    return act(request, form, thing, title=_("使うものを書きたす"), label=_("書きたす"))


def _used(request: Request, form: UseForm) -> Use | None:
    try:
        new = actions.use(request.viewer, form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    if days := hands.days_outside(new):
        outside = wording.listed(times.DAY_LABELS[day] for day in days)
        messages.warning(
            request,
            _(
                "%(days)s曜日は、「%(asset)s」の使える時間の外にかかっています。"
                "持ち主の方に、使ってよいかを聞いてみてください。"
            )
            % {"days": outside, "asset": new.asset},
        )
    return new


@require_POST
def stop_using(request: Request, pk: UUID, use: UUID) -> HttpResponse:
    thing = mine(request, pk)
    known = get_object_or_404(thing.uses, pk=use)
    undo = put_back_url(thing, actions.stop_using(request.viewer, known))
    messages.success(request, _("使うものから外しました。"), extra_tags=f"undo={undo}")
    return redirect(thing)


@require_POST
def put_back(request: Request, pk: UUID, token: str) -> HttpResponse:
    """Put back what was just taken off: a resident who runs it, an asset it uses, or what it was born from."""
    thing = mine(request, pk)
    try:
        actions.put_back(request.viewer, thing, token)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("元に戻しました。"))
    return redirect(thing)


def put_back_url(thing: Activity, token: str) -> str:
    """Return the address of the way back for what was taken off."""
    return reverse("activities:put_back", args=[thing.pk, token])
