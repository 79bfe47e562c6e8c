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
from sasaeai.activities.actions.openings import (
    change_opening,
    close_opening,
    fill_opening,
    offer_opening,
    opening_now,
    reopen_opening,
)
from sasaeai.activities.actions.people import join, leave
from sasaeai.activities.actions.putting_back import put_back
from sasaeai.activities.actions.signups import (
    admit,
    bring_back_signup,
    cancel_session,
    cancel_signup,
    change_people,
    forget_names,
    forget_numbers,
    look_at_signups,
    restore_session,
    set_session,
    sign_up,
)
from sasaeai.activities.actions.uses import stop_using, use

__all__ = [
    "KIND",
    "First",
    "add",
    "add_origin",
    "admit",
    "bring_back_signup",
    "cancel_session",
    "cancel_signup",
    "change",
    "change_opening",
    "change_people",
    "close_opening",
    "drop_origin",
    "fill_opening",
    "forget_names",
    "forget_numbers",
    "hold_parts",
    "index",
    "join",
    "leave",
    "look_at_signups",
    "offer_opening",
    "opening_now",
    "put_back",
    "renew_naming",
    "reopen_opening",
    "restore_session",
    "set_session",
    "set_state",
    "sign_up",
    "stop_using",
    "take_back_state",
    "use",
    "wording",
]
