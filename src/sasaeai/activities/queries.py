"""Reading activities: what the viewer may see, by area, category and day, the stalest first."""

from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from sasaeai.activities import rests
from sasaeai.activities.models import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import visibilities_for
from sasaeai.assets import queries as assets
from sasaeai.organisations import queries as organisations
from sasaeai.search import queries as search
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice


def visible_to(viewer: Viewer) -> QuerySet[Activity]:
    """Return the activities the viewer may see, ended ones included.

    A place or an organiser whom the viewer may not see reads as none.
    """
    return (
        _seen_by(viewer)
        .select_related("area")
        .prefetch_related(
            Prefetch("organiser", organisations.visible_to(viewer)),
            Prefetch("place", assets.visible_to(viewer)),
        )
    )


def _seen_by(viewer: Viewer) -> QuerySet[Activity]:
    return Activity.objects.filter(
        municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
    )


def listed(viewer: Viewer) -> QuerySet[Activity]:
    """Return the visible activities that have not ended, ideas included, with what a list shows of each."""
    return visible_to(viewer).exclude(state=Activity.State.ENDED).prefetch_related("categories")


def begun(viewer: Viewer) -> QuerySet[Activity]:
    """Return the listed activities that have begun: one can come, or could before the pause."""
    return listed(viewer).exclude(state__in=rests.TO_COME)


def brief(viewer: Viewer) -> QuerySet[Activity]:
    """Return the visible activities, ended ones included, with what one line of a list shows."""
    places = assets.visible_to(viewer).prefetch_related(None).select_related(None)
    return (
        _seen_by(viewer)
        .select_related("area")
        .prefetch_related(Prefetch("place", places.only("name", "placed_by_address")))
        .defer("area__boundary", *assets.NOT_IN_LISTS)
    )


def whole(viewer: Viewer) -> QuerySet[Activity]:
    """Return the visible activities with all that the page of one shows."""
    checks = ActivityCheck.objects.select_related("by")
    return visible_to(viewer).prefetch_related("categories", Prefetch("checks", checks))


def voices_of(viewer: Viewer, activity: Activity) -> list[Voice]:
    """Return the voices an activity was born from, as far as the viewer may read them today."""
    heard = voices.visible_to(viewer).filter(activities=activity)
    return list(heard.order_by("heard_on", "id"))


def narrowed(
    activities: QuerySet[Activity],
    *,
    viewer: Viewer,
    area: Area | None = None,
    category: UUID | None = None,
    weekday: str = "",
    state: str = "",
) -> QuerySet[Activity]:
    """Return those of the activities that fit the filters of the list; ended ones when asked for."""
    if area is not None:
        activities = activities.filter(area__in=areas.below(area))
    if category is not None:
        activities = activities.filter(categories=category)
    if weekday:
        activities = activities.filter(weekdays__contains=weekday)
    if state:
        return activities.filter(rests.in_state(state, viewer.today))
    return activities.exclude(state=Activity.State.ENDED)


def on_map(viewer: Viewer) -> QuerySet[Activity]:
    """Return the visible activities that go on or pause at a place that a map shows to the viewer."""
    seen = Q(place__visibility__in=visibilities_for(viewer))
    return (
        _seen_by(viewer)
        .filter(assets.is_pin("place__"), seen)
        .exclude(state__in=[Activity.State.ENDED, *rests.TO_COME])
    )


def going_on(activities: QuerySet[Activity], day: date) -> QuerySet[Activity]:
    """Return those of the activities to which one can come on a day, those on trial too."""
    on_trial = rests.in_state(Activity.State.TRIAL, day)
    return activities.filter(rests.in_state(Activity.State.ACTIVE, day) | on_trial)


def holding(activities: QuerySet[Activity], words: str, *, viewer: Viewer) -> QuerySet[Activity]:
    """Return those of the activities whose text holds all the words."""
    return activities.filter(
        pk__in=search.matching("activity", words, municipality=viewer.municipality)
    )


def alike(viewer: Viewer, activity: Activity) -> list[Activity]:
    """Return the visible activities, ended ones included, called the same in the same area."""
    return assets.called_alike(visible_to(viewer), activity)


def named(viewer: Viewer, name: str) -> Activity | None:
    """Return the visible activity of exactly this name, if there is just one."""
    same = list(visible_to(viewer).filter(name=name.strip())[:2])
    return same[0] if len(same) == 1 else None


def stalest(viewer: Viewer, area: Area, *, count: int) -> list[Activity]:
    """Return the activities of an area that go on and most need a check, the stalest first."""
    return list(
        going_on(listed(viewer), viewer.today)
        .filter(area__path__startswith=area.path)
        .filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
        .prefetch_related("checks")
        .order_by(F("check_due_on").asc(nulls_first=True), "id")[:count]
    )


def stale_count(viewer: Viewer, area: Area) -> int:
    """Return how many activities of an area that go on should be checked again."""
    there = going_on(narrowed(_seen_by(viewer), viewer=viewer, area=area), viewer.today)
    return assets.by_freshness(there, "stale", today=viewer.today).count()


def suggestions(viewer: Viewer) -> QuerySet[ActivitySuggestion]:
    """Return what residents told us about visible activities and nobody has answered yet."""
    new = ActivitySuggestion.objects.filter(state=ActivitySuggestion.State.NEW)
    return assets.about(_seen_by(viewer), new)


def told(viewer: Viewer, activity: Activity) -> QuerySet[ActivitySuggestion]:
    """Return what residents told us about one activity and nobody has answered yet."""
    return suggestions(viewer).filter(listed=activity)


def answered(viewer: Viewer) -> QuerySet[ActivitySuggestion]:
    """Return the suggestions about visible activities that somebody answered."""
    done = ActivitySuggestion.objects.exclude(state=ActivitySuggestion.State.NEW)
    return assets.about(_seen_by(viewer), done)


def checks(viewer: Viewer) -> QuerySet[ActivityCheck]:
    """Return the checks of visible activities."""
    return assets.about(_seen_by(viewer), ActivityCheck.objects.all())
