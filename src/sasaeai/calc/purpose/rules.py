"""The rules of 目的の点検: each finds one kind of fault, and no fault is found by two of them.

Means and first steps belong to the goals that nothing else stands below; the goals above are served
through those. So mending one fault takes away one finding.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias

from sasaeai.calc.first_steps import is_soon
from sasaeai.calc.purpose.doing import counts_doing
from sasaeai.calc.purpose.tree import (
    Indicator,
    Plan,
    Tree,
    Vision,
    lay_out,
    months_later,
    runs_backwards,
)

MOST_GOALS = 4
# For so many days what a picture lacks is what comes next, and no fault.
BEGINNING = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the rule that found it, whose it is, and what the sentence about it needs to know."""

    rule: str
    subject: str
    facts: Mapping[str, str | int | date] = field(default_factory=dict)


Rule: TypeAlias = Callable[[Tree, date], Iterator[Finding]]


def means_without_goal(tree: Tree, today: date) -> Iterator[Finding]:
    """Find what is done and serves no goal that is still aimed at."""
    for one in tree.means:
        if not any(goal in tree.open for goal in one.goals):
            yield Finding("means-without-goal", one.id, {"kind": one.kind})


def goal_without_means(tree: Tree, today: date) -> Iterator[Finding]:
    """Find goals that nothing serves."""
    for goal in tree.leaves:
        if goal.id not in tree.served:
            yield Finding("goal-without-means", goal.id)


def goal_counts_means(tree: Tree, today: date) -> Iterator[Finding]:
    """Find goals that are reached by doing the means: nothing that counts a change stands beside it."""
    for goal in tree.open.values():
        known = tree.indicators.get(goal.id, [])
        counting = [one for one in known if one.counts_doing or counts_doing(one.name)]
        if len(counting) < len(known):
            continue
        if counting:
            yield Finding("goal-counts-means", goal.id, {"indicator": counting[0].name})
        elif counts_doing(goal.words):
            yield Finding("goal-counts-means", goal.id)


def indicator_without_baseline(tree: Tree, today: date) -> Iterator[Finding]:
    """Find indicators of which nobody knows where they began."""
    for one in _of_open_goals(tree):
        if not one.has_baseline:
            yield Finding("indicator-without-baseline", one.id, {"goal": one.goal})


def indicator_never_measured(tree: Tree, today: date) -> Iterator[Finding]:
    """Find indicators that should have been measured by now and never were."""
    for one in _of_open_goals(tree):
        if one.measured_on is None and months_later(one.since, one.every_months) < today:
            yield Finding("indicator-never-measured", one.id, {"goal": one.goal})


def indicator_overdue(tree: Tree, today: date) -> Iterator[Finding]:
    """Find indicators that were measured, but longer ago than agreed."""
    for one in _of_open_goals(tree):
        last = one.measured_on
        if last is not None and months_later(last, one.every_months) < today:
            yield Finding("indicator-overdue", one.id, {"goal": one.goal, "last": last})


def dates_run_backwards(tree: Tree, today: date) -> Iterator[Finding]:
    """Find goals that lie before their picture began or after what they serve."""
    for goal in tree.open.values():
        above = tree.above[goal.id]
        found = runs_backwards(goal, above, tree.visions[goal.vision])
        if found:
            facts: dict[str, str | int | date] = {"how": found[0], "until": above.due}
            yield Finding("dates-run-backwards", goal.id, facts)


def means_overloaded(tree: Tree, today: date) -> Iterator[Finding]:
    """Find what is to serve more goals than one thing can."""
    for one in tree.means:
        number = sum(goal in tree.open for goal in set(one.goals))
        if number > tree.overloaded_beyond:
            yield Finding("means-overloaded", one.id, {"kind": one.kind, "goals": number})


def vision_without_residents(tree: Tree, today: date) -> Iterator[Finding]:
    """Find pictures that were drawn without those who live there."""
    for one in tree.visions.values():
        if not one.with_residents:
            yield Finding("vision-without-residents", one.id)


def goal_without_first_step(tree: Tree, today: date) -> Iterator[Finding]:
    """Find goals for which nothing was begun and nothing can start within a month."""
    for goal in tree.leaves:
        if not any(is_soon(one.start, today) or one.is_done for one in tree.steps.get(goal.id, [])):
            yield Finding("goal-without-first-step", goal.id)


def _of_open_goals(tree: Tree) -> Iterator[Indicator]:
    return (one for one in tree.plan.indicators if one.goal in tree.open)


# In the order in which they are told: first where a means has become the end.
RULES: dict[str, Rule] = {
    "goal-counts-means": goal_counts_means,
    "means-without-goal": means_without_goal,
    "goal-without-means": goal_without_means,
    "goal-without-first-step": goal_without_first_step,
    "dates-run-backwards": dates_run_backwards,
    "means-overloaded": means_overloaded,
    "vision-without-residents": vision_without_residents,
    "indicator-without-baseline": indicator_without_baseline,
    "indicator-never-measured": indicator_never_measured,
    "indicator-overdue": indicator_overdue,
}


def check(plan: Plan, *, today: date, most_goals: int = MOST_GOALS) -> list[Finding]:
    """Return all that is to be looked at in a plan today, in the order of the rules."""
    tree = lay_out(plan, most_goals=most_goals)
    return [found for rule in RULES.values() for found in rule(tree, today)]


def has_just_begun(vision: Vision, today: date) -> bool:
    """Return whether a picture was put into words so lately that much of it cannot be there yet."""
    return today - vision.since < BEGINNING
