"""What came of a need: who was asked, what they said, each time that it happened."""

from dataclasses import dataclass

from sasaeai.calc.hours import Week

NO_TIME = Week()


@dataclass(frozen=True)
class Standing:
    """How somebody stood to a need on the day they were asked."""

    skill: int
    asks: int
    load: int
    met: bool
    only_received: bool
    metres: float = 0.0
    common: Week = NO_TIME


@dataclass(frozen=True)
class Ask:
    """One time somebody was asked: on which day and hour, what they said, and after how many hours."""

    on: int
    hour: int
    asked_by: str
    said: str
    said_after: int | None


@dataclass(frozen=True)
class Visit:
    """One time that it happened."""

    on: int
    minutes: int
    words: str


@dataclass(frozen=True)
class Match:
    """A need and one answer to it; days are counted from today, past ones negative.

    `kind` is person, organisation, asset or activity and `target` the key of one.
    """

    need: str
    kind: str
    target: str
    asked_by: str
    asked_on: int
    state: str = "asked"
    standing: Standing | None = None
    said: str = ""
    answer_by: int | None = None
    agreed_on: int | None = None
    times: Week = NO_TIME
    first_on: int | None = None
    companion: str = ""
    thanked_on: int | None = None
    ended_on: int | None = None
    why: str = ""
    apart: bool = False
    words: str = ""
    asks: tuple[Ask, ...] = ()
    visits: tuple[Visit, ...] = ()
