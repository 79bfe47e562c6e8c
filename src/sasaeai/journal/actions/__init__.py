"""Writing down what was done, what changed, and what a successor is told."""

from sasaeai.journal.actions.entry import change, log, move, settle, take_back, unsettle
from sasaeai.journal.actions.story import change_story, print_story, take_back_story, tell

__all__ = [
    "change",
    "change_story",
    "log",
    "move",
    "print_story",
    "settle",
    "take_back",
    "take_back_story",
    "tell",
    "unsettle",
]
