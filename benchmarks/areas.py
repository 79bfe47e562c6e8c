"""In which area does a point lie: against a bare shapely STRtree, in one run.

    python benchmarks/areas.py [--points 100000] [--areas 2000] [--runs 7]

Areas are invented outlines of some sixty corners each on a grid that overlaps a little, so that
many points lie in two; the points lie anywhere among them. The bare tree answers which areas hold
which points, in no order; ours answers which area is the first for each. Both are built beforehand,
and must tell of the same points that they lie somewhere.
"""

import argparse
import math
import random
import statistics

import ground
import numpy as np
import shapely

from sasaeai.calc.geography import Boundaries

CORNERS = 60
SIDE = 0.01  # degrees from one area to the next


def outline(dice: random.Random, west: float, south: float) -> dict[str, object]:
    """Return an area of no regular form around a point of the grid."""
    ring = []
    for step in range(CORNERS):
        angle, far = 2 * math.pi * step / CORNERS, SIDE * dice.uniform(0.55, 0.75)
        ring.append([west + far * math.cos(angle), south + far * math.sin(angle)])
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def main() -> None:
    """Print how many times the bare tree's time ours takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--areas", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    dice, across = random.Random(20261129), math.isqrt(asked.areas - 1) + 1  # noqa: S311 -- invented shapes
    spots = [(index % across * SIDE, index // across * SIDE) for index in range(asked.areas)]
    areas = [outline(dice, 139 + west, 35 + south) for west, south in spots]
    end = across * SIDE
    points = [(139 + dice.uniform(0, end), 35 + dice.uniform(0, end)) for _ in range(asked.points)]
    ours, tree = Boundaries(areas), shapely.STRtree([shapely.geometry.shape(one) for one in areas])

    def bare() -> object:
        return tree.query(shapely.points(np.array(points)), predicate="intersects")

    found, held = ours.first_containing(points), bare()
    if {index for index, area in enumerate(found) if area is not None} != set(held[0].tolist()):  # type: ignore[index]  # an array of pairs
        parser.error("the two ways tell of different points")
    times = ground.milliseconds([lambda: ours.first_containing(points), bare], runs=asked.runs)
    ratios = [mine / theirs for mine, theirs in zip(*times, strict=True)]
    print(ground.versions())
    print(f"  {asked.points:,} points × {asked.areas:,} areas: {statistics.median(ratios):.2f} × the bare tree ({min(ratios):.2f}–{max(ratios):.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
