"""May this person add, change, check or look behind an asset?"""

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.assets.models.freshness import Listed


def may_add(viewer: Viewer) -> bool:
    """Return whether the viewer writes down what the town has."""
    return viewer.is_any(*STAFF)


def may_change(viewer: Viewer, listed: Listed) -> bool:
    """Return whether the viewer is responsible for the place where it lies."""
    return listed.municipality_id == viewer.municipality and viewer.covers(listed.area.path, *STAFF)


def may_see_private(viewer: Viewer) -> bool:
    """Return whether the viewer sees contacts and notes that are not for publishing."""
    return viewer.is_any(*STAFF)


def may_see_place(viewer: Viewer, *, confidential: bool) -> bool:
    """Return whether the viewer sees where exactly it is; a confidential place only as staff."""
    return not confidential or viewer.is_any(*STAFF)
