"""One line in time: from where something began, over it, to what came of it; what grew from it branches off.

Things stand in a graph of what led to what. Whatever led to one of them lies on its line, over however
many in between; what it led to lies there too, but another activity that was born from an activity is a
branch, with a line of its own. How a need on the line was answered belongs to it, though nothing else came
of that. The graph may hold circles, as people write down what they remember.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

Arrow: TypeAlias = tuple[str, str]
Neighbours: TypeAlias = Mapping[str, list[str]]


class Knot(NamedTuple):
    """One thing on a line: what kind it is, and the day it is placed on."""

    id: str
    kind: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Branch:
    """What was born from something, and what was born from that again."""

    knot: Knot
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The knots by their days, causes before effects on one day; the branches of those that came after."""

    knots: tuple[Knot, ...]
    branches: tuple[Branch, ...]


def draw(
    knots: Iterable[Knot],
    led_to: Iterable[Arrow],
    *,
    start: str,
    branching: Collection[str] = ("activity",),
    answering: Collection[str] = ("match", "visits"),
) -> Line:
    """Return the line through one thing; arrows to what is not among the knots are left out."""
    known = {knot.id: knot for knot in knots}
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for cause, effect in dict.fromkeys(led_to):
        if cause in known and effect in known and cause != effect:
            after[cause].append(effect)
            before[effect].append(cause)

    def branches_off(cause: str, effect: str) -> bool:
        return known[cause].kind in branching and known[effect].kind in branching

    def answers_need(cause: str, effect: str) -> bool:
        return known[cause].kind not in branching and known[effect].kind in answering

    back = reached([start], before)
    forth = reached([start], after, skips=branches_off)
    answers = reached(back, after, skips=lambda cause, effect: not answers_need(cause, effect))
    on_line = {**answers, **forth}
    ordered = in_time([known[one] for one in on_line], before)
    stems = [one.id for one in ordered if one.id in forth and one.kind in branching]
    seen = {*on_line}
    return Line(tuple(ordered), _branches(stems, after, known, seen, branching))


def reached(
    starts: Iterable[str],
    neighbours: Neighbours,
    *,
    skips: Callable[[str, str], bool] = lambda _cause, _effect: False,
) -> dict[str, None]:
    """Return everything that can be reached, each once, in the order of reaching."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    for one in waiting:
        for other in neighbours.get(one, ()):
            if other not in found and not skips(one, other):
                found[other] = None
                waiting.append(other)
    return found


def in_time(knots: Collection[Knot], before: Neighbours) -> list[Knot]:
    """Return the knots by their days; on one day, and where nobody knows the day, causes come first."""
    here = {knot.id: knot for knot in knots}
    rank = {one: place for place, one in enumerate(_causes_first(sorted(here), before))}
    days: dict[str, date] = {}
    for one in sorted(here, key=rank.__getitem__):
        known = here[one].day
        causes = [days[cause] for cause in before.get(one, ()) if cause in days]
        days[one] = known if known is not None else max(causes, default=date.min)
    return sorted(knots, key=lambda knot: (days[knot.id], rank[knot.id]))


def _causes_first(ids: list[str], before: Neighbours) -> list[str]:
    """Return the ids so that causes come before effects; of a circle, one arrow is passed over."""
    found: dict[str, None] = {}
    entered: set[str] = set()
    inside = set(ids)
    waiting = [(one, False) for one in reversed(ids)]
    while waiting:
        one, is_done = waiting.pop()
        if is_done:
            found[one] = None
        elif one not in entered:
            entered.add(one)
            causes = [cause for cause in before.get(one, ()) if cause in inside]
            waiting += [(one, True), *((cause, False) for cause in causes if cause not in entered)]
    return list(found)


def _branches(
    stems: Iterable[str],
    after: Neighbours,
    known: Mapping[str, Knot],
    seen: set[str],
    branching: Collection[str],
) -> tuple[Branch, ...]:
    """Return what grew from these, each thing once: where two led to it, below the first."""
    found: list[tuple[str, str]] = []
    waiting = list(stems)
    for one in waiting:
        born = [
            other
            for other in after.get(one, ())
            if known[other].kind in branching and other not in seen
        ]
        seen.update(born)
        found += [(one, other) for other in born]
        waiting += born
    below: defaultdict[str, list[Branch]] = defaultdict(list)
    # The last ones found have nothing below them, so from the end each is whole when it is needed.
    for above, one in reversed(found):
        below[above].append(Branch(known[one], tuple(_by_day(below[one]))))
    return tuple(_by_day(branch for stem in stems for branch in below[stem]))


def _by_day(branches: Iterable[Branch]) -> list[Branch]:
    return sorted(branches, key=lambda one: (one.knot.day or date.max, one.knot.id))


def runs(knots: Iterable[Knot]) -> list[list[Knot]]:
    """Return knots of one kind that follow each other together."""
    return [list(run) for _kind, run in groupby(knots, key=lambda knot: knot.kind)]
