"""Sums and rates from counts by age band.

Counts are people by age. The method is the statistics bureau's: people of unknown age belong to the
total but not to the denominator of a rate (総務省統計局「国勢調査 用語の解説」年齢別割合).
Errors are `ValueError` with a whole Japanese sentence.
"""

from collections.abc import Iterable
from typing import NamedTuple


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

    Raises ValueError where a band runs across that age, since it cannot be divided.
    """
    found = 0
    for band in bands:
        if band.low is None:
            continue
        if band.low >= from_age:
            found += band.people
        elif band.high is None or band.high >= from_age:
            message = (
                f"{_label(band)}の区分が{from_age}歳をまたぐため、"
                f"{from_age}歳以上の人数を出せません。{from_age}歳で分かれた表を使ってください。"
            )
            raise ValueError(message)
    return found


def ageing_rate(bands: Iterable[Band], *, from_age: int = 65) -> float | None:
    """Return the share (0..1) of this age and over among people of known age; None among none."""
    known = [band for band in bands if band.low is not None]
    everyone = total(known)
    return aged(known, from_age=from_age) / everyone if everyone else None


def _label(band: Band) -> str:
    return f"{band.low}歳以上" if band.high is None else f"{band.low}〜{band.high}歳"
