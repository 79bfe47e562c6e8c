"""How easy a place is to reach and use: steps, toilet, parking, the way there."""

import random
from dataclasses import dataclass

from sasaeai.demo.chance import weighted

LEVEL, UPSTAIRS, UNSEEN = "段差なし", "2階、手すりつきの階段", "まだ確かめていません"
STEPS = {
    LEVEL: 5,
    "入口に段差が1段": 3,
    "入口に段差が2段": 2,
    "階段が5段、手すりあり": 1,
    UNSEEN: 2,
}
TOILETS = {
    "洋式・手すりあり": 4,
    "洋式": 4,
    "車いすで使えるトイレ": 2,
    "和式だけ": 1,
    "トイレなし": 1,
}
OUTDOOR_TOILETS = {"近くの公園にトイレ": 2, "トイレなし": 3}
PARKING = {0: 5, 1: 2, 2: 2, 4: 1, 10: 1}
EASY, STEEP = 1.06, 1.3


@dataclass(frozen=True)
class Access:
    """Barrier-free facts of a place in words; step_free is None where nobody has looked."""

    steps: str
    step_free: bool | None
    toilet: str
    parking: int
    slope: str


def access(rng: random.Random, slope: float, *, outdoors: bool, upstairs: bool) -> Access:
    """Return believable facts for a place on ground of this slope factor."""
    steps = UPSTAIRS if upstairs else LEVEL if outdoors else weighted(rng, STEPS)
    toilet = weighted(rng, OUTDOOR_TOILETS if outdoors else TOILETS)
    way = "坂なし" if slope <= EASY else "ゆるい坂" if slope < STEEP else "急な坂"
    step_free = None if steps == UNSEEN else steps == LEVEL
    return Access(steps, step_free, toilet, weighted(rng, PARKING), way)
