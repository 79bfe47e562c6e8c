"""Noting what was answered, as often as there is something to tell, and taking it back the same day."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.voices import rules
from sasaeai.voices.models import Link, Voice, VoiceAnswer
from sasaeai.voices.now import forget_reply_to_of, link_ends, note, standing


@transaction.atomic
def answer(
    viewer: Viewer, voice: Voice, *, words: str, on: date, calls_again: bool = False
) -> VoiceAnswer:
    """Note what was answered, besides what was before; a voice that went nowhere else is answered as it is.

    Where an answer reaches them is erased, unless somebody `calls_again`.
    """
    if on > viewer.today:
        raise DomainError(_("お返事した日は、今日か、それより前の日にしてください。"))
    voice = standing(voice)
    given = voice.answers.create(words=words, on=on, given_by_id=viewer.user)
    voice.answered_on = max(on, voice.answered_on or on)
    voice.destination = voice.destination or Voice.Destination.ANSWERED
    fields = ["answer", "answered_on", "destination"]
    if not calls_again:
        fields += forget_reply_to_of(voice)
    note(viewer, voice, "voices.answer", fields)
    opened = Link.objects.filter(voice=voice, stopped_at=None, expires_on__gte=viewer.today)
    opened.update(expires_on=link_ends(viewer.today))
    return given


@transaction.atomic
def take_back_answer(viewer: Viewer, given: VoiceAnswer) -> Voice:
    """Take back one answer on the day it was written: what was told long ago cannot be untold."""
    voice = standing(given.voice)
    if not rules.may_take_back_answer(viewer, given):
        raise DomainError(
            _(
                "このお返事は、きのうまでに残したものなので、取り消せません。"
                "ちがっていたときは、「もう一度お返事したとき」から、正しいことを書きたしてください。"
            )
        )
    if voice.answers.filter(pk=given.pk).exists():
        _take_back(viewer, voice, given.pk)
    return voice


@transaction.atomic
def take_back_answers(viewer: Viewer, ids: Collection[UUID]) -> None:
    """Take back those of these answers that were written today; others, and of voices taken back, stay.

    The room calls this whose row gave them all at once.
    """
    given = VoiceAnswer.objects.filter(pk__in=ids).order_by("voice_id")
    voices = held(Voice.objects.filter(withdrawn_on=None), given.values_list("voice_id", flat=True))
    for one in given:
        if one.voice_id in voices and rules.may_take_back_answer(viewer, one):
            _take_back(viewer, voices[one.voice_id], one.pk)


def _take_back(viewer: Viewer, voice: Voice, given: UUID) -> None:
    voice.answers.filter(pk=given).delete()
    newest = voice.answers.order_by("on").last()
    voice.answered_on = newest.on if newest else None
    if newest is None and voice.destination == Voice.Destination.ANSWERED:
        voice.destination = ""
    note(viewer, voice, "voices.take_back_answer", ["answer", "answered_on", "destination"])


@transaction.atomic
def forget_reply_to(viewer: Viewer, voice: Voice) -> None:
    """Erase where an answer reaches them, once all is told."""
    now = standing(voice)
    if fields := forget_reply_to_of(now):
        note(viewer, now, "voices.forget_reply_to", fields)
