"""May this person change the town, its areas, its staff?"""

from uuid import UUID

from sasaeai.areas.models import Area, Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF


def may_see_town(viewer: Viewer) -> bool:
    """Return whether the viewer works here today in any role."""
    return bool(viewer.posts)


def may_keep_town(viewer: Viewer) -> bool:
    """Return whether the viewer keeps the town's settings, staff and rules."""
    return viewer.is_any(Role.OFFICER)


def may_post(viewer: Viewer, user: UUID, *, others: bool) -> bool:
    """Return whether the viewer posts this account: their own only where no other officer can."""
    return may_keep_town(viewer) and (user != viewer.user or not others)


def may_change_area(viewer: Viewer, area: Area) -> bool:
    """Return whether the viewer keeps this area: the officers, or the 第1層 responsible for it."""
    return area.municipality_id == viewer.municipality and viewer.covers(
        area.path, Role.OFFICER, Role.COORDINATOR1
    )


def may_add_in(viewer: Viewer, area: Area) -> bool:
    """Return whether the viewer writes down what there is in this area."""
    return area.municipality_id == viewer.municipality and viewer.covers(area.path, *STAFF)
