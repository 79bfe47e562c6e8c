"""Rows that the town has already, whoever wrote them: the same ones, and those to look at twice.

All is looked up by keys, never each with each: lists have a hundred thousand rows.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sasaeai.calc.geography import METRES_PER_DEGREE, Point, distance_m
from sasaeai.calc.text import fold
from sasaeai.exchange.readers import addresses
from sasaeai.exchange.readers.cells import key

NEAR_METRES = 50
CELL_DEGREES = NEAR_METRES / METRES_PER_DEGREE
TWO = 2  # are enough to know that it is not the only one
COMMON = 5  # so many called alike in one town (公園, いきいき体操): the name alone tells nothing
MOST_IN_A_CELL = 5  # of one name: more need not be compared to say that there is one
_SILENT = re.compile(r"[^\w]")
Cell: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """What something is called and where it is: by each way of saying it, and by its point."""

    name: str
    places: tuple[str, ...]
    town: str
    point: Point | None = None
    pk: UUID | None = None

    @property
    def mark(self) -> str:
        """The name folded for comparing."""
        return key(self.name).casefold()

    @property
    def gist(self) -> str:
        """The name as one hears it: without the town in front, brackets, and old forms of letters."""
        heard = _SILENT.sub("", fold(self.name))
        return heard.removeprefix(_SILENT.sub("", fold(self.town))) or heard or self.mark

    @property
    def spots(self) -> frozenset[str]:
        """Where it is, each way made alike."""
        return frozenset(
            found for place in self.places if (found := addresses.alike(place, self.town))
        )


class Namesakes:
    """What the town has, by name and place; `by_name` where the name alone tells which it is."""

    def __init__(self, here: Iterable[Named], *, by_name: bool) -> None:
        self._by_name = by_name
        self._named: dict[str, list[Named]] = defaultdict(list)
        self._called: dict[str, list[Named]] = defaultdict(list)
        self._bare: dict[str, Named] = {}
        self._spots: dict[tuple[str, str], list[Named]] = defaultdict(list)
        self._blocks: dict[tuple[str, str], Named] = {}
        self._cells: dict[tuple[str, Cell], list[Named]] = defaultdict(list)
        for one in here:
            self._enter(one)

    def _enter(self, one: Named) -> None:
        mark, gist, spots = one.mark, one.gist, one.spots
        _put(self._named[mark], one, most=TWO)
        _put(self._called[gist], one, most=COMMON)
        if not spots:
            self._bare.setdefault(gist, one)
        for spot in spots:
            _put(self._spots[mark, spot], one, most=TWO)
            self._blocks.setdefault((gist, addresses.block(spot)), one)
        if one.point:
            _put(self._cells[gist, _cell(one.point)], one, most=MOST_IN_A_CELL)

    def same(self, new: Sequence[Named]) -> list[Named | None]:
        """Return for each new one that which the town has already, where there is only one on each side."""
        found = [self._same(one) for one in new]
        times = Counter(one.pk for one in found if one)
        return [one if one and times[one.pk] == 1 else None for one in found]

    def _same(self, new: Named) -> Named | None:
        mark, spots = new.mark, new.spots
        if self._by_name:
            named = self._named.get(mark, [])
            if len(named) != 1:
                return None
            there = named[0].spots
            return named[0] if not spots or not there or spots & there else None
        hits = {one.pk: one for spot in spots for one in self._spots.get((mark, spot), [])}
        return next(iter(hits.values())) if len(hits) == 1 else None

    def like(self, new: Sequence[Named]) -> list[Named | None]:
        """Return for each new one that which is called alike and may be the same.

        One in its block, near it, or who knows where comes first; elsewhere in the town only where
        few are called so, here and among the new ones.
        """
        gists = [one.gist for one in new]
        times = Counter(gists)
        return [
            self._beside(one, gist) or (self._elsewhere(gist) if times[gist] < COMMON else None)
            for one, gist in zip(new, gists, strict=True)
        ]

    def _beside(self, new: Named, gist: str) -> Named | None:
        spots = new.spots
        blocks = (self._blocks.get((gist, addresses.block(spot))) for spot in sorted(spots))
        if hit := next((one for one in blocks if one), None):
            return hit
        near = next(self._near(gist, new.point), None) if new.point else None
        if near or gist not in self._called:
            return near
        return self._bare.get(gist) if spots else self._called[gist][0]

    def _elsewhere(self, gist: str) -> Named | None:
        called = self._called.get(gist, [])
        return called[0] if 0 < len(called) < COMMON else None

    def _near(self, gist: str, point: Point) -> Iterator[Named]:
        west, south = _cell(point)
        # A degree of longitude is shorter than one of latitude: in Japan at most by half.
        for cell in ((west + x, south + y) for x in (0, -1, 1, -2, 2) for y in (0, -1, 1)):
            for one in self._cells.get((gist, cell), []):
                if one.point and distance_m(one.point, point) <= NEAR_METRES:
                    yield one


def _put(some: list[Named], one: Named, *, most: int) -> None:
    if len(some) < most:
        some.append(one)


def _cell(point: Point) -> Cell:
    lon, lat = point
    return math.floor(lon / CELL_DEGREES), math.floor(lat / CELL_DEGREES)
