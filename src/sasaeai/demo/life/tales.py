"""Twelve 物語 of ささえ市 as they are told: what was before, what happened, who moved, what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sasaeai.demo.life import tale_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.pictures import Pictures
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.voices import Voice

LINES = 6


@dataclass(frozen=True)
class Tale:
    """One story; days are counted from today, goal, activities and voices are keys."""

    key: str
    area: str
    on: int
    written_by: str
    employer: str
    title: str
    before: str
    happened: str
    who: str
    changed: str
    next: str
    goal: str
    activities: tuple[str, ...]
    voices: tuple[str, ...]
    visibility: str


def told(
    places: Places, pictures: Pictures, days: Days, voices: Sequence[Voice]
) -> tuple[Tale, ...]:
    """Return the stories, each tied to a goal, its activities and the voices it began with."""
    lines = tale_words.TALES.strip().splitlines()
    return tuple(
        _tale(n, lines[place : place + LINES], places, pictures, days=days, voices=voices)
        for n, place in enumerate(range(0, len(lines), LINES), 1)
    )


def _tale(
    number: int,
    lines: Sequence[str],
    places: Places,
    pictures: Pictures,
    *,
    days: Days,
    voices: Sequence[Voice],
) -> Tale:
    title, area, ago, staff, goal, activities, said, visibility = lines[0].split("|")
    before, happened, who, changed, then = lines[1:]
    on = days.workday(-int(ago))
    desk = places.posting_of(f"sasae-staff-{staff}", area, -on)
    goals = ((one.words, one.key) for vision in pictures.visions for one in vision.goals)
    return Tale(
        key=f"sasae-tale-{number}", area=area, on=on, written_by=desk.staff, employer=desk.employer,
        title=title, before=before, happened=happened, who=who, changed=changed, next=then,
        goal=_keys((goal,), goals)[0],
        activities=_keys(activities.split("/"), ((one.name, one.key) for one in places.town.activities)),
        voices=_keys(said.split("/"), ((one.words, one.key) for one in voices)),
        visibility=visibility,
    )  # fmt: skip


def _keys(pieces: Sequence[str], rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the key of the first row with each piece in its words."""
    known = list(rows)
    return tuple(next(key for words, key in known if piece in words) for piece in pieces if piece)
