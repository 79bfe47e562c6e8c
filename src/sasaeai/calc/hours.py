"""A week's hours on a grid of 7 days × 48 half hours, as one immutable value.

Half hours count from Monday 00:00: bit `day * 48 + half hour` of `Week.bits`, 0..335.
As JSON: {"mon": [["10:00", "12:00"]], …}, times HH:MM on the half hour, 24:00 as an end.
Errors are `Refusal` with a whole sentence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sasaeai.calc.refusal import Refusal, gettext_noop
from sasaeai.calc.text import nfkc

Interval: TypeAlias = tuple[int, int]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SLOTS = 48
SLOT_MINUTES = 30
WHOLE_DAY = (1 << SLOTS) - 1
BACKWARDS = gettext_noop(
    "終わりの時刻は始まりより後にしてください。夜をまたぐときは2日に分けてください。"
)
CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True)
class Week:
    """The half hours of a week in which something is open, free or taking place."""

    bits: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.bits < 1 << SLOTS * len(DAYS):
            raise Refusal(gettext_noop("曜日と時間の表は7日×48こまです。"))

    def __bool__(self) -> bool:
        return self.bits != 0

    def __or__(self, other: "Week") -> "Week":
        return Week(self.bits | other.bits)

    def __and__(self, other: "Week") -> "Week":
        return Week(self.bits & other.bits)

    def __sub__(self, other: "Week") -> "Week":
        return Week(self.bits & ~other.bits)

    @property
    def hours(self) -> float:
        """Hours a week, in halves."""
        return self.bits.bit_count() / 2

    def overlaps(self, other: "Week") -> bool:
        """Return whether the two weeks share a half hour."""
        return bool(self & other)

    def is_on(self, weekday: int, slot: int) -> bool:
        """Return whether this half hour (0..47) of this weekday (0 = Monday) belongs to it."""
        return bool(self.bits >> weekday * SLOTS + slot & 1)

    def intervals(self, weekday: int) -> tuple[Interval, ...]:
        """Return the day's unbroken stretches as (from, until) in half hours, 0..48."""
        day = self.bits >> weekday * SLOTS & WHOLE_DAY
        found = []
        while day:
            # Adding the lowest bit carries past the run it begins, to the bit where that run ends.
            first = day & -day
            past = (day + first) & ~day
            found.append((first.bit_length() - 1, past.bit_length() - 1))
            day &= -past
        return tuple(found)

    def stretches(self, weekday: int) -> tuple[Interval, ...]:
        """Return the day's unbroken stretches as (from, until) in minutes since midnight."""
        return tuple(
            (start * SLOT_MINUTES, end * SLOT_MINUTES) for start, end in self.intervals(weekday)
        )

    def next_dates(self, from_date: date, count: int) -> list[date]:
        """Return the first `count` days on or after a day on which anything is on."""
        span = min(7 * count, (date.max - from_date).days)
        days = (from_date + timedelta(days=ahead) for ahead in range(span + 1))
        return [day for day in days if self.intervals(day.weekday())][:count]

    def to_json(self) -> dict[str, list[list[str]]]:
        """Return the days that are not empty with their stretches of time."""
        return {
            name: [[clock(start), clock(end)] for start, end in found]
            for weekday, name in enumerate(DAYS)
            if (found := self.stretches(weekday))
        }

    def alike(self) -> list[tuple[tuple[Interval, ...], list[int]]]:
        """Return the days that have the same hours together, in the order of their first day.

        Each with its stretches (from, until) in minutes since midnight.
        """
        days: dict[tuple[Interval, ...], list[int]] = {}
        for weekday in range(len(DAYS)):
            if found := self.stretches(weekday):
                days.setdefault(found, []).append(weekday)
        return list(days.items())


def week_of(*stretches: tuple[int, int, int]) -> Week:
    """Return the week of stretches (weekday, from, until) in half hours 0..48.

    Raises Refusal where a stretch ends before it begins or leaves its day.
    """
    week = Week()
    for weekday, start, end in stretches:
        if not (0 <= weekday < len(DAYS) and 0 <= start < end <= SLOTS):
            raise Refusal(BACKWARDS)
        week |= Week((1 << end) - (1 << start) << weekday * SLOTS)
    return week


def week_from_json(data: object) -> Week:
    """Return the week that `Week.to_json` writes; stretches may overlap and need no order.

    Raises Refusal with a sentence that names the day or the time that is wrong.
    """
    if not isinstance(data, Mapping):
        raise Refusal(
            gettext_noop('曜日と時間は {"mon": [["10:00", "12:00"]]} の形にしてください。')
        )
    return week_of(
        *(stretch for name, pairs in data.items() for stretch in _stretches(name, pairs))
    )


def clock(minutes: int) -> str:
    """Return minutes since midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def clock_minutes(text: object) -> int:
    """Return the minutes since midnight of HH:MM (also H:MM and full width), 0..1440.

    Raises Refusal with a sentence for anything else.
    """
    found = CLOCK.fullmatch(nfkc(str(text)).strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if not 0 <= minutes <= 24 * 60:
        raise Refusal(
            gettext_noop("「%(text)s」は時刻として読めません。「10:00」のように入れてください。"),
            text=str(text),
        )
    return minutes


def _stretches(name: object, pairs: object) -> Iterator[tuple[int, int, int]]:
    if name not in DAYS:
        raise Refusal(
            gettext_noop(
                "「%(name)s」という曜日はありません。"
                "mon、tue、wed、thu、fri、sat、sun のどれかにしてください。"
            ),
            name=str(name),
        )
    weekday = DAYS.index(str(name))
    pairs = pairs if isinstance(pairs, list | tuple) else [pairs]
    for pair in pairs:
        if not (isinstance(pair, list | tuple) and len(pair) == 2):
            raise Refusal(
                gettext_noop("「%(name)s」の時間は、始まりと終わりの組にしてください。"),
                name=str(name),
            )
        yield weekday, _slot(pair[0]), _slot(pair[1])


def _slot(text: object) -> int:
    slot, rest = divmod(clock_minutes(text), SLOT_MINUTES)
    if rest:
        raise Refusal(
            gettext_noop("「%(text)s」は30分きざみの時刻にしてください。"), text=str(text)
        )
    return slot
