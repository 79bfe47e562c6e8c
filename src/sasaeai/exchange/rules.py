"""May this person take lists in, or give them out?"""

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer


def may_import(viewer: Viewer) -> bool:
    """Return whether the viewer takes lists into the town: the officers."""
    return viewer.is_any(Role.OFFICER)
