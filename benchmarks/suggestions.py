"""How well categories are suggested from the words, beside a plain character-n-gram baseline.

    python benchmarks/suggestions.py [--missed tama_woman]

Three hundred voices in six manners of speech, invented and written one by one; nobody said them.
One manner is held out at a time: the other five are what the town has confirmed. A suggestion is
right if it is the first code of either of two independent passes. Two plain ways stand beside it:
the most frequent codes, and multinomial naive Bayes on character bigrams, smoothed by one, learned
from the same five manners. `--missed` lists what is missed in one manner.
"""

import argparse
from collections.abc import Sequence

import ground  # noqa: F401 -- sets Django up, which the lists of terms need

from tests.voices import labelled
from tests.voices.labelled import CODES, Labelled, Score
from tests.voices.ways import WAYS, ours, row


def tell_agreement(voices: Sequence[Labelled]) -> None:
    """Print how far the two passes agree on the first code, and on its parent."""
    pairs = [[codes[0] for codes in voice.passes] for voice in voices]
    exact = labelled.agreement(pairs)
    parent = labelled.agreement([[labelled.PARENTS[code] for code in pair] for pair in pairs])
    shared = sum(bool(set(voice.passes[0]) & set(voice.passes[1])) for voice in voices)
    print(f"{len(voices)} invented voices, {len(set(sum(pairs, [])))} of {len(CODES)} codes used")  # noqa: RUF017 -- three hundred pairs
    print(f"same first code: {exact.raw:.1%}, kappa {exact.kappa:.3f}; same parent: {parent.raw:.1%}, kappa {parent.kappa:.3f}; a code in common: {shared}")  # fmt: skip


def main() -> None:
    """Print the agreement of the passes and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    voices = labelled.read()
    manners = list(dict.fromkeys(voice.manner for voice in voices))
    parser.add_argument("--missed", choices=manners)
    asked = parser.parse_args()
    tell_agreement(voices)
    print(f"| top-1 · top-3 | {' | '.join(manners)} | all |")
    print(f"|---|{'---|' * (len(manners) + 1)}")
    for name, learn in WAYS.items():
        scores = labelled.held_out(voices, learn)
        total = sum(scores.values(), Score())
        print(row(name, [*scores.values(), total]))
        print(f"  by parent {total.first_parent / total.voices:.1%} · {total.three_parent / total.voices:.1%} of {total.voices}")  # fmt: skip
    if asked.missed:
        suggest = ours([voice for voice in voices if voice.manner != asked.missed])
        for voice in voices:
            if voice.manner == asked.missed and not voice.right & {*suggest(voice.words)[:1]}:
                print(voice.words, sorted(voice.right), suggest(voice.words))


if __name__ == "__main__":
    main()
