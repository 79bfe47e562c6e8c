"""Weekly and monthly times as plain data, read from short notes."""

import re
from dataclasses import dataclass

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
