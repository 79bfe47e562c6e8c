"""気になる言葉: those after which nobody waits, found in what is asked and what was said, whoever looks."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sasaeai.calc.text import fold
from sasaeai.needs.models import Need
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

# Letters by name, and nothing to be seen.
UNSEEN = "\u115f\u1160\u3164\uffa0"


def listed(municipality: UUID, day: date) -> list[Term]:
    """Return the town's words as they count on this day."""
    return list(vocabulary.of_kind(municipality, Kind.ALARM_WORD, day))


def bare(text: str) -> str:
    """Return only the letters and digits of a text, folded: nothing between them hides a word."""
    return "".join(
        sign for sign in fold(text) if unicodedata.category(sign)[0] in "LN" and sign not in UNSEEN
    )


def found_in(texts: Iterable[str], words: Sequence[Term]) -> list[Term]:
    """Return those of the words that stand in one of the texts, as they are written or as they are read."""
    told = [bare(text) for text in texts]
    return [
        word
        for word in words
        if any(spelt and spelt in text for spelt in _spellings(word) for text in told)
    ]


def _spellings(word: Term) -> set[str]:
    return {bare(word.label), bare(word.kana)}


def of_need(need: Need, day: date) -> list[Term]:
    """Return the alarm words of a need: what stands in it and in the words it came from, and what was kept.

    The words of every voice count, also of one that whoever looks may not read; of one that was taken
    back what was kept of it, which is no more than the town's own word.
    """
    words = listed(need.municipality_id, day)
    said = need.voices.filter(withdrawn_on=None).values_list("words", flat=True)
    found = {word.pk for word in found_in([need.what, need.place_words, *said], words)}
    kept = {word.pk for word in need.alarms.all()}
    return [word for word in words if word.pk in found | kept]
