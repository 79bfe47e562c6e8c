"""Goals as they are drawn: read from their words, with the day by which, figures and first steps."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sasaeai.demo.life import district_words, goal_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.voices import Voice

HORIZONS = ("then", "three_years", "one_year", "now")
SOON = 92  # days until what is aimed at now is to be so
TWO_YEARS, MONTH = 730, 30.4
AGO = 3, 25  # days since the last time it was measured: at least; at most for each month between
PARTS = "|"
NOTHING = "-"


@dataclass(frozen=True)
class Share:
    """A figure, and of how many where it is a part of a whole."""

    value: int
    of: int | None = None


@dataclass(frozen=True)
class Measured:
    on: int
    share: Share
    words: str
    by: str


@dataclass(frozen=True)
class Indicator:
    """How one sees that a goal comes nearer; without a first figure where nobody counted it."""

    name: str
    counts: str
    unit: str
    since: int
    baseline: Share | None
    target: Share
    every_months: int
    source: str
    measured: tuple[Measured, ...]


@dataclass(frozen=True)
class Step:
    what: str
    effect: int
    ease: int
    wanted_by: str
    who: str
    start_on: int
    done_on: int | None
    voice: str


@dataclass(frozen=True)
class Hung:
    """A means that hangs below a goal: its kind, its name or a part of it, what it does for the goal."""

    kind: str
    name: str
    words: str


@dataclass(frozen=True)
class Goal:
    """One goal; `above` is the key of the one it serves."""

    key: str
    area: str
    above: str
    depth: int
    words: str
    why: str
    theme: str
    since: int
    due_on: int
    order: int
    owner: str
    owner_words: str
    indicators: tuple[Indicator, ...] = ()
    steps: tuple[Step, ...] = ()
    hung: tuple[Hung, ...] = ()
    state: str = "open"
    closed_on: int | None = None
    closing_words: str = ""

    @property
    def horizon(self) -> str:
        return HORIZONS[self.depth]


@dataclass
class _Lines:
    """The lines of one goal, as they are read."""

    depth: int
    cells: list[str]
    above: int | None
    about: list[list[str]] = field(default_factory=list)


def keeper(places: Places, area: str, days_ago: int) -> str:
    """Return who looks after the picture of an area on a day: the nearest coordinator."""
    return places.on_duty(area, days_ago)[0].staff


def of_area(
    rng: random.Random,
    area: str,
    *,
    since: int,
    places: Places,
    days: Days,
    voices: Sequence[Voice],
) -> tuple[Goal, ...]:
    """Return the goals of one area's picture, which stands since a day, the farther before the nearer."""
    read = _read(area)
    reading = Reading(rng, area, since, places=places, days=days, voices=voices)
    return tuple(reading.goal(place, lines, read) for place, lines in enumerate(read))


def _read(area: str) -> list[_Lines]:
    read: list[_Lines] = []
    path: dict[int, int] = {}
    for head, *cells in _written(area):
        if not head.isdigit():
            read[-1].about.append([head, *cells])
            continue
        depth = int(head)
        path[depth] = len(read)
        read.append(_Lines(depth, cells, path[depth - 1] if depth else None))
    return read


def _written(area: str) -> Iterator[list[str]]:
    """Yield the lines below the head of one area, cell by cell."""
    texts = (goal_words.TOWN, goal_words.LIVING_AREAS, district_words.DISTRICTS)
    is_here = False
    for line in "".join(texts).splitlines():
        if line.startswith("="):
            is_here = line == f"= {area}"
        elif is_here and line:
            yield line.split(PARTS)


