"""The view of the map as one drawing: what stays where nothing moves, and what is printed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import fmean
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from django.utils.translation import gettext as _

from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Picture, Pin, Spot
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import layout, tiles
from sasaeai.calc.geography import Box, Point
from sasaeai.pages.pinned import Dot, Listed, View
from sasaeai.pages.pins import ACTIVITY
from sasaeai.ui import wording

LETTER, NARROWEST, HEIGHT = 18.0, 44.0, 30.0  # of a sign that several things share
MOST_RUNS = 3
AWAY = 4  # rows of signs that what is counted keeps off the numbers at most


class Place(NamedTuple):
    """What stands in the list of all that one sign of the drawing stands for, in its order."""

    listed: list[Listed]

    @property
    def at(self) -> Point:
        """The middle of it all."""
        return fmean(one.x for one in self.listed), fmean(one.y for one in self.listed)

    @property
    def alone(self) -> Listed | None:
        """The one thing that is there; None where several share the sign."""
        return self.listed[0] if len(self.listed) == 1 else None

    @property
    def label(self) -> str:
        """The numbers of all that is there: 「1〜3・7」, or how many they are where that is long."""
        runs = list(_runs([one.number for one in self.listed]))
        if len(runs) > MOST_RUNS:
            return _("%(number)d件") % {"number": len(self.listed)}
        return wording.listed(runs)

    @property
    def width(self) -> float:
        """How wide its sign is."""
        if self.alone:
            return 2 * maps.PIN
        return _capsule(self.label)

    @property
    def stale(self) -> float:
        """What share of it should be checked again, 0..1: as much of a ring is around it."""
        return fmean(one.is_stale for one in self.listed)


class Crowd(NamedTuple):
    """Things of the view that do not stand in the list, counted together."""

    at: Point
    number: int
    late: int

    @property
    def alone(self) -> None:
        """None: its sign says how many, whatever they are."""

    @property
    def label(self) -> str:
        """How many they are: 「24件」."""
        return _("%(number)d件") % {"number": self.number}

    @property
    def width(self) -> float:
        """How wide its sign is."""
        return _capsule(self.label)

    @property
    def stale(self) -> float:
        """What share of them should be checked again, 0..1."""
        return self.late / self.number


Sign: TypeAlias = Place | Crowd
AnySign = TypeVar("AnySign", Place, Crowd)


@dataclass(frozen=True, slots=True)
class Plate(Generic[AnySign]):
    """A sign with its place and width, which take long to reckon, for holding it against others."""

    sign: AnySign
    at: Point
    width: float

    def touches(self, other: "Plate[Any]", unit: Point) -> bool:
        """Return whether the two would lie upon each other in a drawing."""
        aside, up = abs(self.at[0] - other.at[0]) / unit[0], abs(self.at[1] - other.at[1]) / unit[1]
        return aside < (self.width + other.width) / 2 and up < 2 * maps.PIN


def _plate(sign: AnySign) -> Plate[AnySign]:
    return Plate(sign, sign.at, sign.width)


class Drawn(NamedTuple):
    """A sign of the drawing, and what it stands for."""

    spot: Spot
    place: Sign

    @property
    def left(self) -> float:
        """Where the sign begins, so that all of it lies in the drawing."""
        return min(max(self.spot.x - self.middle, 0), maps.WIDTH - self.place.width)

    @property
    def middle(self) -> float:
        """How far the middle of the sign is from where it begins."""
        return self.place.width / 2

    @property
    def ring(self) -> str:
        """The part of a shared sign's outline that is ringed, as the points of a line."""
        outline = layout.along_capsule(self.place.width, HEIGHT, share=self.place.stale)
        return " ".join(f"{x:.1f},{y - HEIGHT / 2:.1f}" for x, y in outline)


class Dots(NamedTuple):
    """All dots of one look, as the points of a line that is not to be seen itself."""

    kind: str
    is_stale: bool
    points: str

    @property
    def name(self) -> str:
        """What their sign is called in the drawing."""
        return f"dot-{self.kind}-late" if self.is_stale else f"dot-{self.kind}"


class Drawing(NamedTuple):
    """The view as one picture, without anything that moves."""

    picture: Picture | None
    pins: list[Drawn]
    dots: list[Dots]


