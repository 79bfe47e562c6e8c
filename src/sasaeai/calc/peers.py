"""Who works alone, and who works on what is alike: nobody is measured, somebody is thought of."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

Person = TypeVar("Person", bound=Hashable)
Subject = TypeVar("Subject", bound=Hashable)


def last_met(
    people: Iterable[Person], meetings: Iterable[tuple[Person, Person, date]]
) -> dict[Person, date | None]:
    """Return when each of the people last did something with a peer, whoever of both wrote it down."""
    found: dict[Person, date | None] = dict.fromkeys(people)
    for one, other, day in meetings:
        if one == other:
            continue
        for person in (one, other):
            if person in found:
                found[person] = max(day, found[person] or day)
    return found


def alone(
    met: Mapping[Person, date | None],
    begun: Mapping[Person, date],
    *,
    today: date,
    weeks: int,
) -> list[Person]:
    """Return who had no contact with a peer for so many weeks; whoever only just began is not among them."""
    before = today - timedelta(weeks=weeks)
    return [
        person for person, day in met.items() if begun[person] <= before and (day or begun[person]) <= before
    ]  # fmt: skip


class Alike(NamedTuple):
    """Somebody, and what both work on: what fewer people work on comes first."""

    person: Hashable
    subjects: tuple[Hashable, ...]


def alike(
    own: Iterable[Subject], others: Mapping[Person, Iterable[Subject]], *, few: int
) -> list[Alike]:
    """Return the few who work on most of the same, weighing more what fewer people work on."""
    mine = {*own}
    works = {person: {*subjects} for person, subjects in others.items()}
    number: dict[Hashable, int] = {}
    for subjects in works.values():
        for subject in subjects:
            number[subject] = number.get(subject, 0) + 1
    shared = {
        person: sorted(mine & subjects, key=lambda one: (number[one], str(one)))
        for person, subjects in works.items()
    }
    weight = {person: _weight(subjects, number) for person, subjects in shared.items()}
    near = sorted(
        (person for person, subjects in shared.items() if subjects),
        key=lambda person: (-weight[person], str(person)),
    )
    return [Alike(person, tuple(shared[person])) for person in near[:few]]


def _weight(subjects: Sequence[Hashable], number: Mapping[Hashable, int]) -> float:
    return sum(1 / number[subject] for subject in subjects)
