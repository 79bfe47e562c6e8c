"""What stands in the address of a way back, sealed so that nobody makes one up."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError
from sasaeai.visions.models import Goal
from sasaeai.visions.places import told

GOALS, MOVE = "visions.goals", "visions.move"
PLACED = ("above", "horizon")


class Move(NamedTuple):
    """Where a goal stood, and where it was moved to."""

    stood: dict[str, str]
    moved: dict[str, str]


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


def of_move(stood: Mapping[str, str], goal: Goal) -> str:
    """Return the receipt of a move from where a goal stood to where it was put."""
    now = told(goal)
    places = [{name: place[name] for name in PLACED} for place in (stood, now)]
    return signing.dumps(places, salt=MOVE, compress=True)


def move_in(token: str) -> Move:
    """Return from where to where a goal was moved."""
    try:
        return Move(*signing.loads(token, salt=MOVE))
    except signing.BadSignature as error:
        raise DomainError(_("元に戻せません。図の上で、もう一度動かしてください。")) from error
