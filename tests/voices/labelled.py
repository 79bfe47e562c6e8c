"""Three hundred invented voices, how two people filed them, and how well a way of suggesting does.

The voices (`spoken.toml`) were written one by one; the people who file them never said them.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sasaeai.vocabulary import national
from sasaeai.vocabulary.models import Kind

HERE = Path(__file__).parent
PASSES = ("labels_1.toml", "labels_2.toml")
CODES = tuple(term.code for term in national.terms() if term.kind == Kind.SUPPORT_CATEGORY)
PARENTS = {
    term.code: term.parent or term.code
    for term in national.terms()
    if term.kind == Kind.SUPPORT_CATEGORY
}


class Labelled(NamedTuple):
    """A voice, in which manner it is said, and what each pass filed it under, the first code first."""

    manner: str
    words: str
    passes: tuple[tuple[str, ...], ...]

    @property
    def right(self) -> frozenset[str]:
        """What counts as right: the first code of either pass, mostly one and the same."""
        return frozenset(codes[0] for codes in self.passes)


def read() -> list[Labelled]:
    """Return all voices, manner by manner."""
    passes = [tomllib.loads((HERE / name).read_text("utf-8")) for name in PASSES]
    return [
        Labelled(manner["name"], words, tuple(tuple(one.split()) for one in filed))
        for manner in tomllib.loads((HERE / "spoken.toml").read_text("utf-8"))["manner"]
        for words, *filed in zip(
            manner["voices"], *(told[manner["name"]]["labels"] for told in passes), strict=True
        )
    ]


class Agreement(NamedTuple):
    """How far two passes agree: the share of equal first codes, and Cohen's kappa."""

    raw: float
    kappa: float


def agreement(pairs: Iterable[Sequence[str]]) -> Agreement:
    """Return how far the codes of each pair agree, beyond what chance would give."""
    first, second = zip(*pairs, strict=True)
    raw = sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
    by_first, by_second = Counter(first), Counter(second)
    chance = sum(by_first[code] * by_second[code] for code in by_first) / len(first) ** 2
    return Agreement(raw, (raw - chance) / (1 - chance))


class Score(NamedTuple):
    """How many of so many voices were filed right: by the first suggestion, among three, by their parents."""

    voices: int = 0
    first: int = 0
    three: int = 0
    first_parent: int = 0
    three_parent: int = 0

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]  # sums, not a longer tuple
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


Suggest = Callable[[str], Sequence[str]]
Learn = Callable[[Sequence[Labelled]], Suggest]


def score(voices: Sequence[Labelled], suggest: Suggest) -> Score:
    """Return how well these voices are filed."""
    total = Score()
    for voice in voices:
        codes = list(suggest(voice.words))[:3]
        parents, right = [PARENTS[code] for code in codes], {PARENTS[code] for code in voice.right}
        hits = (
            voice.right & {*codes[:1]}, voice.right & {*codes}, right & {*parents[:1]}, right & {*parents},
        )  # fmt: skip
        total += Score(1, *map(bool, hits))
    return total


def held_out(voices: Sequence[Labelled], learn: Learn) -> dict[str, Score]:
    """Return, for each manner of speech, how well its voices are filed by what the others taught."""
    return {
        manner: score(
            [voice for voice in voices if voice.manner == manner],
            learn([voice for voice in voices if voice.manner != manner]),
        )
        for manner in dict.fromkeys(voice.manner for voice in voices)
    }
