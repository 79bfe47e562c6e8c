"""Weekly and monthly times read from words: 「毎週火曜 10時〜11時半」, 「第2・4木曜日 13:30-15:00」.

Words are read whole or not at all: what could mean two things, or what a schedule cannot hold
(「毎月10日」, 「隔週」, times of the week off the half hour), stays words. What only takes something
away from the times (「（祝日を除く）」, 「（要予約）」, 平日: no holidays) is a remark that stays beside them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import NamedTuple, TypeAlias

from sasaeai.calc.hours import BACKWARDS, DAYS, SLOT_MINUTES, Interval, Week, week_of
from sasaeai.calc.monthly import LAST, Monthly
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.schedule import Schedule
from sasaeai.calc.text import nfkc

Token: TypeAlias = tuple[str, str]

LONGEST = 200  # what the column of such words holds
# Below it an hour without 午前 or 午後 may be of the morning or of the evening.
FIRST_SURE_HOUR = 8
# Unless it is of a gathering before work, as radio exercises are: 6:30〜7:00.
EARLY = ("06:00", "07:00")
NOON = 12
WORKDAYS = "平日"
_WEEKDAYS = "月火水木金土日"
_DAY = rf"[{_WEEKDAYS}](?:曜日?)?"
_DASH = r"[~〜\-‐‑‒–—―−ー]"
_AND = r"[・,、と/]"
_HALF = r"(?:午前|午後|[AaPp][Mm])"
_CLOCK = rf"(?:正午|{_HALF}?\d{{1,2}}(?::\d{{2}}|時半|時\d{{1,2}}分|時))"
_SPAN = rf"{_CLOCK}(?:{_DASH}|から){_CLOCK}(?:まで)?"
_RANGE = rf"{_DAY}{_DASH}{_DAY}"
_DAYS = rf"(?:毎日|{WORKDAYS}|{_DAY}(?:{_AND}?{_DAY})*)"
_FREE = (
    r"(?:国民の祝日|祝祭日|祝日|祭日|祝|休日|年末年始|年末|年始|お?盆|[春夏秋冬]休み"
    r"|雨天|荒天|\d{1,2}月(?:\d{1,2}日)?)(?:期間|[時中])?"
)
_REMARK = (
    rf"(?:ただし、?)?{_FREE}(?:(?:{_AND}|{_DASH}|及び|および|または|や){_FREE})*[はをも]?"
    r"(?:除く|のぞく|お?休み|休[館会業止]日?|中止)"
    r"|要(?:予約|申込み?|申し込み)|(?:事前)?(?:予約|申込み?|申し込み)(?:制|が?必要)"
)
_TOKEN = re.compile(
    rf"(?P<span>{_SPAN})"
    r"|(?P<times>[週月]に?\d回)"
    rf"|(?P<weeks>(?:毎月)?(?:第\d|最終)(?:週?{_AND}?(?:第?\d(?!\d|[:時])|最終))*(?:週の|週|の)?)"
    rf"|(?P<range>{_RANGE})"
    rf"|(?P<days>{_DAYS})"
    r"|(?P<every>毎週)"
    rf"|(?P<remark>\((?:{_REMARK})\))"
    rf"|(?P<and>{_AND}|。)"
)
# 「毎週（木）」, not 「水曜（木）」; 「木曜（10時〜11時）」, not 「10時〜11時（10時半〜12時）」.
_HELD_DAYS = re.compile(rf"(?<![{_WEEKDAYS}曜])\(({_RANGE}|{_DAYS})\)")
_HELD_SPANS = re.compile(rf"(?<=[{_WEEKDAYS}曜])\(({_SPAN}(?:{_AND}{_SPAN})*)\)")
_TIME = re.compile(r"(午前|午後|[AaPp][Mm])?(\d{1,2})(?::(\d{2})|時(半|\d{1,2})?分?)")
_NAMES_DAYS = {"weeks", "every", "days", "range"}
_NUMBER = re.compile(r"\d|最終")
_MARKS = {"午前": "am", "午後": "pm"}


class Spoken(NamedTuple):
    """What words say of days and times, and what they remark of it."""

    schedule: Schedule
    remarks: str


@dataclass
class _Clause:
    """Days with their times, as they are said one after the other."""

    weekly: list[int] = field(default_factory=list)
    monthly: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    spans: list[Interval] = field(default_factory=list)


def spoken(text: str) -> Spoken | None:
    """Return what words say of days and times, None where that is not certain and whole."""
    if len(text) > LONGEST:
        return None
    try:
        tokens = list(_tokens(_plain(text)))
        remarks = list(_remarks(tokens))
        said = [token for token in tokens if token[0] != "remark"]
        often = [words for kind, words in said if kind == "times"]
        return Spoken(_schedule(_clauses(said), often), "、".join(remarks))
    except Refusal:
        return None


def _plain(text: str) -> str:
    """Return words without spaces, and without brackets around days or around the times of days."""
    whole = "".join(nfkc(text).split())
    # 「第2（日）」 is a Sunday, 「第2日」 would be a day of the month.
    bare = _HELD_DAYS.sub(lambda hit: hit[1] + "曜日" * (len(hit[1]) == 1), whole)
    return _HELD_SPANS.sub(r"\1", bare)


def _remarks(tokens: list[Token]) -> Iterator[str]:
    """Yield what is remarked of all the times: behind them, or between all the days and the times."""
    kinds = [kind for kind, _said in tokens]
    named = [said for kind, said in tokens if kind in _NAMES_DAYS]
    if WORKDAYS in named:
        _require(len(named) == 1)
        yield WORKDAYS
    for at, (kind, said) in enumerate(tokens):
        if kind == "remark":
            is_behind = set(kinds[at:]) <= {"remark", "and"}
            _require(is_behind or ("span" not in kinds[:at] and not _NAMES_DAYS & {*kinds[at:]}))
            yield said[1:-1]


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
        if kind in _NAMES_DAYS and clauses[-1].spans:
            clauses.append(_Clause())
        if kind == "weeks":
            _require(not (weeks or every))
            weeks = tuple(LAST if n == "最終" else int(n) for n in _NUMBER.findall(said))
        elif kind == "every":
            _require(not (weeks or every))
            every = True
        elif kind in {"days", "range"}:
            # 「第2日」: a day of the month? 「第2木曜・金曜」: the second Friday, or every one?
            is_one = said not in {"日", "毎日", WORKDAYS} and "曜" not in said.rstrip("曜日")
            _require(is_one or not weeks)
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
    if said == WORKDAYS:
        return list(range(5))
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
    is_sure = _counts_to_24(first, last)
    start, half = _minutes(first, "", is_sure=is_sure)
    end, _half = _minutes(last, half, is_sure=is_sure)
    if start >= end:
        raise Refusal(BACKWARDS)
    return start, end


def _counts_to_24(first: str, last: str) -> bool:
    """Say whether small hours are of the morning: 「7時〜19時」, 「6:30〜7:00」."""
    hits = [_TIME.fullmatch(said) for said in (first, last)]
    hours = [int(hit[2]) for hit in hits if hit and not hit[1]]
    if len(hours) < len(hits):
        return False
    times = [f"{said:0>5}" for said in (first, last) if ":" in said]
    is_early = len(times) == len(hits) and EARLY[0] <= times[0] and times[1] <= EARLY[1]
    return hours[1] > NOON or is_early


def _minutes(said: str, half: str, *, is_sure: bool) -> tuple[int, str]:
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
        _require(is_sure or hour >= FIRST_SURE_HOUR or hours.startswith("0"))
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
