"""Plans without a fault, drawn at random, and faults planted into them. All of it is invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sasaeai.calc.purpose import Goal, Horizon, Indicator, Means, Plan, Step, Vision

TODAY = date(2026, 12, 1)
SINCE, THEN = date(2026, 6, 20), date(2036, 3, 31)
MOST = 2
DAY = timedelta(days=1)
Fault = tuple[str, str]


def clean_plan(dice: Random) -> Plan:
    """Return pictures with trees of goals of which nothing can be said."""
    visions = [Vision(f"v{number}", SINCE, THEN, True) for number in range(dice.randint(1, 2))]
    goals = [goal for one in visions for goal in _tree(dice, one)]
    above = {goal.above for goal in goals if goal.is_open}
    leaves = [goal.id for goal in goals if goal.is_open and goal.id not in _passed(goals, above)]
    indicators = [
        Indicator(
            f"i{number}", goal.id, "近所の誰かに言えた人", TODAY - 30 * DAY, 6, False, True,
            dice.choice([None, TODAY - 40 * DAY]),
        )
        for number, goal in enumerate(dice.choices(goals, k=len(goals)))
    ]  # fmt: skip
    means = [Means(f"m {goal}", dice.choice(["activity", "asset"]), (goal,)) for goal in leaves]
    means += [
        Means(f"x{number}", "match", tuple(dice.choices(leaves, k=dice.randint(1, MOST))))
        for number in range(dice.randint(0, 3))
    ]
    means.append(Means("ended", "activity", (), is_live=False))
    steps = [
        Step(goal, dice.choice([TODAY - 90 * DAY, TODAY, TODAY + 31 * DAY])) for goal in leaves
    ]
    steps += [Step(leaves[0], None), Step(leaves[-1], TODAY + 200 * DAY)]
    return Plan(visions, goals, indicators, means, steps)


def _tree(dice: Random, vision: Vision) -> list[Goal]:
    """Return goals from the farthest down; a closed one may stand between two."""
    goals: list[Goal] = []
    for number in range(dice.randint(1, 7)):
        above = dice.choice([None, *goals])
        due = (above and above.due) or THEN
        day = SINCE + (due - SINCE) * dice.random()
        horizon = Horizon(dice.randint(0, above.horizon if above else Horizon.THEN))
        goals.append(
            Goal(
                f"{vision.id} g{number}", vision.id, "5分の困りごとが近所で片づく", horizon,
                above.id if above else None,
                dice.choice([day, day if above and above.due else None]),
                is_open=number == 0 or dice.random() < 0.8,
            )
        )  # fmt: skip
    return goals


def _passed(goals: list[Goal], above: set[str | None]) -> set[str | None]:
    """Return the goals below which an open one stands, also through closed ones."""
    over = {goal.id: goal.above for goal in goals}
    found = set(above)
    for one in above:
        here = one
        while here is not None:
            found.add(here)
            here = over[here]
    return found


def leaves_of(plan: Plan) -> list[str]:
    """Return the goals for which the plan has a means of their own."""
    return [one.goals[0] for one in plan.means if one.id.startswith("m ")]


def possible(plan: Plan) -> list[Fault]:
    """Return every fault that can be planted; no two of them are the same thing."""
    goals = [goal.id for goal in plan.goals if goal.is_open]
    seen = [one.id for one in plan.indicators if one.goal in goals]
    leaves = leaves_of(plan)
    return [
        *(("goal-without-means", one) for one in leaves[1:]),
        *(("goal-without-first-step", one) for one in leaves),
        *(("goal-counts-means", one) for one in goals),
        *(("dates-run-backwards", one) for one in goals),
        *(("vision-without-residents", one.id) for one in plan.visions),
        *(("indicator-without-baseline", one) for one in seen),
        *((("indicator-never-measured", "indicator-overdue")[n % 2], one) for n, one in enumerate(seen)),
        *(("means-without-goal", f"idle{number}") for number in range(2)),
        *([("means-overloaded", "busy")] if len(goals) > MOST else []),
    ]  # fmt: skip


def planted(plan: Plan, faults: Iterable[Fault]) -> Plan:
    """Return the plan with these faults in it."""
    chosen = set(faults)
    plan = _with_goals(_with_indicators(plan, chosen), chosen)
    visions = [
        replace(one, with_residents=("vision-without-residents", one.id) not in chosen)
        for one in plan.visions
    ]
    steps = [
        replace(one, start=TODAY + 32 * DAY)
        if ("goal-without-first-step", one.goal) in chosen
        else one
        for one in plan.steps
    ]
    return replace(plan, visions=visions, steps=steps, means=_means(plan, chosen))


def _means(plan: Plan, chosen: set[Fault]) -> list[Means]:
    bare = {goal for rule, goal in chosen if rule == "goal-without-means"}
    left = [
        replace(one, goals=tuple(goal for goal in one.goals if goal not in bare))
        for one in plan.means
    ]
    means = [one if one.goals else replace(one, is_live=False) for one in left]
    closed = tuple(goal.id for goal in plan.goals if not goal.is_open)
    open_goals = [goal.id for goal in plan.goals if goal.is_open and goal.id not in bare]
    for rule, name in sorted(chosen):
        if rule == "means-without-goal":
            means.append(Means(name, "asset", closed if name == "idle1" else ()))
        if rule == "means-overloaded" and len(open_goals) > MOST:
            means.append(Means(name, "activity", tuple(open_goals)))
    return means


def _with_indicators(plan: Plan, chosen: set[Fault]) -> Plan:
    def mended(one: Indicator) -> Indicator:
        if ("indicator-without-baseline", one.id) in chosen:
            one = replace(one, has_baseline=False)
        if ("indicator-never-measured", one.id) in chosen:
            one = replace(one, since=TODAY - 400 * DAY, measured_on=None)
        if ("indicator-overdue", one.id) in chosen:
            one = replace(one, measured_on=TODAY - 400 * DAY)
        return replace(one, counts_doing=("goal-counts-means", one.goal) in chosen)

    return replace(plan, indicators=[mended(one) for one in plan.indicators])


def _with_goals(plan: Plan, chosen: set[Fault]) -> Plan:
    measured = {one.goal for one in plan.indicators}

    def mended(number: int, one: Goal) -> Goal:
        if ("goal-counts-means", one.id) in chosen and one.id not in measured:
            one = replace(one, words="協議体を年6回開く")
        if ("dates-run-backwards", one.id) in chosen:
            one = replace(one, due=SINCE - DAY if number % 2 else THEN + DAY)
        return one

    return replace(plan, goals=[mended(number, one) for number, one in enumerate(plan.goals)])
