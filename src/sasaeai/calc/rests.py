"""A rest of what goes on otherwise: from a day, now or to come, until the day on which it goes on again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rest:
    """From its first day until the day it goes on; a day that nobody knows sets no limit."""

    since: date | None = None
    resumes: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether it rests on this day."""
        return not self.is_to_come(day) and not self.is_over(day)

    def is_to_come(self, day: date) -> bool:
        """Return whether it goes on as ever on this day and rests later."""
        return self.since is not None and day < self.since

    def is_over(self, day: date) -> bool:
        """Return whether it goes on again on this day."""
        return self.resumes is not None and self.resumes <= day
