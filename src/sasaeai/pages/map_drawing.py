"""The view of the map as one drawing: what stays where nothing moves, and what is printed."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import attrgetter
from statistics import fmean
from typing import NamedTuple

from django.utils.translation import gettext as _

from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Picture, Pin, Spot
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import layout, tiles
from sasaeai.calc.geography import Box, Point
from sasaeai.pages.pins import Listed
from sasaeai.ui import wording

LETTER, NARROWEST = 18.0, 44.0  # of a sign that several things share
MOST_RUNS = 3


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
        left, _top, right, _bottom = layout.words_box((0, 0), letters=self.label, size=LETTER)
        return max(right - left + 1.5 * LETTER, NARROWEST)

    @property
    def is_stale(self) -> bool:
        """Whether a ring says that something there should be checked again."""
        return any(one.is_stale for one in self.listed)


class Drawn(NamedTuple):
    """A sign of the drawing, and what it stands for."""

    spot: Spot
    place: Place

    @property
    def left(self) -> float:
        """Where the sign begins, so that all of it lies in the drawing."""
        return min(max(self.spot.x - self.middle, 0), maps.WIDTH - self.place.width)

    @property
    def middle(self) -> float:
        """How far the middle of the sign is from where it begins."""
        return self.place.width / 2


class Drawing(NamedTuple):
    """The view as one picture, without anything that moves."""

    picture: Picture | None
    pins: list[Drawn]


def drawing(viewer: Viewer, listed: Sequence[Listed], box: Box) -> Drawing:
    """Return the ground of a box with the things that are listed upon it."""
    framed = tiles.framed(box)
    landmarks = areas.landmarks(viewer, framed)
    places = {place.listed[0].number: place for place in _by_place(listed, framed)}
    spots = [Pin(*place.at, number) for number, place in places.items()]
    picture = maps.picture(areas.drawn_in(viewer, framed), landmarks, pins=spots, box=framed)
    placed = picture.pins if picture else []
    return Drawing(picture, [Drawn(spot, places[spot.number]) for spot in placed])


def _by_place(listed: Sequence[Listed], box: Box) -> list[Place]:
    """Return the things with those together whose signs would lie upon each other in a drawing."""
    unit = (box[2] - box[0]) / maps.WIDTH, (box[2] - box[0]) * tiles.squeeze(box) / maps.WIDTH
    found = [Place([one]) for one in listed]
    while pair := next((two for two in combinations(found, 2) if _do_touch(*two, unit)), None):
        one, other = pair
        whole = Place(sorted((*one.listed, *other.listed), key=attrgetter("number")))
        found = [place for place in found if place is not one and place is not other] + [whole]
    return sorted(found, key=lambda place: place.listed[0].number)


def _do_touch(one: Place, other: Place, unit: Point) -> bool:
    (x, y), (other_x, other_y) = one.at, other.at
    aside, up = abs(x - other_x) / unit[0], abs(y - other_y) / unit[1]
    return aside < (one.width + other.width) / 2 and up < 2 * maps.PIN


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield rising numbers as they are told: those that follow each other by the first and last."""
    for _step, run in groupby(enumerate(numbers), key=lambda at: at[1] - at[0]):
        first, *others = [number for _place, number in run]
        if len(others) > 1:
            yield _("%(first)d〜%(last)d") % {"first": first, "last": others[-1]}
        else:
            yield from map(str, (first, *others))
