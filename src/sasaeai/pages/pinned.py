"""What is told of the things on the map: one by one, as dots, counted together, listed by number."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sasaeai.areas.models import Area
from sasaeai.calc.geography import Box


@dataclass(frozen=True)
class Asked:
    """What the map is narrowed to; empty is everything."""

    kinds: frozenset[str] = frozenset()
    area: Area | None = None
    category: UUID | None = None
    freshness: str = ""
    weekday: str = ""
    hours: str = ""
    barrier_free: tuple[str, ...] = ()
    words: str = ""
    # Whether all are shown one by one, as far as an answer holds them, and not counted together.
    each: bool = False


class Point(NamedTuple):
    """One thing on the map."""

    pk: UUID
    kind: str
    name: str
    is_stale: bool
    x: float
    y: float


class Cluster(NamedTuple):
    """So many things, some of them to be checked again, and the middle of them all."""

    number: int
    stale: int
    x: float
    y: float


class Dot(NamedTuple):
    """One of many things, by what it is and where: no more is told of it until one comes closer."""

    kind: str
    is_stale: bool
    x: float
    y: float


class Square(NamedTuple):
    """What a square of the map shows: points where they are few, else clusters of them, or dots."""

    points: list[Point]
    clusters: list[Cluster]
    dots: list[Dot]


class Near(NamedTuple):
    """How many of the things in view lie in an area, and its box or nothing."""

    name: str
    number: int
    box: Box | None


class Listed(NamedTuple):
    """A thing in view: its number on map and list, and its row."""

    number: int
    kind: str
    row: Any
    is_stale: bool
    x: float
    y: float


class Spot(NamedTuple):
    """Where a thing is, and the square of how far that is from the middle."""

    far: float
    kind: str
    pk: UUID
    x: float
    y: float


class View(NamedTuple):
    """The things nearest to the middle of a view, how many there are in each area, and where the rest are."""

    listed: list[Listed]
    by_area: Counter[UUID]
    rest: list[Cluster]
    dots: list[Dot]

    @property
    def total(self) -> int:
        """How many there are in all of it."""
        return self.by_area.total()
