"""One voice: writing it down, reading it, what was answered, taking it back."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.contacts import queries as contacts
from sasaeai.photos import keeping as photos
from sasaeai.ui import wording
from sasaeai.vocabulary.models import Term
from sasaeai.voices import actions, arrivals, proposals, queries, rules
from sasaeai.voices.forms import AnswerForm, VoiceForm
from sasaeai.voices.models import Voice
from sasaeai.voices.proposals import Likely

INSIDE = ("called", "told_by", "reply_to", "photo")


def hear(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    if request.method != "POST":
        new = Voice(municipality_id=viewer.municipality)
        return _new(request, VoiceForm(instance=new, viewer=viewer))
    came = arrivals.arrival(viewer, request.POST, request.FILES)
    if came.voice is None:
        return _new(request, came.form)
    if came.state == arrivals.State.DIFFERS:
        return _beside(request, came.form, came.voice)
    messages.success(request, _("声を残しました。"))
    return redirect(came.voice if queries.may_read(viewer, came.voice) else "voices:list")


@require_safe
def voice(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, pk)


@require_safe
def photo(request: Request, pk: UUID) -> FileResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    heard = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(queries.is_own(viewer, heard))
    actions.look_meanwhile(viewer, [heard], field="photo")
    return photos.hand_out(heard)


def change(request: Request, pk: UUID) -> HttpResponse:
    heard = _mine(request, pk)
    form = VoiceForm(
        request.POST or None, request.FILES or None, instance=heard, viewer=request.viewer
    )
    if form.is_bound and form.is_valid() and _mend(request, form):
        messages.success(request, _("書きたしました。"))
        return redirect(heard)
    if not form.is_bound:
        actions.look(request.viewer, [heard], fields=("words", *INSIDE))
    return _form(request, form, title=_("声を直す・書きたす"), back=heard.get_absolute_url())


@require_POST
def add_category(request: Request, pk: UUID, term: UUID) -> HttpResponse:
    heard, category = _mine(request, pk), _category(request, term)
    actions.categorise(request.viewer, heard, add=[category])
    undo = reverse("voices:drop_category", args=[pk, term])
    told = _("「%(label)s」をつけました。") % {"label": category}
    messages.success(request, told, extra_tags=f"undo={undo}")
    return redirect(heard)


@require_POST
def drop_category(request: Request, pk: UUID, term: UUID) -> HttpResponse:
    heard, category = _mine(request, pk), _category(request, term)
    actions.categorise(request.viewer, heard, drop=[category])
    undo = reverse("voices:add_category", args=[pk, term])
    told = _("「%(label)s」を外しました。") % {"label": category}
    messages.success(request, told, extra_tags=f"undo={undo}")
    return redirect(heard)


@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_hear(request.viewer))
    if gone := queries.taken_back(request.viewer, pk):
        return _gone(request, gone, typed=request.POST.get("words", ""))
    heard = _mine(request, pk)
    form = AnswerForm(request.POST, viewer=request.viewer, voice=heard)
    if not form.is_valid():
        return _page(request, pk, form)
    try:
        given = actions.answer(request.viewer, heard, **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, pk, form)
    undo = reverse("voices:take_back_answer", args=[pk, given.pk])
    messages.success(request, _("お返事したと記録しました。"), extra_tags=f"undo={undo}")
    return redirect(heard)


@require_POST
def take_back_answer(request: Request, pk: UUID, given: UUID) -> HttpResponse:
    heard = _mine(request, pk)
    known = get_object_or_404(queries.answers_of(heard), pk=given)
    try:
        actions.take_back_answer(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("お返事の記録を取り消しました。"))
    return redirect(heard)


@require_POST
def forget_reply_to(request: Request, pk: UUID) -> HttpResponse:
    heard = _mine(request, pk)
    actions.forget_reply_to(request.viewer, heard)
    messages.success(request, _("お返事先を消しました。"))
    return redirect(heard)


@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    heard = _mine(request, pk)
    actions.withdraw(request.viewer, heard)
    undo = reverse("voices:restore", args=[pk])
    messages.success(
        request, _("声を取り下げました。どこにも出ません。"), extra_tags=f"undo={undo}"
    )
    return redirect("voices:list")


@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_hear(request.viewer))
    heard = get_object_or_404(queries.withdrawn(request.viewer), pk=pk)
    actions.restore(request.viewer, heard)
    messages.success(request, _("声を戻しました。"))
    return redirect(heard)


def _gone(request: Request, gone: Voice, *, typed: str = "") -> HttpResponse:
    """Show that a voice was taken back, without its words, and what somebody typed to answer it meanwhile."""
    context = {
        "voice": gone,
        "typed": typed,
        "may_restore": rules.may_restore(request.viewer, gone),
    }
    return render(request, "voices/withdrawn.html", context, status=422 if typed else 200)


def _page(request: Request, pk: UUID, form: AnswerForm | None = None) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    if gone := queries.taken_back(viewer, pk):
        return _gone(request, gone, typed=form.data.get("words", "") if form else "")
    rows = queries.visible_to(viewer).select_related("slip").prefetch_related("categories")
    heard = get_object_or_404(rows, pk=pk)
    is_own = queries.is_own(viewer, heard)
    inside = [name for name in INSIDE if is_own and getattr(heard, name)]
    actions.read(viewer, heard, fields=("words", *inside))
    may_give_link = rules.may_give_link(viewer, heard)
    may_change, categories = rules.may_change(viewer, heard), heard.categories.all()
    found, answers = queries.alarms_of(heard, viewer.today), queries.answers_of(heard)
    # Where somebody is to be called at once, nobody is asked to sort words.
    is_sorted = bool(categories or found)
    likely = _likely(viewer, heard) if may_change and not is_sorted else []
    context = {
        "voice": heard,
        "categories": categories,
        "likely": likely,
        "alarms": found,
        "contacts": contacts.contacts_for(viewer, found, heard.area) if found else [],
        "is_own": is_own,
        "source": heard.place_words if is_own else "",
        "heard_by": wording.placed(
            heard.heard_by.name if heard.heard_by else heard.get_came_by_display(),
            heard.employer.name,
        ),
        "agreed": _agreed(heard),
        "may_change": may_change,
        "answers": answers,
        "to_take_back": [one.pk for one in answers if rules.may_take_back_answer(viewer, one)],
        "may_take_up": may_change and not heard.destination_url,
        "is_there": queries.tells_of_what_is_there(heard),
        "may_give_link": may_give_link and areas.municipality_of(viewer).portal_open,
        "link": queries.open_link(heard, viewer.today) if may_give_link else None,
        "form": form or AnswerForm(viewer=viewer, voice=heard, initial={"on": viewer.today}),
        "today": viewer.today,
    }
    return render(request, "voices/voice.html", context, status=422 if form else 200)


def _likely(viewer: Viewer, heard: Voice) -> list[Likely]:
    """Return what the words point to, and note whose other words show why."""
    found = proposals.of_words(viewer, heard.words, besides=heard.pk)
    actions.look(viewer, found.named)
    return found.likely


def _agreed(heard: Voice) -> str:
    """Return how far the words may go, and how that was agreed."""
    reach = str(heard.get_reach_display())
    return wording.placed(reach, str(heard.get_consent_display())) if heard.consent else reach


def _new(request: Request, form: VoiceForm) -> HttpResponse:
    return _form(request, form, title=_("聴いたことを書く"), back=reverse("voices:list"))


def _form(request: Request, form: VoiceForm, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "voices/hear.html", context, status=422 if form.is_bound else 200)


def _beside(request: Request, form: VoiceForm, known: Voice) -> HttpResponse:
    """Show what arrived beside what arrived before under the same number, and lose neither."""
    viewer = request.viewer
    is_shown = queries.may_read(viewer, known)
    if is_shown:
        said = [name for name in INSIDE if getattr(known, name)]
        actions.look(viewer, [known], fields=("words", *said))
    context = {
        "form": form,
        "seen": known.updated_at.isoformat(),
        "known": known if is_shown else None,
        "number": form.cleaned_data["client_id"],
        "may_change": is_shown and rules.may_change(viewer, known),
    }
    return render(request, "voices/beside.html", context, status=HTTPStatus.CONFLICT)


def _mend(request: Request, form: VoiceForm) -> bool:
    heard, categories = form.save(commit=False), form.cleaned_data["categories"]
    try:
        changed = form.changed_data
        actions.change(
            request.viewer,
            heard,
            # As the form saw it: one that saw another is not valid.
            seen=heard.updated_at,
            changed=changed,
            categories=categories,
            photo=form.cleaned_data["photo"],
            drops_photo=form.cleaned_data.get("drops_photo", False),
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _category(request: Request, pk: UUID) -> Term:
    return get_object_or_404(queries.categories(request.viewer), pk=pk)


def _mine(request: Request, pk: UUID) -> Voice:
    permit(rules.may_hear(request.viewer))
    heard = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, heard))
    return heard
