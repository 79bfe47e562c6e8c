"""How often: entries counted by one list of words, or by two across, with what was really there.

An entry may stand under several words of a list, so the rows of a table may add up to more than
there are entries; the totals of the columns and of the whole are the entries themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Filed(NamedTuple):
    """One entry: by which means, and under which words of each list."""

    means: str
    words: Mapping[str, frozenset[str]]


class Cross(NamedTuple):
    """Entries by a word and their means; `columns` and `total` count each entry once."""

    cells: Mapping[tuple[str, str], int]
    rows: Mapping[str, int]
    columns: Mapping[str, int]
    total: int
    # Under no word of the list, and under more than one.
    outside: int
    several: int


class Change(NamedTuple):
    """One figure that is another now."""

    key: str
    then: int
    now: int


def crossed(entries: Sequence[Filed], name: str) -> Cross:
    """Return the entries by the words of the list `name` and by their means."""
    filed = [(entry.words.get(name, frozenset()), entry.means) for entry in entries]
    return Cross(
        cells=Counter((word, means) for words, means in filed for word in words),
        rows=Counter(word for words, _means in filed for word in words),
        columns=Counter(means for _words, means in filed),
        total=len(filed),
        outside=sum(not words for words, _means in filed),
        several=sum(len(words) > 1 for words, _means in filed),
    )


def tallied(entries: Iterable[Filed], name: str) -> Mapping[str, int]:
    """Return how many entries stand under each word of the list `name`."""
    return Counter(word for entry in entries for word in entry.words.get(name, frozenset()))


def changed(then: Mapping[str, int], now: Mapping[str, int]) -> list[Change]:
    """Return the figures that differ, in the order of what was told and then what is new; none is 0."""
    keys = dict.fromkeys((*then, *now))
    pairs = (Change(key, then.get(key, 0), now.get(key, 0)) for key in keys)
    return [one for one in pairs if one.then != one.now]
