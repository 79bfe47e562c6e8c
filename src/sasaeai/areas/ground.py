"""What lies under the outlines of a drawing: water, green, roads, railways, stations and hills."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sasaeai.areas.models import Area, Landmark
from sasaeai.calc import clipping, layout
from sasaeai.calc.geography import METRES_PER_DEGREE, Box, Point
from sasaeai.calc.layout import Frame
from sasaeai.paper.content import Sign

Line = list[tuple[float, float]]
Kind = Landmark.Kind
BY_NEED = (Kind.STATION, Kind.RIVER, Kind.RAILWAY, Kind.GREEN, Kind.HILL, Kind.ROAD)
SIGNS: dict[str, Sign] = {Kind.STATION: "station", Kind.HILL: "hill", Kind.GREEN: "green"}
NEEDED = (Kind.STATION, Kind.RIVER, Kind.RAILWAY)
MOST_NAMED = 12
MOST_TRIED = 60  # names that a drawing has room for at the very most
FINEST = 0.3  # of a length of the drawing: less is not to be seen
BESIDE = 0.95  # of the size of a name: how far its middle stands from its mark


class Canvas(NamedTuple):
    """A drawing's box in degrees, and its size in lengths of its own: pixels, or millimetres."""

    box: Box
    width: float
    height: float

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point is drawn."""
        return layout.project(point, box=self.box, width_mm=self.width, height_mm=self.height)

    def line(self, points: Sequence[Point]) -> Line:
        """Return a line or a ring as it is drawn."""
        return [self.place((point[0], point[1])) for point in points]

    def holds(self, point: Point) -> bool:
        """Return whether a point lies on the drawing."""
        west, south, east, north = self.box
        return west <= point[0] <= east and south <= point[1] <= north

    @property
    def finest(self) -> float:
        """The metres that are too small to be seen."""
        _west, south, _east, north = self.box
        return FINEST * METRES_PER_DEGREE * (north - south) / self.height


class Mark(NamedTuple):
    """A station, a hilltop or a small park: its sign, and where it stands."""

    sign: Sign
    x: float
    y: float


class Name(NamedTuple):
    """A landmark's name, centred on its point."""

    kind: str
    text: str
    x: float
    y: float


class Ground(NamedTuple):
    """Rings of water and green to fill, lines to stroke, and marks."""

    green: list[Line]
    water: list[Line]
    rivers: list[Line]
    roads: list[Line]
    railways: list[Line]
    marks: list[Mark]

    def spots(self, sign: Sign) -> list[tuple[float, float]]:
        """Return where the marks of a sign stand."""
        return [(mark.x, mark.y) for mark in self.marks if mark.sign == sign]


def lay(landmarks: Sequence[Landmark], canvas: Canvas) -> Ground:
    """Return the landmarks as they are drawn."""
    ground = Ground([], [], [], [], [], [])
    for landmark in landmarks:
        parts = clipping.shown(landmark.shape, box=canvas.box, tolerance_m=canvas.finest)
        _draw(ground, landmark, parts, canvas)
    return ground


def _draw(ground: Ground, landmark: Landmark, parts: clipping.Parts, canvas: Canvas) -> None:
    fills = {Kind.GREEN.value: ground.green, Kind.RIVER.value: ground.water}
    strokes = {
        Kind.RIVER.value: ground.rivers,
        Kind.ROAD.value: ground.roads,
        Kind.RAILWAY.value: ground.railways,
    }
    fills.get(landmark.kind, []).extend(map(canvas.line, parts.rings))
    strokes.get(landmark.kind, []).extend(map(canvas.line, parts.lines))
    if sign := SIGNS.get(landmark.kind):
        ground.marks.extend(Mark(sign, *canvas.place(point)) for point in parts.points)


def names(
    landmarks: Sequence[Landmark], canvas: Canvas, *, size: float, taken: Sequence[Frame]
) -> list[Name]:
    """Return the names that find a free place, the most needed first; what is taken stays free."""
    busy, frame = list(taken), (0.0, 0.0, canvas.width, canvas.height)
    found = []
    for landmark in by_need([one for one in landmarks if one.name])[:MOST_TRIED]:
        free = layout.first_free(_boxes(landmark, canvas, size), within=frame, taken=busy)
        if free:
            busy.append(free)
            x, y = (free[0] + free[2]) / 2, (free[1] + free[3]) / 2
            found.append(Name(landmark.kind, landmark.name, x, y))
    return found


def _boxes(landmark: Landmark, canvas: Canvas, size: float) -> Iterator[Frame]:
    """Yield where a name may stand: on what is long or wide, beside what is a mark."""
    is_mark = landmark.shape["type"] in {"Point", "MultiPoint"}
    for point in clipping.places(landmark.shape, box=canvas.box):
        spot = canvas.place(point)
        box = layout.words_box(spot, letters=landmark.name, size=size)
        if not is_mark:
            yield box
            continue
        off = size * BESIDE
        aside = (box[2] - box[0] - size) / 2 + off
        steps = (
            (0.0, off),
            (0.0, -off),
            (aside, 0.0),
            (-aside, 0.0),
            (0.0, 2 * off),
            (0.0, -2 * off),
        )
        for x, y in steps:
            yield box[0] + x, box[1] + y, box[2] + x, box[3] + y


def by_need(landmarks: Sequence[Landmark]) -> list[Landmark]:
    """Return landmarks with those first by which people find their way most."""
    return sorted(landmarks, key=lambda one: (BY_NEED.index(Kind(one.kind)), one.name))


def told_of(landmarks: Sequence[Landmark], areas: Sequence[Area]) -> list[Landmark]:
    """Return the named landmarks that lie in the areas, the first few: the drawing in words."""
    named = [landmark for landmark in landmarks if landmark.name]
    boundaries = [area.boundary for area in areas if area.boundary]
    meets = clipping.meeting([landmark.shape for landmark in named], boundaries)
    return by_need([one for one, is_here in zip(named, meets, strict=True) if is_here])[:MOST_NAMED]
