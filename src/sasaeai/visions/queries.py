"""Reading the pictures of the areas and the goals on the way to them: for everybody who works in the town."""

from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.visions import rules
from sasaeai.visions.models import Edition, Goal, Vision

KIND = "goal"
STEP = 5  # letters of a path from an area to those right below it


def visions(viewer: Viewer) -> QuerySet[Vision]:
    """Return the pictures of the viewer's town, each with its editions, the newest first."""
    here = Vision.objects.filter(municipality_id=viewer.municipality)
    here = here if rules.may_read(viewer) else here.none()
    editions = Edition.objects.order_by("-number")
    return (
        here.select_related("area")
        .defer("area__boundary")
        .prefetch_related(Prefetch("editions", editions))
        .order_by("area__path")
    )


def visible_to(viewer: Viewer) -> QuerySet[Goal]:
    """Return the goals of the viewer's town, closed ones too."""
    here = Goal.objects.filter(municipality_id=viewer.municipality)
    here = here if rules.may_read(viewer) else here.none()
    return here.select_related("vision__area", "owner").defer("vision__area__boundary")


def open_goals(viewer: Viewer, area: Area | None = None) -> QuerySet[Goal]:
    """Return the goals still aimed at, of an area and the areas above it: the nearest picture first.

    Without an area those of the whole town.
    """
    goals = visible_to(viewer).filter(state=Goal.State.OPEN)
    if area is None:
        return goals.order_by("vision__area__path", "order", "created_at")
    above = [area.path[:end] for end in range(STEP, len(area.path) + 1, STEP)]
    return goals.filter(vision__area__path__in=above).order_by(
        "-vision__area__path", "order", "created_at"
    )


class Drawn(NamedTuple):
    """An area with its picture, or none yet."""

    area: Area
    vision: Vision | None
    may_begin: bool


def by_area(viewer: Viewer) -> list[Drawn]:
    """Return the areas for which a picture is drawn, each with its own: the town, 圏域 and districts."""
    drawn = {vision.area_id: vision for vision in visions(viewer)}
    here = areas.to_choose_from(viewer).exclude(level=Level.TOWN)
    return [Drawn(area, drawn.get(area.pk), rules.may_draw_in(viewer, area)) for area in here]
