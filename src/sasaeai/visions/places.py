"""Where a goal may stand on the way to a picture; its fields as they are kept beside when two wrote them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError
from sasaeai.visions.models import Goal, Vision

# From the farthest to now: a goal serves one that is as far or farther.
FAR = {horizon: place for place, horizon in enumerate(Goal.Horizon.values)}
# What two may write of one goal at a time.
WRITTEN = ("words", "why", "above", "horizon", "due_on", "owner", "owner_words")


def check(goal: Goal) -> None:
    """Say no where a goal would serve itself, another picture's, or one that is nearer in time."""
    above = goal.above
    if above is not None:
        if above.vision_id != goal.vision_id:
            raise DomainError(_("同じあるべき姿の目標の中から、上の目標を選んでください。"))
        _check_circle(goal, above)
        if FAR[above.horizon] > FAR[goal.horizon]:
            raise DomainError(
                _(
                    "上の目標のほうが、今に近くなります。「いつごろ」を、上の目標と同じか、それより今に近くしてください。"
                )
            )
    for below in goal.below.all():
        if FAR[below.horizon] < FAR[goal.horizon]:
            raise DomainError(
                _(
                    "この目標のための「%(words)s」のほうが、先のことになります。先に、そちらの「いつごろ」を今に近くしてください。"
                )
                % {"words": below.words}
            )


def _check_circle(goal: Goal, above: Goal) -> None:
    """Say no where the way up from `above` comes by the goal itself."""
    upwards = dict(Goal.objects.filter(vision=goal.vision_id).values_list("pk", "above"))
    at: UUID | None = above.pk
    while at is not None:
        if at == goal.pk:
            raise DomainError(
                _(
                    "目標が、めぐりめぐって自分のためになってしまいます。ほかの目標を選んでください。"
                )
            )
        at = upwards.get(at)


def told(goal: Goal) -> dict[str, str]:
    """Return what stands in the fields of a goal, as text that can be kept."""
    return {
        "words": goal.words,
        "why": goal.why,
        "above": str(goal.above_id or ""),
        "horizon": goal.horizon,
        "due_on": goal.due_on.isoformat() if goal.due_on else "",
        "owner": str(goal.owner_id or ""),
        "owner_words": goal.owner_words,
    }


def put(goal: Goal, values: Mapping[str, str]) -> None:
    """Put kept text into the fields of a goal; a goal above that is gone since is none."""
    for name, value in values.items():
        setattr(goal, _COLUMNS.get(name, name), _MEANT.get(name, str)(value))
    if goal.above_id and not Goal.objects.filter(pk=goal.above_id).exists():
        goal.above = None


def _key(value: str) -> UUID | None:
    return UUID(value) if value else None


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


_COLUMNS = {"above": "above_id", "owner": "owner_id"}
_MEANT: dict[str, Any] = {"above": _key, "owner": _key, "due_on": _day}


def last_order(vision: Vision) -> int:
    """Return behind which place a new goal of a picture stands."""
    return max(Goal.objects.filter(vision=vision).values_list("order", flat=True), default=0)


def in_order(goals: Iterable[Goal]) -> list[Goal]:
    """Return goals as they stand one below another."""
    return sorted(goals, key=lambda goal: (goal.order, goal.created_at, goal.pk))
