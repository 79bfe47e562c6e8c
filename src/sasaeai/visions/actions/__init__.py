"""Writing pictures, goals, steps, and what serves them."""

from sasaeai.visions.actions.goal import (
    Kept,
    change_goal,
    close_goal,
    move_back,
    move_goal,
    reopen_goal,
    set_goal,
    set_goals,
    settle_rewrite,
    shift_goal,
    take_back_goals,
    take_back_settling,
)
from sasaeai.visions.actions.indicator import (
    add_indicator,
    change_indicator,
    measure,
    take_back_indicator,
    take_back_measurement,
)
from sasaeai.visions.actions.meaning import (
    bring_back_meaning,
    change_meaning,
    give_meaning,
    take_back_meaning,
)
from sasaeai.visions.actions.step import (
    add_step,
    change_step,
    finish_step,
    take_back_finishing,
    take_back_step,
)
from sasaeai.visions.actions.vision import (
    begin,
    note_agreement,
    set_then,
    take_back_agreement,
    take_back_edition,
    write_edition,
)

__all__ = [
    "Kept",
    "add_indicator",
    "add_step",
    "begin",
    "bring_back_meaning",
    "change_goal",
    "change_indicator",
    "change_meaning",
    "change_step",
    "close_goal",
    "finish_step",
    "give_meaning",
    "measure",
    "move_back",
    "move_goal",
    "note_agreement",
    "reopen_goal",
    "set_goal",
    "set_goals",
    "set_then",
    "settle_rewrite",
    "shift_goal",
    "take_back_agreement",
    "take_back_edition",
    "take_back_finishing",
    "take_back_goals",
    "take_back_indicator",
    "take_back_meaning",
    "take_back_measurement",
    "take_back_settling",
    "take_back_step",
    "write_edition",
]
