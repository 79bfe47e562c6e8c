"""What coordinators do, in kinds: who does it, in which months, how it is counted, how it is told."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sasaeai.demo.life import entry_words
from sasaeai.demo.life.speech import filled

LETTERS = {"layer1": "1", "layer2": "2", "work": "w"}
# Which of the functions a task is mostly, and which it may be besides.
FUNCTIONS = {"1": "ab", "2": "b", "3": "b", "4": "b", "5": "a", "6": "c",
             "w1": "a", "w2": "b", "w3": "a", "w4": "c"}  # fmt: skip
WORK_TASKS = {"1": "w1", "2": "w2", "3": "w2", "4": "w1", "5": "w3", "6": "w4"}
SECOND = 0.45  # how often a second type, task or counterpart stands beside the first
SEEN, SEASON, ENDED = 0.72, 0.22, 0.3
ALTERNATIVES, ONLY_BY = " ; ", ">"


@dataclass(frozen=True)
class Deed:
    """One kind of thing that is done."""

    key: str
    who: str
    types: tuple[str, ...]
    tasks: tuple[str, ...]
    means: tuple[str, ...]
    counterparts: tuple[str, ...]
    link: str
    weight: int
    months: tuple[int, ...]
    minutes: tuple[int, ...]
    done: tuple[str, ...]
    seen: tuple[str, ...]
    then: tuple[str, ...]

    def suits(self, role: str, month: int) -> bool:
        """Return whether somebody in this role does it in this month."""
        return LETTERS[role] in self.who and (not self.months or month in self.months)


@cache
def known() -> dict[str, Deed]:
    """Return every kind by its key."""
    lines = entry_words.DEEDS.strip().splitlines()
    return {deed.key: deed for deed in map(_deed, lines)}


def _deed(line: str) -> Deed:
    cells = (*line.split("|"), "")
    key, who, types, tasks, means, people, link, weight, months, minutes, done, seen, then = cells[
        :13
    ]
    first, _, last = months.partition("-")
    return Deed(
        key=key, who=who, types=tuple(types.split(",")), tasks=tuple(tasks.split(",")),
        means=tuple(means.split(",")), counterparts=tuple(people.split(",")), link=link,
        weight=int(weight), months=_months(int(first), int(last)) if months else (),
        minutes=tuple(map(int, minutes.split())), done=_some(done), seen=_some(seen),
        then=_some(then),
    )  # fmt: skip


def _some(words: str) -> tuple[str, ...]:
    return tuple(words.split(ALTERNATIVES)) if words else ()


def _months(first: int, last: int) -> tuple[int, ...]:
    return tuple((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))


def choice(rng: random.Random, role: str, month: int) -> Deed:
    """Return what somebody in this role may have done on a day of this month."""
    suited = [deed for deed in known().values() if deed.weight and deed.suits(role, month)]
    return rng.choices(suited, weights=[deed.weight for deed in suited])[0]


def some(rng: random.Random, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the first code, now and then the others beside it."""
    return (codes[0], *(code for code in codes[1:] if rng.random() < SECOND))


def tasks(rng: random.Random, deed: Deed, role: str) -> tuple[str, ...]:
    """Return which tasks it was, in the numbers of the role: ①–⑥, or w1–w4."""
    numbers = some(rng, deed.tasks)
    if role != "work":
        return numbers
    return tuple(dict.fromkeys(WORK_TASKS.get(one, one) for one in numbers))


def functions(numbers: Sequence[str]) -> tuple[str, ...]:
    """Return which functions these tasks mostly are."""
    return tuple(dict.fromkeys(FUNCTIONS[one][0] for one in numbers))


def told(rng: random.Random, deed: Deed, slots: dict[str, str], *, month: int, means: str) -> str:
    """Return a deed as one jots it down: what was done, often what was seen, the season, a last word."""
    parts = [rng.choice(_by(means, deed.done))]
    seen = _by(means, deed.seen)
    if seen and rng.random() < SEEN:
        parts.append(rng.choice(seen))
    if rng.random() < SEASON:
        parts.append(rng.choice(entry_words.SEASON[month]))
    if rng.random() < ENDED:
        parts.append(rng.choice(entry_words.ENDS))
    return filled(rng, "".join(parts), slots)


def _by(means: str, words: Sequence[str]) -> list[str]:
    """Return those of the words that may be said of what was done by this means."""
    parted = (one.rpartition(ONLY_BY) for one in words)
    return [said for only, _mark, said in parted if not only or means in only.split(",")]
