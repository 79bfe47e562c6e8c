"""The pages that assets and activities share: making sure, and answering what residents told us."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import actions, rules, way_back
from sasaeai.assets.began import NO_VOICE, Beginning
from sasaeai.assets.check_form import AnswerOf, CheckOfForm
from sasaeai.assets.listed_form import ListedForm
from sasaeai.assets.models.freshness import CheckOf, Listed, SuggestionOf
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, permit
from sasaeai.voices import actions as voices

PRIVATE = ("private_contact", "private_phone", "notes")
OLDEST = 100
"""The others follow when these are answered."""


class Reading(Protocol):
    """The queries of a room that lists something."""

    def visible_to(self, viewer: Viewer) -> QuerySet[Any]: ...
    def listed(self, viewer: Viewer) -> QuerySet[Any]: ...
    def checks(self, viewer: Viewer) -> QuerySet[Any]: ...
    def suggestions(self, viewer: Viewer) -> QuerySet[Any]: ...
    def answered(self, viewer: Viewer) -> QuerySet[Any]: ...
    def alike(self, viewer: Viewer, new: Any, /) -> list[Any]: ...  # noqa: ANN401 -- the rows of any room


@dataclass(frozen=True)
class Room:
    """The room whose rows these pages show: its name in URLs, its colour, its queries and gates."""

    name: str
    verb: str
    label: Promise
    queries: Reading
    check_form: type[CheckOfForm[Any]]
    # How something that is there no more leaves the lists: the view that does it, and its button.
    away: str
    away_label: Promise
    answer_form: type[AnswerOf[Any]]

    def url(self, view: str, *args: object) -> str:
        """Return the address of one of the room's pages."""
        return reverse(f"{self.name}:{view}", args=args)


def paths(room: Room) -> list[URLPattern]:
    """Return the addresses of these pages for a room's urlpatterns."""
    shown = {"room": room}
    return [
        path("<uuid:pk>/check/", check, shown, name="check"),
        path("checks/<uuid:pk>/take-back/", take_back_check, shown, name="take_back_check"),
        path("suggestions/", suggestions, shown, name="suggestions"),
        path("suggestions/<uuid:pk>/", answer, shown, name="answer"),
        path("suggestions/<uuid:pk>/take-back/", take_back_answer, shown, name="take_back_answer"),
    ]


def keep_new(
    request: Request, form: ListedForm[Any], began: Beginning, *, by: Callable[..., object]
) -> bool:
    """Write down what a form says, by the room's own action; return whether it was taken in."""
    data: dict[str, Any] = form.cleaned_data
    kept = {name: data[name] for name in ("categories", "photo")}
    return _is_taken(form, partial(by, request.viewer, voice=began.voice, **kept))


def keep_changed(request: Request, form: ListedForm[Any], *, by: Callable[..., object]) -> bool:
    """Save what a form changed, by the room's own action; return whether it was taken in."""
    data: dict[str, Any] = form.cleaned_data
    kept = {name: data[name] for name in ("categories", "photo")}
    drops = data.get("drops_photo", False)
    changed = form.changed_data
    return _is_taken(form, partial(by, request.viewer, changed=changed, drops_photo=drops, **kept))


