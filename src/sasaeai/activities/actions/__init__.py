"""Writing activities: how each begins, grows, pauses and ends, who runs it, what it uses."""

from sasaeai.activities.actions.activity import (
    KIND,
    First,
    add,
    change,
    hold_parts,
    index,
    renew_naming,
    wording,
)
from sasaeai.activities.actions.growth import (
    add_origin,
    drop_origin,
    set_state,
    take_back_state,
)
from sasaeai.activities.actions.people import join, leave
from sasaeai.activities.actions.uses import stop_using, use

__all__ = [
    "KIND",
    "First",
    "add",
    "add_origin",
    "change",
    "drop_origin",
    "hold_parts",
    "index",
    "join",
    "leave",
    "renew_naming",
    "set_state",
    "stop_using",
    "take_back_state",
    "use",
    "wording",
]
