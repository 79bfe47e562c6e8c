"""Weekly and monthly times read from words: 「毎週火曜 10時〜11時半」, 「第2・4木曜日 13:30-15:00」.

Words are read whole or not at all: what could mean two things, or what a schedule cannot hold
(「毎月10日」, 「隔週」, 「祝日を除く」, times of the week off the half hour), stays words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import TypeAlias

from sasaeai.calc.hours import BACKWARDS, DAYS, SLOT_MINUTES, Interval, Week, week_of
from sasaeai.calc.monthly import LAST, Monthly
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.schedule import Schedule
from sasaeai.calc.text import nfkc

Token: TypeAlias = tuple[str, str]

LONGEST = 200  # what the column of such words holds
# Below it an hour without 午前 or 午後 may be of the morning or of the evening.
FIRST_SURE_HOUR = 8
NOON = 12
_WEEKDAYS = "月火水木金土日"
_DAY = rf"[{_WEEKDAYS}](?:曜日?)?"
_DASH = r"[~〜\-‐‑‒–—―−ー]"
_AND = r"[・,、と/]"
_HALF = r"(?:午前|午後|[AaPp][Mm])"
_CLOCK = rf"(?:正午|{_HALF}?\d{{1,2}}(?::\d{{2}}|時半|時\d{{1,2}}分|時))"
_TOKEN = re.compile(
    rf"(?P<span>{_CLOCK}(?:{_DASH}|から){_CLOCK}(?:まで)?)"
    r"|(?P<times>[週月]に?\d回)"
    rf"|(?P<weeks>(?:毎月)?(?:第\d|最終)(?:週?{_AND}?(?:第?\d(?!\d|[:時])|最終))*(?:週の|週|の)?)"
    rf"|(?P<range>{_DAY}{_DASH}{_DAY})"
    rf"|(?P<days>(?:毎日|{_DAY}(?:{_AND}?{_DAY})*))"
    r"|(?P<every>毎週)"
    rf"|(?P<and>{_AND}|。)"
)
_TIME = re.compile(r"(午前|午後|[AaPp][Mm])?(\d{1,2})(?::(\d{2})|時(半|\d{1,2})?分?)")
_NUMBER = re.compile(r"\d|最終")
_MARKS = {"午前": "am", "午後": "pm"}


@dataclass
class _Clause:
    """Days with their times, as they are said one after the other."""

    weekly: list[int] = field(default_factory=list)
    monthly: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    spans: list[Interval] = field(default_factory=list)


def schedule_of_words(text: str) -> Schedule | None:
    """Return what words say of days and times, None where that is not certain and whole."""
    if len(text) > LONGEST:
        return None
    try:
        tokens = list(_tokens("".join(nfkc(text).split())))
        return _schedule(_clauses(tokens), [said for kind, said in tokens if kind == "times"])
    except Refusal:
        return None


def _tokens(plain: str) -> Iterator[Token]:
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found:
            raise _unread()
        yield str(found.lastgroup), found[0]
        at = found.end()


def _clauses(tokens: list[Token]) -> list[_Clause]:
    """Return the days that are said together, each with the times said after them."""
    clauses = [_Clause()]
    weeks: tuple[int, ...] = ()
    every = False
    for kind, said in tokens:
        if kind in {"weeks", "every", "days", "range"} and clauses[-1].spans:
            clauses.append(_Clause())
        if kind == "weeks":
            _require(not (weeks or every))
            weeks = tuple(LAST if n == "最終" else int(n) for n in _NUMBER.findall(said))
        elif kind == "every":
            _require(not (weeks or every))
            every = True
        elif kind in {"days", "range"}:
            # 「第2日」: a day of the month? 「第2木曜・金曜」: the second Friday, or every one?
            _require(not weeks or (said != "日" and "曜" not in said.rstrip("曜日")))
            _add_days(clauses[-1], _days(kind, said), weeks, every=every)
            weeks, every = (), False
        elif kind == "span":
            _require(not (weeks or every))
            clauses[-1].spans.append(_span(said))
    _require(not (weeks or every))
    return clauses


def _add_days(clause: _Clause, days: list[int], weeks: tuple[int, ...], *, every: bool) -> None:
    if weeks:
        clause.monthly += [(weeks, day) for day in days]
        return
    _require(every or not clause.monthly)  # 「第2木曜。金曜」, as above
    clause.weekly += days


def _days(kind: str, said: str) -> list[int]:
    if said == "毎日":
        return list(range(len(DAYS)))
    plain = re.sub(r"曜日?", "", said)
    found = [_WEEKDAYS.index(sign) for sign in plain if sign in _WEEKDAYS]
    if kind == "days":
        return found
    first, last = found
    _require(first < last)
    return list(range(first, last + 1))


def _schedule(clauses: list[_Clause], often: list[str]) -> Schedule:
    week, monthly = Week(), []
    for clause in clauses:
        _require(bool(clause.spans) and bool(clause.weekly or clause.monthly))
        for start, end in clause.spans:
            if clause.weekly:
                _require(start % SLOT_MINUTES == 0 and end % SLOT_MINUTES == 0)
                slots = start // SLOT_MINUTES, end // SLOT_MINUTES
                week |= week_of(*((day, *slots) for day in clause.weekly))
            monthly += [
                Monthly(weeks, day, _clock(start), _clock(end)) for weeks, day in clause.monthly
            ]
    found = Schedule(week, tuple(dict.fromkeys(monthly)))
    for said in often:
        _require(_number_of_days(found, said[0]) == int(said[-2]))
    return found


def _number_of_days(found: Schedule, unit: str) -> int:
    """Return how often a week, or a month, it is; −1 where it is in both ways."""
    monthly = {(week, pattern.weekday) for pattern in found.monthly for week in pattern.weeks}
    weekly = sum(bool(found.week.intervals(day)) for day in range(len(DAYS)))
    if unit == "週":
        return -1 if monthly else weekly
    return -1 if weekly else len(monthly)


def _span(said: str) -> Interval:
    """Return from when until when; the end is of the same half of the day where it says none."""
    first, last = re.findall(_CLOCK, said)
    start, half = _minutes(first, "")
    end, _half = _minutes(last, half)
    if start >= end:
        raise Refusal(BACKWARDS)
    return start, end


def _minutes(said: str, half: str) -> tuple[int, str]:
    """Return the minutes since midnight, and 'am' or 'pm' where that was said."""
    if said == "正午":
        return NOON * 60, half
    mark, hours, digits, words = _TIME.findall(said)[0]
    told = _MARKS.get(mark, mark.lower())
    hour, minute = int(hours), _minute(digits or words or "0")
    if told or half:
        # 「午後12時」 is noon to some and midnight to others; 「午後1時〜15時」 says 24 hours after all.
        _require(hour < NOON or (not told and hour > NOON) or (half == "am" and not told))
        hour += NOON if (told or half) == "pm" and hour < NOON else 0
    else:
        _require(hour >= FIRST_SURE_HOUR or hours.startswith("0"))
    _require(minute < 60 and hour * 60 + minute <= 24 * 60)
    return hour * 60 + minute, told or half


def _minute(said: str) -> int:
    return SLOT_MINUTES if said == "半" else int(said)


def _clock(minutes: int) -> time:
    _require(minutes < 24 * 60)
    return time(minutes // 60, minutes % 60)


def _require(is_sure: bool) -> None:  # noqa: FBT001 -- what is asked is the argument
    if not is_sure:
        raise _unread()


def _unread() -> Refusal:
    return Refusal(BACKWARDS)
