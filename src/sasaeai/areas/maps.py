"""Drawings of areas, for a page and for paper: the ground, outlines and names; no tiles, no persons."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sasaeai.areas import ground
from sasaeai.areas.ground import Canvas, Ground, Line, Mark, Name
from sasaeai.areas.models import Area, Landmark
from sasaeai.calc import layout
from sasaeai.calc.geography import Box, Point
from sasaeai.calc.layout import Frame
from sasaeai.calc.refusal import Refusal
from sasaeai.paper.content import Map, Scale, Shape
from sasaeai.ui import wording

WIDTH = 640.0
MARGIN = 0.04
LEAST = 0.003  # degrees, a few streets: how far a map of points alone shows around them
RADIUS, WIDE_RADIUS = 5.0, 6.5  # millimetres; the widest shape with two or three digits lies inside
MOST_TWO_DIGITS = 99
NUMBER = 4.2  # half the side of a square as large as that disc, near enough
PIN, PICTURE_MARK, SHEET_MARK = 16.0, 8.0, 2.2  # from the middle to the edge
# As high as names get: in a picture on a narrow screen, in one too crowded for that, and on paper
# where a map shrinks around them.
NAME, CROWDED_NAME, SHEET_NAME = 26.0, 20.0, 5.0
NORTH: Frame = (0.0, 0.0, 16.0, 22.0)
METRES_A_MINUTE = 60  # an older person's pace


class Outline(NamedTuple):
    """One area as SVG: its path, and where its name stands."""

    area: Area
    path: str
    x: float
    y: float


class Pin(NamedTuple):
    """A point that carries a number on a map; 0 is a point by itself."""

    longitude: float
    latitude: float
    number: int = 0
    shape: Shape = "circle"


class Spot(NamedTuple):
    """Where a pin is drawn, and the spot it stands for."""

    x: float
    y: float
    number: int
    anchor: Point

    @property
    def is_moved(self) -> bool:
        """Whether a line must join it to its spot."""
        return (self.x, self.y) != self.anchor


class Picture(NamedTuple):
    """A drawing as SVG; `paths` are those of the ground by what they show, `landmarks` its words."""

    width: float
    height: float
    outlines: list[Outline]
    paths: dict[str, str]
    marks: list[Mark]
    names: list[Name]
    landmarks: list[Landmark]
    pins: list[Spot]
    is_crowded: bool = False

    @property
    def words(self) -> str:
        """The landmarks that lie in the areas, one after the other."""
        return wording.told(self.landmarks)

    @property
    def way(self) -> str:
        """The way from pin to pin in their order, as the points of a line."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (pin.anchor for pin in self.pins))


def box_of(areas: Sequence[Area]) -> Box | None:
    """Return the box that a drawing of these areas shows at most; None where none has a boundary."""
    drawn = [area for area in areas if area.boundary]
    return _box(drawn, margin=MARGIN) if drawn else None


def picture(
    areas: Sequence[Area],
    landmarks: Sequence[Landmark] = (),
    *,
    pins: Sequence[Pin] = (),
    box: Box | None = None,
) -> Picture | None:
    """Return a box, or the areas that have a boundary, as one drawing 640 wide; None without both.

    Pins outside it are left out.
    """
    drawn = [area for area in areas if area.boundary]
    box = box or (_box(drawn, margin=0) if drawn else None)
    if box is None:
        return None
    canvas = Canvas(box, WIDTH, layout.height_for(box, width=WIDTH))
    outlines = []
    for area in drawn:
        x, y = canvas.place((area.longitude or 0, area.latitude or 0))
        rings = map(canvas.line, _rings(area))
        outlines.append(Outline(area, _path(rings, "z"), round(x, 1), round(y, 1)))
    spots = _pinned(pins, canvas)
    below = ground.lay(landmarks, canvas)
    is_crowded = layout.do_overlap(_name_boxes(outlines, NAME))
    size = CROWDED_NAME if is_crowded else NAME
    taken = [
        *_name_boxes(outlines, size),
        *(_disc((spot.x, spot.y), PIN) for spot in spots),
        *(_disc((mark.x, mark.y), PICTURE_MARK) for mark in below.marks),
    ]
    return Picture(
        WIDTH,
        round(canvas.height, 1),
        outlines,
        _paths(below),
        below.marks,
        ground.names(landmarks, canvas, size=size, taken=taken),
        ground.told_of(landmarks, drawn),
        spots,
        is_crowded,
    )


