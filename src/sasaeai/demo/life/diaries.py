"""Each helper's diary: when they were asked, whom they promised which half hours, whom they met."""

from collections import defaultdict
from dataclasses import dataclass, field

from sasaeai.calc.hours import Week

FOUR_WEEKS = 28
ASKS, REST_DAYS = 4, 3  # as `matching.Pace` has them where a town said nothing


@dataclass(frozen=True)
class Promise:
    """Half hours of a week that somebody keeps free, from a day until a day, or for good."""

    times: Week
    first_on: int
    last_on: int | None
    once: bool

    def meets(self, other: "Promise") -> bool:
        """Return whether both cannot be kept: the same half hour, while both hold."""
        if self.once and other.once and self.first_on != other.first_on:
            return False
        if self.last_on is not None and self.last_on < other.first_on:
            return False
        if other.last_on is not None and other.last_on < self.first_on:
            return False
        return self.times.overlaps(other.times)


@dataclass
class Diary:
    """What one helper was asked, promised and did; days are counted from today."""

    asked_on: list[int] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    did: dict[str, int] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def may_be_asked(self, on: int) -> bool:
        """Return whether the pace of the town allows an ask, beside those before and after it."""
        near = [abs(day - on) for day in self.asked_on]
        return all(days >= REST_DAYS for days in near) and (
            sum(days < FOUR_WEEKS for days in near) < ASKS
        )

    def asks(self, on: int) -> int:
        """Return how often this helper was asked in the four weeks before a day."""
        return sum(on - FOUR_WEEKS < day < on for day in self.asked_on)

    def load(self, on: int) -> int:
        """Return how often this helper went in the four weeks before a day."""
        return sum(on - FOUR_WEEKS < day <= on for day in self.visits)

    def going_on(self, on: int) -> int:
        """Return how many promises of every week hold on a day."""
        return sum(
            not one.once and (one.last_on is None or one.last_on >= on) for one in self.promises
        )

    def is_free(self, promise: Promise) -> bool:
        """Return whether this can be promised beside all else."""
        return not any(promise.meets(other) for other in self.promises)


Diaries = defaultdict[str, Diary]
