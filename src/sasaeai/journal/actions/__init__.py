"""Writing down what was done, what changed, and what a successor is told."""

from sasaeai.journal.actions.entry import change, log, move, settle, take_back, unsettle

__all__ = ["change", "log", "move", "settle", "take_back", "unsettle"]
