"""How long 目的の点検 of a large plan takes, beside one bare pass over the same rows.

    python benchmarks/purpose.py [--goals 1000] [--means 5000] [--runs 25]

The bare pass looks at every row once and counts what the rules ask for by goal, without a tree, dates
or a finding. Times differ from machine to machine, so what counts is the ratio, and that four times
the plan takes four times as long.
"""

import argparse
import random
import statistics
from collections import Counter
from datetime import date, timedelta

import ground

from sasaeai.calc.purpose import Goal, Horizon, Indicator, Means, Plan, Step, Vision, check

TODAY = date(2026, 12, 1)
SINCE, THEN = date(2026, 6, 20), date(2036, 3, 31)
DAY = timedelta(days=1)


def invented_plan(dice: random.Random, *, goals: int, means: int) -> Plan:
    """Return a plan of ten pictures with trees five deep and faults here and there."""
    visions = [Vision(f"v{number}", SINCE, THEN, dice.random() < 0.8) for number in range(10)]
    made: list[Goal] = []
    for number in range(goals):
        above = made[number // 4] if number >= 10 and number // 4 < len(made) else None
        made.append(
            Goal(
                f"g{number}",
                above.vision if above else f"v{number % 10}",
                "5分の困りごとは、その日のうちに近所で片づく",
                Horizon(max(0, (above.horizon if above else 4) - 1)),
                above and above.id,
                THEN - dice.randrange(3000) * DAY,
                is_open=dice.random() < 0.9,
            )
        )
    names = [one.id for one in made]
    indicators = [
        Indicator(
            f"i{number}", dice.choice(names), dice.choice(["近所の誰かに言えた人", "開催回数"]), SINCE,
            6, False, dice.random() < 0.8, TODAY - dice.randrange(400) * DAY,
        )
        for number in range(2 * goals)
    ]  # fmt: skip
    served = [
        Means(f"m{number}", "activity", tuple(dice.choices(names, k=dice.randrange(6))))
        for number in range(means)
    ]
    steps = [
        Step(dice.choice(names), TODAY + dice.randrange(-90, 90) * DAY) for _ in range(3 * goals)
    ]
    return Plan(visions, made, indicators, served, steps)


def bare(plan: Plan) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return by goal how many means, indicators and steps there are: each row looked at once."""
    means = Counter(goal for one in plan.means if one.is_live for goal in one.goals)
    return means, Counter(one.goal for one in plan.indicators), Counter(one.goal for one in plan.steps)  # fmt: skip


def main() -> None:
    """Print how many times the bare pass the check takes, and how it grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--goals", type=int, default=1_000)
    parser.add_argument("--means", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=25)
    asked = parser.parse_args()
    dice = random.Random(20261201)  # noqa: S311 -- an invented plan, not a secret
    plan = invented_plan(dice, goals=asked.goals, means=asked.means)
    four = invented_plan(dice, goals=4 * asked.goals, means=4 * asked.means)
    ways = [lambda: check(plan, today=TODAY), lambda: bare(plan), lambda: check(four, today=TODAY)]
    ours, passed, larger = map(statistics.median, ground.milliseconds(ways, runs=asked.runs))
    print(ground.versions())
    print(f"  {asked.goals:,} goals and {asked.means:,} means: {len(check(plan, today=TODAY)):,} findings")  # fmt: skip
    print(f"  ours: {ours / passed:.1f} × the bare pass, {ours:.1f} ms; four times the plan takes {larger / ours:.1f} × as long")  # fmt: skip


if __name__ == "__main__":
    main()
