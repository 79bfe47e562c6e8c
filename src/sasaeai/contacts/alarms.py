"""気になる言葉: those after which nobody waits, found in what is asked and what was said, whoever looks."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sasaeai.calc.text import fold
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
