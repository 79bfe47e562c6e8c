"""Matching one need: who could answer it, in which order and why not, and what would change that.

Several levels of aims are compared one after the other (lexicographic order) instead of being
weighed against each other: a metre never outweighs a person's rest. `solve` finds pairs and order,
`near_misses` those whom one thing keeps, `smallest_changes` what would take it away.
"""

from sasaeai.calc.matching.changes import Change, Kind, smallest_changes
from sasaeai.calc.matching.pairs import Bar
from sasaeai.calc.matching.sides import CAN, DID, NONE, WOULD_TRY, Helpers, Request, anyone
from sasaeai.calc.matching.solving import Solved, near_misses, solve

__all__ = [
    "CAN",
    "DID",
    "NONE",
    "WOULD_TRY",
    "Bar",
    "Change",
    "Helpers",
    "Kind",
    "Request",
    "Solved",
    "anyone",
    "near_misses",
    "smallest_changes",
    "solve",
]
