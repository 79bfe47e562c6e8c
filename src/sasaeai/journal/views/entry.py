"""One entry: writing down what was done, reading it, keeping or moving its promise."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.journal import actions, again, aims, arrivals, left, pointed, queries, rules
from sasaeai.journal.entry_form import EntryForm
from sasaeai.journal.forms import MoveForm, PointedForm
from sasaeai.journal.models import Entry
from sasaeai.people import actions as people
from sasaeai.ui import wording
from sasaeai.voices import actions as voices
from sasaeai.voices import queries as heard_voices
from sasaeai.voices.arrivals import State

ANOTHER = "another"
# The address of the form, and the session, with what was taken back just now.
AGAIN = "again"
# What is shown of an arrival that would write over what was decided before.
OTHERWISE = {
    State.DIFFERS: "journal/beside.html",
    State.TAKEN_BACK: "journal/taken_back.html",
}
# Where a form that stands on another page sends whoever used it.
BACKS = {"today": "pages:today", "peers": "journal:peers"}
# Fields that name persons, or what is the viewer's own: no device keeps them.
NAMED = "#id_partners, #id_things, #id_needs, #id_goals, #id_peers, #id_done, [data-pointed], .field:has(#id_who), .field:has(#id_approach), .field:has(#id_answered)"


def log(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    if request.method != "POST":
        new = Entry(municipality_id=viewer.municipality)
        initial = queries.initial_of(viewer, request.GET)
        if AGAIN in request.GET:
            initial |= request.session.get(AGAIN, {})
        return _new(request, EntryForm(instance=new, viewer=viewer, initial=initial))
    came = arrivals.arrival(viewer, request.POST)
    if came.state in OTHERWISE:
        return _otherwise(request, came)
    if came.entry is None:
        return _new(request, came.form)
    return _logged(request, came.entry)


def _new(request: Request, form: EntryForm) -> HttpResponse:
    return _form(request, form, title=_("記録する"), back=reverse("journal:list"))


def _otherwise(request: Request, came: arrivals.Arrival) -> HttpResponse:
    """Show what arrived, beside what arrived before under the same number if that still is; lose neither."""
    form = came.form
    people.look(request.viewer, form.cards, fields=("nickname", "name"))
    voices.look_meanwhile(request.viewer, form.waiting)
    context = {"form": form, "known": came.entry, "number": form.cleaned_data["client_id"]}
    return render(request, OTHERWISE[came.state], context, status=HTTPStatus.CONFLICT)


def _logged(request: Request, made: Entry) -> HttpResponse:
    # Somebody's words stay no longer than they are of use.
    request.session.pop(AGAIN, None)
    undo = reverse("journal:take_back", args=[made.pk])
    way = format_html('<a href="{}">{}</a>', made.get_absolute_url(), _("この記録を見る"))
    told = format_html("{} {}", _("記録しました。"), way)
    messages.success(request, told, extra_tags=f"undo={undo}")
    heard = list(made.voices.all())
    if heard and heard_voices.alarming_among(request.viewer, heard):
        # After such words nobody waits: whoever wrote them is shown whom to call.
        return redirect(heard[0])
    back = BACKS.get(request.POST.get("back", ""), "journal:list")
    return redirect("journal:log" if request.POST.get(ANOTHER) else back)


@require_safe
def entry(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    known = get_object_or_404(queries.whole(viewer), pk=pk)
    heard, cards = queries.voices_of(viewer, known), queries.cards_of(viewer, known)
    answers = queries.answers_of(viewer, known)
    voices.look(viewer, [*heard, *(one.voice for one in answers)])
    people.look(viewer, cards, fields=("nickname", "name"))
    context = {
        "entry": known,
        "voices": heard,
        "answers": answers,
        "aims": aims.aims(viewer, known),
        "needs": aims.needs_of(viewer, known),
        "cards": cards,
        "may_change": rules.may_change(viewer, known),
        "may_settle": left.may_settle(viewer, known),
        "may_take_back": rules.may_take_back(viewer, known),
        "move_form": MoveForm(viewer=viewer, initial={"to": known.next_on}),
        "today": viewer.today,
    }
    return render(request, "journal/entry.html", context)


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    known = get_object_or_404(queries.whole(viewer), pk=pk)
    permit(rules.may_change(viewer, known))
    form = EntryForm(request.POST or None, instance=known, viewer=viewer)
    if form.is_bound and form.is_valid():
        mended, seen, changed = form.save(commit=False), known.updated_at, form.changed_data
        try:
            actions.change(viewer, mended, form.deed(), seen=seen, changed=changed)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(known)
    return _form(request, form, title=_("記録を直す"), back=known.get_absolute_url())


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    known = _readable(request, pk)
    permit(rules.may_change(request.viewer, known))
    did_more, said = queries.did_more(known), again.said(known)
    try:
        left = actions.take_back(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    if left:
        told = _(
            "記録を取り消しました。続きのあるもの（%(left)s）は、それぞれの画面に残してあります。"
        ) % {"left": wording.listed(left)}
    elif did_more:
        told = _("記録を取り消しました。いっしょに残したことも、元に戻しました。")
    else:
        told = _("記録を取り消しました。")
    # Of the last one alone, and until the next is written down.
    request.session[AGAIN] = said
    url = f"{reverse('journal:log')}?{AGAIN}=1"
    way = format_html('<a href="{}">{}</a>', url, _("同じことを、もう一度書く"))
    messages.success(request, format_html("{} {}", told, way))
    return redirect("journal:list")


@require_POST
def settle(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.settle(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = reverse("journal:unsettle", args=[pk])
        messages.success(request, _("済んだことにしました。"), extra_tags=f"undo={undo}")
    return _back(request, known)


@require_POST
def unsettle(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.unsettle(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("まだ済んでいないことに戻しました。"))
    return redirect(known)


@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = MoveForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["to"])))
        return redirect(known)
    try:
        actions.move(request.viewer, known, to=form.cleaned_data["to"])
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("日を変えました。"))
    return redirect(known)


@require_POST
def point(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    form = PointedForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return HttpResponse(status=422)
    found = pointed.pointed_by(viewer, form.chosen(), links=form.links())
    context = {"pointed": found, "taken": form.taken()}
    return render(request, "journal/parts/pointed_at.html", context)


def _back(request: Request, known: Entry) -> HttpResponse:
    return redirect(BACKS.get(request.POST.get("back", ""), known))


def _form(request: Request, form: EntryForm, *, title: str, back: str) -> HttpResponse:
    people.look(request.viewer, form.cards, fields=("nickname", "name"))
    voices.look_meanwhile(request.viewer, form.waiting)
    context = {
        "form": form,
        "title": title,
        "back": back,
        "another": ANOTHER,
        "named_fields": NAMED,
    }
    return render(request, "journal/form.html", context, status=422 if form.is_bound else 200)


def _readable(request: Request, pk: UUID) -> Entry:
    permit(rules.may_log(request.viewer))
    return get_object_or_404(queries.visible_to(request.viewer).select_related("area"), pk=pk)


def _mine(request: Request, pk: UUID) -> Entry:
    known = _readable(request, pk)
    permit(left.may_settle(request.viewer, known))
    return known
