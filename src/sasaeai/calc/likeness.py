"""How alike texts are: by the sequences of up to three characters they share, the rarer the more.

Method: term frequencies weighed by inverse document frequency, texts of unit length, cosine
(Salton, Buckley 1988). Sequences of characters need no dictionary, and so hold for every dialect.
Hiragana carries how something is said more than what is said: what consists of it weighs a tenth.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sasaeai.calc.placed import Placed
from sasaeai.calc.stretches import is_hiragana

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Keys = NDArray[np.uint64]

LENGTHS = (1, 2, 3)
MANNER = 0.1
# Knuth's multiplier for hashing by 64 bits: two sequences do not meet in practice.
MULTIPLIER = np.uint64(6364136223846793005)


class Sequences(NamedTuple):
    """The sequences of a text: a key, where it begins, how long it is, how much of it is matter."""

    keys: Keys
    starts: Whole
    lengths: Whole
    matter: Floats


@lru_cache(maxsize=8192)
def _matter(sign: str) -> float:
    """Return 1 for a character that says what, a tenth for one that says how."""
    says_how = is_hiragana(sign) or sign == "ー" or unicodedata.category(sign)[0] in "PSZ"
    return MANNER if says_how else 1.0


def sequences(text: Placed) -> Sequences:
    """Return all sequences of a text, the shorter ones first."""
    signs = np.frombuffer(text.folded.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    matter = np.array([_matter(text.text[start]) for start, _end in text.at])
    found = [_of_length(signs, matter, length) for length in LENGTHS]
    return Sequences(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _of_length(signs: Keys, matter: Floats, length: int) -> Sequences:
    count = max(0, len(signs) - length + 1)
    keys, mean = np.full(count, length, dtype=np.uint64), np.zeros(count)
    for place in range(length):
        keys = keys * MULTIPLIER + signs[place : place + count]
        mean += matter[place : place + count] / length
    return Sequences(keys, np.arange(count), np.full(count, length), mean)


class Shared(NamedTuple):
    """What a text shares with those collected: by sequence and text, the part it has in the likeness."""

    keys: Keys
    which: Whole
    texts: Whole
    parts: Floats
    among: int

    def likeness(self) -> Floats:
        """Return how alike each of the collected texts is, from 0 to 1."""
        return _summed(self.texts, self.parts, self.among)

    def without(self, text: int) -> "Shared":
        """Return the same as if nothing were shared with one of the texts."""
        others = self.texts != text
        return self._replace(
            which=self.which[others], texts=self.texts[others], parts=self.parts[others]
        )

    def by_sequence(self, weights: Floats) -> Floats:
        """Return what each of the `keys` brings to the likeness with the collected texts, weighed so."""
        return _summed(self.which, self.parts * weights[self.texts], len(self.keys))


def _summed(into: Whole, parts: Floats, count: int) -> Floats:
    """Return, for each number up to the count, the sum of the parts that go into it."""
    return np.asarray(np.bincount(into, weights=parts, minlength=count), dtype=np.float64)


class Collected:
    """Texts in an order, ready for comparing another with them."""

    def __init__(self, texts: Sequence[Placed]) -> None:
        self.among = len(texts)
        found = [_distinct(sequences(text)) for text in texts]
        rows = np.repeat(np.arange(self.among), [len(keys) for keys, _weights in found])
        none = (np.empty(0, dtype=np.uint64), np.empty(0))
        keys, weights = (np.concatenate(parts) for parts in zip(none, *found, strict=True))
        order = np.lexsort((rows, keys))
        self._texts = rows[order]
        self._keys, begins = np.unique(keys[order], return_index=True)
        self._begins = np.append(begins, len(keys))
        spread = np.diff(self._begins)
        self._rarity = self._rare(spread)
        weights = weights[order] * np.repeat(self._rarity, spread)
        norms = np.sqrt(_summed(self._texts, weights**2, self.among))
        self._weights = weights / norms[self._texts]

    def _rare(self, texts: Whole) -> Floats:
        return np.asarray(np.log((1 + self.among) / (1 + texts)) + 1, dtype=np.float64)

    def shared(self, text: Placed) -> Shared:
        """Return what a text shares with each of those collected."""
        keys, weights = _distinct(sequences(text))
        at = np.searchsorted(self._keys, keys)
        is_known = at < len(self._keys)
        is_known[is_known] = self._keys[at[is_known]] == keys[is_known]
        # What nobody said before is rarest.
        rarity = np.full(len(keys), np.log(1 + self.among) + 1)
        rarity[is_known] = self._rarity[at[is_known]]
        weights = weights * rarity
        weights /= np.sqrt((weights**2).sum()) or 1.0
        begins = self._begins[at[is_known]]
        spread = self._begins[at[is_known] + 1] - begins
        which = np.repeat(np.arange(len(spread)), spread)
        where = np.arange(len(which)) + np.repeat(begins - np.cumsum(spread) + spread, spread)
        parts = weights[is_known][which] * self._weights[where]
        return Shared(keys[is_known], which, self._texts[where], parts, self.among)


def _distinct(found: Sequences) -> tuple[Keys, Floats]:
    """Return the keys of a text once each, and how often and how much of its matter they say."""
    keys, firsts, counts = np.unique(found.keys, return_index=True, return_counts=True)
    return keys, np.asarray((1 + np.log(counts)) * found.matter[firsts], dtype=np.float64)
