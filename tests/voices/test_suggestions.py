"""How well categories are suggested, loosely: `benchmarks/suggestions.py` prints the whole table."""

from collections import Counter
from functools import cache

import pytest

from tests.house import ROOT, SOURCE
from tests.voices import ways
from tests.voices.labelled import CODES, Score, agreement, held_out, read


@cache
def scores(way: str) -> dict[str, Score]:
    return held_out(read(), ways.WAYS[way])


def shares(way: str) -> tuple[float, float]:
    total = sum(scores(way).values(), Score())
    return total.first / total.voices, total.three / total.voices


def test_every_voice_was_filed_in_both_passes() -> None:
    voices = read()
    assert Counter(voice.manner for voice in voices) == dict.fromkeys(scores("ours"), 50)
    assert len(scores("ours")) == 6
    filed = [codes for voice in voices for codes in voice.passes]
    assert len(filed) == 600
    assert all(1 <= len(codes) <= 2 and {*codes} <= {*CODES} for codes in filed)


def test_invented_voices_are_kept_apart_from_what_is_shipped() -> None:
    shipped = "".join(
        path.read_text("utf-8")
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".toml", ".html", ".json", ".po"}
    )
    assert len(shipped) > 100_000
    assert [voice.words for voice in read() if voice.words in shipped] == []


@pytest.mark.parametrize(
    ("pairs", "raw", "kappa"),
    [
        ([("a", "a"), ("b", "b")], 1, 1),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.5, 0),
        ([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")], 0.75, 0.5),
    ],
)
def test_agreement_is_told_beyond_chance(pairs, raw, kappa) -> None:
    assert agreement(pairs) == pytest.approx((raw, kappa))


def test_held_out_manner_is_filed_well() -> None:
    first, three = shares("ours")
    assert first > 0.68
    assert three > 0.84
    assert min(one.three / one.voices for one in scores("ours").values()) > 0.75


def test_suggestions_are_far_better_than_plain_ways() -> None:
    ours, bayes, frequent = (shares(way) for way in ("ours", "naive Bayes on bigrams", "most frequent codes"))  # fmt: skip
    assert all(mine > plain + 0.35 for mine, plain in zip(ours, bayes, strict=True))
    assert bayes > frequent


def test_town_is_helped_from_the_first_day_and_what_it_confirms_helps_more() -> None:
    assert shares("ours, first day")[1] > 0.77
    assert shares("ours, confirmed voices alone")[0] > shares("naive Bayes on bigrams")[0] + 0.15
    assert shares("ours") > shares("ours, first day")


@pytest.mark.parametrize("way", ways.WAYS)
def test_document_tells_the_table_as_it_is(way: str) -> None:
    total = sum(scores(way).values(), Score())
    told = ways.row(way, [*scores(way).values(), total])
    assert told in (ROOT / "docs" / "suggestions.md").read_text("utf-8")
