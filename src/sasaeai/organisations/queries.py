"""Reading organisations, their ties and the 働きかけ."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF, visibilities_for
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people import queries as people
from sasaeai.search import queries as search

OPEN = (Approach.State.PLANNED, Approach.State.ASKED, Approach.State.THINKING)


def visible_to(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations the viewer may see, retired ones included."""
    return Organisation.objects.filter(
        municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
    ).select_related("area", "kind")


def listed(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the visible organisations that are still active."""
    return visible_to(viewer).filter(retired_on=None)


def narrowed(
    organisations: QuerySet[Organisation], *, area: Area | None = None, kind: UUID | None = None
) -> QuerySet[Organisation]:
    """Return those of the organisations that fit the filters of the list."""
    if area is not None:
        organisations = organisations.filter(area__path__startswith=area.path)
    if kind is not None:
        organisations = organisations.filter(kind=kind)
    return organisations


def found(viewer: Viewer, words: str) -> QuerySet[Organisation]:
    """Return the visible, active organisations whose text holds all the words."""
    return listed(viewer).filter(
        pk__in=search.matching("organisation", words, municipality=viewer.municipality)
    )


def named(viewer: Viewer, name: str) -> Organisation | None:
    """Return the visible organisation of exactly this name, if there is just one."""
    same = list(listed(viewer).filter(name=name.strip())[:2])
    return same[0] if len(same) == 1 else None


def members(viewer: Viewer, organisation: Organisation) -> QuerySet[Membership]:
    """Return the members whose record the viewer may see."""
    return (
        Membership.objects.filter(organisation=organisation)
        .filter(person__in=people.visible_to(viewer).values("pk"))
        .select_related("person__area")
        .order_by("part", "created_at")
    )


def member_count(organisation: Organisation) -> int:
    """Return how many members are known, whoever may see their records."""
    return Membership.objects.filter(organisation=organisation).count()


def ties(viewer: Viewer, organisation: Organisation) -> QuerySet[Tie]:
    """Return the ties to organisations that the viewer may see as well."""
    seen = visible_to(viewer).values("pk")
    return (
        Tie.objects.filter(
            Q(one=organisation, other__in=seen) | Q(other=organisation, one__in=seen)
        )
        .select_related("one", "other")
        .order_by("created_at")
    )


def approaches(viewer: Viewer) -> QuerySet[Approach]:
    """Return the municipality's 働きかけ, for staff only."""
    if not viewer.is_any(*STAFF):
        return Approach.objects.none()
    return (
        Approach.objects.filter(municipality_id=viewer.municipality)
        .select_related("organisation__area", "by")
        .order_by("next_on", "-created_at")
    )


def due_approaches(viewer: Viewer, *, within_days: int = 7) -> QuerySet[Approach]:
    """Return the viewer's own 働きかけ whose next date has come or comes soon."""
    return approaches(viewer).filter(
        by_id=viewer.user,
        state__in=OPEN,
        next_on__lte=viewer.today + timedelta(days=within_days),
    )
