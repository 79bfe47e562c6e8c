"""Ways of suggesting a category from words: ours, and plain ones to stand beside it."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from sasaeai.calc.filing import Filed, Learned, Lexicon, Typical
from sasaeai.calc.text import bigrams, fold
from sasaeai.vocabulary import typical
from tests.voices.labelled import CODES, Labelled, Learn, Score, Suggest

NOTHING = Lexicon(dict.fromkeys(CODES, Typical()))


def whole(voices: Sequence[Labelled], *, lexicon: Lexicon) -> Suggest:
    """Return suggestions as the page makes them, with these typical words, after these voices."""
    filed = [
        Filed(f"{number:03}", voice.words, frozenset([voice.passes[0][0]]))
        for number, voice in enumerate(voices)
    ]
    learned = Learned(filed)
    return lambda words: [one.code for one in learned.propose(words, lexicon)]


def ours(voices: Sequence[Labelled]) -> Suggest:
    """Return suggestions from the typical words and from what the town confirmed."""
    return whole(voices, lexicon=Lexicon({code: typical.national()[code] for code in CODES}))


def first_day(_voices: Sequence[Labelled]) -> Suggest:
    """Return suggestions from the typical words alone, as on a town's first day."""
    return ours([])


def learned_alone(voices: Sequence[Labelled]) -> Suggest:
    """Return suggestions from what the town confirmed alone."""
    return whole(voices, lexicon=NOTHING)


def bayes(voices: Sequence[Labelled]) -> Suggest:
    """Return multinomial naive Bayes on character bigrams, smoothed by one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    voices_of = Counter(voice.passes[0][0] for voice in voices)
    for voice in voices:
        counts[voice.passes[0][0]].update(bigrams(fold(voice.words)))
    known = len(set().union(*counts.values()))
    totals = {code: counts[code].total() for code in counts}

    def likelihood(code: str, said: Sequence[str]) -> float:
        each = (math.log((counts[code][one] + 1) / (totals[code] + known)) for one in said)
        return math.log(voices_of[code] / len(voices)) + sum(each)

    return lambda words: sorted(counts, key=lambda code: -likelihood(code, bigrams(fold(words))))


def frequent(voices: Sequence[Labelled]) -> Suggest:
    """Return the most frequent codes, whatever the words."""
    most = [code for code, _count in Counter(voice.passes[0][0] for voice in voices).most_common(3)]
    return lambda _words: most


WAYS: dict[str, Learn] = {
    "most frequent codes": frequent,
    "naive Bayes on bigrams": bayes,
    "ours, first day": first_day,
    "ours, confirmed voices alone": learned_alone,
    "ours": ours,
}


def row(name: str, scores: Sequence[Score]) -> str:
    """Return one line of the table: for each manner and all, top-1 and top-3 in percent."""
    cells = (f"{one.first / one.voices:.0%} · {one.three / one.voices:.0%}" for one in scores)
    return f"| {name} | {' | '.join(cells)} |"
