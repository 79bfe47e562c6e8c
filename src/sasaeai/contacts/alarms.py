"""気になる言葉: those after which nobody waits, found in what is asked and what was said, whoever looks."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from re import Pattern
from typing import TypeVar
from uuid import UUID

from sasaeai.calc.spellings import listened_to, spelling_of, spelling_of_any
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

Key = TypeVar("Key", bound=Hashable)


def listed(municipality: UUID, day: date) -> list[Term]:
    """Return the town's words as they count on this day."""
    return list(vocabulary.of_kind(municipality, Kind.ALARM_WORD, day))


def found_in(texts: Iterable[str], words: Sequence[Term]) -> list[Term]:
    """Return those of the words that stand in one of the texts, however they are spelt there."""
    told = [listened_to(text) for text in texts]
    spelling = _any_of(words)
    if not any(spelling.search(text) for text in told):
        return []
    return [
        word
        for word in words
        if any(spelling_of(word.label, word.kana).search(text) for text in told)
    ]


def alarmed(texts: Iterable[tuple[Key, str]], words: Sequence[Term]) -> list[Key]:
    """Return the keys of those texts in which one of the words stands."""
    spelling = _any_of(words)
    return [key for key, text in texts if spelling.search(listened_to(text))]


def _any_of(words: Sequence[Term]) -> Pattern[str]:
    return spelling_of_any(tuple((word.label, word.kana) for word in words))
