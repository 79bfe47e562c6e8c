"""Seeded chance: one independent stream of random numbers for each part of the demo town."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, part: str) -> random.Random:
    """Return the stream of one part, so that a change in one part leaves the others alone."""
    return random.Random(f"{seed}:{part}")  # noqa: S311 -- invented data, nothing secret


def shuffled(rng: random.Random, things: Sequence[T]) -> list[T]:
    """Return the things in a new, chance order."""
    return rng.sample(list(things), len(things))


def weighted(rng: random.Random, weights: Mapping[T, float]) -> T:
    """Return one key, the likelier the heavier its weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in the proportion of the weights that add up to the total."""
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    counts = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (counts[i] - shares[i], i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts


def deal(rng: random.Random, shares: Mapping[T, float], count: int) -> list[T]:
    """Return `count` values in the given shares, exact to one, in a chance order."""
    counts = apportion(count, list(shares.values()))
    return shuffled(rng, [value for value, n in zip(shares, counts, strict=True) for _ in range(n)])
