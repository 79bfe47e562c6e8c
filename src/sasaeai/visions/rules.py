"""May this person read the visions, draw one, hang a means under a goal?"""

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.visions.models import Goal, Vision


def may_read(viewer: Viewer) -> bool:
    """Return whether the viewer works here today: every picture is for everybody who does."""
    return bool(viewer.posts)


def may_draw(viewer: Viewer) -> bool:
    """Return whether the viewer puts pictures into words, somewhere."""
    return viewer.is_any(*STAFF)


def may_draw_in(viewer: Viewer, area: Area) -> bool:
    """Return whether the viewer puts the picture of this area into words."""
    return area.municipality_id == viewer.municipality and viewer.covers(area.path, *STAFF)


def may_change(viewer: Viewer, vision: Vision) -> bool:
    """Return whether the viewer keeps this picture and its goals."""
    return vision.municipality_id == viewer.municipality and viewer.covers(vision.area.path, *STAFF)


def may_change_goal(viewer: Viewer, goal: Goal) -> bool:
    """Return whether the viewer keeps the picture this goal leads to."""
    return may_change(viewer, goal.vision)


def may_serve(viewer: Viewer, goal: Goal) -> bool:
    """Return whether the viewer says what serves this goal: its keepers, and whoever works below it."""
    above = goal.vision.area.path
    works_below = any(post.role in STAFF and post.path.startswith(above) for post in viewer.posts)
    return may_change_goal(viewer, goal) or (
        goal.municipality_id == viewer.municipality and works_below
    )
