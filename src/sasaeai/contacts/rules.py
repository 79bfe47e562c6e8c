"""May this person see whom the town calls now, and say who that is?"""

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF


def may_see(viewer: Viewer) -> bool:
    """Return whether the viewer looks up whom to call: all who work here with residents."""
    return viewer.is_any(*STAFF)


def may_keep(viewer: Viewer) -> bool:
    """Return whether the viewer says whom to call in this town: the officers."""
    return viewer.is_any(Role.OFFICER)
