"""Matching one need among many helpers: against one vectorised pass over them all, in one run.

    python benchmarks/matching.py [--helpers 10000] [--needs 40] [--runs 25] [--skilled 0.2]

Invented helpers round the 40 centres of a town of 12 × 12 km, free on up to six half days or at any
time; a fifth can do what is asked or would like to try. Invented needs of half an hour to two hours on
one to three half days. Ours tells of a need who could answer it, in order and with the times in common,
what keeps each of the others, whom one thing alone keeps, and the smallest changes, solved again; the
arrays are found sound once, or each time anew. The plain pass is what one would write first: distances by the
haversine formula, days that overlap, a mask. The careful pass looks at the days one by one, which numpy
does faster. Both tell less: no run of half hours, no any time, no order, no why. On a busy machine a
longer work is interrupted oftener than a shorter one, so the least times are compared as well.
"""

import argparse
import math
import statistics
from dataclasses import replace
from functools import partial
from itertools import product

import ground
import numpy as np

from sasaeai.calc import geography, matching
from sasaeai.calc.matching import Helpers, Request

TOWN = (139.40, 35.60)
SIDE = 12_000  # metres
CENTRES = 40
HALF_DAYS = tuple((1 << until) - (1 << since) for since, until in ((18, 24), (26, 34), (34, 40)))


def places(dice: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return so many longitudes and latitudes, gathered round centres."""
    centres = dice.uniform(0, SIDE, (CENTRES, 2))
    east, north = (centres[dice.integers(CENTRES, size=count)] + dice.normal(0, 400, (count, 2))).T
    degree = geography.METRES_PER_DEGREE
    return TOWN[0] + east / degree / math.cos(math.radians(TOWN[1])), TOWN[1] + north / degree


def free(dice: np.random.Generator, count: int, most: int) -> np.ndarray:
    """Return so many weeks with one to `most` half days each."""
    days = np.zeros((count, 7), np.uint64)
    for number in range(most):
        whose = np.flatnonzero(dice.random(count) < 1 / (number + 1))
        day, half = (
            dice.integers(7, size=len(whose)),
            dice.integers(len(HALF_DAYS), size=len(whose)),
        )
        days[whose, day] |= np.array(HALF_DAYS, np.uint64)[half]
    return days


def invented_helpers(dice: np.random.Generator, count: int, skilled: float) -> Helpers:
    """Return helpers of whom some are resting, some asked often, some free at any time."""
    lon, lat = places(dice, count)
    some = partial(dice.integers, size=count)
    days = free(dice, count, 6)
    days[dice.random(count) < 0.1] = 0
    return Helpers(
        key=dice.permutation(count).astype(np.uint64),
        lon=lon,
        lat=lat,
        reach=dice.choice([800.0, 1200.0, 2400.0, 6000.0, np.inf], count),
        days=days,
        skill=np.where(dice.random(count) < skilled, some(1, 4), 0).astype(np.uint8),
        trust=some(0, 4).astype(np.uint8),
        has=(1 << some(0, 8)).astype(np.uint64),
        avoids=((dice.random(count) < 0.1) << some(0, 8)).astype(np.uint64),
        paused=dice.random(count) < 0.05,
        apart=dice.random(count) < 0.001,
        is_self=np.arange(count) == 0,
        week_left=some(0, 4).astype(np.int16),
        asks_left=some(0, 5).astype(np.int16),
        rest_days=(some(-20, 5).clip(0)).astype(np.int16),
        asks=some(0, 4).astype(np.int16),
        load=some(0, 4).astype(np.int16),
        met=dice.random(count) < 0.01,
        only_received=dice.random(count) < 0.1,
    )


def invented_needs(dice: np.random.Generator, count: int) -> list[Request]:
    """Return needs with times, of which some want somebody verified and some have a dog or stairs."""
    lon, lat = places(dice, count)
    days = free(dice, count, 3)
    return [
        Request(
            float(lon[number]),
            float(lat[number]),
            days[number],
            slots=int(dice.integers(1, 5)),
            trust=int(dice.integers(0, 3)),
            has=int(dice.integers(0, 4)),
            avoids=int(dice.integers(0, 2)),
        )
        for number in range(count)
    ]


def ours(request: Request, helpers: Helpers) -> tuple[matching.Solved, np.ndarray, list[matching.Change]]:  # fmt: skip
    """Return all that the page of a need tells."""
    solved = matching.solve(request, helpers)
    changes = matching.smallest_changes(request, helpers, solved)
    return solved, matching.near_misses(solved), changes


def anew(request: Request, helpers: Helpers) -> object:
    """Return the same for helpers whose arrays nobody has looked at yet."""
    return ours(request, replace(helpers))


def distances(request: Request, helpers: Helpers) -> np.ndarray:
    """Return the metres by the haversine formula as it stands in books."""
    there, here = np.radians(helpers.lat), math.radians(request.lat)
    east = np.radians(helpers.lon) - math.radians(request.lon)
    chord = np.sin((there - here) / 2) ** 2 + math.cos(here) * np.cos(there) * np.sin(east / 2) ** 2
    return 2 * geography.EARTH_RADIUS_M * np.arcsin(np.sqrt(chord))


def plain(request: Request, helpers: Helpers) -> np.ndarray:
    """Return who is near enough, shares a half hour and has the skill."""
    overlap = (helpers.days & request.days).any(axis=1)
    return (distances(request, helpers) <= helpers.reach) & overlap & (helpers.skill > 0)


def careful(request: Request, helpers: Helpers) -> np.ndarray:
    """Return the same, the days one by one."""
    overlap = np.zeros(len(helpers), np.uint64)
    for day in range(7):
        overlap |= helpers.days[:, day] & request.days[day]
    return (distances(request, helpers) <= helpers.reach) & (overlap != 0) & (helpers.skill > 0)


def main() -> None:
    """Print how many times the time of one pass ours takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--helpers", type=int, default=10_000)
    parser.add_argument("--needs", type=int, default=40)
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--skilled", type=float, default=0.2, help="the share that can do it")
    asked = parser.parse_args()
    dice = np.random.default_rng(20261130)
    helpers = invented_helpers(dice, asked.helpers, asked.skilled)
    needs = invented_needs(dice, asked.needs)
    ways = {"ours": ours, "ours anew": anew, "the plain pass": plain, "the careful pass": careful}
    spent: dict[str, list[list[float]]] = {name: [] for name in ways}
    for need in needs:
        calls = [partial(way, need, helpers) for way in ways.values()]
        for each, times in zip(spent.values(), ground.milliseconds(calls, runs=asked.runs), strict=True):  # fmt: skip
            each.append(times)
    told = [ours(need, helpers) for need in needs]
    could = statistics.median(len(solved.order) for solved, _, _ in told)
    nearly = statistics.median(len(near) for _, near, _ in told)
    print(ground.versions())
    print(f"  {asked.helpers:,} helpers, of whom in the middle {could:.0f} could and {nearly:.0f} nearly could")  # fmt: skip
    for mine, other in product(("ours", "ours anew"), ("the plain pass", "the careful pass")):
        pairs = list(zip(spent[mine], spent[other], strict=True))
        ratios = [statistics.median(one) / statistics.median(two) for one, two in pairs]
        least = statistics.median(min(one) / min(two) for one, two in pairs)
        print(f"  {mine}: {statistics.median(ratios):.2f} × {other}, by the least times {least:.2f} ×")  # fmt: skip


if __name__ == "__main__":
    main()
