"""The squares a map is cut into, and the boxes it shows: west, south, east, north in degrees.

A tile is named as everywhere on the web: zoom, column from 180° W, row from the north, on the
Mercator projection of a sphere (OGC 17-083r4, WebMercatorQuad).
"""

import math
from typing import NamedTuple, TypeAlias

from sasaeai.calc.geography import JAPAN, Box, Point

Cell: TypeAlias = tuple[int, int]

DEEPEST = 22
WIDEST, NARROWEST = 40.0, 0.0005
ROUNDING = 1e-9  # degrees
FRAME = 4 / 3  # a drawing is so much wider than high


class Grid(NamedTuple):
    """A box cut into so many columns and rows."""

    box: Box
    columns: int
    rows: int

    @property
    def west(self) -> float:
        """Where the first column begins."""
        return self.box[0]

    @property
    def south(self) -> float:
        """Where the first row begins."""
        return self.box[1]

    @property
    def wide(self) -> float:
        """How wide a column is."""
        return (self.box[2] - self.box[0]) / self.columns

    @property
    def high(self) -> float:
        """How high a row is."""
        return (self.box[3] - self.box[1]) / self.rows

    def cell_of(self, x: float, y: float) -> Cell:
        """Return the column and row of a point, as the database reckons them."""
        return math.floor((x - self.west) / self.wide), math.floor((y - self.south) / self.high)


def is_tile(zoom: int, column: int, row: int) -> bool:
    """Return whether there is such a square."""
    return 0 <= zoom <= DEEPEST and 0 <= column < 2**zoom and 0 <= row < 2**zoom


def box_of_tile(zoom: int, column: int, row: int) -> Box:
    """Return the degrees that a square covers."""
    side = 360 / 2**zoom
    west = column * side - 180
    return west, _latitude(row + 1, zoom), west + side, _latitude(row, zoom)


def _latitude(row: int, zoom: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / 2**zoom))))


def is_in_reach(box: Box) -> bool:
    """Return whether a box, be it without extent, shows anything of Japan."""
    west, south, east, north = box
    far_west, far_south, far_east, far_north = JAPAN
    is_upright = west <= east and south <= north
    return is_upright and west < far_east and east > far_west and south < far_north and north > far_south  # fmt: skip


def is_view(box: Box) -> bool:
    """Return whether a map of Japan can show this box."""
    west, south, east, north = box
    least, most = NARROWEST - ROUNDING, WIDEST + ROUNDING
    return is_in_reach(box) and all(least <= side <= most for side in (east - west, north - south))


def nearest_view(box: Box) -> Box:
    """Return a box that is in reach, or what a map can show of it where it is too narrow or wide."""
    if is_view(box):
        return box
    west, south, east, north = box
    far_west, far_south, far_east, far_north = JAPAN
    across, down = (_between(NARROWEST, side, WIDEST) for side in (east - west, north - south))
    x, y = middle(box)
    x, y = _between(far_west, x, far_east), _between(far_south, y, far_north)
    return x - across / 2, y - down / 2, x + across / 2, y + down / 2


def _between(least: float, number: float, most: float) -> float:
    return min(max(number, least), most)


def middle(box: Box) -> Point:
    """Return the point in the midst of a box."""
    west, south, east, north = box
    return (west + east) / 2, (south + north) / 2


def squeeze(box: Box) -> float:
    """Return how much shorter a degree of longitude is than one of latitude here."""
    return math.cos(math.radians(middle(box)[1]))


def reach(box: Box) -> float:
    """Return how many degrees of latitude it is at least from the middle to an edge."""
    west, south, east, north = box
    return min((east - west) * squeeze(box), north - south) / 2


def framed(box: Box) -> Box:
    """Return the box made wider or higher, so that it has the form of a drawing."""
    west, south, east, north = box
    across, down = (east - west) * squeeze(box), north - south
    wider = max(down * FRAME / across, 1.0)
    higher = max(across / FRAME / down, 1.0)
    return _stretched(box, across=wider, down=higher)


def around(point: Point, *, reach: float) -> Box:
    """Return the box that reaches so many degrees of latitude from a point."""
    longitude, latitude = point
    aside = reach / math.cos(math.radians(latitude))
    return longitude - aside, latitude - reach, longitude + aside, latitude + reach


def zoomed(box: Box, factor: float) -> Box:
    """Return the box around the same middle, so many times as wide and high."""
    return _stretched(box, across=factor, down=factor)


def moved(box: Box, *, east: float, north: float) -> Box:
    """Return the box moved by these parts of its width and height."""
    left, bottom, right, top = box
    aside, up = (right - left) * east, (top - bottom) * north
    return left + aside, bottom + up, right + aside, top + up


def _stretched(box: Box, *, across: float, down: float) -> Box:
    west, south, east, north = box
    x, y = middle(box)
    aside, up = (east - west) / 2 * across, (north - south) / 2 * down
    return x - aside, y - up, x + aside, y + up
