"""A voice as it is at this moment, held so that nobody else changes it meanwhile, and writing it back."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.voices import indexing
from sasaeai.voices.models import Voice
from sasaeai.voices.queries import KIND


def standing(voice: Voice) -> Voice:
    """Return the voice as it is now, held for this transaction; one that was taken back is let be."""
    now = held(Voice.objects.filter(withdrawn_on=None), [voice.pk]).get(voice.pk)
    if now is None:
        raise DomainError(_("たったいま取り下げられました。そのままにしてください。"))
    return now


def put(voice: Voice) -> None:
    """Save a voice, and let it be found by its words."""
    voice.take_place_in_lists()
    voice.save()
    indexing.index([voice])


def note(viewer: Viewer, voice: Voice, verb: str, fields: Sequence[str]) -> None:
    """Save these columns of a voice, and write into the record book what was done to it.

    `answer` is no column of it: an answer is a row of its own.
    """
    where = ["destination_url"] if "destination" in fields else []
    columns = [name for name in fields if name != "answer"]
    voice.save(update_fields=[*columns, *where, "updated_at"])
    audit.record(viewer.actor, verb, kind=KIND, subjects=[voice.pk], fields=fields)


def forget_reply_to_of(voice: Voice) -> list[str]:
    """Erase where an answer reaches them; return the name of the field where it held something."""
    told = ["reply_to"] if voice.reply_to else []
    voice.reply_to = ""
    return told


def link_ends(today: date) -> date:
    """Return the last day on which a private link opens that is given, or lasts longer, from today."""
    return today + timedelta(days=settings.LINK_DAYS)
