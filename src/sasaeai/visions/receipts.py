"""What stands in the address of a way back, sealed so that nobody makes one up."""

from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError
from sasaeai.visions.models import Goal
from sasaeai.visions.places import told

GOALS, PLACE = "visions.goals", "visions.place"
PLACED = ("above", "horizon")


def of_goals(goals: Iterable[Goal]) -> str:
    """Return the receipt of goals that were just written."""
    return signing.dumps([str(goal.pk) for goal in goals], salt=GOALS, compress=True)


def goals_in(token: str) -> list[UUID]:
    """Return which goals were written."""
    try:
        return [UUID(pk) for pk in signing.loads(token, salt=GOALS)]
    except signing.BadSignature as error:
        raise DomainError(
            _("元に戻せません。目標のページで、終えるか直すかしてください。")
        ) from error


def of_place(goal: Goal) -> str:
    """Return the receipt of where a goal stands."""
    now = told(goal)
    return signing.dumps({name: now[name] for name in PLACED}, salt=PLACE, compress=True)


def place_in(token: str) -> dict[str, str]:
    """Return where a goal stood."""
    try:
        place: dict[str, str] = signing.loads(token, salt=PLACE)
    except signing.BadSignature as error:
        raise DomainError(_("元に戻せません。図の上で、もう一度動かしてください。")) from error
    return place
