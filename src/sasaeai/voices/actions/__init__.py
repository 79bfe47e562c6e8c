"""Writing voices: what was said, what became of it, what was answered."""

from sasaeai.voices.actions.answer import (
    answer,
    forget_reply_to,
    take_back_answer,
    take_back_answers,
)
from sasaeai.voices.actions.residents import (
    give_link,
    look_up,
    print_slips,
    receive,
    take_back_slip,
    take_slip,
)
from sasaeai.voices.actions.voice import (
    categorise,
    change,
    hear,
    restore,
    send,
    take_back_hearing,
    take_back_sending,
    withdraw,
)
from sasaeai.voices.looks import look, look_meanwhile, read, write_out

__all__ = [
    "answer",
    "categorise",
    "change",
    "forget_reply_to",
    "give_link",
    "hear",
    "look",
    "look_meanwhile",
    "look_up",
    "print_slips",
    "read",
    "receive",
    "restore",
    "send",
    "take_back_answer",
    "take_back_answers",
    "take_back_hearing",
    "take_back_sending",
    "take_back_slip",
    "take_slip",
    "withdraw",
    "write_out",
]
