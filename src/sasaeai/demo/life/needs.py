"""What somebody could be helped with: 400 needs of ささえ市 and 8 of となり町, and whose they are."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from sasaeai.demo.chance import deal, weighted
from sasaeai.demo.life import chore_words, company_words, speech
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.speech import Line, Rota, filled, said_by, slots
from sasaeai.demo.residents import Resident
from sasaeai.demo.rhythm import Weekly, times

COUNTS = {"sasae": 400, "tonari": 8}
STATES = {"done": 0.545, "let_go": 0.17, "connected": 0.145, "arranging": 0.085, "received": 0.055}
# Of each state the fewest and the most days since it was said.
AGE = {"done": (26, 715), "let_go": (18, 715), "connected": (14, 200), "arranging": (3, 13),
       "received": (0, 6)}  # fmt: skip
LATELY = 1.5  # more is heard now than a year ago
COPING = {"unresolved": 0.20, "self": 0.24, "family": 0.22, "neighbour": 0.10, "friend": 0.05,
          "volunteer": 0.03, "silver": 0.03, "ltci": 0.06, "private": 0.03, "other": 0.01,
          "": 0.03}  # fmt: skip
URGENCY = {
    True: {"weeks": 0.5, "whenever": 0.32, "days": 0.18},
    False: {"weeks": 0.42, "whenever": 0.55, "days": 0.03},
}
CONSENT = {"oral": 0.76, "paper": 0.24}
AVOIDS = {"f": {"man": 0.08, "smoke": 0.06}, "m": {"smoke": 0.03}}
DATED, UNNAMED, NOT_YET_ASKED = 0.45, 0.04, 0.35
OPEN = ("received", "arranging", "connected")
ONCE = "once"
BEFORE_GIVING = (25, 100)  # days from asking until one gives oneself
USUAL_DAYS = 7
OVERDUE, SOON = 4, (4,)
WAITING = ("received", "arranging")


@dataclass(frozen=True)
class Need:
    """One need; days are counted from today, past ones negative."""

    key: str
    municipality: str
    area: str
    employer: str
    owner: str
    person: str | None
    line: Line
    said_on: int
    category: str
    what: str
    times: tuple[Weekly, ...]
    on: int | None
    often: str
    minutes: int
    place_words: str
    has: tuple[str, ...]
    avoids: tuple[str, ...]
    coping: str
    urgency: str
    consent: str
    state: str
    answer_by: int
    closed_on: int | None = None
    closing: str = ""
    closing_words: str = ""
    # Told by telephone, in the very words of the line.
    is_plain: bool = False


class Asking:
    """Who asks for what in one town: residents take turns, and so do the things that are asked."""

    def __init__(self, rng: random.Random, places: Places, days: Days) -> None:
        self.rng, self.places, self.days = rng, places, days
        self.asked: Counter[str] = Counter()
        text = chore_words.CHORES.strip() + company_words.COMPANY
        self.rota = Rota(rng, speech.lines(text))

    def needs(self, count: int, known: Sequence[Resident]) -> list[Need]:
        """Return so many needs of these residents, the oldest first; `helping` says what became of them."""
        states = deal(self.rng, STATES, count)
        rows = []
        for said_on, state in sorted((self._age(state), state) for state in states):
            person = self._person(state, said_on, known)
            line = self._line(state, said_on, person)
            if line is not None:
                rows.append(self.need(line, person, state, said_on))
        return rows

    def _age(self, state: str) -> int:
        fewest, most = AGE[state]
        ago = fewest + round((most - fewest) * self.rng.random() ** LATELY)
        return self.days.weekday(self.rng, ago)

    def _person(self, state: str, said_on: int, known: Sequence[Resident]) -> Resident:
        """Return who was known by then and asked least so far; who helps by now asked not long before that."""
        order = [
            (
                (
                    -said_on > one.recorded_days_ago,
                    self.asked[one.key],
                    one.gives_since_days_ago is None,
                    self.rng.random(),
                ),
                one,
            )
            for one in known
            if one.gives_since_days_ago is None
            or (state == "done" and _leads_to_giving(one.gives_since_days_ago, -said_on))
        ]
        _turn, chosen = min(order, key=itemgetter(0))
        self.asked[chosen.key] += 1
        return chosen

    def _line(self, state: str, said_on: int, person: Resident) -> Line | None:
        """Return what this person asks on this day."""

        def fits(line: Line) -> bool:
            # What goes on now is not what a season long gone asked for.
            is_now = not line.months or self.days.today.month in line.months
            goes_on = line.rest[1].split()[0] != ONCE and is_now
            return line.whose in {person.sex, "e"} and (goes_on or state != "connected")

        return self.rota.next(self.days.date(said_on), fits)

    def need(self, line: Line, person: Resident, state: str, said_on: int) -> Need:
        """Return the need that one line of one person is about."""
        rng, places = self.rng, self.places
        what, rhythm, when, where, has = line.rest
        often, minutes = rhythm.split()
        ago = 0 if state in OPEN else -said_on
        desk = places.on_duty(person.area, ago, employer=person.recorded_by)[0]
        known = slots(rng, places.land.area(person.area), places.living_area(person.area))
        grid = times(rng.choice(when.split("/")))
        on = _dated(rng, grid, said_on, self.days) if often == ONCE else None
        return Need(
            key="", municipality=person.municipality, area=person.area,
            employer=person.recorded_by, owner=desk.staff,
            person=None if rng.random() < UNNAMED else person.key,
            line=said_by(line, person.sex), said_on=said_on, category=line.categories[0],
            what=filled(rng, what, known),
            times=tuple(one for one in grid if on is None or one.weekday == self.days.of_week(on)),
            on=on, often=often, minutes=int(minutes),
            place_words=filled(rng, rng.choice(where.split("/")), known),
            has=tuple(has.split(",")) if has else (), avoids=_avoids(rng, person),
            coping=weighted(rng, COPING), urgency=_urgency(rng, often, what),
            consent=_consent(rng, state), state=state, answer_by=_answer_by(rng, state, said_on),
        )  # fmt: skip


def _leads_to_giving(gives_since: int, said: int) -> bool:
    """Return whether somebody who asked so many days ago came to give from that."""
    soonest, latest = BEFORE_GIVING
    return soonest < said - gives_since <= latest


def _dated(rng: random.Random, grid: Sequence[Weekly], said_on: int, days: Days) -> int | None:
    if rng.random() >= DATED:
        return None
    return days.next(said_on + rng.randint(6, 14), rng.choice(grid).weekday)


def _avoids(rng: random.Random, person: Resident) -> tuple[str, ...]:
    return tuple(code for code, share in AVOIDS[person.sex].items() if rng.random() < share)


def _urgency(rng: random.Random, often: str, what: str) -> str:
    return "days" if "急ぎ" in what else weighted(rng, URGENCY[often == ONCE])


def _consent(rng: random.Random, state: str) -> str:
    if state == "received" and rng.random() < NOT_YET_ASKED:
        return ""
    return weighted(rng, CONSENT)


def _answer_by(rng: random.Random, state: str, said_on: int) -> int:
    """Return the day by which somebody answers; of what goes on, when its coordinator asks again."""
    return rng.randint(7, 40) if state == "connected" else said_on + USUAL_DAYS


def spread(rng: random.Random, known: Sequence[Need]) -> list[Need]:
    """Return the needs, those that wait with the day by which they are answered: few within a week."""
    rows = list(known)
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, need in enumerate(rows):
        if need.state in WAITING:
            waiting[need.owner].append(place)
    for number, some in enumerate(waiting.values()):
        soon = [-1 - number % 3, *SOON] if number < OVERDUE else SOON
        later = [rng.randint(8, 17) for _ in some]
        for place, due in zip(some, [*soon, *later], strict=False):
            rows[place] = replace(rows[place], answer_by=due)
    return rows
