"""A plan as it is written down, and the same laid out as a tree of what is still aimed at."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TypeVar


class Horizon(IntEnum):
    """How far away a goal lies, the nearest first."""

    NOW = 0
    ONE_YEAR = 1
    THREE_YEARS = 2
    THEN = 3


@dataclass(frozen=True, slots=True)
class Vision:
    """A picture: since when it stands, when it is to be so, whether residents made it too."""

    id: str
    since: date
    then: date
    with_residents: bool


@dataclass(frozen=True, slots=True)
class Goal:
    id: str
    vision: str
    words: str
    horizon: Horizon
    above: str | None = None
    due: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """`since` is the day it was agreed on; `counts_doing` is what was declared."""

    id: str
    goal: str
    name: str
    since: date
    every_months: int
    counts_doing: bool
    has_baseline: bool
    measured_on: date | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """Whatever is done or used: an activity, an asset, a match, an instrument, with the goals it serves."""

    id: str
    kind: str
    goals: tuple[str, ...]
    is_live: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    goal: str
    start: date | None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    visions: Sequence[Vision] = ()
    goals: Sequence[Goal] = ()
    indicators: Sequence[Indicator] = ()
    means: Sequence[Means] = ()
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Above:
    """What stands over a goal: the nearest open goal, and the day and horizon it has to keep within."""

    goal: str | None
    due: date
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class Tree:
    """A plan laid out: closed goals are passed through, ended means are left out."""

    plan: Plan
    visions: Mapping[str, Vision]
    open: Mapping[str, Goal]
    above: Mapping[str, Above]
    # Open goals below which no other open goal stands: there the means hang and the steps begin.
    leaves: Sequence[Goal]
    indicators: Mapping[str, list[Indicator]]
    means: Sequence[Means]
    served: frozenset[str]
    steps: Mapping[str, list[Step]]
    overloaded_beyond: int = field(default=0)


def lay_out(plan: Plan, *, most_goals: int) -> Tree:
    """Return the plan as a tree; goals that hang in a circle stand under nothing."""
    visions = {one.id: one for one in plan.visions}
    open_goals = {one.id: one for one in plan.goals if one.is_open and one.vision in visions}
    above = _above(plan.goals, visions)
    has_below = {above[one].goal for one in open_goals}
    means = [one for one in plan.means if one.is_live]
    return Tree(
        plan=plan,
        visions=visions,
        open=open_goals,
        above=above,
        leaves=[one for one in open_goals.values() if one.id not in has_below],
        indicators=_by_goal(plan.indicators),
        means=means,
        served=frozenset(goal for one in means for goal in one.goals),
        steps=_by_goal(plan.steps),
        overloaded_beyond=most_goals,
    )


def runs_backwards(goal: Goal, above: Above, vision: Vision) -> list[str]:
    """Return in what a goal does not lie between its picture's beginning and what it serves."""
    found = []
    if goal.due is not None and goal.due < vision.since:
        found.append("before_start")
    if goal.due is not None and goal.due > above.due:
        found.append("after_then" if above.due == vision.then else "after_above")
    if goal.horizon > above.horizon:
        found.append("farther_than_above")
    return found


def _above(goals: Sequence[Goal], visions: Mapping[str, Vision]) -> dict[str, Above]:
    """Return what stands over each goal, from the farthest down: each is looked at once.

    A goal that runs backwards itself is no measure for those below: one fault is told once.
    """
    known = {one.id: one for one in goals}
    below: defaultdict[str | None, list[Goal]] = defaultdict(list)
    for one in goals:
        below[one.above if one.above in known else None].append(one)
    found: dict[str, Above] = {}
    waiting = [(one, _top(one, visions)) for one in below[None]]
    while waiting:
        goal, above = waiting.pop()
        found[goal.id] = above
        under = _under(goal, above, visions)
        waiting += [
            (one, under if one.vision == goal.vision else _top(one, visions))
            for one in below[goal.id]
        ]
    return found | {one.id: _top(one, visions) for one in goals if one.id not in found}


def _top(goal: Goal, visions: Mapping[str, Vision]) -> Above:
    vision = visions.get(goal.vision)
    return Above(None, vision.then if vision else date.max, Horizon.THEN)


def _under(goal: Goal, above: Above, visions: Mapping[str, Vision]) -> Above:
    """Return what stands over the goals below this one."""
    vision = visions.get(goal.vision)
    if not goal.is_open or vision is None:
        return above
    if runs_backwards(goal, above, vision):
        return Above(goal.id, above.due, above.horizon)
    return Above(goal.id, goal.due or above.due, goal.horizon)


Hanging = TypeVar("Hanging", Indicator, Step)


def _by_goal(rows: Iterable[Hanging]) -> dict[str, list[Hanging]]:
    found: defaultdict[str, list[Hanging]] = defaultdict(list)
    for one in rows:
        found[one.goal].append(one)
    return dict(found)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