class Reading:
    """One area's lines becoming goals."""

    def __init__(
        self,
        rng: random.Random,
        area: str,
        since: int,
        *,
        places: Places,
        days: Days,
        voices: Sequence[Voice],
    ) -> None:
        self.rng, self.area, self.since = rng, area, since
        self.places, self.days, self.voices = places, days, voices

    def goal(self, place: int, lines: _Lines, read: Sequence[_Lines]) -> Goal:
        """Return the goal of some lines."""
        farthest = lines.depth == 0
        words, why, theme = (*lines.cells, "", "")[:3]
        steps = tuple(self._step(cells) for head, *cells in lines.about if head == ">")
        by_residents = next((one.who for one in steps if one.wanted_by == "residents"), "")
        own_due = int(why) if why and not farthest else None
        state, closed_on, told = self._closing(lines)
        return Goal(
            key=self._key(place), area=self.area, depth=lines.depth, order=place,
            above="" if lines.above is None else self._key(lines.above), words=words,
            why=why if farthest else "", theme=theme or _theme(place, read), since=self.since,
            due_on=own_due or self._due(lines.depth), owner_words=by_residents,
            owner="" if by_residents else keeper(self.places, self.area, 0),
            indicators=tuple(self._indicator(cells) for head, *cells in lines.about if head == "#"),
            steps=steps,
            hung=tuple(Hung(*cells) for head, *cells in lines.about if head == "*"),
            state=state, closed_on=closed_on, closing_words=told,
        )  # fmt: skip

    def _key(self, place: int) -> str:
        return f"{self.area}-goal-{place}"

    def _due(self, depth: int) -> int:
        year = self.days.today.year
        last = (date(year + 10, 3, 31), date(year + 3, 3, 31), date(year + 1, 10, 31))
        return SOON if depth == len(last) else (last[depth] - self.days.today).days

    def _closing(self, lines: _Lines) -> tuple[str, int | None, str]:
        told = next((cells for head, *cells in lines.about if head == "!"), None)
        return (told[0], -int(told[1]), told[2]) if told else ("open", None, "")

    def _step(self, cells: list[str]) -> Step:
        what, sizes, wanted_by, who, day, *said = cells
        effect, ease = map(int, sizes.split())
        start = int(day)
        return Step(
            what=what, effect=effect, ease=ease, wanted_by=wanted_by, who=who, start_on=start,
            done_on=self.days.workday(start) if start < 0 else None, voice=self._said("".join(said)),
        )  # fmt: skip

    def _said(self, piece: str) -> str:
        if not piece:
            return ""
        return next(voice.key for voice in self.voices if piece in voice.words)

    def _indicator(self, cells: list[str]) -> Indicator:
        name, counts, unit, first, now, target, every, source, *words = cells
        months, _, late = every.partition("!")
        since = max(self.since, -TWO_YEARS)
        start = None if first == NOTHING else _share(first)
        shown = start or Share(0, _share(now).of if now != NOTHING else None)
        return Indicator(
            name=name, counts=counts, unit=unit, since=since, baseline=start,
            target=_share(target), every_months=int(months), source=source,
            measured=() if now == NOTHING else tuple(
                self._measured(since, shown, _share(now), int(months), late, words[0] if words else "")
            ),
        )  # fmt: skip

    def _measured(
        self, since: int, first: Share, now: Share, months: int, late: str, words: str
    ) -> Iterator[Measured]:
        """Yield each time it was measured, the last first: nearly as often as agreed, except where it is late."""
        fewest, most = AGO
        on = -round(int(late) * MONTH) if late else -self.rng.randint(fewest, most * months)
        last = on
        while on > since + MONTH:
            day = self._workday(on)
            share = now if on == last else self._between(first, now, (on - since) / (last - since))
            said = words if on == last else ""
            yield Measured(day, share, said, keeper(self.places, self.area, -day))
            on -= round(months * MONTH)

    def _workday(self, on: int) -> int:
        return on - max(0, self.days.of_week(on) - 4)

    def _between(self, first: Share, now: Share, part: float) -> Share:
        part = min(1.0, max(0.0, part + self.rng.uniform(-0.12, 0.05)))
        value = round(first.value + (now.value - first.value) * part)
        if first.of is None or now.of is None:
            return Share(value, now.of)
        of = round(first.of + (now.of - first.of) * part)
        return Share(min(value, of), of)


def _theme(place: int, read: Sequence[_Lines]) -> str:
    """Return the theme of the farthest goal above."""
    above = read[place].above
    return read[place].cells[2] if above is None else _theme(above, read)


def _share(words: str) -> Share:
    value, _, of = words.partition("/")
    return Share(int(value), int(of) if of else None)
