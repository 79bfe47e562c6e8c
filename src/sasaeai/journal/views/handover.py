"""引き継ぎ: all that goes on with a posting, and what must be told in person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.base.errors import DomainError, permit
from sasaeai.journal import actions, packs, rules, sheets
from sasaeai.journal.models import Word
from sasaeai.journal.packs import Pack
from sasaeai.journal.word_form import WordForm
from sasaeai.paper.pdf import shown
from sasaeai.people import actions as people
from sasaeai.voices import actions as voices


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    context = {
        "postings": [(one, packs.is_own(viewer, one)) for one in packs.to_open(viewer)],
        "today": viewer.today,
    }
    return render(request, "journal/handovers.html", context)


@require_safe
def handover(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, _opened(request, pk))


@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    viewer, posting = request.viewer, _opened(request, pk)
    made = packs.pack(viewer, posting)
    _look(request, made)
    actions.print_pack(viewer, posting)
    content = sheets.pack_sheet(made, town=areas.municipality_of(viewer), at=timezone.now())
    return shown(content, name="handover.pdf")


@require_POST
def note_word(request: Request, pk: UUID) -> HttpResponse:
    posting = _posting(request, pk)
    form = WordForm(request.POST, instance=Word(posting=posting))
    if not form.is_valid():
        return _page(request, posting, word_form=form)
    noted = actions.note_word(request.viewer, form.save(commit=False))
    undo = reverse("journal:drop_word", args=[noted.pk])
    messages.success(request, _("申し送りを書きとめました。"), extra_tags=f"undo={undo}")
    return redirect("journal:handover", pk)


@require_POST
def say_word(request: Request, pk: UUID) -> HttpResponse:
    said = _("伝えたと記録しました。")
    return _do(request, pk, actions.say_word, text=said, undo="journal:unsay_word")


@require_POST
def unsay_word(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.unsay_word, text=_("まだ伝えていないことに戻しました。"))


@require_POST
def drop_word(request: Request, pk: UUID) -> HttpResponse:
    dropped = _("申し送りを消しました。")
    return _do(request, pk, actions.drop_word, text=dropped, undo="journal:restore_word")


@require_POST
def restore_word(request: Request, pk: UUID) -> HttpResponse:
    return _do(request, pk, actions.restore_word, text=_("申し送りを元に戻しました。"))


def _do(
    request: Request, pk: UUID, act: Callable[[Viewer, Word], object], *, text: str, undo: str = ""
) -> HttpResponse:
    """Do something to a word and say so, with its way back where it has one; or say why not."""
    word = _word(request, pk)
    try:
        act(request.viewer, word)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        way = f"undo={reverse(undo, args=[pk])}" if undo else ""
        messages.success(request, text, extra_tags=way)
    return redirect("journal:handover", word.posting_id)


def _page(request: Request, posting: Posting, **forms: WordForm) -> HttpResponse:
    viewer = request.viewer
    made = packs.pack(viewer, posting)
    _look(request, made)
    actions.look_pack(viewer, posting)
    asked = {"about": request.GET.get("about", "")}
    context: dict[str, Any] = {
        "pack": made,
        "posting": posting,
        "role": areas.municipality_of(viewer).role_name(posting.role),
        "word_form": WordForm(initial=asked),
        "today": viewer.today,
    }
    return render(request, "journal/handover.html", context | forms, status=422 if forms else 200)


def _look(request: Request, made: Pack) -> None:
    people.look(request.viewer, made.cards, fields=("nickname", "name"))
    voices.look(request.viewer, made.voices)


def _opened(request: Request, pk: UUID) -> Posting:
    permit(rules.may_log(request.viewer))
    return get_object_or_404(packs.to_open(request.viewer), pk=pk)


def _posting(request: Request, pk: UUID) -> Posting:
    permit(rules.may_log(request.viewer))
    return get_object_or_404(packs.postings(request.viewer), pk=pk)


def _word(request: Request, pk: UUID) -> Word:
    permit(rules.may_log(request.viewer))
    word = packs.word_of(request.viewer, pk)
    if word is None:
        raise Http404
    return word
