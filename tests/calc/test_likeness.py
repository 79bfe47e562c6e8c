"""The likeness of texts, against a plain reckoning of the same."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.likeness import Collected
from sasaeai.calc.placed import placed

texts = st.lists(st.text("ゴミごみの日雪かき、犬 Aａ", max_size=12), max_size=6)


def sequences(text):
    """Return each sequence of the text with how often it is said and how much of it is matter."""
    whole = placed(text)
    matter = [0.1 if whole.text[a] in "ごみのかき、" else 1.0 for a, _b in whole.at]
    found = [
        (whole.folded[start : start + length], sum(matter[start : start + length]) / length)
        for length in (1, 2, 3)
        for start in range(len(whole.folded) - length + 1)
    ]
    first = {}
    for sequence, share in found:
        first.setdefault(sequence, share)
    counts = Counter(sequence for sequence, _share in found)
    return {one: (1 + log(counts[one])) * first[one] for one in counts}


def plain(text, collected):
    rows = [sequences(one) for one in collected]
    among = Counter(one for row in rows for one in row)
    rarity = {one: log((1 + len(rows)) / (1 + among[one])) + 1 for row in rows for one in row}

    def unit(row):
        weighed = {one: row[one] * rarity.get(one, log(1 + len(rows)) + 1) for one in row}
        norm = sqrt(sum(value**2 for value in weighed.values())) or 1
        return {one: value / norm for one, value in weighed.items()}

    said = unit(sequences(text))
    return [sum(said.get(one, 0) * value for one, value in unit(row).items()) for row in rows]


@given(st.text("ゴミごみの日雪かき、犬 Aａ", max_size=12), texts)
def test_likeness_is_what_a_plain_reckoning_gives(text, collected):
    found = Collected([placed(one) for one in collected]).shared(placed(text)).likeness()
    assert found == pytest.approx(plain(text, collected))


@given(texts, st.integers(0, 5))
def test_text_is_most_like_itself(collected, which):
    if which < len(collected) and placed(collected[which]).folded:
        rows = Collected([placed(one) for one in collected])
        found = rows.shared(placed(collected[which])).likeness()
        assert found[which] == pytest.approx(1)
        assert (found <= 1 + 1e-9).all()


@given(st.text("ゴミごみの日雪", max_size=12), texts)
def test_sequences_bring_together_what_the_likeness_is(text, collected):
    shared = Collected([placed(one) for one in collected]).shared(placed(text))
    weights = np.arange(1.0, len(collected) + 1)
    assert shared.by_sequence(weights).sum() == pytest.approx(shared.likeness() @ weights)


def test_matter_counts_for_more_than_manner():
    said = ["布団を三年も干してないのよ", "お墓に三年も行ってないのよ"]
    found = (
        Collected([placed(one) for one in said]).shared(placed("布団、干さなあかんわ")).likeness()
    )
    assert found[0] > 3 * found[1]
