"""Reading activities: what the viewer may see, by area, category and day, the stalest first."""

from datetime import timedelta
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import visibilities_for
from sasaeai.assets import queries as assets
from sasaeai.assets.freshness import SOON_DAYS
from sasaeai.organisations import queries as organisations
from sasaeai.search import queries as search


def visible_to(viewer: Viewer) -> QuerySet[Activity]:
    """Return the activities the viewer may see, ended ones included.

    A place or an organiser whom the viewer may not see reads as none.
    """
    return (
        Activity.objects.filter(
            municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
        )
        .select_related("area")
        .prefetch_related(
            Prefetch("organiser", organisations.visible_to(viewer)),
            Prefetch("place", assets.visible_to(viewer)),
        )
    )


def listed(viewer: Viewer) -> QuerySet[Activity]:
    """Return the visible activities that go on or pause, with what a list shows of each."""
    return visible_to(viewer).exclude(state=Activity.State.ENDED).prefetch_related("categories")


def narrowed(
    activities: QuerySet[Activity],
    *,
    viewer: Viewer,
    area: Area | None = None,
    category: UUID | None = None,
    weekday: str = "",
    state: str = "",
    freshness: str = "",
) -> QuerySet[Activity]:
    """Return those of the activities that fit the filters of the list."""
    if area is not None:
        activities = activities.filter(area__path__startswith=area.path)
    if category is not None:
        activities = activities.filter(categories=category)
    if weekday:
        activities = activities.filter(weekdays__contains=weekday)
    if state:
        activities = activities.filter(state=state)
    soon = viewer.today + timedelta(days=SOON_DAYS)
    if freshness == "stale":
        activities = activities.filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
    elif freshness == "soon":
        activities = activities.filter(check_due_on__gt=viewer.today, check_due_on__lte=soon)
    elif freshness == "fresh":
        activities = activities.filter(check_due_on__gt=soon)
    return activities


def found(viewer: Viewer, words: str) -> QuerySet[Activity]:
    """Return the visible activities whose text holds all the words."""
    return listed(viewer).filter(
        pk__in=search.matching("activity", words, municipality=viewer.municipality)
    )


def stalest(viewer: Viewer, area: Area, *, count: int) -> list[Activity]:
    """Return the activities of an area that most need a check, the stalest first."""
    return list(
        listed(viewer)
        .filter(area__path__startswith=area.path)
        .filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
        .prefetch_related("checks")
        .order_by(F("check_due_on").asc(nulls_first=True), "id")[:count]
    )


def suggestions(viewer: Viewer) -> QuerySet[ActivitySuggestion]:
    """Return what residents told us about visible activities and nobody has answered yet."""
    return (
        ActivitySuggestion.objects.filter(
            municipality_id=viewer.municipality,
            state=ActivitySuggestion.State.NEW,
            activity__in=visible_to(viewer).values("pk"),
        )
        .select_related("activity__area")
        .order_by("created_at")
    )
