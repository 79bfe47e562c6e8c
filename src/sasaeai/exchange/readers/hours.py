"""Opening days and hours of a row, as words that people read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sasaeai.calc.text import nfkc

WEEK = ("月", "火", "水", "木", "金", "土", "日")
_NONE = {"", "-", "−", "－", "―", "なし", "無", "無し", "休", "休み", "×"}
_CLOCK = re.compile(
    r"^(午前|午後|am|pm)?(\d{1,2})(?::|時)(\d{1,2})?分?(?::\d{2}(?:\.\d+)?)?$", re.IGNORECASE
)
_TIME_OF_DAY = re.compile(
    r"(?<![\d:])(\d{1,2})(?::(\d{2})(?!\d)|時(?!間)(?:(\d{1,2})分)?)", re.ASCII
)
_PART = r"(午前|午後|am|pm)?(\d{1,2})(?::(\d{2})(?!\d)|時(?!間)(?:(半)|(\d{1,2})分)?)"
_SPAN = re.compile(rf"(?<![\d:]){_PART}(?:から|[~〜\-‐‑‒–—―−]){_PART}", re.ASCII | re.IGNORECASE)
HOUR, DAY, LAST_HOUR = 60, 24 * 60, 30
NOON = 12 * HOUR
_NEVER_CLOSED = re.compile(r"^(?:年中)?無休$")
_DAY_LIST = re.compile(r"^[月火水木金土日祝・、,;\s]+$")


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: all in words, and of it the days and times apart from what qualifies them."""

    words: str
    columns: str
    remarks: str


def doubt(text: str) -> str:
    """Return what to look at in words of time, '' where every time of day in them is one.

    Hours past midnight are counted on in Japan (25:00 is one o'clock of the next day, up to 30):
    they are kept, and asked about, for in a list of what old people go to they are mostly a slip.
    """
    for hit in _TIME_OF_DAY.finditer(nfkc(text)):
        hour, minute = int(hit[1]), int(hit[2] or hit[3] or 0)
        if hour > LAST_HOUR or minute >= HOUR:
            sentence = _(
                "「%(time)s」は時刻として読めません。「10:00」のように直してください。いまは書いてあるまま残します。"
            )
            return sentence % {"time": hit[0]}
        if hour * HOUR + minute > DAY:
            sentence = _(
                "「%(time)s」は24時をこえています。翌日の%(hour)s時台のことならこのままに、ちがうときは直してください。"
            )
            return sentence % {"time": hit[0], "hour": hour - DAY // HOUR}
    return backwards(text)


def backwards(text: str) -> str:
    """Return what to look at where words of time end before they begin, '' where none do."""
    for hit in _SPAN.finditer("".join(nfkc(text).split())):
        half, start = _minutes(hit.groups()[:5])
        half_of_end, end = _minutes(hit.groups()[5:])
        if half == "pm" and not half_of_end and end <= NOON:
            end += NOON
        if 0 < end < start:
            sentence = _(
                "「%(time)s」は、終わりの時刻が始まりより前です。翌日までのことならこのままに、ちがうときは直してください。"
            )
            return sentence % {"time": hit[0]}
    return ""


def _minutes(part: Sequence[str | None]) -> tuple[str, int]:
    """Return 'am' or 'pm' where that is said, and the minutes since midnight."""
    mark, hour, minute, half_past, spoken = part
    half = {"午前": "am", "午後": "pm"}.get(mark or "", (mark or "").lower())
    minutes = int(hour or 0) * HOUR + (HOUR // 2 if half_past else int(minute or spoken or 0))
    return half, minutes + (NOON if half == "pm" and minutes < NOON else 0)


def note(text: str) -> str:
    """Return a remark on hours or closing days, '' for a dash or なし."""
    plain = nfkc(text).strip()
    return "" if plain in _NONE else text.strip()


def clock(text: str) -> str:
    """Return a time of day as 9:00 where the text is one, otherwise the text itself."""
    plain = nfkc(text).strip()
    hit = _CLOCK.match(plain.replace(" ", ""))
    if not hit:
        return text.strip()
    hour, minute = int(hit[2]), int(hit[3] or 0)
    if (hit[1] or "").lower() in {"午後", "pm"} and hour < 12:
        hour += 12
    return f"{hour}:{minute:02d}" if hour <= 30 and minute < 60 else plain


def span(start: str, end: str) -> str:
    """Return 9:00〜17:00, with only one side where the other is blank."""
    first, last = (("" if text.strip() in _NONE else clock(text)) for text in (start, end))
    return f"{first}〜{last}" if first or last else ""


def days(text: str) -> str:
    """Return 月〜金 for 月火水木金, and other wordings as they are."""
    plain = nfkc(text).strip()
    if plain in _NONE:
        return ""
    listed = plain.replace("祝日", "祝")
    if plain == "祝日" or not _DAY_LIST.match(listed):
        return text.strip().replace(",", "・").replace(";", "・")
    named = [day for day in (*WEEK, "祝") if day in listed]
    return "・".join(_runs(named))


def open_days(text: str, *, closed: str) -> str:
    """Return the days that are left of those named, or of all, without the closing days.

    Closing days that are no plain list of weekdays (「第3火曜日」, 「年末年始」) take no day away, and
    leave it open which days there are where none is named.
    """
    shut = _listed(closed)
    named = _listed(text) if text.strip() else set(WEEK) if shut is not None else None
    if named is None or "祝" in named:
        return days(text)
    return "・".join(_runs([day for day in WEEK if day in named - (shut or set())]))


def _listed(text: str) -> set[str] | None:
    """Return the weekdays of a plain list of them, none for 年中無休, None for anything else."""
    plain = nfkc(text).strip().replace("曜日", "").replace("曜", "").replace("祝日", "祝")
    if _NEVER_CLOSED.match(plain):
        return set()
    return {sign for sign in plain if sign in (*WEEK, "祝")} if _DAY_LIST.match(plain) else None


def joined(*parts: str) -> str:
    """Return the parts that say anything, one sentence after the other."""
    return "。".join(part.rstrip("。") for part in parts if part)


def weekly(times: Mapping[str, tuple[str, str]]) -> str:
    """Return 月〜金 8:30〜17:15、土 9:00〜12:00 from start and end per weekday."""
    by_span: dict[str, list[str]] = {}
    for day in ("weekdays", *WEEK, "祝"):
        words = span(*times.get(day, ("", "")))
        if words:
            by_span.setdefault(words, []).append("平日" if day == "weekdays" else day)
    return "、".join(f"{'・'.join(_runs(named))} {words}" for words, named in by_span.items())


def _runs(named: list[str]) -> list[str]:
    """Join three or more weekdays in a row: 月〜金."""
    runs: list[list[str]] = []
    for day in named:
        if runs and day in WEEK and WEEK[WEEK.index(day) - 1] == runs[-1][-1] and day != "月":
            runs[-1].append(day)
        else:
            runs.append([day])
    return [word for run in runs for word in ([f"{run[0]}〜{run[-1]}"] if len(run) > 2 else run)]
