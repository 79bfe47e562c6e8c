"""What words speak of: from typical words and from texts that people filed, with the reason.

A category's score is the sum of two things, and each is also its reason:

- typical words found in the text: one for a clear word, a third for a hint, shared by all
  categories that have the word; of words inside one another only the longest counts, and a
  hint of one kanji that only ends another word (草 in ほうれん草) or is a day of the week is none;
- `TRUST` times the mean likeness with the earlier texts that were filed so (`likeness`), as if
  `CAUTION` more of them were not alike at all, so that one chance likeness counts for little.

So a town begins with the typical words, and what it confirmed weighs more as it grows. Nothing
has to be trained, the order of the examples is irrelevant, and the same words give the same answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sasaeai.calc.likeness import Collected, Floats, Shared, sequences
from sasaeai.calc.placed import Placed, placed
from sasaeai.calc.stretches import Piece, is_part, warmest
from sasaeai.calc.text import fold

HINT = 1 / 3
TRUST, CAUTION = 30.0, 3.0
# Below this the words speak of nothing in particular; below this share of the first, of that alone.
ENOUGH, BESIDE = 0.3, 0.3
# An earlier text weighed if it brought at least this much of a score.
WEIGHED = 0.1
REASONS = 3
# What texts say that may not be read teaches only where so many of a code's say it.
COMMON = 5


class Typical(NamedTuple):
    """The words in which people speak of a category: clear ones, and hints."""

    clear: Collection[str] = ()
    hint: Collection[str] = ()


class Filed(NamedTuple):
    """An earlier text and what it was filed under; one filed under nothing tells how common words are."""

    key: str
    words: str
    codes: frozenset[str] = frozenset()


class Proposal(NamedTuple):
    """A category, how strongly the words speak of it, and why: their stretches, and the earlier texts."""

    code: str
    score: float
    because: tuple[str, ...]
    earlier: tuple[str, ...]


class Lexicon:
    """The typical words of all categories that may be proposed, in the order of their list."""

    def __init__(self, typical: Mapping[str, Typical]) -> None:
        self.codes = tuple(typical)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        for code, words in typical.items():
            for group, weight in ((words.hint, HINT), (words.clear, 1.0)):
                for word in filter(None, map(fold, group)):
                    self._weights[word][code] = weight

    def found(self, folded: str) -> dict[str, list[Piece]]:
        """Return, by code, the typical words that stand in a folded text and what each brings."""
        words: dict[str, list[str]] = defaultdict(list)
        for word, weights in self._weights.items():
            if word in folded:
                for code in weights:
                    words[code].append(word)
        return {
            code: [self._piece(folded, word, code) for word in longest]
            for code, own in words.items()
            if not self._is_chance(folded, longest := list(_longest(own)), code)
        }

    def _is_chance(self, folded: str, words: Sequence[str], code: str) -> bool:
        """Return whether a hint of one sign is all there is, and that wherever it stands part of another word."""
        word, *others = words
        if others or len(word) > 1 or self._weights[word][code] > HINT:
            return False
        return all(is_part(folded, place) for place, sign in enumerate(folded) if sign == word)

    def _piece(self, folded: str, word: str, code: str) -> Piece:
        weights, start = self._weights[word], folded.index(word)
        return Piece(start, start + len(word), weights[code] / len(weights))


def _longest(words: Sequence[str]) -> Iterator[str]:
    return (word for word in words if not any(word != one and word in one for one in words))


class _Reading(NamedTuple):
    """A text as it was read: its typical words by code, and what it shares with the earlier ones."""

    text: Placed
    typical: Mapping[str, list[Piece]]
    shared: Shared


class Learned:
    """What earlier texts tell: which are alike, and what they were filed under."""

    def __init__(self, filed: Iterable[Filed]) -> None:
        # In one order, so that sums of fractions come out the same to the last digit.
        rows = sorted(filed, key=lambda one: one.key)
        self._keys = [one.key for one in rows]
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._texts = Collected([placed(one.words) for one in rows])
        members: dict[str, list[int]] = defaultdict(list)
        for row, one in enumerate(rows):
            for code in one.codes:
                members[code].append(row)
        self._pull = {code: self._pulling(members[code]) for code in sorted(members)}
        self._members = {code: np.array(own) for code, own in members.items()}
        self._all = sum(self._pull.values(), np.zeros(len(rows)))

    def _pulling(self, own: Sequence[int]) -> Floats:
        """Return what each text, per likeness, brings to the score of the code that `own` were filed under."""
        pull = np.zeros(len(self._keys))
        pull[own] = TRUST / (len(own) + CAUTION)
        return pull

    def alike(self, words: str, *, least: float, besides: str = "") -> list[str]:
        """Return the keys of the earlier texts that are at least so alike, the most alike first."""
        likeness = self._shared(placed(words), besides).likeness()
        return [self._keys[row] for row in _falling(likeness) if likeness[row] >= least]

    def _shared(self, text: Placed, besides: str) -> Shared:
        shared = self._texts.shared(text)
        return shared.without(self._rows[besides]) if besides in self._rows else shared

    def propose(
        self,
        words: str,
        lexicon: Lexicon,
        *,
        most: int = 3,
        besides: str = "",
        readable: Collection[str] | None = None,
    ) -> list[Proposal]:
        """Return the categories that the words speak of most, the likeliest first, with the reasons.

        `besides` is the key of the text that the words are from, which teaches nothing about itself.
        Where only some texts are `readable`, the others teach what `COMMON` of them say alike, and are
        not among the reasons.
        """
        text = placed(words)
        is_open = np.array([readable is None or key in readable for key in self._keys], dtype=bool)
        read = _Reading(text, lexicon.found(text.folded), self._shared(text, besides))
        told = {code: self._told(read.shared, code, is_open) for code in self._pull}
        brought = {code: told[code].likeness() * self._pull[code] for code in self._pull}
        scores = {
            code: sum(piece.weight for piece in read.typical.get(code, ()))
            + float(brought[code].sum() if code in brought else 0)
            for code in lexicon.codes
        }
        least = max(ENOUGH, BESIDE * max(scores.values(), default=0.0))
        ranked = sorted(scores, key=lambda code: -scores[code])[:most]
        return [
            Proposal(
                code,
                score,
                self._because(read._replace(shared=told.get(code, read.shared)), code),
                self._weighed(brought.get(code), score, is_open),
            )
            for code in ranked
            if (score := scores[code]) >= least
        ]

    def _told(self, shared: Shared, code: str, is_open: NDArray[np.bool_]) -> Shared:
        """Return what is shared with texts that are open, and of the others what many of the code's say."""
        if is_open.all():
            return shared
        is_own = np.zeros(len(self._keys), dtype=bool)
        is_own[self._members[code]] = True
        is_closed = is_own[shared.texts] & ~is_open[shared.texts]
        borne = np.bincount(shared.which[is_closed], minlength=len(shared.keys))
        kept = is_open[shared.texts] | (is_closed & (borne[shared.which] >= COMMON))
        return shared._replace(
            which=shared.which[kept], texts=shared.texts[kept], parts=shared.parts[kept]
        )

    def _weighed(
        self, brought: Floats | None, score: float, is_open: NDArray[np.bool_]
    ) -> tuple[str, ...]:
        if brought is None:
            return ()
        best = (
            row for row in _falling(brought) if brought[row] >= WEIGHED * score and is_open[row]
        )
        return tuple(self._keys[row] for row in best)

    def _because(self, read: _Reading, code: str) -> tuple[str, ...]:
        pieces = list(read.typical.get(code, ()))
        if code in self._pull:
            # What a sequence brings to every code, as 「ている」 does, is no reason for this one.
            pull = self._pull[code]
            others = (self._all - pull) / max(1, len(self._pull) - 1)
            pieces += _pieces(read, pull - others)
        return warmest(read.text, pieces, most=REASONS)


def _falling(values: Floats) -> list[int]:
    """Return the rows by their values, the highest first."""
    return [int(row) for row in np.argsort(-values, kind="stable")]


def _pieces(read: _Reading, pull: Floats) -> Iterator[Piece]:
    """Yield the sequences of a text that speak for a code, wherever they stand in it."""
    brought = read.shared.by_sequence(pull)
    weights = dict(zip(read.shared.keys.tolist(), brought.tolist(), strict=True))
    keys, starts, lengths, _matter = (part.tolist() for part in sequences(read.text))
    for key, start, length in zip(keys, starts, lengths, strict=True):
        if (weight := weights.get(key, 0.0)) > 0:
            yield Piece(start, start + length, weight)
