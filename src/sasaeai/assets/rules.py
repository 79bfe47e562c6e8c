"""May this person add, change, check or look behind an asset?"""

from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import CheckOf, Listed


def may_add(viewer: Viewer) -> bool:
    """Return whether the viewer writes down what the town has."""
    return viewer.is_any(*STAFF)


def may_change(viewer: Viewer, listed: Listed) -> bool:
    """Return whether the viewer is responsible for the place where it lies."""
    return listed.municipality_id == viewer.municipality and viewer.covers(listed.area.path, *STAFF)


def may_see_private(viewer: Viewer) -> bool:
    """Return whether the viewer sees contacts and notes that are not for publishing."""
    return viewer.is_any(*STAFF)


def hides_place(asset: Asset) -> bool:
    """Return whether only its area is told: of a person always, of a place that is confidential."""
    return asset.confidential or asset.kind == Asset.Kind.PERSON


def may_see_place(viewer: Viewer, asset: Asset) -> bool:
    """Return whether the viewer sees where exactly it is; what hides its place only as staff."""
    return not hides_place(asset) or may_see_private(viewer)


def may_take_back(viewer: Viewer, check: CheckOf) -> bool:
    """Return whether it is the viewer's own check, written down today."""
    return check.by_id == viewer.user and timezone.localdate(check.created_at) == viewer.today


def may_set_half_lives(viewer: Viewer) -> bool:
    """Return whether the viewer says how soon what is known goes stale."""
    return viewer.is_any(Role.OFFICER)
