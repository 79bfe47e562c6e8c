"""Weekly and monthly times as plain data, read from short notes, and their Japanese words."""

import re
from dataclasses import dataclass

LONG_RUN = 4
NOON = "正午"
WEEKDAYS = "月火水木金土日"
NOTE = re.compile(
    r"^(?:第(?P<weeks>[1-5]+))?(?P<days>[月火水木金土日]+) (?P<start>[\d:]+)-(?P<end>[\d:]+)$"
)


@dataclass(frozen=True)
class Weekly:
    """One time of the week: weekday 0 is Monday; no weeks means every week of the month."""

    weekday: int
    start: str
    end: str
    weeks: tuple[int, ...] = ()


def times(notes: str) -> tuple[Weekly, ...]:
    """Return the times noted like 「第24水 10:00-11:30,火金 9:00-12:00」."""
    return tuple(time for note in notes.split(",") if note for time in _read(note.strip()))


def _read(note: str) -> list[Weekly]:
    found = NOTE.match(note)
    if found is None:
        message = f"「{note}」は曜日と時刻として読めません。"
        raise ValueError(message)
    weeks = tuple(int(n) for n in found["weeks"] or "")
    start, end = (_clock(found[side]) for side in ("start", "end"))
    return [Weekly(WEEKDAYS.index(day), start, end, weeks) for day in found["days"]]


def _clock(words: str) -> str:
    hour, _, minute = words.partition(":")
    return f"{int(hour):02d}:{int(minute or 0):02d}"


def in_words(given: tuple[Weekly, ...]) -> str:
    """Return the times as people say them: 「第2・第4水曜 午前10時〜11時30分」."""
    groups: dict[tuple[str, str, tuple[int, ...]], list[int]] = {}
    for time in given:
        groups.setdefault((time.start, time.end, time.weeks), []).append(time.weekday)
    return "、".join(
        f"{_days(days, weeks)} {_hours(start, end)}" for (start, end, weeks), days in groups.items()
    )


def _days(days: list[int], weeks: tuple[int, ...]) -> str:
    if len(days) == len(WEEKDAYS):
        return "毎日"
    if days == [0, 1, 2, 3, 4] and not weeks:
        return "平日"
    unbroken = len(days) >= LONG_RUN and days == list(range(days[0], days[-1] + 1))
    shown = [days[0], days[-1]] if unbroken else days
    names = ("〜" if unbroken else "・").join(WEEKDAYS[day] for day in shown)
    which = "・".join(f"第{week}" for week in weeks) or "毎週"
    return f"{which}{names}曜"


def _hours(start: str, end: str) -> str:
    first, last = _spoken(start), _spoken(end)
    same_half = first[:2] == last[:2] and last != NOON
    return f"{first}〜{last[2:] if same_half else last}"


def _spoken(clock: str) -> str:
    hour, minute = (int(part) for part in clock.split(":"))
    if (hour, minute) == (12, 0):
        return NOON
    half = "午前" if hour < 12 else "午後"
    spoken = hour % 12
    return f"{half}{spoken}時" + (f"{minute}分" if minute else "")
