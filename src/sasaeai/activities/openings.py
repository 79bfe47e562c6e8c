"""Reading 出番: those of an activity, those one may choose from in an area."""

from django.db.models import F, Prefetch, Q, QuerySet

from sasaeai.activities import queries
from sasaeai.activities.models import Activity, Opening
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility


def visible_to(viewer: Viewer) -> QuerySet[Opening]:
    """Return the openings of the activities the viewer may see, filled and closed ones too."""
    seen = queries.visible_to(viewer)
    return (
        Opening.objects.filter(activity__in=seen.prefetch_related(None).values("pk"))
        .select_related("category")
        .prefetch_related(Prefetch("activity", seen.defer("area__boundary")))
    )


def of_activity(viewer: Viewer, activity: Activity) -> list[Opening]:
    """Return the openings of an activity, those that look for people first; closed ones are left out."""
    rows = visible_to(viewer).filter(activity=activity).exclude(state=Opening.State.CLOSED)
    return sorted(rows, key=lambda one: one.state != Opening.State.OPEN)


def looking(viewer: Viewer, *, area: Area | None = None) -> QuerySet[Opening]:
    """Return the openings that look for people today, by the name of their activity; in an area if named."""
    found = visible_to(viewer).filter(
        Q(until=None) | Q(until__gte=viewer.today), state=Opening.State.OPEN
    )
    found = found.exclude(activity__state=Activity.State.ENDED)
    if area is not None:
        found = found.filter(activity__area__in=areas.below(area))
    return found.annotate(name=F("activity__name")).order_by("name", "id")


def for_a_wall(viewer: Viewer, *, area: Area | None = None) -> QuerySet[Opening]:
    """Return the openings of which everybody may read: paper goes anywhere."""
    return looking(viewer, area=area).filter(activity__visibility=Visibility.PUBLIC)
