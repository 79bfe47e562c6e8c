"""What goes to somebody whose work it is: the needs that no neighbour is asked for, and whom the town calls."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sasaeai.demo.life import refer_words, speech
from sasaeai.demo.life.needs import Asking, Need
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.speech import Line
from sasaeai.demo.residents import Resident

CENTRE = "hokatsu"
STILL_OPEN, LONG_OVER = (1, 9), (40, 380)


@dataclass(frozen=True)
class Referral:
    """Whom a need was handed to, so many days from today."""

    need: str
    contact: str
    on: int
    words: str
    referred_by: str


@dataclass(frozen=True)
class Contact:
    """Whom a town calls in an area (empty: in all); for these categories and groups of alarm words."""

    key: str
    area: str
    name: str
    phone: str
    hours: str
    terms: tuple[str, ...]


def contacts(municipality: str, places: Places) -> list[Contact]:
    """Return whom a town calls, the 地域包括支援センター of each 圏域 among them."""
    text = {"sasae": refer_words.CONTACTS, "tonari": refer_words.NEIGHBOUR_CONTACTS}[municipality]
    centres = [
        (one.reach, f"{one.name}（{_served(one.reach, places)}）", one.phone)
        for one in places.town.organisations
        if one.kind == "hokatsu" and one.municipality == municipality
    ]
    rows = []
    for line in text.strip().splitlines():
        key, name, phone, hours, terms = line.split("|")
        known = centres if key == CENTRE else [("", name, phone)]
        rows += [
            Contact(f"{key}{area}", area, called, number, hours, tuple(terms.split(",")))
            for area, called, number in known
        ]
    return rows


def _served(area: str, places: Places) -> str:
    """Return the 地区 of a 圏域, by which one finds the right centre."""
    return "・".join(district.name for district in places.land.children(area))


def drawn(asking: Asking, known: Sequence[Resident]) -> list[tuple[Need, Referral]]:
    """Return these needs with their referrals; the first are those with alarm words in them."""
    planted = [line.split("|", 1) for line in refer_words.ALARMS.strip().splitlines()]
    told = [
        *((int(ago), speech.lines(text)[0]) for ago, text in planted),
        *((_ago(asking.rng, line), line) for line in speech.lines(refer_words.REFERRED)),
    ]
    return [
        _one(asking, line, ago, known, number=n, is_plain=n < len(planted))
        for n, (ago, line) in enumerate(told)
    ]


def _ago(rng: random.Random, line: Line) -> int:
    return rng.randint(*(LONG_OVER if line.rest[-1] else STILL_OPEN))


def _suits(line: Line, person: Resident) -> bool:
    return line.whose in {person.sex, "e"} and person.gives_since_days_ago is None


def _one(
    asking: Asking,
    line: Line,
    ago: int,
    known: Sequence[Resident],
    *,
    number: int,
    is_plain: bool,
) -> tuple[Need, Referral]:
    rng, key = asking.rng, f"sasae-referred-{number}"
    *asked, contact, told, ending = line.rest
    person = rng.choice([one for one in known if _suits(line, one)])
    said_on = -ago if is_plain else asking.days.weekday(rng, ago)
    need = replace(
        asking.need(replace(line, rest=tuple(asked)), person, "let_go" if ending else "received", said_on),
        key=key, on=None, coping="unresolved", urgency="days", consent="",
        avoids=(), is_plain=is_plain,
    )  # fmt: skip
    if ending:
        closed = min(-1, said_on + rng.randint(6, 24))
        need = replace(need, closed_on=closed, closing="to_professional", closing_words=ending)
    at = asking.places.living_area(need.area) if contact == CENTRE else ""
    return need, Referral(key, contact + at, said_on, told, need.owner)
