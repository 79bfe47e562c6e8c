"""May this person see the first screen, the round and the record book?"""

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF


def may_walk_round(viewer: Viewer) -> bool:
    """Return whether the viewer goes out to check what is written down."""
    return viewer.is_any(*STAFF)


def may_read_audit(viewer: Viewer) -> bool:
    """Return whether the viewer reads the municipality's record book."""
    return viewer.is_any(Role.OFFICER)


def may_print_for_staff(viewer: Viewer) -> bool:
    """Return whether the viewer prints a map of what only staff see; others print what is public."""
    return viewer.is_any(*STAFF)
