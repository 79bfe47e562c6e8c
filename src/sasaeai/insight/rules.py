"""May this person look at the purpose check, at lines and at sums?"""

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF


def may_check(viewer: Viewer) -> bool:
    """Return whether the viewer sees what is to be looked at in the plans: all who read the pictures."""
    return bool(viewer.posts)


def may_look_back(viewer: Viewer) -> bool:
    """Return whether the viewer follows a line, and sees what was counted: who hears and records."""
    return viewer.is_any(*STAFF)
