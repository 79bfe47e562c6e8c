"""The town's ground as an import needs it: in which area a point lies, which area words name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.calc.geography import Boundaries, Boundary, Point
from sasaeai.exchange.readers.towns import Town, fold

Drawn: TypeAlias = tuple[Sequence[Area], Boundaries]
RANK = {level: rank for rank, level in enumerate(Level.values)}
SHORTEST_NAME = 2
# A town's own places may lie beyond its border (a shared crematorium, a hall over the river), and
# borders are kept simplified; three kilometres are more than that, and less than a wrong town.
FAR_METRES = 3000
# 「桜台」 and 「桜台地区」 are one area; 「桜台小学校区」 may be another.
_LEVEL = re.compile(r"(?:日常生活圏域|生活圏域|圏域|地区|地域|区域)$")
_WIDE = re.compile(r"(?:全域|全体|一円|全国|全[市区町村]|(?:^|[都道府県市区町村])内)$")


@dataclass(slots=True)
class Ground:
    """The areas of one municipality, the smallest first wherever boundaries overlap."""

    name: str
    areas: Sequence[Area]
    _named: dict[str, Area] = field(init=False)
    _called: dict[str, Area] = field(init=False)
    _by_id: dict[UUID, Area] = field(init=False)
    _drawn: dict[str | None, Drawn] = field(init=False, default_factory=dict)
    _border: Boundary | None = field(init=False, default=None)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        folded = {fold(area.name): area for area in self.areas if area.parent_id is not None}
        self._named = {name: area for name, area in folded.items() if len(name) >= SHORTEST_NAME}
        self._called = {_LEVEL.sub("", name): area for name, area in folded.items()}
        self._by_id = {area.pk: area for area in self.areas}
        self._longest = max(map(len, self._named), default=0)
        if self.root and self.root.boundary:
            self._border = Boundary(self.root.boundary)

    @property
    def root(self) -> Area | None:
        return next((area for area in self.areas if area.parent_id is None), None)

    def towns(self) -> list[Town]:
        """Return the 町丁 that have a point, for placing addresses."""
        return [
            Town(area.code, self.name, area.name, area.kana, area.longitude, area.latitude)
            for area in self.areas
            if area.level == Level.TOWN and area.longitude is not None
        ]

    def far(self, points: Sequence[Point | None]) -> list[bool]:
        """Return for each point whether it lies far outside of the town; never where it has no boundary."""
        placed = [point for point in points if point]
        if not (placed and self._border):
            return [False] * len(points)
        beyond = iter(self._border.beyond_each(placed, metres=FAR_METRES))
        return [bool(point) and next(beyond) for point in points]

    def metres_off(self, points: Sequence[Point]) -> list[float]:
        """Return how far each point lies outside of the town; nothing where it has no boundary."""
        return self._border.metres_off(points) if self._border else [0.0] * len(points)

    def containing(
        self, points: Sequence[Point | None], *, above: str | None = None
    ) -> list[Area | None]:
        """Return for each point the smallest area whose boundary holds it, of a level above if asked."""
        if above not in self._drawn:
            self._drawn[above] = _drawn(self.areas, above)
        areas, boundaries = self._drawn[above]
        placed = [(index, point) for index, point in enumerate(points) if point]
        found: list[Area | None] = [None] * len(points)
        holding = boundaries.first_containing([point for _index, point in placed])
        for (index, _point), number in zip(placed, holding, strict=True):
            found[index] = None if number is None else areas[number]
        return found

    def named(self, *words: str) -> Area | None:
        """Return the area with the longest name that one of these words begins with."""
        for text in words:
            rest = self._within_town(text)
            for length in range(min(len(rest), self._longest), SHORTEST_NAME - 1, -1):
                if area := self._named.get(rest[:length]):
                    return area
        return None

    def called(self, words: str) -> Area | None:
        """Return the area that words are the name of, and no more than that."""
        return self._called.get(_LEVEL.sub("", self._within_town(words)))

    def tells(self, words: str, area: Area, *, around: bool) -> bool:
        """Say whether words are the name of an area, or of one around it if asked, and no more than that."""
        said = _LEVEL.sub("", self._within_town(words))
        areas = self._upwards(area) if around else [area]
        return any(said == _LEVEL.sub("", self._within_town(one.name)) for one in areas)

    def is_unknown(self, words: str) -> bool:
        """Say whether words name a part of a town, but none of this one."""
        said = self._within_town(words)
        is_part = bool(said) and not _WIDE.search(said)
        return is_part and not (self.called(words) or self.named(words))

    def _within_town(self, text: str) -> str:
        folded, town = fold(text), fold(self.name)
        ours = folded.find(town) if town else -1
        return folded[ours + len(town) :] if ours >= 0 else folded

    def _upwards(self, area: Area) -> Iterator[Area]:
        above: Area | None = area
        while above:
            yield above
            above = self._by_id.get(above.parent_id) if above.parent_id else None


def _drawn(areas: Sequence[Area], above: str | None) -> Drawn:
    """Return the areas that have a boundary, the smallest first, ready to be asked for points."""
    drawn = sorted(
        (
            area
            for area in areas
            if area.boundary and (above is None or RANK[area.level] < RANK[above])
        ),
        key=_size,
    )
    return drawn, Boundaries([area.boundary or {} for area in drawn])


def _size(area: Area) -> tuple[int, float]:
    west, south, east, north = (
        float(side or 0) for side in (area.west, area.south, area.east, area.north)
    )
    return -RANK[area.level], (east - west) * (north - south)
