"""Reading how activities came to be and grew: their stages, what they were born from."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.activities import queries
from sasaeai.activities.models import Activity, Origin, Stage
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.needs import issues
from sasaeai.needs import queries as needs


def to_review(viewer: Viewer) -> QuerySet[Activity]:
    """Return the trials of the viewer's areas on which it is time to look back, the longest due first."""
    due = Activity.objects.filter(
        areas.in_care_of(viewer),
        municipality_id=viewer.municipality,
        state=Activity.State.TRIAL,
        review_on__lte=viewer.today,
    )
    return due.select_related("area").defer("area__boundary").order_by("review_on", "id")


def last_stage(activity: Activity) -> Stage | None:
    """Return the change of state that was written down last."""
    return activity.stages.order_by("-created_at").first()


def stages_of(activity: Activity) -> QuerySet[Stage]:
    """Return how an activity stood from which day on, from its beginning."""
    return activity.stages.order_by("on", "created_at")


def comes_from(activity: Activity | None, ancestor: Activity) -> bool:
    """Return whether an activity was born from another, over however many in between."""
    seen: set[UUID] = set()
    level = {activity.pk} if activity else set()
    while level:
        found = Origin.objects.filter(activity__in=level, other__isnull=False)
        level = set(found.values_list("other", flat=True)) - seen
        if ancestor.pk in level:
            return True
        seen |= level
    return False


def origins_of(viewer: Viewer, activity: Activity) -> list[Origin]:
    """Return what an activity was born from and the viewer may see, the first first."""
    rows = list(activity.origins.order_by("on", "created_at"))
    rooms: dict[str, QuerySet[Any]] = {
        "need": needs.visible_to(viewer),
        "issue": issues.visible_to(viewer),
        "asset": assets.visible_to(viewer),
        "other": queries.visible_to(viewer).prefetch_related(None).select_related("area"),
    }
    for name, seen in rooms.items():
        ids = [pk for row in rows if (pk := getattr(row, f"{name}_id"))]
        things = seen.in_bulk(ids) if ids else {}
        for row in rows:
            if getattr(row, f"{name}_id"):
                setattr(row, name, things.get(getattr(row, f"{name}_id")))
    return [row for row in rows if row.known]


def branches_of(viewer: Viewer, activity: Activity) -> QuerySet[Activity]:
    """Return the visible activities that were born from one."""
    return (
        queries.visible_to(viewer)
        .prefetch_related(None)
        .filter(born_from=activity)
        .select_related("area")
        .order_by("name", "id")
    )
