"""Dates for which one signs up: some in the next weeks, some that are over; who comes and who waits."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sasaeai.demo.activities import Activity
from sasaeai.demo.chance import stream
from sasaeai.demo.life import stage_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.growing import Stage
from sasaeai.demo.patterns import short
from sasaeai.demo.people_names import nickname
from sasaeai.demo.town import Town

FIRST_PHONE = 9301
FAR = 120  # days within which dates are looked for
SHARES = {"few": (0.15, 0.35), "some": (0.4, 0.75), "full": (1.0, 1.0), "waiting": (1.0, 1.0)}
LATER = (0.1, 0.5)
WENT = (0.6, 1.0)
WAITING = 2
IN_TWOS, BY_THEMSELVES, TOOK_BACK = 0.2, 0.3, 0.08


@dataclass(frozen=True)
class SignUp:
    """Who signed up, so many days before today."""

    called: str
    phone: str
    people: int
    state: str
    on: int
    by_themselves: bool


@dataclass(frozen=True)
class Session:
    """One date of an activity; days are counted from today."""

    activity: str
    on: int
    starts: str
    ends: str
    capacity: int
    set_on: int
    signups: tuple[SignUp, ...]


def drawn(
    seed: int, town: Town, days: Days, stages: dict[str, tuple[Stage, ...]]
) -> tuple[Session, ...]:
    """Return the dates of the told activities."""
    known = {one.name: one for one in town.activities}
    found: list[Session] = []
    for line in stage_words.SESSIONS.strip().splitlines():
        name, capacity, ahead, over, full = line.split("|")
        activity = known[name]
        since = next(one.on for one in stages[activity.key] if one.state in ("trial", "active"))
        place = short(town.land.area(activity.area).name)
        setting = _Setting(stream(seed, f"sessions {name}"), activity, int(capacity), place)
        past = _dates(activity, days, range(-1, since, -1))[: int(over)]
        to_come = _dates(activity, days, range(1, FAR))[: int(ahead)]
        found += [setting.past(on) for on in sorted(past)]
        found += [
            setting.ahead(on, SHARES[full] if first else LATER, waits=first and full == "waiting")
            for on in to_come
            for first in [on == to_come[0]]
        ]
    return tuple(found)


def _dates(activity: Activity, days: Days, within: range) -> list[int]:
    """Return the days on which an activity is held, in the order given."""
    return [
        on
        for on in within
        for one in activity.times[:1]
        if days.of_week(on) == one.weekday
        and (not one.weeks or (days.date(on).day - 1) // 7 + 1 in one.weeks)
    ]


@dataclass
class _Setting:
    """The dates of one activity being set."""

    rng: random.Random
    activity: Activity
    capacity: int
    place: str

    def past(self, on: int) -> Session:
        """Return a date that is over: the numbers are gone."""
        return self._session(on, self._come(WENT, on - 1, numbered=False))

    def ahead(self, on: int, share: tuple[float, float], *, waits: bool) -> Session:
        """Return a date to come; where it is full, a few wait."""
        signed = list(self._come(share, -1, numbered=True))
        if waits:
            signed += [self._one("waits", 1, 0, numbered=True) for _ in range(WAITING)]
        return self._session(on, signed)

    def _come(self, share: tuple[float, float], last: int, *, numbered: bool) -> Iterator[SignUp]:
        wanted = round(self.capacity * self.rng.uniform(*share))
        while wanted > 0:
            people = min(wanted, 2 if self.rng.random() < IN_TWOS else 1)
            ago = last - self.rng.randint(0, 9)
            wanted -= people
            yield self._one("comes", people, ago, numbered=numbered)
            if self.rng.random() < TOOK_BACK:
                yield self._one("cancelled", 1, ago, numbered=False)

    def _one(self, state: str, people: int, on: int, *, numbered: bool) -> SignUp:
        rng = self.rng
        phone = f"042-000-{FIRST_PHONE + rng.randrange(600):04d}" if numbered else ""
        called = nickname(rng, sex=rng.choice("ffm"), place=self.place)
        return SignUp(called, phone, people, state, on, rng.random() < BY_THEMSELVES)

    def _session(self, on: int, signed: Sequence[SignUp] | Iterator[SignUp]) -> Session:
        time = self.activity.times[0]
        signups = tuple(sorted(signed, key=lambda one: one.on))
        first = min((one.on for one in signups), default=min(-1, on - 1))
        return Session(
            self.activity.key, on, time.start, time.end, self.capacity, first - 3, signups
        )
