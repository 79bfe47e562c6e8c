"""May this person add or change an organisation, or look behind it?"""

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.organisations.models import Approach, Organisation


def may_add(viewer: Viewer) -> bool:
    """Return whether the viewer writes down who is active in the town."""
    return viewer.is_any(*STAFF)


def may_change(viewer: Viewer, organisation: Organisation) -> bool:
    """Return whether the viewer is responsible for the place where it has its seat."""
    return organisation.municipality_id == viewer.municipality and viewer.covers(
        organisation.area.path, *STAFF
    )


def may_see_private(viewer: Viewer) -> bool:
    """Return whether the viewer sees contacts, notes and 働きかけ."""
    return viewer.is_any(*STAFF)


def may_approach(viewer: Viewer) -> bool:
    """Return whether the viewer may note a 働きかけ: any of the staff, with any organisation."""
    return viewer.is_any(*STAFF)


def may_change_approach(viewer: Viewer, approach: Approach) -> bool:
    """Return whether the viewer carries on this 働きかけ: whoever does it, and the officers."""
    return approach.municipality_id == viewer.municipality and (
        approach.by_id == viewer.user or may_change(viewer, approach.organisation)
    )
