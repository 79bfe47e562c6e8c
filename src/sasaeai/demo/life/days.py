"""Days as the demo town counts them: from today, past ones negative."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

SUNDAY = 6
WORKED_ON_SUNDAY = 0.1


@dataclass(frozen=True)
class Days:
    """The days around today."""

    today: date

    def date(self, on: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=on)

    def of_week(self, on: int) -> int:
        """Return the weekday of a day, 0 for Monday."""
        return self.date(on).weekday()

    def weekday(self, rng: random.Random, days_ago: int) -> int:
        """Return a day about so many days ago, on which people work."""
        on = -days_ago
        is_free = self.of_week(on) == SUNDAY and rng.random() >= WORKED_ON_SUNDAY
        return on - 1 if is_free else on

    def workday(self, on: int) -> int:
        """Return a day, or the Monday after where it is a Sunday; yesterday at the latest."""
        return min(-1, on + 1 if self.of_week(on) == SUNDAY else on)

    def next(self, after: int, weekday: int) -> int:
        """Return the first day after one that falls on a weekday."""
        return after + 1 + (weekday - self.of_week(after + 1)) % 7
