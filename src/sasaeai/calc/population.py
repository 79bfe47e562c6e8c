"""Sums and rates from counts by age band.

Counts are people by age. The method is the statistics bureau's: people of unknown age belong to the
total but not to the denominator of a rate (総務省統計局「国勢調査 用語の解説」年齢別割合).
Errors are `Refusal` with a whole sentence.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sasaeai.calc.refusal import Refusal, gettext_noop


class Band(NamedTuple):
    """People from `low` to `high` years inclusive; no high = and over; no low = age unknown."""

    low: int | None
    high: int | None
    people: int


def total(bands: Iterable[Band]) -> int:
    """Return all people of the bands, those of unknown age too."""
    return sum(band.people for band in bands)


def aged(bands: Iterable[Band], *, from_age: int = 65) -> int:
    """Return the people of this age and over (65 by default, 75 for the later old age).

    Raises Refusal where a band runs across that age, since it cannot be divided.
    """
    found = 0
    for band in bands:
        if band.low is None:
            continue
        if band.low >= from_age:
            found += band.people
        elif band.high is None or band.high >= from_age:
            raise _undivided(band.low, band.high, from_age=from_age)
    return found


def ageing_rate(bands: Iterable[Band], *, from_age: int = 65) -> float | None:
    """Return the share (0..1) of this age and over among people of known age; None among none."""
    known = [band for band in bands if band.low is not None]
    everyone = total(known)
    return aged(known, from_age=from_age) / everyone if everyone else None


def _undivided(low: int, high: int | None, *, from_age: int) -> Refusal:
    if high is None:
        sentence = gettext_noop(
            "%(low)d歳以上の区分が%(age)d歳をまたぐため、%(age)d歳以上の人数を出せません。"
            "%(age)d歳で分かれた表を使ってください。"
        )
        return Refusal(sentence, low=low, age=from_age)
    sentence = gettext_noop(
        "%(low)d〜%(high)d歳の区分が%(age)d歳をまたぐため、%(age)d歳以上の人数を出せません。"
        "%(age)d歳で分かれた表を使ってください。"
    )
    return Refusal(sentence, low=low, high=high, age=from_age)
