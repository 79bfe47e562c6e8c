"""What becomes of an entry that arrives, from the page or from what waited on a device: one gate for both."""

from dataclasses import dataclass

from django.http import QueryDict

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions, queries
from sasaeai.journal.entry_form import EntryForm
from sasaeai.journal.models import Entry
from sasaeai.voices.arrivals import State


@dataclass(frozen=True, slots=True)
class Arrival:
    """What arrived, and the entry that is there now; none where it was taken back or something is amiss."""

    state: State
    form: EntryForm
    entry: Entry | None = None


def arrival(viewer: Viewer, sent: QueryDict) -> Arrival:
    """Return what became of what was sent: written down, there already, taken back, or amiss."""
    new = Entry(municipality_id=viewer.municipality)
    form = EntryForm(sent, instance=new, viewer=viewer)
    if not form.is_valid():
        return Arrival(State.REFUSED, form)
    try:
        made = actions.log(viewer, form.save(commit=False), form.deed())
    except DomainError as error:
        form.add_error(None, str(error))
        is_back = queries.was_taken_back(viewer, new.client_id)
        return Arrival(State.TAKEN_BACK if is_back else State.REFUSED, form)
    if made is new:
        return Arrival(State.SAVED, form, made)
    return Arrival(State.DIFFERS if form.says_otherwise(made) else State.KNOWN, form, made)
