"""Confidence that a recorded fact still holds: it halves with every half-life since the check.

Confidence is a number from 0 (never checked) to 1 (checked today); half-lives are days by kind
of field and come in as data. Errors are `Refusal` with a whole sentence.
Method: exponential decay, 0.5 ** (age / half-life); the weakest field speaks for the whole record.
"""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from sasaeai.calc.refusal import Refusal, gettext_noop

Freshness: TypeAlias = Literal["fresh", "soon", "stale"]


class Thresholds(NamedTuple):
    """At or above `soon` a fact is fresh; below `stale` it is stale; between, check it soon."""

    soon: float
    stale: float


class Weakest(NamedTuple):
    field: str
    confidence: float


def confidence(checked_on: date | None, *, today: date, half_life_days: float) -> float:
    """Return the confidence in a fact last checked on a day; 0 for never, 1 for the future.

    Raises Refusal unless the half-life is a positive number of days.
    """
    _refuse_half_life(half_life_days)
    if checked_on is None:
        return 0.0
    return float(0.5 ** (max(0, (today - checked_on).days) / half_life_days))


def weakest(
    checks: Mapping[str, date | None], *, half_lives: Mapping[str, float], today: date
) -> Weakest:
    """Return the field one should trust least, the first in order of name where several tie.

    Raises Refusal where nothing is given or a field has no half-life.
    """
    missing = sorted(set(checks) - set(half_lives))
    if missing:
        raise Refusal(
            gettext_noop(
                "「%(field)s」の半減期（日数）が決められていません。設定を確かめてください。"
            ),
            field=missing[0],
        )
    if not checks:
        raise Refusal(gettext_noop("確かめる項目がありません。"))
    graded = (
        (confidence(day, today=today, half_life_days=half_lives[field]), field)
        for field, day in checks.items()
    )
    value, field = min(graded)
    return Weakest(field, value)


def freshness(value: float, *, thresholds: Thresholds) -> Freshness:
    """Return the word for a confidence: fresh, soon or stale."""
    if value >= thresholds.soon:
        return "fresh"
    return "soon" if value >= thresholds.stale else "stale"


def due_on(checked_on: date, *, half_life_days: float, threshold: float) -> date:
    """Return the first day on which the confidence is below the threshold.

    Raises Refusal unless 0 < threshold ≤ 1; the last day of the calendar if beyond it.
    """
    _refuse_half_life(half_life_days)
    if not 0 < threshold <= 1:
        raise Refusal(gettext_noop("しきい値は0より大きく1以下にしてください。"))
    days = max(0, math.floor(-half_life_days * math.log2(threshold)) - 1)
    # Start a day early and step: the logarithm may err by a hair on either side.
    while 0.5 ** (days / half_life_days) >= threshold:
        days += 1
    return checked_on + timedelta(days=min(days, (date.max - checked_on).days))


def _refuse_half_life(days: float) -> None:
    if not (days > 0 and math.isfinite(days)):
        raise Refusal(gettext_noop("半減期は1日以上の日数にしてください。"))
