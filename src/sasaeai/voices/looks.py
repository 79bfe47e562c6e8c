"""Noting in the record book who saw which voices, and on which page or file."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit import queries as record_book
from sasaeai.voices import queries
from sasaeai.voices.models import Voice
from sasaeai.voices.queries import KIND

MEANWHILE = timedelta(hours=1)


@transaction.atomic
def look(viewer: Viewer, voices: Collection[Voice], *, fields: Sequence[str] = ("words",)) -> None:
    """Note, in one entry, that a response shows these voices; none where it shows none."""
    if voices:
        subjects = [voice.pk for voice in voices]
        audit.record(viewer.actor, "voices.look", kind=KIND, subjects=subjects, fields=fields)


@transaction.atomic
def read(viewer: Viewer, voice: Voice, *, fields: Sequence[str]) -> None:
    """Note a look at one voice; the first of the body it came to lets its writer know that it was read."""
    is_first = voice.came_by_itself and voice.read_on is None and queries.is_own(viewer, voice)
    if is_first:
        voice.read_on = viewer.today
        voice.save(update_fields=["read_on"])
    look(viewer, [voice], fields=fields)


def look_meanwhile(viewer: Viewer, voices: Collection[Voice], *, field: str = "words") -> None:
    """Note of which voices this is shown while others are looked at, each once an hour.

    They stay while one types, and a page asks for its photograph by itself.
    """
    since = timezone.now() - MEANWHILE
    seen = record_book.lately(viewer.actor, "voices.look", since=since, field=field)
    look(viewer, [voice for voice in voices if str(voice.pk) not in seen], fields=[field])


@transaction.atomic
def write_out(viewer: Viewer, voices: Collection[Voice]) -> None:
    """Note that these voices were written out to a file."""
    subjects = [voice.pk for voice in voices]
    audit.record(viewer.actor, "voices.export", kind=KIND, subjects=subjects, fields=["words"])
