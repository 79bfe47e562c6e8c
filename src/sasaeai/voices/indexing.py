"""By which words a voice is found, and which of the town's alarm words stand in it.

Both are kept beside the words, in the transaction that saves them, and go when the words are taken back.
"""

from collections.abc import Sequence

from django.utils import timezone

from sasaeai.areas.visibility import Visibility
from sasaeai.contacts import alarms
from sasaeai.search import actions as search
from sasaeai.voices.models import Voice
from sasaeai.voices.queries import KIND

BATCH = 200


def index(voices: Sequence[Voice]) -> None:
    """Bring voices that are new into the text index, and note their alarm words; who said it stays out."""
    search.put_many(map(wording, voices))
    today, held = timezone.localdate(), Voice.alarms.through
    words = {one: alarms.listed(one, today) for one in {row.municipality_id for row in voices}}
    held.objects.bulk_create(
        (
            held(voice_id=voice.pk, term_id=word.pk)
            for voice in voices
            for word in alarms.found_in([voice.words], words[voice.municipality_id])
        ),
        batch_size=BATCH,
    )


def index_anew(voice: Voice) -> None:
    """Bring a voice whose words may be others now up to date in both."""
    voice.alarms.clear()
    index([voice])


def drop(voice: Voice) -> None:
    """Leave nothing of a voice's words in either."""
    search.drop(KIND, [voice.pk])
    voice.alarms.clear()


def wording(voice: Voice) -> search.Wording:
    """Return the words that those may find it by who may read it."""
    return search.Wording(
        kind=KIND,
        subject=voice.pk,
        municipality=voice.municipality_id,
        area=voice.area_id,
        visibility=Visibility.STAFF,
        words=["", voice.words],
    )
