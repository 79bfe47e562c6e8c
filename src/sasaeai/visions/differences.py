"""Two writings of one goal beside each other, field by field, in words."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.accounts.models import User
from sasaeai.areas.viewer import Viewer
from sasaeai.ui import dates
from sasaeai.visions import places, queries
from sasaeai.visions.models import Goal, Rewrite


class Difference(NamedTuple):
    """One field as it stands and as another wrote it."""

    rewrite: Rewrite
    label: str
    stands: str
    wrote: str


def differences(viewer: Viewer, goal: Goal) -> list[Difference]:
    """Return what waits to be chosen between two writings of a goal."""
    waiting = list(queries.rewrites(viewer).filter(goal=goal, settled_at=None))
    if not waiting:
        return []
    now = places.told(goal)
    names = _names(viewer, goal, [now, *(one.wrote for one in waiting)])
    return [
        Difference(
            one,
            str(Goal._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # noqa: SLF001 -- Django's public name for it
            _said(name, now[name], names),
            _said(name, value, names),
        )
        for one in waiting
        for name, value in one.wrote.items()
    ]


def _names(viewer: Viewer, goal: Goal, told: list[Mapping[str, str]]) -> dict[str, str]:
    """Return what the goals and owners that stand in these are called."""
    ids = {name: [UUID(one[name]) for one in told if one.get(name)] for name in ("above", "owner")}
    above = queries.visible_to(viewer).filter(vision=goal.vision_id, pk__in=ids["above"])
    users = User.objects.filter(realm=goal.municipality_id, pk__in=ids["owner"])
    return {str(one.pk): one.words for one in above} | {str(one.pk): one.name for one in users}


def _said(name: str, value: str, names: Mapping[str, str]) -> str:
    if not value:
        return _("空らん")
    if name in {"above", "owner"}:
        return names.get(value, _("いまはありません"))
    if name == "due_on":
        return dates.long_day(date.fromisoformat(value))
    return str(Goal.Horizon(value).label) if name == "horizon" else value
