"""How a promise is kept: the first day, each time that it happens, what was noted of it."""

import random
from collections.abc import Iterator, Sequence
from itertools import cycle

from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Week, week_of
from sasaeai.demo.chance import shuffled
from sasaeai.demo.life import able, reply_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.diaries import Diary, Promise
from sasaeai.demo.life.matches import Visit
from sasaeai.demo.life.needs import ONCE, Need

# From one time to the next, in days; how many times, where it ends again.
EVERY = {"weekly": (7, 7), "fortnightly": (14, 14), "monthly": (28, 28), "sometimes": (5, 16)}
TIMES = {"weekly": (3, 12), "fortnightly": (2, 6), "monthly": (1, 4), "sometimes": (1, 4)}
SKIPPED, NOTED = 0.08, 0.55
SNOWY = (12, 1, 2, 3)


def promise(
    rng: random.Random, need: Need, common: Week, on: int, *, days: Days, diary: Diary
) -> Promise | None:
    """Return half hours that suit both, of which none is promised to others; None where there are none."""
    slots = -(-need.minutes // SLOT_MINUTES)
    options = able.starts(common, slots)
    fixed = need.on if need.on is not None and need.on > on else None
    for day, start in rng.sample(options, len(options)):
        if fixed is not None and day != days.of_week(fixed):
            continue
        made = Promise(
            times=week_of((day, start, start + slots)),
            first_on=days.next(on + 1, day) if fixed is None else fixed,
            last_on=None,
            once=need.often == ONCE,
        )
        if diary.is_free(made):
            return made
    return None


def any_time(rng: random.Random, need: Need) -> Week:
    """Return half hours in which it suits whoever asks, for those who have the whole week."""
    slots = -(-need.minutes // SLOT_MINUTES)
    day, start = rng.choice(able.starts(able.week(need.times), slots))
    return week_of((day, start, start + slots))


def weekday_of(times: Week) -> int:
    """Return the one weekday of a promise."""
    return next(day for day in range(len(DAYS)) if times.intervals(day))


def kept(
    rng: random.Random, need: Need, first_on: int, *, days: Days, most: int | None
) -> tuple[Visit, ...]:
    """Return each time until yesterday, and no more than `most` times where that is given."""
    found: list[int] = []
    on = first_on
    while on < 0 and (most is None or len(found) < most):
        if _happens(rng, need, on, found, days):
            found.append(on)
        if need.often == ONCE:
            break
        on += rng.randint(*EVERY[need.often])
    return tuple(_visits(rng, need, found))


def how_often(rng: random.Random, need: Need) -> int:
    """Return how many times it happens before it is no longer needed."""
    return 1 if need.often == ONCE else rng.randint(*TIMES[need.often])


def _happens(rng: random.Random, need: Need, on: int, found: Sequence[int], days: Days) -> bool:
    snows = need.category != "snow" or days.date(on).month in SNOWY
    return snows and (not found or rng.random() >= SKIPPED)


def _visits(rng: random.Random, need: Need, found: Sequence[int]) -> Iterator[Visit]:
    noted = cycle(_words(rng, need.category))
    for on in found:
        minutes = max(5, round(need.minutes * rng.choice((0.75, 1, 1, 1, 1.25, 1.5)) / 5) * 5)
        yield Visit(on, minutes, next(noted) if rng.random() < NOTED else "")


def _words(rng: random.Random, category: str) -> list[str]:
    """Return what may be noted of one time after the other."""
    known = [category, *able.relatives(category)]
    told = next((reply_words.VISITS[code] for code in known if code in reply_words.VISITS), ())
    return [*shuffled(rng, told), *shuffled(rng, reply_words.ANY_VISIT)]
