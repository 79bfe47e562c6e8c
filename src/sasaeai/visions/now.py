"""A goal as it is at this moment, held so that nobody else changes it meanwhile."""

from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.visions.models import Goal, Vision


def goal_now(goal: Goal) -> Goal:
    """Return a goal as it is now, held for this transaction; one that was taken back is let be."""
    found = held(Goal.objects.all(), [goal.pk]).get(goal.pk)
    if found is None:
        raise DomainError(
            _("この目標は、たったいま取り消されました。一枚の図でたしかめてください。")
        )
    return found


def vision_now(vision: Vision) -> Vision:
    """Return a picture as it is now, held for this transaction: its goals are put in order by one at a time."""
    return held(Vision.objects.all(), [vision.pk])[vision.pk]


def whoever(viewer: Viewer) -> UUID:
    """Return who does it; nobody does it without having signed in."""
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
