"""A map on paper: where a point is printed, how long the scale bar is, where numbers and words go.

Paper positions are millimetres from the top left corner of the map's frame, y downwards.
Points are (longitude, latitude) in degrees, a box is west, south, east, north.
Errors are `Refusal` with a whole sentence.
Source of the projection: equirectangular with the middle latitude kept true (J. P. Snyder,
"Map Projections: A Working Manual", USGS Professional Paper 1395, 1987, §12).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias
from unicodedata import east_asian_width

from sasaeai.calc.geography import METRES_PER_DEGREE, Box, Point
from sasaeai.calc.refusal import Refusal, gettext_noop

Spot: TypeAlias = tuple[float, float]

Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of what is printed."""

BAR_SHARE = 0.25
ROUND_STEPS = (5, 2, 1)
COVERED = 0.35
LEAST_GAIN = 1e-6  # millimetres: less is only rounding


class Placed(NamedTuple):
    """Where a number is printed, and the spot it stands for."""

    x: float
    y: float
    anchor: Spot

    @property
    def is_moved(self) -> bool:
        """Whether a leader line must join the number to its spot."""
        return (self.x, self.y) != self.anchor


def project(point: Point, *, box: Box, width_mm: float, height_mm: float) -> Spot:
    """Return where a point is printed on a frame that shows the whole box, centred and undistorted.

    Points outside the box fall outside too. Raises Refusal for a box or frame without extent.
    """
    scale = _mm_per_metre(box, width_mm=width_mm, height_mm=height_mm)
    west, south, east, north = box
    squeeze = math.cos(math.radians((south + north) / 2))
    x = (point[0] - (west + east) / 2) * squeeze * METRES_PER_DEGREE * scale
    y = ((south + north) / 2 - point[1]) * METRES_PER_DEGREE * scale
    return width_mm / 2 + x, height_mm / 2 + y


def height_for(box: Box, *, width: float) -> float:
    """Return the height at which a frame of this width shows the box without empty margins.

    Raises Refusal for a box without extent.
    """
    west, south, east, north = box
    squeeze = math.cos(math.radians((south + north) / 2))
    across = (east - west) * squeeze
    if across <= 0 or north <= south:
        raise Refusal(
            gettext_noop("地図の範囲に広がりがありません。もう少し広い範囲を選んでください。")
        )
    return width * (north - south) / across


def scale_bar(box: Box, *, width_mm: float, height_mm: float) -> tuple[int, float]:
    """Return metres and millimetres of the longest bar of 1, 2 or 5 × 10ⁿ m in a quarter width.

    Raises Refusal where even one metre is longer than that.
    """
    scale = _mm_per_metre(box, width_mm=width_mm, height_mm=height_mm)
    longest = width_mm * BAR_SHARE / scale
    if longest < 1:
        raise Refusal(gettext_noop("地図の範囲がせますぎます。もう少し広い範囲を選んでください。"))
    power = 10 ** math.floor(math.log10(longest))
    metres = next(step * power for step in ROUND_STEPS if step * power <= longest)
    return metres, metres * scale


def spread(
    spots: Sequence[Spot],
    *,
    radius_mm: float,
    width_mm: float,
    height_mm: float,
    avoid: Sequence[Spot] = (),
) -> list[Placed]:
    """Return a place for each numbered disc so that none overlap and all lie on the frame.

    A disc keeps off the places to `avoid` (of words, say) as it keeps off other discs.

    A disc stays on its spot where it can and otherwise takes the nearest free place on rings
    around it; the least crowded are placed first. Then discs change places until no two leader
    lines cross. Raises Refusal where they do not fit.
    """
    centres: dict[int, Spot] = {}
    frame = (radius_mm, radius_mm, width_mm - radius_mm, height_mm - radius_mm)
    for index in sorted(range(len(spots)), key=lambda at: (_crowd(spots, at, radius_mm), at)):
        taken = [*avoid, *centres.values()]
        free = (
            place
            for place in _rings(spots[index], step=radius_mm / 2, reach=width_mm + height_mm)
            if _is_within(place, frame) and not _hits(place, taken, 2 * radius_mm)
        )
        found = next(free, None)
        if found is None:
            raise Refusal(
                gettext_noop(
                    "番号%(count)d個はこの地図に入りきりません。範囲を分けて印刷してください。"
                ),
                count=len(spots),
            )
        centres[index] = found
    places = _untangled(spots, [centres[index] for index in range(len(spots))])
    return [Placed(*place, anchor=spot) for place, spot in zip(places, spots, strict=True)]


