"""Writing pictures, goals, steps, and what serves them."""

from sasaeai.visions.actions.meaning import (
    bring_back_meaning,
    change_meaning,
    give_meaning,
    take_back_meaning,
)

__all__ = [
    "bring_back_meaning",
    "change_meaning",
    "give_meaning",
    "take_back_meaning",
]
