"""Who can answer one need, best first, and who nearly could."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sasaeai.calc.geography import distances_m
from sasaeai.calc.hours import WHOLE_DAY
from sasaeai.calc.matching.pairs import Bar, Bars, bars_of
from sasaeai.calc.matching.sides import (
    MOST_HELPERS,
    Floats,
    Helpers,
    Request,
    Rows,
    Truths,
    run_starts,
)
from sasaeai.calc.refusal import Refusal

FARTHEST = (1 << 25) - 1  # metres, more than half the way round the earth
# A point of strain outweighs all of skill and met, a step of skill outweighs met.
WEIGHTS = np.array([8, 8, -8, -2, -1], np.int64)
SHOWN = 100  # nobody reads of more
ONE = np.uint64(1)
NEARLY = int(~(Bar.APART | Bar.SELF))


@dataclass(frozen=True, eq=False)
class Solved:
    """What keeps each of n helpers from a request, and those who could answer it or nearly could."""

    bars: Bars  # (n,) sums of `Bar`, 0 where nothing does
    metres: Floats  # (n,) nan where a place is unknown
    order: Rows  # (k,) the rows of those who could, best first
    near: Rows  # the rows of those whom one thing alone keeps, best first
    # (k ≤ 100, 3) of the best: weekday and half hour of the first time that suits both sides, and
    # how many half hours of a week suit both, 336 at the most
    starts: NDArray[np.int16]


def solve(request: Request, helpers: Helpers) -> Solved:
    """Return who can answer the request, best first, and what keeps the others.

    The order spares helpers before it saves metres. It goes by how much has been asked of them:
    asks and visits of the last four weeks, one less for those who have only received so far; then
    by skill, who did exactly this before first; then who has met the other before; then by whole
    metres, an unknown place last; then by key. Raises Refusal with the fault of either side.
    """
    for fault in filter(None, (request.fault, helpers.fault)):
        raise Refusal(fault)
    metres = distances_m((request.lon, request.lat), helpers.lon, helpers.lat)
    bars = bars_of(request, helpers, metres)
    rows = _ranked(np.flatnonzero(bars & (bars - 1) == 0), helpers, metres)
    found = bars.take(rows)
    order, near = rows[found == 0], rows[found & NEARLY != 0]
    return Solved(bars, metres, order, near, _times_in_common(request, helpers, order[:SHOWN]))


def near_misses(solved: Solved) -> Rows:
    """Return the rows of those whom one thing alone keeps, best first, those without the skill last.

    A blocked or refused pair, or a person and themselves, never miss nearly.
    """
    lacks: Truths = solved.bars.take(solved.near) == Bar.SKILL.value
    return solved.near.take(lacks.argsort(kind="stable"))


def _ranked(rows: Rows, helpers: Helpers, metres: Floats) -> Rows:
    """Return the rows in the order of `solve`, which is that of one number of 63 bits for each.

    From the highest: strain 16 bits, skill 2, met 1, metres 25, the place among the keys 19.
    """
    rows = rows.take(helpers.key.take(rows).argsort())
    compared = (helpers.asks, helpers.load, helpers.only_received, helpers.skill, helpers.met)
    weight: NDArray[np.int64] = WEIGHTS @ np.array([column.take(rows) for column in compared])
    weight *= FARTHEST + 1
    weight += np.fmin(metres.take(rows), FARTHEST).astype(np.int64)
    weight *= MOST_HELPERS
    weight += np.arange(len(rows))
    return rows.take(weight.argsort())


def _times_in_common(request: Request, helpers: Helpers, rows: Rows) -> NDArray[np.int16]:
    """Return weekday and half hour of the first time that suits both, and the half hours that do."""
    free = helpers.days.take(rows, axis=0)
    free[helpers.ever.take(rows) == 0] = WHOLE_DAY
    free &= np.array(request.hours, np.uint64)
    starts = run_starts(free, request.slots)
    days = (starts != 0).argmax(axis=1)
    first = starts[np.arange(len(rows)), days]
    found = np.empty((len(rows), 3), np.int16)
    found[:, 0] = days
    found[:, 1] = np.bitwise_count((first & -first) - ONE)
    found[:, 2] = np.bitwise_count(free).sum(axis=1)
    return found
