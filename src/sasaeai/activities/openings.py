"""Reading 出番: those of an activity, those one may choose from in an area."""

from datetime import date

from django.db.models import DateField, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from sasaeai.activities import queries
from sasaeai.activities.models import Activity, Opening
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility

# How `looking` is ordered, and paged: `due` has no nulls.
SOONEST_FIRST = ("due", "name", "id")


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
    """Return the openings that look for people today; in an area if named.

    Those with a last day come first, the soonest first (`due`); then the others, by the name of
    their activity.
    """
    found = visible_to(viewer).filter(
        Q(until=None) | Q(until__gte=viewer.today), state=Opening.State.OPEN
    )
    found = found.exclude(activity__state=Activity.State.ENDED)
    if area is not None:
        found = found.filter(activity__area__in=areas.below(area))
    never = Value(date.max, output_field=DateField())
    found = found.annotate(due=Coalesce("until", never), name=F("activity__name"))
    return found.order_by(*SOONEST_FIRST)


def for_a_wall(viewer: Viewer, *, area: Area | None = None) -> QuerySet[Opening]:
    """Return the openings of which everybody may read: paper goes anywhere."""
    return looking(viewer, area=area).filter(activity__visibility=Visibility.PUBLIC)