def _is_taken(form: ListedForm[Any], keep: Callable[[Any], object]) -> bool:
    try:
        keep(form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def form_page(  # noqa: PLR0913 -- what one page says
    request: Request,
    form: BaseForm,
    *,
    room: Room,
    title: str,
    back: str,
    lead: str = "",
    alike: Sequence[tuple[Listed, str]] = (),
    began: Beginning = NO_VOICE,
) -> HttpResponse:
    """Return the page of one form, with what is amiss, or there already, where it was sent."""
    voice = None if began.is_lost else began.voice
    voices.look(request.viewer, [voice] if voice else [])
    context = {
        "voice": voice,
        # What is half written is kept by the form's id: each voice has its own.
        "form_id": f"from-{voice.pk}" if voice else "",
        # Sent again, what lost its voice asks for it no more.
        "action": request.path if began.is_lost else "",
        "form": form,
        "room": room,
        "title": title,
        "lead": lead,
        "alike": alike,
        "back": back,
        "label": _("記録する"),
    }
    return render(request, "assets/form.html", context, status=422 if form.is_bound else 200)


def called_alike(request: Request, form: ListedForm[Any], *, room: Room) -> list[Any]:
    """Return what is called as the new thing is, unless somebody said to write it down anyway."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["anyway"]:
        return []
    return room.queries.alike(request.viewer, form.instance)


def private_facts(listed: Listed) -> list[tuple[str, str]]:
    """Return what is not for publishing, as rows of ui/parts/facts.html."""
    rows = [
        (_("連絡先の方"), listed.private_contact),
        (_("電話番号"), listed.private_phone),
        (_("覚え書き"), listed.notes),
    ]
    return [(label, value) for label, value in rows if value]


def private_fields(listed: Listed) -> list[str]:
    """Return the names of the fields that are not for publishing and say something."""
    return [name for name in PRIVATE if getattr(listed, name)]


def check(request: Request, pk: UUID, *, room: Room) -> HttpResponse:
    """Show the form by which somebody makes sure of a thing, or write the check down."""
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(room.queries.visible_to(viewer), pk=pk)
    permit(rules.may_change(viewer, thing))
    form = room.check_form(request.POST or None)
    if form.is_bound and form.is_valid():
        made = actions.check(viewer, thing, form.save(commit=False))
        return _after_check(request, made, room=room)
    title = _("「%(name)s」を確かめた") % {"name": thing.name}
    back = way_back.asked(request) or thing.get_absolute_url()
    return form_page(request, form, room=room, title=title, back=back)


def _after_check(request: Request, made: CheckOf, *, room: Room) -> HttpResponse:
    name, undo = made.listed.name, room.url("take_back_check", made.pk)
    if made.result == CheckOf.Result.CHANGED:
        text = _(
            "「%(name)s」を確かめたことを記録しました。続けて、変わったところを直してください。"
        )
        messages.success(request, text % {"name": name}, extra_tags=f"undo={undo}")
        return redirect(way_back.passed_on(request, room.url("change", made.listed_id)))
    text = _("「%(name)s」を確かめたことを記録しました。")
    messages.success(request, text % {"name": name}, extra_tags=f"undo={undo}")
    return redirect(way_back.asked(request) or made.listed.get_absolute_url())


@require_POST
def take_back_check(request: Request, pk: UUID, *, room: Room) -> HttpResponse:
    """Take back a check that was written by mistake."""
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    made = get_object_or_404(room.queries.checks(viewer), pk=pk)
    permit(rules.may_take_back(viewer, made))
    actions.take_back_check(viewer, made)
    messages.success(request, _("確かめた記録を取り消しました。"))
    return redirect(made.listed)


def suggestions(request: Request, *, room: Room) -> HttpResponse:
    """Show what residents told us of the viewer's areas and nobody has answered, the oldest first."""
    viewer = request.viewer
    permit(rules.may_add(viewer))
    mine = areas.in_care_of(viewer, path="listed__area__path")
    waiting = list(room.queries.suggestions(viewer).filter(mine)[:OLDEST])
    if waiting:
        _record_look(viewer, waiting, room=room)
    context = {"suggestions": waiting, "room": room}
    return render(request, "assets/suggestions.html", context)


def answer(request: Request, pk: UUID, *, room: Room) -> HttpResponse:
    """Show what a resident told us and the form to answer it, or write the answer down."""
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(room.queries.suggestions(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.listed))
    form = room.answer_form(request.POST or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        actions.answer(viewer, suggestion, state=data["state"], words=data["answer"])
        undo = room.url("take_back_answer", pk)
        messages.success(request, _("知らせに答えました。"), extra_tags=f"undo={undo}")
        return redirect(room.url("suggestions"))
    if not form.is_bound:
        _record_look(viewer, [suggestion], room=room)
    listed, here = suggestion.listed, urlencode({"back": request.path})
    context = {
        "form": form,
        "room": room,
        "suggestion": suggestion,
        "is_away": not room.queries.listed(viewer).filter(pk=listed.pk).exists(),
        "change_url": f"{room.url('change', listed.pk)}?{here}",
        "away_url": f"{room.url(room.away, listed.pk)}?{here}",
        "back": room.url("suggestions"),
    }
    return render(request, "assets/answer.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back_answer(request: Request, pk: UUID, *, room: Room) -> HttpResponse:
    """Put an answered suggestion back to those that wait."""
    viewer = request.viewer
    permit(rules.may_add(viewer))
    suggestion = get_object_or_404(room.queries.answered(viewer), pk=pk)
    permit(rules.may_change(viewer, suggestion.listed))
    actions.answer(viewer, suggestion, state=SuggestionOf.State.NEW, words="")
    messages.success(request, _("知らせを、返事を待っているところへ戻しました。"))
    return redirect(room.url("answer", pk))


def _record_look(viewer: Viewer, shown: list[Any], *, room: Room) -> None:
    audit.record(
        viewer.actor,
        f"{room.name}.look_suggestions",
        kind=shown[0].listed._meta.model_name,  # noqa: SLF001 -- Django's public name for it
        subjects=[suggestion.listed_id for suggestion in shown],
        fields=["words", "contact"],
    )
