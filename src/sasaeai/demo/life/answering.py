"""The voice a need came from, and what was answered."""

import random
from dataclasses import replace

from sasaeai.demo.chance import weighted
from sasaeai.demo.life import reply_words, voices
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.needs import Need
from sasaeai.demo.life.voices import Hearing, Voice
from sasaeai.demo.residents import Resident

WISHED = ("role", "men", "salon", "exercise", "work", "multi_gen", "other", "talk", "digital")
KINDS = {"trouble": 0.6, "wish": 0.4}
CALLED, CONFIRMED, SEARCHING = 0.8, 0.85, 0.6
WAITING = ("received", "arranging")


def of_need(hearing: Hearing, need: Need, person: Resident | None) -> Voice:
    """Return what was said of a need, to whom, and what was answered."""
    rng, places = hearing.rng, hearing.places
    kind = weighted(rng, KINDS) if need.category in WISHED else "trouble"
    block = places.land.area(need.area)
    desk = places.on_duty(need.area, -need.said_on, employer=need.employer)[0]
    voice = hearing.heard(need.line, kind, block, need.said_on, desk=desk)
    if need.is_plain:
        voice = replace(voice, words=need.line.words, means="phone", place_words="")
    voice = replace(
        voice,   destination="need", lead=need.key,
        called=person.called if person and rng.random() < CALLED else "",
        categories=(need.category,) if rng.random() < CONFIRMED else (),
    )  # fmt: skip
    return _answered(rng, voice, need, hearing.days)


def _answered(rng: random.Random, voice: Voice, need: Need, days: Days) -> Voice:
    if need.state not in WAITING:
        words = reply_words.LET_GO[need.closing] if need.closing else reply_words.FOUND
        return voices.answered(rng, voice, rng.choice(words))
    if rng.random() >= SEARCHING:
        return voice
    by = days.date(need.answer_by)
    told = rng.choice(reply_words.SEARCHING).format(日=f"{by.month}月{by.day}日")
    return replace(voice, answer=told, answered_on=min(voice.heard_on + 1, 0))
