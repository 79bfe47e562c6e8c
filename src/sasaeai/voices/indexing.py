"""By which words a voice is found by those who may read it."""

from collections.abc import Iterable

from sasaeai.areas.visibility import Visibility
from sasaeai.search import actions as search
from sasaeai.voices.models import Voice
from sasaeai.voices.queries import KIND


def index(voices: Iterable[Voice]) -> None:
    """Bring the text index up to date inside the caller's transaction; who said it stays out."""
    search.put_many(map(wording, voices))


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
