"""The stretches of a text that say most, as they stand in it."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from sasaeai.calc.placed import Placed

# A stretch goes as far as its characters are at least so warm as the warmest of the text.
WARM = 0.4
STOPS = "、。，．「」『』！？!?…"
# Said around a word, where the word itself is not hiragana.
PARTICLES = "はがをにのでともへやて"
# One character alone says something from here on, where kanji begin.
LAST_KANA = "ヿ"
# What a kanji that begins a word of its own may follow: particles, endings, 「お」 and 「ご」.
OPENING = frozenset("のをがにはもでとへやかてたいるなよねばおごさけらぞわれしくず")
DAY = "曜"


class Piece(NamedTuple):
    """A part of a folded text, and how much it says."""

    start: int
    end: int
    weight: float


def warmest(text: Placed, pieces: Iterable[Piece], *, most: int) -> tuple[str, ...]:
    """Return the few stretches of a text that its pieces say most in, in their order in the text."""
    warmth = np.zeros(len(text.folded))
    for piece in pieces:
        warmth[piece.start : piece.end] += piece.weight
    if not warmth.any():
        return ()
    warm = np.flatnonzero(warmth >= WARM * warmth.max())
    runs = np.split(warm, np.flatnonzero(np.diff(warm) > 1) + 1)
    runs.sort(key=lambda run: -float(warmth[run].max()))
    said: dict[str, int] = {}
    for start, stretch in _named(text, [(int(run[0]), int(run[-1]) + 1) for run in runs]):
        said.setdefault(stretch, start)
    # One character alone says little beside a whole word.
    first = sorted(said, key=lambda stretch: len(stretch) == 1)[:most]
    return tuple(sorted(first, key=lambda stretch: said[stretch]))


def _named(text: Placed, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    for start, end in runs:
        stretch = _bare("".join(text.written(start, end).split()).strip(STOPS))
        if len(stretch) > 1 or stretch > LAST_KANA:
            yield start, stretch


def _bare(stretch: str) -> str:
    """Return a stretch without the particles around a word in kanji or katakana."""
    while len(stretch) > 1 and stretch[0] in PARTICLES and not is_hiragana(stretch[1]):
        stretch = stretch[1:]
    while len(stretch) > 1 and stretch[-1] in PARTICLES and not is_hiragana(stretch[-2]):
        stretch = stretch[:-1]
    return stretch


def is_hiragana(sign: str) -> bool:
    """Return whether a character is hiragana."""
    return "ぁ" <= sign <= "ゖ"


def is_part(folded: str, place: int) -> bool:
    """Return whether a sign of a folded text only ends another word, or is the day of a week."""
    before, after = folded[place - 1 : place] or " ", folded[place + 1 : place + 2]
    ends_kana = is_hiragana(before) and before not in OPENING
    return after == DAY or ends_kana or unicodedata.name(before, "").startswith("CJK")