def _untangled(spots: Sequence[Spot], places: list[Spot]) -> list[Spot]:
    """Return the places changed among the discs until no change makes two leader lines shorter.

    Lines that cross are longer than the same two uncrossed, so none cross in the end (the 2-opt move
    of G. A. Croes, "A Method for Solving Traveling-Salesman Problems", Operations Research 6, 1958).
    """
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for one, other in combinations(range(len(spots)), 2):
            kept = math.dist(spots[one], places[one]) + math.dist(spots[other], places[other])
            changed = math.dist(spots[one], places[other]) + math.dist(spots[other], places[one])
            if changed < kept - LEAST_GAIN:
                places[one], places[other] = places[other], places[one]
                is_shorter = True
    return places


def room_for(*, radius_mm: float, width_mm: float, height_mm: float) -> int:
    """Return how many discs `spread` finds places for on a frame, wherever their spots are.

    Discs put down one by one wherever there is room cover 0.547 of a plane before there is none
    (J. Feder, "Random sequential adsorption", J. theor. Biol. 87, 1980); this counts on 0.35 of
    where their middles may lie. A frame hardly wider than a disc has no place for any.
    """
    across, down = width_mm - 2 * radius_mm, height_mm - 2 * radius_mm
    if min(across, down) < radius_mm / 2:
        return 0
    return 1 + math.floor(COVERED * across * down / (math.pi * radius_mm**2))


def words_box(middle: Spot, *, letters: str, size: float) -> Frame:
    """Return the room that words of this size take, centred on a spot; half of it for half width."""
    across = sum(size if east_asian_width(letter) in "WFA" else size / 2 for letter in letters)
    x, y = middle
    return x - across / 2, y - size / 2, x + across / 2, y + size / 2


def first_free(boxes: Iterable[Frame], *, within: Frame, taken: Sequence[Frame]) -> Frame | None:
    """Return the first box that lies within the frame and over nothing taken; None without one."""
    left, top, right, bottom = within
    for box in boxes:
        is_inside = left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
        if is_inside and not any(_overlap(box, other) for other in taken):
            return box
    return None


def do_overlap(boxes: Sequence[Frame]) -> bool:
    """Return whether any two of the boxes lie over each other."""
    return any(_overlap(one, other) for one, other in combinations(boxes, 2))


def along_capsule(width: float, height: float, *, share: float, step: float = 3.0) -> list[Spot]:
    """Return points about a step apart on a part of the outline of a capsule, clockwise.

    The capsule lies from (0, 0) to (width, height), wider than high, its ends half discs; the
    outline begins on the left of its upper side.
    """
    radius, side = height / 2, width - height
    length = (2 * side + math.tau * radius) * min(max(share, 0.0), 1.0)
    count = math.ceil(length / step)
    return (
        [_on_capsule(length * number / count, radius, side) for number in range(count + 1)]
        if count
        else []
    )


def _on_capsule(along: float, radius: float, side: float) -> Spot:
    """Return the point so far along the outline."""
    end = math.pi * radius
    if along <= side:
        return radius + along, 0.0
    if along <= side + end:
        angle = (along - side) / radius
        return radius + side + radius * math.sin(angle), radius - radius * math.cos(angle)
    if along <= 2 * side + end:
        return radius + 2 * side + end - along, 2 * radius
    angle = (along - 2 * side - end) / radius
    return radius - radius * math.sin(angle), radius + radius * math.cos(angle)


def _overlap(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _mm_per_metre(box: Box, *, width_mm: float, height_mm: float) -> float:
    west, south, east, north = box
    if not (west < east and south < north and width_mm > 0 and height_mm > 0):
        raise Refusal(gettext_noop("地図の範囲に広がりがありません。範囲を選びなおしてください。"))
    squeeze = math.cos(math.radians((south + north) / 2))
    across, down = (east - west) * squeeze, north - south
    return min(width_mm / across, height_mm / down) / METRES_PER_DEGREE


def _crowd(spots: Sequence[Spot], index: int, radius_mm: float) -> int:
    """Return how many other discs would overlap this one if all stayed on their spots."""
    return sum(math.dist(spot, spots[index]) < 2 * radius_mm for spot in spots) - 1


def _rings(centre: Spot, *, step: float, reach: float) -> Iterator[Spot]:
    """Yield the centre, then places on wider and wider rings about a step apart."""
    yield centre
    for ring in range(1, math.ceil(reach / step) + 1):
        count = math.ceil(2 * math.pi * ring)
        for turn in range(count):
            angle = 2 * math.pi * turn / count
            yield (
                centre[0] + ring * step * math.sin(angle),
                centre[1] - ring * step * math.cos(angle),
            )


def _is_within(place: Spot, frame: Box) -> bool:
    left, top, right, bottom = frame
    return left <= place[0] <= right and top <= place[1] <= bottom


def _hits(place: Spot, taken: Sequence[Spot], apart_mm: float) -> bool:
    return any(math.dist(place, other) < apart_mm for other in taken)
