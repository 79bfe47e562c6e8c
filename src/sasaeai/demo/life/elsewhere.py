"""Where else help comes from: organisations, activities and things near by."""

import random
from dataclasses import replace

from sasaeai.demo.life import visiting
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.matches import Match
from sasaeai.demo.life.needs import ONCE, Need
from sasaeai.demo.life.places import Places

BODIES = {
    "sewing": ("vol-tesagebukuro",), "talk": ("vol-keicho",), "watch_call": ("vol-keicho",),
    "consult": ("vol-keicho",), "watch_visit": ("vol-mimamori", "shakyo"),
    "garden": ("silver", "npo-otagaisama", "npo-satoyama", "t-npo"), "cleaning": ("silver",),
    "bath_toilet_cleaning": ("silver",), "bulky_trash": ("silver", "npo-otagaisama"),
    "minor_repair": ("silver", "npo-otagaisama"), "snow": ("school-kitano", "silver", "t-npo"),
    "trash": ("npo-otagaisama", "school-kitano", "silver"), "laundry": ("silver",),
    "bedding": ("npo-otagaisama", "silver"), "seasonal_clothes": ("silver",),
    "transport": ("transport-asiato", "swc-kawasemi"), "clinic": ("transport-asiato", "shakyo"),
    "accompany": ("transport-asiato", "shakyo"), "digital": ("school-minamidai", "shakyo"),
    "shopping_delivery": ("mobile-tokotoko", "coop-minori"),
    "shopping_proxy": ("coop-minori",), "shopping": ("coop-minori",),
    "meal_delivery": ("meal-okazuya",), "paperwork": ("shakyo",),
    "work": ("silver",), "disaster": ("koban-kawanishi", "kitano-chokai", "tenjin-chokai", "honmachi-chokai",
                 "minamidai-jichikai"),
    "watch_device": ("shiyakusho",),
}  # fmt: skip
GATHERING = ("salon", "men", "exercise", "dementia", "role", "multi_gen", "meal_prep", "work",
             "sewing", "digital", "shopping_delivery", "shopping_accompany")  # fmt: skip
MOST, GATHERING_FIRST = 3, 0.6


def turn_to(rng: random.Random, need: Need, on: int, *, places: Places, days: Days) -> Match | None:
    """Return a match with an activity or organisation that took it up; None where there is none."""
    kind, target = _found(rng, need, places)
    if not target:
        return None
    asked = days.workday(on)
    goes_on = need.state == "connected"
    times = visiting.any_time(rng, need)
    first = days.next(min(-2, asked + rng.randint(2, 9)), visiting.weekday_of(times))
    most = 1 if need.often == ONCE else MOST
    visits = visiting.kept(rng, need, first, days=days, most=None if goes_on else most)
    match = Match(
        need=need.key, kind=kind, target=target, asked_by=need.owner, asked_on=asked,
        state="done" if visits else "agreed", answer_by=asked + 2,
        agreed_on=min(-1, asked + rng.randint(0, 2)), times=times, first_on=first, visits=visits,
    )  # fmt: skip
    if goes_on:
        return match
    last = visits[-1].on if visits else match.agreed_on or asked
    ended = max(min(-1, last + rng.randint(1, 5)), match.agreed_on or last)
    return replace(match, state="ended", ended_on=ended)


def _found(rng: random.Random, need: Need, places: Places) -> tuple[str, str]:
    bodies = places.organisations_for(BODIES.get(need.category, ()), need.area)
    gatherings = (
        places.activities_for(need.category, need.area) if need.category in GATHERING else []
    )
    if gatherings and (not bodies or rng.random() < GATHERING_FIRST):
        return "activity", rng.choice(gatherings).key
    return ("organisation", rng.choice(bodies).key) if bodies else ("", "")
