"""How activities came to be: told step by step, or drawn; the last step is how they stand today."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sasaeai.demo.activities import Activity
from sasaeai.demo.chance import stream
from sasaeai.demo.life import stage_words

RESTS, ENDED = (10, 80), (30, 320)
BACK = (None, None, 25, 60)  # in how many days it goes on again, where that is known
LOOKED_BACK = "trial"


@dataclass(frozen=True)
class Stage:
    """From which day on an activity stood so; days are counted from today, past ones negative."""

    state: str
    on: int
    words: str = ""
    review_on: int | None = None
    resumes_on: int | None = None


def told() -> dict[str, tuple[Stage, ...]]:
    """Return by their names how the activities of the stories came to be."""
    found: dict[str, list[Stage]] = defaultdict(list)
    for line in stage_words.STAGES.strip().splitlines():
        name, state, ago, review, words = line.split("|")
        found[name].append(Stage(state, -int(ago), words, int(review) if review else None))
    return {name: tuple(some) for name, some in found.items()}


def drawn(
    seed: int, activities: Iterable[Activity], begun: Mapping[str, int]
) -> dict[str, tuple[Stage, ...]]:
    """Return by their keys how all activities came to be, each beginning on the day it was written down."""
    known = told()
    return {
        one.key: known.get(one.name) or _drawn(stream(seed, f"stages {one.key}"), one, begun[one.key])
        for one in activities
    }  # fmt: skip


def _drawn(rng: random.Random, activity: Activity, begun: int) -> tuple[Stage, ...]:
    first = Stage("active", begun, rng.choice(stage_words.BEGUN))
    if activity.state == "paused":
        on = max(begun + 1, -rng.randint(*RESTS))
        words = rng.choice(stage_words.RESTED)
        return first, Stage("paused", on, words, resumes_on=rng.choice(BACK))
    if activity.state == "ended":
        on = max(begun + 1, -rng.randint(*ENDED))
        return first, Stage("ended", on, rng.choice(stage_words.ENDED))
    return (first,)
