"""やれることから: which small step to begin with.

Of each goal its smallest step that can start within a month: one that residents wish for before all
others, then the easiest, then the one that brings the goal nearest. Of these, again, what residents wish
for comes first; the rest by effect × ease × who wants to; what is equal by its day, then by its key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

SOON = timedelta(days=31)
LATER = date.max


class Wish(IntEnum):
    """Who wants to: the more it comes from those it is for, the more it weighs."""

    NOBODY = 1
    COORDINATOR = 2
    ORGANISATION = 3
    RESIDENTS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A small step as it is weighed; effect and ease from 1 to 3."""

    key: str
    goal: str
    effect: int
    ease: int
    wish: Wish
    start_on: date | None = None
    is_done: bool = False
    is_aimed_at: bool = True

    @property
    def weight(self) -> int:
        """Effect × ease × who wants to."""
        return self.effect * self.ease * self.wish


def is_soon(start: date | None, today: date) -> bool:
    """Return whether something can start within a month: what has no day can start on any."""
    return start is None or start <= today + SOON


def can_start(step: Step, today: date) -> bool:
    """Return whether a step can start within a month: not done, its goal still aimed at."""
    return is_soon(step.start_on, today) and step.is_aimed_at and not step.is_done


def first_steps(steps: Iterable[Step], *, today: date) -> list[Step]:
    """Return the smallest step of each goal that can start within a month, the best to begin with first."""
    smallest: dict[str, Step] = {}
    for step in sorted(steps, key=_smallest):
        if can_start(step, today):
            smallest.setdefault(step.goal, step)
    return sorted(smallest.values(), key=_best)


def _smallest(step: Step) -> tuple[bool, int, int, date, str]:
    is_others = step.wish != Wish.RESIDENTS
    return is_others, -step.ease, -step.weight, step.start_on or LATER, step.key


def _best(step: Step) -> tuple[bool, int, date, str]:
    return step.wish != Wish.RESIDENTS, -step.weight, step.start_on or LATER, step.key
