"""One match: the answer, the promise, each time, the thanks, the end."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.activities import meaning_pages
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.matching import actions, promises, queries, rules, words
from sasaeai.matching.forms import ArrangeForm, EndForm, SaidForm, VisitForm
from sasaeai.matching.meaning_form import MEANS
from sasaeai.matching.models import Match, Visit
from sasaeai.organisations import actions as organisations
from sasaeai.people import actions as people
from sasaeai.people import queries as persons

# Whom one calls at an organisation: not for everybody.
INSIDE = ("contact_name", "contact_phone")
TOGETHER = ("nickname", "name", "phone", "address")


@require_safe
def match(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    sides = queries.sides(viewer, known)
    shown = TOGETHER if known.agreed_on and known.is_living else ("nickname", "name", "phone")
    people.look(viewer, sides.cards, fields=shown)
    body = known.organisation
    if body is not None:
        inside = [name for name in INSIDE if getattr(body, name)]
        organisations.look(viewer, [body], fields=inside)
    context = {
        "match": known,
        "who": words.who(known, sides.helper),
        "need": known.need,
        # What has changed since they were asked, and stands in the way of what was promised.
        "stopped": promises.why_stopped(viewer, known) if known.need.is_open else "",
        "is_together": bool(known.agreed_on) and known.is_living,
        "sides": sides,
        "visits": known.visits.all(),
        "today": viewer.today,
        "calls": known.asks.all(),
        "answers": words.answers(known),
        "whys": words.whys(known),
        "wants_companion": promises.wants_companion(known),
        "rests": promises.rests_ahead(known, viewer.today),
        "is_taken": promises.is_taken(known),
        "is_too_short": promises.is_too_short(known),
        "is_met": queries.is_met(known.need),
        "is_late": known.answer_by is not None and known.answer_by < viewer.today,
        "to_take_back": queries.to_take_back(known),
        "lines": meaning_pages.lines(viewer, known, means=MEANS),
        "give_url": meaning_pages.give_url(viewer, known, means=MEANS),
    }
    return render(request, "matching/match.html", context)


@require_POST
def said(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = SaidForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("お返事を、ボタンから選んでください。"))
        return redirect(known)
    try:
        heard = actions.hear_answer(request.viewer, known, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    is_no = heard.state == Match.State.DECLINED
    if heard.state == Match.State.AGREED and queries.has_another_promise(heard):
        messages.warning(request, words.promised_twice())
    undo = _undo_of(heard)
    messages.success(
        request, words.heard(heard, today=request.viewer.today), extra_tags=f"undo={undo}"
    )
    return redirect(heard.need if is_no else heard)


@require_POST
def take_back_answer(request: Request, pk: UUID, ask: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_answer(request.viewer, known, ask=ask)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("お返事を取り消しました。"))
    return redirect(known)


def arrange(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    initial = promises.promise_said(viewer, known)
    free = promises.free_times(known)
    form = ArrangeForm(
        request.POST or None, viewer=viewer, need=known.need, free=free, initial=initial
    )
    form.fields["companion"].required = promises.wants_companion(known)
    if form.is_bound and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("times", "first_on", "companion")}
        try:
            kept = actions.arrange(viewer, known, **data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("約束の日を残しました。"))
            if promises.is_outside(kept):
                messages.warning(request, words.outside(promises.free_times(kept)))
            if other := promises.sharing(kept):
                is_seen = queries.is_visible(viewer, other)
                messages.warning(request, words.shared(other, is_seen=is_seen))
            return redirect(known)
    return _act(request, known, form, title=_("いつ、だれと行くか"), label=_("約束の日を残す"))


def visit(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    form = VisitForm(
        request.POST or None,
        instance=Visit(match=known),
        viewer=viewer,
        initial={"on": viewer.today},
    )
    if form.is_bound and form.is_valid():
        try:
            noted = actions.note_visit(viewer, known, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("matching:take_back_visit", args=[pk, noted.pk])
            messages.success(request, _("この一回を記録しました。"), extra_tags=f"undo={undo}")
            return redirect(known)
    title = _("行われた日を記録する")
    return _act(request, known, form, title=title, label=_("この一回を記録する"))


@require_POST
def take_back_visit(request: Request, pk: UUID, visit: UUID) -> HttpResponse:
    known = _mine(request, pk)
    noted = get_object_or_404(known.visits, pk=visit)
    try:
        actions.take_back_visit(request.viewer, noted)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("この一回の記録を取り消しました。"))
    return redirect(known)


@require_POST
def thank(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.thank(request.viewer, known, on=request.viewer.today)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("matching:take_back_thanks", args=[pk])
        messages.success(request, _("お礼を伝えたと記録しました。"), extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def take_back_thanks(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_thanks(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("お礼の記録を取り消しました。"))
    return redirect(known)


@require_POST
def take_back_ask(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        need = actions.take_back_ask(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    messages.success(request, _("お願いした記録を取り消しました。"))
    return redirect(need)


def end(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = EndForm(request.POST or None, initial={"apart": known.apart})
    if request.method == "POST":
        apart = request.POST.get("apart") == "on"
        try:
            actions.end(request.viewer, known, apart=apart)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(known)
        undo = reverse("matching:take_up_again", args=[pk])
        if apart:
            # What this very end said of the two goes with it.
            undo += "?together=1"
        messages.success(request, _("このお手伝いを終えました。"), extra_tags=f"undo={undo}")
        return redirect(known.need)
    return _act(request, known, form, title=_("このお手伝いを終える"), label=_("終える"))


@require_POST
def take_up_again(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    together = request.GET.get("together") == "1"
    try:
        back = actions.take_up_again(request.viewer, known, together=together)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    if known.first_on is not None and back.first_on is None:
        messages.warning(
            request,
            _(
                "元に戻しました。約束していたその時間には、ほかの約束が入っています。「約束の日を決める」から、日と時間を決めなおしてください。"
            ),
        )
    else:
        messages.success(request, _("元に戻しました。"))
    return redirect(known)


@require_safe
def counts(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_look(request.viewer))
    person = get_object_or_404(persons.visible_to(request.viewer), pk=pk)
    (card,) = persons.cards(request.viewer, [person])
    # How often they were helped is no part of what they agreed to pass on of their gifts.
    permit(card.wholly)
    context = {"counts": queries.counts(person), "card": card}
    return render(request, "matching/counts.html", context)


def _act(
    request: Request, known: Match, form: Form | VisitForm, *, title: str, label: str
) -> HttpResponse:
    back = known.get_absolute_url()
    context = {"form": form, "match": known, "title": title, "label": label, "back": back}
    return render(request, "matching/act.html", context, status=422 if form.is_bound else 200)


def _undo_of(heard: Match) -> str:
    """Return the address that takes back the answer which was just heard."""
    if heard.state == Match.State.DECLINED:
        return reverse("matching:take_up_again", args=[heard.pk])
    last = queries.last_answer(heard)
    return reverse("matching:take_back_answer", args=[heard.pk, last.pk]) if last else ""


def _mine(request: Request, pk: UUID) -> Match:
    permit(rules.may_look(request.viewer))
    rows = queries.visible_to(request.viewer).prefetch_related("asks", "visits")
    known = get_object_or_404(rows, pk=pk)
    permit(rules.may_note(request.viewer, known))
    return known
