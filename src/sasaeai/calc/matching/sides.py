"""The two sides of a match: one request, and as arrays the many helpers who may answer it.

A half hour of a day is a bit, 0 (00:00) to 47 (23:30), in one number for each of seven days, Monday
first. Seven numbers that are all 0 mean any time. Traits that one may rather not meet (a dog, stairs,
a woman) are the bits of a number, up to 64.
"""

import math
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from sasaeai.calc.geography import DEGREES
from sasaeai.calc.hours import DAYS, SLOTS, WHOLE_DAY
from sasaeai.calc.refusal import gettext_noop

Bits: TypeAlias = NDArray[np.uint64]
Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int16]
Bytes: TypeAlias = NDArray[np.uint8]
Truths: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.intp]
Hours = TypeVar("Hours", Bits, int)

MOST_HELPERS = 1 << 19
TRAITS, HIGHEST_TRUST = 64, 255
NONE, WOULD_TRY, CAN, DID = range(4)
"""How well a helper can do what is asked: not, would like to try, can, did exactly this before."""
OUTSIDE_THE_DAY = gettext_noop("1日の時間は、0時から24時までの48こまにしてください。")


@dataclass(frozen=True, eq=False)
class Request:
    """One need, as far as it decides who can answer it."""

    lon: float  # degrees; nan where unknown, and then nobody is out of reach
    lat: float
    days: Bits  # (7,) the half hours in which it would suit
    slots: int  # how many half hours in a row it takes, on one day: 1 to 48
    trust: int = 0  # the least verification level, 0 to 255
    has: int = 0  # traits of whoever asks, and of the place
    avoids: int = 0  # traits that they would rather not meet

    @cached_property
    def is_any_time(self) -> bool:
        """Whether it suits at any time."""
        return not any(self.days.tolist())

    @cached_property
    def hours(self) -> list[int]:
        """The half hours of each day in which it would suit, all of them where any time does."""
        return [WHOLE_DAY] * len(DAYS) if self.is_any_time else self.days.tolist()

    @cached_property
    def starts(self) -> list[int]:
        """The half hours of each day at which it could begin."""
        return [run_starts(day, self.slots) for day in self.hours]

    @cached_property
    def fault(self) -> str | None:
        """What makes it a request that nobody could ever answer, as a sentence."""
        if not 1 <= self.slots <= SLOTS:
            return gettext_noop("かかる時間は、30分から24時間までにしてください。")
        if self.days.shape != (len(DAYS),) or max(self.hours) > WHOLE_DAY:
            return OUTSIDE_THE_DAY
        if not any(self.starts):
            return gettext_noop(
                "都合のよい時間が、かかる時間より短いです。"
                "都合のよい時間をひろげるか、かかる時間を短くしてください。"
            )
        if math.isinf(self.lon) or abs(self.lat) > DEGREES[1]:
            return gettext_noop("位置は、経度・緯度（度）にしてください。")
        highest = max(self.has, self.avoids) >> TRAITS or self.trust > HIGHEST_TRUST
        if highest or min(self.has, self.avoids, self.trust) < 0:
            return gettext_noop("確認の段階は0から255まで、条件は64までにしてください。")
        return None


@dataclass(frozen=True, eq=False)
class Helpers:
    """Persons, groups, activities or places that may answer; arrays of one length n ≤ 524,288.

    Of places and activities, `days` are the opening hours.
    """

    key: Bits  # a number of each one's own, which settles ties whatever the order of the rows
    lon: Floats  # degrees; nan where unknown, and then nothing is out of reach
    lat: Floats
    reach: Floats  # metres as the crow flies, inf where it does not matter
    days: Bits  # (n, 7) the half hours in which they are free or open
    skill: Bytes  # NONE, WOULD_TRY, CAN or DID, 0 to 3
    trust: Bytes  # verification level
    has: Bits
    avoids: Bits
    paused: Truths
    apart: Truths
    is_self: Truths
    week_left: Counts  # how many times more this week
    asks_left: Counts  # how many asks more in these four weeks
    rest_days: Counts  # days of rest still to go, 0 = rested
    asks: Counts  # in the last four weeks, 0 or more
    load: Counts  # visits of the last four weeks, 0 or more
    met: Truths  # has met whoever asks
    only_received: Truths  # has been helped and not yet helped anybody

    def __len__(self) -> int:
        return len(self.key)

    def at(self, rows: Rows) -> "Helpers":
        """Return the helpers of these rows, in their order."""
        return Helpers(*(column.take(rows, axis=0) for column in columns(self)))

    @cached_property
    def ever(self) -> Bits:
        """The half hours that are free on some day of the week (n,), 0 for any time."""
        free = self.days[:, 0].copy()
        for day in range(1, len(DAYS)):
            free |= self.days[:, day]
        return free

    @cached_property
    def fault(self) -> str | None:
        """What does not fit together in the arrays or cannot be, as a sentence."""
        if len(self) > MOST_HELPERS:
            return gettext_noop(
                "一度にくらべられるのは、およそ50万人までです。地区をしぼってください。"
            )
        if self.days.shape[1:] != (len(DAYS),) or {*map(len, columns(self))} != {len(self)}:
            return gettext_noop("一人ずつの値の数が、人数と同じではありません。そろえてください。")
        if self.ever.max(initial=0) > WHOLE_DAY:
            return OUTSIDE_THE_DAY
        if not (self.reach >= 0).all():
            return gettext_noop("届く距離は、0メートル以上にしてください。")
        return None


columns = attrgetter(*(field.name for field in fields(Helpers)))


def anyone(count: int) -> Helpers:
    """Return so many helpers whom nothing keeps from anybody, to be given what is known of them."""
    zero, no = np.zeros(count, np.int16), np.zeros(count, np.bool_)
    unknown, none = np.full(count, np.nan), np.zeros(count, np.uint64)
    return Helpers(
        key=np.arange(count, dtype=np.uint64),
        lon=unknown,
        lat=unknown,
        reach=np.full(count, np.inf),
        days=np.zeros((count, len(DAYS)), np.uint64),
        skill=np.full(count, CAN, np.uint8),
        trust=np.full(count, HIGHEST_TRUST, np.uint8),
        has=none,
        avoids=none,
        paused=no,
        apart=no,
        is_self=no,
        week_left=zero + 1,
        asks_left=zero + 1,
        rest_days=zero,
        asks=zero,
        load=zero,
        met=no,
        only_received=no,
    )


def run_starts(hours: Hours, slots: int) -> Hours:
    """Return the bits at which a run of so many begins, of one number or of each in an array.

    The runs known double until the rest fits: n shifts find runs of 2ⁿ.
    """
    found, width = hours, 1
    while width < slots:
        step = min(width, slots - width)
        found = found & found >> step  # type: ignore[assignment]  # uint64 stays what it is
        width += step
    return found