def _pinned(pins: Sequence[Pin], canvas: Canvas) -> list[Spot]:
    """Return the pins that lie on the canvas, moved off each other where there is room."""
    shown = [pin for pin in pins if canvas.holds((pin.longitude, pin.latitude))]
    at = [canvas.place((pin.longitude, pin.latitude)) for pin in shown]
    placed = [layout.Placed(x, y, (x, y)) for x, y in at]
    with suppress(Refusal):
        placed = layout.spread(at, radius_mm=PIN, width_mm=canvas.width, height_mm=canvas.height)
    return [
        Spot(spot.x, spot.y, pin.number, spot.anchor)
        for pin, spot in zip(shown, placed, strict=True)
    ]


def _name_boxes(outlines: Sequence[Outline], size: float) -> list[Frame]:
    return [layout.words_box((one.x, one.y), letters=one.area.name, size=size) for one in outlines]


def _paths(below: Ground) -> dict[str, str]:
    """Return each sort of ground as one path, in the order in which they lie upon each other."""
    return {
        "green": _path(below.green, "z"),
        "water": _path(below.water, "z"),
        "river": _path(below.rivers),
        "road": _path(below.roads),
        "railway": _path(below.railways),
    }


def sheet_map(
    area: Area,
    inner: Sequence[Area],
    pins: Sequence[Pin],
    landmarks: Sequence[Landmark] = (),
    *,
    frame: tuple[float, float],
    alt: str,
) -> Map:
    """Return an area as a printed map that fills a frame of (width, height) in millimetres.

    Pins outside the box of `sheet_box` are left out; without one the map is an empty frame.
    """
    box = sheet_box(area, inner, [(pin.longitude, pin.latitude) for pin in pins])
    if box is None:
        return {"width": frame[0], "height": frame[1], "alt": alt, "outline": []}
    canvas = Canvas(box, *fitted(box, frame))
    shown = [pin for pin in pins if canvas.holds((pin.longitude, pin.latitude))]
    named = [one for one in inner if one.longitude is not None and one.latitude is not None]
    labels = [(one.name, canvas.place((one.longitude or 0, one.latitude or 0))) for one in named]
    spots = [canvas.place((pin.longitude, pin.latitude)) for pin in shown]
    below = ground.lay(landmarks, canvas)
    taken = [
        NORTH,
        *(layout.words_box(spot, letters=name, size=SHEET_NAME) for name, spot in labels),
        *(_disc((mark.x, mark.y), SHEET_MARK) for mark in below.marks),
    ]
    needed = ground.names(_needed(landmarks), canvas, size=SHEET_NAME, taken=taken)
    stations = below.spots("station")
    radius = radius_of([pin.number for pin in shown])
    placed = _spread(spots, labels, needed, stations, canvas=canvas, radius=radius)
    taken += [_disc((at.x, at.y), NUMBER) for at in placed]
    names = ground.names(landmarks, canvas, size=SHEET_NAME, taken=taken)
    return {
        "width": canvas.width,
        "height": canvas.height,
        "alt": alt,
        "landmarks": wording.told(ground.told_of(landmarks, [area])),
        "outline": list(map(canvas.line, _rings(area))) if area.boundary else [],
        "inner": [canvas.line(ring) for one in inner if one.boundary for ring in _rings(one)],
        "green": below.green,
        "water": below.water,
        "rivers": below.rivers,
        "roads": below.roads,
        "railways": below.railways,
        "marks": [{"x": x, "y": y, "sign": sign} for sign, x, y in below.marks],
        "names": [{"x": x, "y": y, "text": text} for _kind, text, x, y in names],
        "labels": [{"x": x, "y": y, "text": name} for name, (x, y) in labels],
        "spots": [
            {"x": at.x, "y": at.y, "number": pin.number, "shape": pin.shape}
            for pin, at in zip(shown, placed, strict=True)
        ],
        "leaders": [[at.anchor, (at.x, at.y)] for at in placed if at.is_moved],
        "scale": _bar(canvas),
    }


