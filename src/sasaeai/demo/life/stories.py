"""The seed stories' beginnings: a button to sew on, a widower who wants company, an empty annexe."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sasaeai.calc.hours import Week
from sasaeai.calc.matching.sides import CAN
from sasaeai.demo import timetable
from sasaeai.demo.life import speech, voice_stories
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.matches import Ask, Match, Standing, Visit
from sasaeai.demo.life.needs import Need
from sasaeai.demo.life.voices import Voice
from sasaeai.demo.residents import Resident
from sasaeai.demo.rhythm import times
from sasaeai.demo.town import Town

TOLD_BY, BODY = "sasae-staff-1006", "swc-kawasemi"
THURSDAY, SATURDAY = 3, 5
CAFE = "喫茶ひだまりの木曜午後"


@dataclass(frozen=True)
class Stories:
    """The voices, needs and matches that are told, not drawn."""

    voices: tuple[Voice, ...] = ()
    needs: tuple[Need, ...] = ()
    matches: tuple[Match, ...] = ()


def told(town: Town, days: Days) -> Stories:
    """Return the stories' beginnings as they stand on this day."""
    heard = _voices(town, days)
    rows = _matches(town, days)
    ends = {row.need: row.ended_on for row in rows}
    asked = [replace(need, closed_on=ends.get(need.key)) for need in _needs(town, heard)]
    return Stories(tuple(heard), tuple(asked), tuple(rows))


def _voices(town: Town, days: Days) -> list[Voice]:
    lines = [line.split("|") for line in voice_stories.VOICES.strip().splitlines()]
    leads = {
        row.name: (kind, row.key)
        for kind, rows in (("asset", town.assets), ("activity", town.activities))
        for row in rows
    }
    return [_voice(words, leads, days) for words in lines]


def _voice(words: list[str], leads: dict[str, tuple[str, str]], days: Days) -> Voice:
    ago, block, _desk, kind, categories, called, means, where, consent, reach, said, led, then = (
        words
    )
    on = -int(ago)
    if where == CAFE:
        on = days.next(on - 1, THURSDAY)
    is_need = led.startswith("need:")
    destination, lead = ("need", led[5:]) if is_need else leads.get(led, ("", ""))
    due = int(then) if then.isdigit() else None
    answer = "" if due else then
    return Voice(
        key=led if is_need else "", municipality="sasae", area=block, words=said, kind=kind,
        categories=tuple(categories.split(",")), heard_on=on, heard_by=TOLD_BY, employer=BODY,
        means=means, place_words=where, called=called, told_by="", consent=consent, reach=reach,
        follow_up_on=due, destination=destination, lead=lead, answer=answer,
        answered_on=min(on + 3, 0) if answer else None,
    )  # fmt: skip


def _needs(town: Town, heard: list[Voice]) -> list[Need]:
    said = {voice.lead: voice for voice in heard if voice.destination == "need"}
    people = {one.nickname: one for one in town.residents}
    return [
        _need(line.split("|"), said, people) for line in voice_stories.NEEDS.strip().splitlines()
    ]


def _need(words: list[str], said: dict[str, Voice], people: dict[str, Resident]) -> Need:
    key, what, rhythm, when, where, coping, who, state, closing = words
    voice, person = said[key], people[who]
    often, minutes = rhythm.split()
    return Need(
        key=key, municipality="sasae", area=person.area, employer=BODY, owner=TOLD_BY,
        person=person.key, line=speech.said_already(voice.words, voice.categories),
        said_on=voice.heard_on, category=voice.categories[0], what=what, times=times(when), on=None,
        often=often, minutes=int(minutes), place_words=where, has=(), avoids=(), coping=coping,
        urgency="weeks", consent="oral", state=state,
        answer_by=voice.heard_on + 7 if closing else 3, closing_words=closing,
    )  # fmt: skip


def _matches(town: Town, days: Days) -> list[Match]:
    targets = {one.nickname: one.key for one in town.residents if one.nickname}
    targets |= {row.name: row.key for row in town.activities}
    return [
        _match(line.split("|"), targets, days)
        for line in voice_stories.MATCHES.strip().splitlines()
    ]


def _match(words: list[str], targets: dict[str, str], days: Days) -> Match:
    need, kind, target, ago, half_hours, first, noted = words
    asked, by_person = -int(ago), kind == "person"
    on = list(_visited(days, -int(first), noted.count("/") + 1, saturday=not by_person))
    visits = tuple(
        Visit(day, 180 if not by_person else 3, told)
        for day, told in zip(on, noted.split("/"), strict=True)
    )
    week = timetable.week(times(half_hours)) if half_hours else Week()
    return Match(
        need=need, kind=kind, target=targets[target], asked_by=TOLD_BY, asked_on=asked,
        state="ended", answer_by=asked + 2, agreed_on=asked, times=week, first_on=on[0],
        standing=Standing(CAN, 0, 0, met=False, only_received=False, common=week) if by_person else None,
        thanked_on=on[-1], ended_on=on[-1] + 1, visits=visits,
        asks=(Ask(asked, 14, TOLD_BY, "yes", 0),) if by_person else (),
    )  # fmt: skip


def _visited(days: Days, first: int, count: int, *, saturday: bool) -> Iterator[int]:
    """Yield the next Thursday, or the first Saturdays of the next months."""
    on = first
    for _ in range(count):
        on = days.next(on, SATURDAY if saturday else THURSDAY)
        while saturday and days.date(on).day > 7:
            on += 7
        yield on
