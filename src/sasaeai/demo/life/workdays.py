"""The rhythm of a coordinator's work: by weekday, month and the days that come every year."""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from sasaeai.demo.life.days import Days

TWO_YEARS = 730
WEEKDAYS = (1.0, 1.1, 1.15, 1.1, 0.95, 0.16, 0.04)
MONTHS = {1: 0.8, 2: 0.95, 3: 1.0, 4: 0.9, 5: 1.0, 6: 1.08, 7: 1.08, 8: 0.85, 9: 1.08, 10: 1.15,
          11: 1.2, 12: 0.9}  # fmt: skip
# Days on which hardly anybody works.
RESTS = {(1, 1), (1, 2), (1, 3), (12, 29), (12, 30), (12, 31), (2, 11), (2, 23), (4, 29), (5, 3),
         (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)}  # fmt: skip
RESTING = 0.02
TUESDAY, WEDNESDAY, THURSDAY, SATURDAY = 1, 2, 3, 5
FORUM = 11


def weight(day: date) -> float:
    """Return how much is done on a day, a common Monday being one."""
    rest = RESTING if (day.month, day.day) in RESTS else 1.0
    return WEEKDAYS[day.weekday()] * MONTHS[day.month] * rest


def spread(
    rng: random.Random, days: Days, held: Sequence[tuple[int, int]], count: int
) -> list[tuple[int, int]]:
    """Return so many (posting's place, day), each on a day of its posting: `held` has first and last days."""
    pairs = [
        (place, on)
        for place, (first, last) in enumerate(held)
        for on in range(max(first, -TWO_YEARS), min(last, -1) + 1)
    ]
    weights = [weight(days.date(on)) for _place, on in pairs]
    return sorted(rng.choices(pairs, weights=weights, k=count), key=lambda pair: pair[1])


def monthly(days: Days, number: int, weekday: int, months: Sequence[int] = ()) -> Iterator[int]:
    """Yield, as days from today, the so-manieth such weekday of each month (or these) in the two years."""
    for on in range(-TWO_YEARS, 0):
        day = days.date(on)
        is_it = day.weekday() == weekday and (day.day - 1) // 7 == number - 1
        if is_it and (not months or day.month in months) and weight(day) > RESTING:
            yield on
