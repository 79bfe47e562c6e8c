"""Who does something with whom: a picture that is the same each time, and where nobody is tied.

Bodies stand on a circle in the order of their ties, so that those who work together stand side by side:
from the one with most ties on, whoever has most to do with those already placed comes next. Where two are
equal their names decide. Circle and order say nothing of rank; the table beside the picture is the truth.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeAlias

Pair: TypeAlias = tuple[str, str]


class Body(NamedTuple):
    """A body with its kind; `name` decides between equals."""

    id: str
    kind: str
    name: str


class Spot(NamedTuple):
    """Where a body stands, in a square from -1 to 1, y downwards."""

    body: Body
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Network:
    """The picture and what it lacks: bodies without a tie, and kinds that never met."""

    spots: tuple[Spot, ...]
    # Each pair once, with how many ways it is tied.
    ties: Mapping[Pair, int]
    alone: tuple[Body, ...]
    apart: tuple[Pair, ...]


def draw(bodies: Sequence[Body], ties: Iterable[Pair], *, kinds: Collection[str] = ()) -> Network:
    """Return the network of these bodies; `kinds` are those that should meet.

    Ties to a body that is not among them are left out, and whoever is tied to itself is not tied.
    """
    known = {body.id: body for body in bodies}
    counted: defaultdict[Pair, int] = defaultdict(int)
    for one, other in ties:
        if one != other and one in known and other in known:
            counted[(min(one, other), max(one, other))] += 1
    order = _order(known, counted)
    tied = {one for pair in counted for one in pair}
    alone = sorted((body for body in bodies if body.id not in tied), key=_named)
    return Network(
        spots=tuple(_spots([known[one] for one in order])),
        ties=dict(sorted(counted.items())),
        alone=tuple(alone),
        apart=tuple(_apart(bodies, counted, kinds)),
    )


def _named(body: Body) -> Pair:
    return body.name, body.id


def _order(known: Mapping[str, Body], ties: Mapping[Pair, int]) -> list[str]:
    """Return the bodies so that those tied stand close: each time whoever is tied most to those placed last."""
    near: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), number in ties.items():
        near[one][other] = near[other][one] = number
    left = sorted(known, key=lambda one: (-len(near[one]), _named(known[one])))
    placed: list[str] = []
    pull: defaultdict[str, int] = defaultdict(int)
    while left:
        # `left` is sorted, and the first of equals is taken: the same picture each time.
        following = max(left, key=lambda one: pull[one])
        left.remove(following)
        placed.append(following)
        for other, number in near[following].items():
            pull[other] += number
    return placed


def _spots(bodies: Sequence[Body]) -> Iterable[Spot]:
    """Return the bodies round a circle, the first at the top, clockwise."""
    for place, body in enumerate(bodies):
        turn = 2 * math.pi * place / len(bodies)
        yield Spot(body, round(math.sin(turn), 4), round(-math.cos(turn), 4))


def _apart(bodies: Iterable[Body], ties: Iterable[Pair], kinds: Collection[str]) -> Iterable[Pair]:
    """Return the pairs of kinds that are both here and between which there is no tie at all."""
    kind_of = {body.id: body.kind for body in bodies}
    met = {frozenset((kind_of[one], kind_of[other])) for one, other in ties}
    here = [kind for kind in dict.fromkeys(kinds) if kind in kind_of.values()]
    return ((one, other) for one, other in combinations(here, 2) if {one, other} not in met)