def drawing(viewer: Viewer, view: View, box: Box) -> Drawing:
    """Return the ground of a box with the things of a view upon it, those that are listed by their numbers."""
    framed = tiles.framed(box)
    landmarks = areas.landmarks(viewer, framed)
    signs = dict(enumerate(_signs(view, framed), start=1))
    pins = [Pin(*sign.at, number) for number, sign in signs.items()]
    picture = maps.picture(areas.drawn_in(viewer, framed), landmarks, pins=pins, box=framed)
    if picture is None:
        return Drawing(None, [], [])
    drawn = [Drawn(spot, signs[spot.number]) for spot in picture.pins]
    return Drawing(picture, drawn, _dots(view.dots, framed, picture.height))


def _dots(dots: Sequence[Dot], box: Box, height: float) -> list[Dots]:
    """Return dots by their look, each where it is in a drawing of a box; activities on top."""
    west, south, east, north = box
    across, down = maps.WIDTH / (east - west), height / (north - south)
    # What goes on at a place lies upon it.
    found: dict[tuple[bool, bool, str], list[str]] = defaultdict(list)
    for kind, is_stale, x, y in dots:
        at = f"{(x - west) * across:.1f},{(north - y) * down:.1f}"
        found[kind == ACTIVITY, is_stale, kind].append(at)
    return [
        Dots(kind, is_stale, " ".join(points))
        for (_above, is_stale, kind), points in sorted(found.items())
    ]


def _signs(view: View, box: Box) -> list[Sign]:
    """Return the signs of a view, the numbers of its list first: the others keep off them."""
    unit = (box[2] - box[0]) / maps.WIDTH, (box[2] - box[0]) * tiles.squeeze(box) / maps.WIDTH
    numbered = _joined([Place([one]) for one in view.listed], _one_place, unit)
    counted = _joined([Crowd((x, y), *many) for *many, x, y in view.rest], _one_crowd, unit)
    numbered.sort(key=lambda plate: plate.sign.listed[0].number)
    plates: list[Plate[Any]] = [*numbered]
    for crowd in counted:
        plates.append(_beside(crowd, plates, unit))
    return [plate.sign for plate in plates]


def _one_place(one: Place, other: Place) -> Place:
    return Place(sorted((*one.listed, *other.listed), key=attrgetter("number")))


def _one_crowd(one: Crowd, other: Crowd) -> Crowd:
    number = one.number + other.number
    x, y = (
        (one.number * here + other.number * there) / number
        for here, there in zip(one.at, other.at, strict=True)
    )
    return Crowd((x, y), number, one.late + other.late)


def _joined(
    signs: Sequence[AnySign], join: Callable[[AnySign, AnySign], AnySign], unit: Point
) -> list[Plate[AnySign]]:
    """Return signs with those together that would lie upon each other in a drawing."""
    found: list[Plate[AnySign]] = []
    for sign in signs:
        plate = _plate(sign)
        # Whatever it takes in makes it another sign, which may lie upon others again.
        while other := next((one for one in found if one.touches(plate, unit)), None):
            found.remove(other)
            plate = _plate(join(other.sign, plate.sign))
        found.append(plate)
    return found


def _beside(crowd: Plate[Crowd], plates: Sequence[Plate[Any]], unit: Point) -> Plate[Crowd]:
    """Return a counted sign where it lies upon no other, as near as there is room within a few steps."""
    (x, y), step = crowd.sign.at, 2 * maps.PIN * unit[1]
    ways = (step * up for number in range(AWAY + 1) for up in dict.fromkeys((number, -number)))
    moved = (Plate(crowd.sign._replace(at=(x, y + up)), (x, y + up), crowd.width) for up in ways)
    free = (one for one in moved if not any(one.touches(plate, unit) for plate in plates))
    return next(free, crowd)


def _capsule(label: str) -> float:
    """Return how wide the sign of a label is."""
    left, _top, right, _bottom = layout.words_box((0, 0), letters=label, size=LETTER)
    return max(right - left + 1.5 * LETTER, NARROWEST)


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield rising numbers as they are told: those that follow each other by the first and last."""
    for _step, run in groupby(enumerate(numbers), key=lambda at: at[1] - at[0]):
        first, *others = [number for _place, number in run]
        if len(others) > 1:
            yield _("%(first)d〜%(last)d") % {"first": first, "last": others[-1]}
        else:
            yield from map(str, (first, *others))
