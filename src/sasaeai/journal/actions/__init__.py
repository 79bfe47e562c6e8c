"""Writing down what was done, what changed, and what a successor is told."""

from sasaeai.journal.actions.calling import set_calling
from sasaeai.journal.actions.entry import change, log, take_back
from sasaeai.journal.actions.promise import move, settle, unsettle
from sasaeai.journal.actions.story import change_story, print_story, take_back_story, tell
from sasaeai.journal.actions.word import (
    drop_word,
    look_pack,
    note_word,
    print_pack,
    restore_word,
    say_word,
    unsay_word,
)

__all__ = [
    "change",
    "change_story",
    "drop_word",
    "log",
    "look_pack",
    "move",
    "note_word",
    "print_pack",
    "print_story",
    "restore_word",
    "say_word",
    "set_calling",
    "settle",
    "take_back",
    "take_back_story",
    "tell",
    "unsay_word",
    "unsettle",
]
