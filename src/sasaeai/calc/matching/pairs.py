"""What keeps a request and each of many helpers apart."""

from enum import IntFlag
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sasaeai.calc.matching.sides import NONE, Floats, Helpers, Request, Truths, run_starts

Bars: TypeAlias = NDArray[np.uint16]


class Bar(IntFlag):
    """Why a pair does not exist; several can hold at once."""

    SKILL = 1 << 0
    REACH = 1 << 1
    TIME = 1 << 2
    PAUSED = 1 << 3
    TRUST = 1 << 4  # the verification level is too low
    WISH = 1 << 5  # what one of the two has is what the other would rather not meet
    APART = 1 << 6  # a blocked or refused pair
    SELF = 1 << 7
    WEEK = 1 << 8  # as much as they wish to do in a week is reached
    BUDGET = 1 << 9  # asked often enough in the last four weeks
    REST = 1 << 10  # asked a moment ago


def bars_of(request: Request, helpers: Helpers, metres: Floats) -> Bars:
    """Return what keeps each helper from a request so many metres away (n,), 0 for a pair."""
    bars = np.zeros(len(helpers), np.uint16)
    for holds in reversed(_facts(request, helpers, metres)):
        bars += bars
        bars += holds
    return bars


def are_pairs(request: Request, helpers: Helpers, metres: Floats) -> Truths:
    """Return for whom nothing at all keeps them from a request so many metres away (n,)."""
    barred: Truths = np.logical_or.reduce(_facts(request, helpers, metres))
    return ~barred


def _facts(request: Request, helpers: Helpers, metres: Floats) -> tuple[Truths, ...]:
    """Return whom each thing keeps from the request, in the order of Bar."""
    disliked = helpers.avoids & np.uint64(request.has)
    disliked |= helpers.has & np.uint64(request.avoids)
    return (
        helpers.skill == NONE,
        metres > helpers.reach,
        _finds_no_time(request, helpers),
        helpers.paused,
        helpers.trust < request.trust,
        disliked != 0,
        helpers.apart,
        helpers.is_self,
        helpers.week_left <= 0,
        helpers.asks_left <= 0,
        helpers.rest_days > 0,
    )


def _finds_no_time(request: Request, helpers: Helpers) -> Truths:
    """Return who is free for long enough on no day on which it would suit (n,)."""
    found = np.zeros(len(helpers), np.uint64)
    for day, (hours, starts) in enumerate(zip(request.hours, request.starts, strict=True)):
        if starts:
            found |= run_starts(helpers.days[:, day] & np.uint64(hours), request.slots)
    late: Truths = found == 0
    late &= helpers.ever != 0
    return late