def sheet_box(area: Area, inner: Sequence[Area], points: Sequence[Point]) -> Box | None:
    """Return the box that a printed map shows: of the area, else of those inside it, else of points."""
    for drawn in ([area], inner):
        if bounded := [one for one in drawn if one.west is not None]:
            return _box(bounded, margin=MARGIN)
    if not points:
        return None
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return (
        min(longitudes) - LEAST,
        min(latitudes) - LEAST,
        max(longitudes) + LEAST,
        max(latitudes) + LEAST,
    )


def fitted(box: Box, frame: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height at which a box is as large as fits into a frame."""
    height = layout.height_for(box, width=frame[0])
    shrink = min(1.0, frame[1] / height)
    return frame[0] * shrink, height * shrink


def radius_of(numbers: Iterable[int]) -> float:
    """Return the radius of the disc that the widest of these numbers needs on paper."""
    return WIDE_RADIUS if max(numbers, default=0) > MOST_TWO_DIGITS else RADIUS


def _needed(landmarks: Sequence[Landmark]) -> list[Landmark]:
    """Return those whose names even numbers keep off."""
    return [one for one in landmarks if one.kind in ground.NEEDED]


def _spread(
    spots: list[Point],
    labels: list[tuple[str, Point]],
    needed: list[Name],
    stations: list[Point],
    *,
    canvas: Canvas,
    radius: float,
) -> list[layout.Placed]:
    """Return where the numbers go: off the words and stations, as far as there is room for that."""
    width, height = canvas.width, canvas.height
    spread = partial(layout.spread, spots, radius_mm=radius, width_mm=width, height_mm=height)
    areas = [_middle(NORTH), *stations, *(at for label in labels for at in _letters(*label))]
    for kinds in (ground.NEEDED, ground.NEEDED[:1]):
        words = [at for n in needed if n.kind in kinds for at in _letters(n.text, (n.x, n.y))]
        with suppress(Refusal):
            return spread(avoid=[*areas, *words])
    for free in ([_middle(NORTH), *stations], []):
        with suppress(Refusal):
            return spread(avoid=free)
    # Numbers upon each other are better than no map.
    return [layout.Placed(x, y, (x, y)) for x, y in spots]


def _letters(text: str, middle: Point) -> list[Point]:
    """Return the spots along words that a number must keep off."""
    reach = len(text) // 3
    return [(middle[0] + step * RADIUS, middle[1]) for step in range(-reach, reach + 1)]


def _middle(frame: Frame) -> Point:
    return (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2


def _disc(middle: Point, radius: float) -> Frame:
    x, y = middle
    return x - radius, y - radius, x + radius, y + radius


def is_tall(area: Area) -> bool:
    """Return whether an area is higher than wide, or has no boundary to tell."""
    return not area.boundary or layout.height_for(_box([area], margin=0), width=1) > 1


def scale_words(distance: str, minutes: str) -> str:
    """Return how long a distance is to walk: 「500 m（歩いて約8分）」."""
    return _("%(distance)s（歩いて約%(minutes)s分）") % {"distance": distance, "minutes": minutes}


def _bar(canvas: Canvas) -> Scale:
    metres, length = layout.scale_bar(canvas.box, width_mm=canvas.width, height_mm=canvas.height)
    words = f"{metres:,} m" if metres < 1000 else f"{metres // 1000:,} km"
    minutes = max(1, round(metres / METRES_A_MINUTE))
    return {"length": length, "label": scale_words(words, str(minutes))}


def _box(areas: Sequence[Area], *, margin: float) -> Box:
    west = min(area.west or 0 for area in areas)
    south = min(area.south or 0 for area in areas)
    east = max(area.east or 0 for area in areas)
    north = max(area.north or 0 for area in areas)
    across, down = (east - west) * margin, (north - south) * margin
    return west - across, south - down, east + across, north + down


def _path(lines: Iterable[Line], end: str = "") -> str:
    return " ".join("M" + " ".join(f"{x:z.1f} {y:z.1f}" for x, y in line) + end for line in lines)


def _rings(area: Area) -> list[list[Point]]:
    boundary: dict[str, Any] = area.boundary or {}
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]
