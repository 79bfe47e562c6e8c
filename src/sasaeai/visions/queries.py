"""Reading the pictures of the areas and the goals on the way to them: for everybody who works in the town."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.visions import rules
from sasaeai.visions.models import (
    Agreement,
    Edition,
    Goal,
    Indicator,
    Measurement,
    Rewrite,
    Step,
    Vision,
)
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

KIND, VISION = "goal", "vision"
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
    called: str
    vision: Vision | None
    may_begin: bool
    is_own: bool


def by_area(viewer: Viewer) -> list[Drawn]:
    """Return the areas for which a picture is drawn, each with its own: the town, 圏域 and districts.

    Those where the viewer has a posting stand first.
    """
    drawn = {vision.area_id: vision for vision in visions(viewer)}
    here = list(areas.to_choose_from(viewer).exclude(level=Level.TOWN))
    called = areas.told_apart(here)
    found = [
        Drawn(
            area, called[area.pk], drawn.get(area.pk), rules.may_draw_in(viewer, area),
            any(area.path.startswith(post.path) for post in viewer.posts),
        )
        for area in here
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.is_own)


def of_area(viewer: Viewer, area: UUID) -> Drawn | None:
    """Return an area with its picture; none where no picture is drawn for it."""
    return next((one for one in by_area(viewer) if one.area.pk == area), None)


def editions(viewer: Viewer, vision: Vision) -> QuerySet[Edition]:
    """Return how a picture was put into words, the newest first."""
    found = Edition.objects.filter(vision=vision, vision__in=visions(viewer).order_by())
    return (
        found.select_related("written_by", "taken_from__vision__area", "vision__area")
        .defer("vision__area__boundary", "taken_from__vision__area__boundary")
        .prefetch_related("made_with")
        .order_by("-number")
    )


def editions_of_all(viewer: Viewer) -> QuerySet[Edition]:
    """Return every edition of the viewer's town."""
    found = Edition.objects.filter(vision__in=visions(viewer).order_by())
    return found.select_related("vision__area").defer("vision__area__boundary")


def editions_above(viewer: Viewer, area: Area | None) -> QuerySet[Edition]:
    """Return the editions of the areas above one, to be taken up by it."""
    found = editions_of_all(viewer).order_by("vision__area__path", "-number")
    if area is None:
        return found.filter(vision__area__parent=None)
    above = [area.path[:end] for end in range(STEP, len(area.path), STEP)]
    return found.filter(vision__area__path__in=above)


def to_begin_in(viewer: Viewer) -> QuerySet[Area]:
    """Return the viewer's areas without a picture."""
    here = areas.to_choose_from(viewer).exclude(level=Level.TOWN)
    within = Q(pk__in=())
    for post in viewer.posts:
        if post.role in STAFF:
            within |= Q(path__startswith=post.path)
    return here.filter(within, vision=None)


class Stand(NamedTuple):
    """A group of those concerned with how it stood last; none: not asked yet."""

    group: Term
    last: Agreement | None
    before: list[Agreement]


def agreements(viewer: Viewer) -> QuerySet[Agreement]:
    """Return what was noted of how groups look at the pictures of the viewer's town."""
    found = Agreement.objects.filter(edition__vision__in=visions(viewer).order_by())
    return found.select_related("group", "organisation", "noted_by", "edition__vision__area").defer(
        "edition__vision__area__boundary"
    )


def stands(viewer: Viewer, vision: Vision) -> list[Stand]:
    """Return each group of those concerned with its last stand; who was not asked yet comes last."""
    found: dict[UUID, list[Agreement]] = {}
    noted = agreements(viewer).filter(edition__vision=vision).order_by("-on", "-created_at")
    for one in noted:
        found.setdefault(one.group_id, []).append(one)
    groups = list(groups_asked(viewer))
    shown = [*groups, *{rows[0].group for rows in found.values()} - {*groups}]
    made = [Stand(group, *_last(found.get(group.pk, []))) for group in shown]
    return sorted(made, key=lambda stand: stand.last is None)


def _last(noted: list[Agreement]) -> tuple[Agreement | None, list[Agreement]]:
    return (noted[0], noted[1:]) if noted else (None, [])


def groups_asked(viewer: Viewer) -> QuerySet[Term]:
    """Return the groups of those concerned in force today."""
    return vocabulary.of_kind(viewer.municipality, Kind.COUNTERPART, viewer.today)


def indicators(viewer: Viewer) -> QuerySet[Indicator]:
    """Return by what the goals of the viewer's town are measured."""
    found = Indicator.objects.filter(goal__in=visible_to(viewer).order_by())
    measured = Measurement.objects.select_related("measured_by").order_by("-on", "-created_at")
    return (
        found.select_related("goal__vision__area")
        .defer("goal__vision__area__boundary")
        .prefetch_related(Prefetch("measurements", measured))
        .order_by("created_at")
    )


def measurements(viewer: Viewer) -> QuerySet[Measurement]:
    """Return what was measured of the goals of the viewer's town."""
    found = Measurement.objects.filter(indicator__goal__in=visible_to(viewer).order_by())
    return found.select_related("indicator__goal__vision__area")


def steps(viewer: Viewer) -> QuerySet[Step]:
    """Return the first steps for the goals of the viewer's town."""
    found = Step.objects.filter(goal__in=visible_to(viewer).order_by())
    return found.select_related("goal__vision__area").defer("goal__vision__area__boundary")


def rewrites(viewer: Viewer) -> QuerySet[Rewrite]:
    """Return what was written beside the goals of the viewer's town."""
    found = Rewrite.objects.filter(goal__in=visible_to(viewer).order_by())
    return found.select_related("by", "goal__vision__area").order_by("created_at")


def owners(viewer: Viewer, vision: Vision) -> QuerySet[User]:
    """Return who may own a goal: whoever is responsible for its area today."""
    posted = areas.posted_in(viewer, vision.area).order_by().values("user")
    return User.objects.filter(pk__in=posted, is_active=True).order_by("name")


def owner_of(goal: Goal) -> QuerySet[User]:
    """Return who owns a goal, even where they have gone elsewhere."""
    return User.objects.filter(pk__in=[goal.owner_id] if goal.owner_id else [])


def below(viewer: Viewer, goal: Goal) -> QuerySet[Goal]:
    """Return the goals that serve a goal."""
    return visible_to(viewer).filter(above=goal).order_by("order", "created_at")


def among(viewer: Viewer, ids: Iterable[UUID]) -> list[Goal]:
    """Return the visible ones of these goals."""
    return list(visible_to(viewer).filter(pk__in=list(ids)).order_by("order", "created_at"))


def indicators_of(viewer: Viewer, goal: Goal) -> QuerySet[Indicator]:
    """Return by what one goal is measured."""
    return indicators(viewer).filter(goal=goal)


def steps_of(viewer: Viewer, goal: Goal) -> QuerySet[Step]:
    """Return the first steps for one goal, what waits before what is done."""
    return (
        steps(viewer).filter(goal=goal).order_by(F("done_on").asc(nulls_first=True), "created_at")
    )
