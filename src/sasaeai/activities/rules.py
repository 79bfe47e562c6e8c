"""May this person add, change or check an activity?"""

from django.utils import timezone

from sasaeai.activities.models import Activity, SignUp, Stage
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF


def may_add(viewer: Viewer) -> bool:
    """Return whether the viewer writes down what is going on."""
    return viewer.is_any(*STAFF)


def may_change(viewer: Viewer, activity: Activity) -> bool:
    """Return whether the viewer is responsible for the place where it happens."""
    return activity.municipality_id == viewer.municipality and viewer.covers(
        activity.area.path, *STAFF
    )


def may_see_private(viewer: Viewer) -> bool:
    """Return whether the viewer sees contacts and notes that are not for publishing."""
    return viewer.is_any(*STAFF)


def may_bring_back(viewer: Viewer, signup: SignUp) -> bool:
    """Return whether staff took a sign-up off today: a slip of the finger is noticed on the same day.

    Whoever took it back themselves left no number, and nobody on the telephone.
    """
    is_theirs = not signup.phone and signup.noted_by_id is None
    is_off = signup.state == SignUp.State.CANCELLED and not is_theirs
    return is_off and timezone.localdate(signup.updated_at) == viewer.today


def may_take_back_stage(viewer: Viewer, stage: Stage) -> bool:
    """Return whether a change of state was noted today: a slip of the finger is noticed on the same day."""
    return bool(stage.stood) and timezone.localdate(stage.created_at) == viewer.today
