"""Figures of an area that is composed of shares of smaller pieces.

A share is a number above 0 and at most 1, figures are counts of people. The people of a piece are
taken to live evenly in it, the usual assumption of areal weighting.
Source: Goodchild & Lam, Areal interpolation: a variant of the traditional spatial problem (1980).
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def composed(pieces: Iterable[tuple[Decimal, int]]) -> int:
    """Return the people of an area made of (share, people) of pieces, rounded once, half up."""
    people = sum((share * count for share, count in pieces), Decimal(0))
    return int(people.quantize(Decimal(1), rounding=ROUND_HALF_UP))
