"""The smallest changes by which more people could answer a need, tried by solving again."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeAlias

import numpy as np

from sasaeai.calc.day_parts import PARTS
from sasaeai.calc.hours import DAYS, SLOT_MINUTES, SLOTS
from sasaeai.calc.matching.pairs import Bar, are_pairs
from sasaeai.calc.matching.sides import Bits, Helpers, Request, Rows, anyone, run_starts
from sasaeai.calc.matching.solving import ONE, Solved

Moment: TypeAlias = tuple[int, int]


class Kind(IntEnum):
    """What would change, the smallest first."""

    TIME = 0  # another time of the need
    LIFT = 1  # somebody drives them there
    WAIT = 2  # until a rest, the week, the four weeks or a pause are over
    TRUST = 3  # training, or getting to know one another
    MORE = 4  # one more helper


SMALLEST_FIRST = {
    Bar.TIME: Kind.TIME,
    Bar.REACH: Kind.LIFT,
    Bar.REST: Kind.WAIT,
    Bar.WEEK: Kind.WAIT,
    Bar.BUDGET: Kind.WAIT,
    Bar.PAUSED: Kind.WAIT,
    Bar.TRUST: Kind.TRUST,
}
CAN_CHANGE = sum(SMALLEST_FIRST)
WEEK = len(DAYS) * SLOTS
WHOLE_WEEK = (1 << WEEK) - 1
LONGEST = np.iinfo(np.int16).max
PART_BITS = [(1 << until // SLOT_MINUTES) - (1 << since // SLOT_MINUTES) for since, until in PARTS]
NEWCOMER = replace(anyone(1), reach=np.zeros(1))
NOBODY = np.empty(0, np.intp)


@dataclass(frozen=True, eq=False)
class Change:
    """One change and the rows of those whom it makes possible, best first; of MORE, a new one."""

    kind: Kind
    bar: Bar  # what it takes away; nothing where it is one more helper
    helpers: Rows
    day: int | None = None  # TIME and MORE: the weekday (0 = Monday) and the half hour (0..47)
    half_hour: int | None = None  # at which it would begin; None where any will do
    days: int | None = None  # WAIT: how many, None where nobody knows


def smallest_changes(request: Request, helpers: Helpers, solved: Solved) -> list[Change]:
    """Return what would let more people answer the request, the smallest change first.

    There is at most one of each kind, and of WAIT one for each thing waited for:

    - TIME: the asked times are widened on both sides by half hours, round the week, until a run in
      them suits somebody; of several such runs the one that suits most.
    - WAIT for a rest: the fewest days after which one of them has rested.
    - MORE, where nobody could: the day and part of the day that leave a new helper most half hours
      to begin at.

    A change takes one thing away, so it matters only for those whom that alone keeps. On these all
    are made at once and the pairs solved again: each helper is touched by the one change for what
    kept them, and nothing that changes moves anybody. A newcomer is solved as the request stands.
    """
    rows = solved.near[solved.bars.take(solved.near) & CAN_CHANGE != 0]
    bars, some = solved.bars.take(rows), helpers.at(rows)
    rest = some.rest_days[bars == Bar.REST.value].min(initial=LONGEST)
    another = _nearest_time(request, some.days[bars == Bar.TIME.value])
    widened = replace(request, days=request.days | _run(another, request.slots))
    changed = replace(
        some,
        reach=some.reach + np.inf,
        rest_days=some.rest_days * (some.rest_days > rest),
        week_left=np.maximum(some.week_left, 1),
        asks_left=np.maximum(some.asks_left, 1),
        paused=some.paused & False,
        trust=np.maximum(some.trust, request.trust),
    )
    able = are_pairs(widened, changed, solved.metres.take(rows))
    rows, bars = rows[able], bars[able]
    told = {Bar.TIME: _told(another), Bar.REST: {"days": int(rest)}}
    changes = [
        Change(kind, bar, who, **told.get(bar, {}))
        for bar, kind in SMALLEST_FIRST.items()
        if len(who := rows[bars == bar.value])
    ]
    return changes if len(solved.order) else [*changes, *_one_more(request)]


def _one_more(request: Request) -> list[Change]:
    """Return one more helper at the easiest time, if that helper could."""
    easiest = _easiest_time(request)
    newcomer = replace(
        NEWCOMER,
        days=_run(easiest, request.slots)[np.newaxis],
        trust=np.array([request.trust], np.uint8),
    )
    more = Change(Kind.MORE, Bar(0), NOBODY, **_told(easiest))
    return [more for able in are_pairs(request, newcomer, np.zeros(1)) if able]


def _told(moment: Moment | None) -> dict[str, int]:
    """Return a moment as a change tells it."""
    return {"day": moment[0], "half_hour": moment[1]} if moment else {}


def _nearest_time(request: Request, weeks: Bits) -> Moment | None:
    """Return the nearest moment to the asked times that suits one of these weeks (m, 7), if any."""
    starts = run_starts(weeks, request.slots)
    wanted = _week(np.bitwise_or.reduce(starts, axis=0).tolist())
    if not wanted:
        return None
    asked = _week(request.hours)
    while not (found := run_starts(asked, request.slots) & wanted):
        asked |= asked << 1 | asked >> 1 | asked >> WEEK - 1 | asked << WEEK - 1
        asked &= WHOLE_WEEK
    days, half_hours = np.divmod(_positions(found), SLOTS)
    most = (starts[:, days] >> half_hours.astype(np.uint64) & ONE).sum(axis=0).argmax()
    return int(days[most]), int(half_hours[most])


def _easiest_time(request: Request) -> Moment | None:
    """Return the first moment of the day and part of the day with most of them, None of any time."""
    if request.is_any_time:
        return None
    room = [(day, starts & part) for day, starts in enumerate(request.starts) for part in PART_BITS]
    day, moments = max(room, key=lambda one: one[1].bit_count())
    return day, _positions(moments)[0]


def _run(moment: Moment | None, slots: int) -> Bits:
    """Return a week (7,) of one run of half hours, or an empty one."""
    days = np.zeros(len(DAYS), np.uint64)
    if moment:
        day, half_hour = moment
        days[day] = (1 << slots) - 1 << half_hour
    return days


def _positions(bits: int) -> list[int]:
    """Return which bits are set, the lowest first."""
    found = []
    while bits:
        found.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return found


def _week(days: list[int]) -> int:
    """Return seven days as the bits of one week, in the manner of `hours.Week`."""
    return sum(day << number * SLOTS for number, day in enumerate(days))
