"""A walkable order of places: an open tour from a start, without a way back.

Points are (longitude, latitude) in degrees, lengths metres as the crow flies. Deterministic:
equal lengths are decided by the order of the points given.
Sources: M. Held and R. M. Karp, J. SIAM 10(1), 1962 (exact, up to nine places);
G. A. Croes, "A Method for Solving Traveling-Salesman Problems", Operations Research 6, 1958
(2-opt, from the nearest-neighbour tour, for more).
"""

import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from sasaeai.calc.geography import Point, distance_m

Table: TypeAlias = list[list[float]]
Stage: TypeAlias = dict[tuple[int, int], tuple[float, tuple[int, ...]]]

EXACT_UP_TO = 9
LEAST_GAIN_M = 1e-6
# Streets that cross at right angles are longer than the straight line by 4/π, taken over all
# directions alike. An estimate: hills, rivers and railways make a way longer.
WAY_FOR_STRAIGHT = 4 / math.pi
PACE_M_PER_MINUTE = 60  # an older person's pace, the one of the scale bar of our maps


def walking_order(points: Sequence[Point], *, start: Point) -> list[int]:
    """Return the indices of the points in the order to walk them from the start.

    Shortest of all orders up to nine points, a good one above (meant for some thirty).
    """
    table = _distances([*points, start])
    return _exact(table) if len(points) <= EXACT_UP_TO else _two_opt(_nearest(table), table)


def nearest_order(points: Sequence[Point], *, start: Point) -> list[int]:
    """Return the indices in the order of always going to the nearest point not yet visited."""
    return _nearest(_distances([*points, start]))


def walk_length_m(points: Sequence[Point], *, start: Point, order: Sequence[int]) -> float:
    """Return the metres of walking from the start through the points in this order."""
    stops = [start, *(points[index] for index in order)]
    return sum(distance_m(here, there) for here, there in pairwise(stops))


def leg_lengths_m(points: Sequence[Point]) -> list[float]:
    """Return the metres from each point to the next, one fewer than there are points."""
    return [distance_m(here, there) for here, there in pairwise(points)]


def minutes_on_foot(straight_m: float) -> int:
    """Return the minutes of walking streets for so many metres as the crow flies.

    Begun minutes count whole; time spent at the stops is not in it.
    """
    return math.ceil(straight_m * WAY_FOR_STRAIGHT / PACE_M_PER_MINUTE)


def _distances(places: Sequence[Point]) -> Table:
    """Return the distances between all places; the last place is the start."""
    return [[distance_m(here, there) for there in places] for here in places]


def _nearest(table: Table) -> list[int]:
    here = len(table) - 1
    left = set(range(here))
    order: list[int] = []
    while left:
        here = min(left, key=lambda index: (table[here][index], index))
        left.remove(here)
        order.append(here)
    return order


def _exact(table: Table) -> list[int]:
    """Return the best order: best[visited, last] = (length, order) grown one place at a time."""
    start = len(table) - 1
    best: Stage = {(1 << index, index): (table[start][index], (index,)) for index in range(start)}
    for _ in range(start - 1):
        longer: Stage = {}
        for (visited, last), (length, order) in best.items():
            for index in range(start):
                if visited >> index & 1:
                    continue
                key = (visited | 1 << index, index)
                grown = (length + table[last][index], (*order, index))
                longer[key] = min(longer.get(key, grown), grown)
        best = longer
    return list(min(best.values())[1]) if best else []


def _two_opt(order: list[int], table: Table) -> list[int]:
    """Return the order after turning round every stretch whose turning shortens the walk."""
    improved = True
    while improved:
        improved = False
        for first, last in combinations(range(len(order)), 2):
            if _gain(order, first, last, table=table) > LEAST_GAIN_M:
                order[first : last + 1] = reversed(order[first : last + 1])
                improved = True
    return order


def _gain(order: Sequence[int], first: int, last: int, *, table: Table) -> float:
    """Return the metres saved by walking the stretch first..last backwards."""
    before = order[first - 1] if first else len(table) - 1
    gain = table[before][order[first]] - table[before][order[last]]
    if last + 1 < len(order):
        after = order[last + 1]
        gain += table[order[last]][after] - table[order[first]][after]
    return gain
