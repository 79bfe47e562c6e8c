"""May this person ask for help, note what came of it, see whom it was?"""

from sasaeai.activities import rules as activities
from sasaeai.activities.models import Opening
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.matching.models import Match
from sasaeai.needs import rules as needs
from sasaeai.needs.models import Need


def may_look(viewer: Viewer) -> bool:
    """Return whether the viewer sees who could help, and what came of it."""
    return needs.may_take_up(viewer)


def may_ask(viewer: Viewer, need: Need) -> bool:
    """Return whether the viewer asks others for this need: the body that took it up."""
    return needs.may_change(viewer, need)


def may_note(viewer: Viewer, match: Match) -> bool:
    """Return whether the viewer notes what came of a match: whoever asks for its need."""
    return match.municipality_id == viewer.municipality and may_ask(viewer, match.need)


def may_invite(viewer: Viewer, opening: Opening) -> bool:
    """Return whether the viewer asks people for an opening: whoever keeps its activity."""
    return may_look(viewer) and activities.may_change(viewer, opening.activity)


def may_set_pace(viewer: Viewer) -> bool:
    """Return whether the viewer says how often people are asked in this town: the officers."""
    return viewer.is_any(Role.OFFICER)
