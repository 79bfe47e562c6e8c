"""Asking, hearing the answer, noting each time it happened, thanking, ending."""

from sasaeai.matching.actions.answering import (
    hear_answer,
    take_back_answer,
)
from sasaeai.matching.actions.asking import (
    ask,
    ask_organisation,
    print_slip,
    take_back_ask,
    turn_to,
)
from sasaeai.matching.actions.inviting import (
    hear_reply,
    invite,
    take_back_invitation,
    take_back_reply,
)
from sasaeai.matching.actions.keeping import (
    arrange,
    end,
    note_visit,
    take_back_thanks,
    take_back_visit,
    take_up_again,
    thank,
)
from sasaeai.matching.queries import KIND

__all__ = [
    "KIND",
    "arrange",
    "ask",
    "ask_organisation",
    "end",
    "hear_answer",
    "hear_reply",
    "invite",
    "note_visit",
    "print_slip",
    "take_back_answer",
    "take_back_ask",
    "take_back_invitation",
    "take_back_reply",
    "take_back_thanks",
    "take_back_visit",
    "take_up_again",
    "thank",
    "turn_to",
]
