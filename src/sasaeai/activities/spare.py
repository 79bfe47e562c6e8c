"""Which places are taken up by what goes on there; worked out once for as long as nothing changes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from sasaeai.activities.models import Activity, Use
from sasaeai.calc.schedule import Schedule, schedule_from_json
from sasaeai.calc.spare import spare_days

TOWNS = 8  # kept at once
TAKE_NOTHING = (Activity.State.IDEA, Activity.State.ENDED)


def taken_up(municipality: UUID, days: Collection[str]) -> list[UUID]:
    """Return the places with hours that have none left on any of these weekdays.

    All that goes on, pauses or is being prepared takes its hours, an idea none yet; whoever may
    see it: a hall is no less full for that.
    """
    held = _held(municipality).aggregate(Count("pk"), Max("updated_at"), Max("place__updated_at"))
    used = _used(municipality).aggregate(
        Count("pk"), Max("updated_at"), Max("asset__updated_at"), Max("activity__updated_at")
    )
    left = _left(municipality, (*held.values(), *used.values()))
    return [place for place, spare in left.items() if spare.isdisjoint(days)]


def _held(municipality: UUID) -> QuerySet[Activity]:
    held = Activity.objects.filter(municipality_id=municipality, place__isnull=False)
    return held.exclude(state__in=TAKE_NOTHING).order_by()


def _used(municipality: UUID) -> QuerySet[Use]:
    used = Use.objects.filter(activity__municipality_id=municipality)
    return used.exclude(activity__state__in=TAKE_NOTHING).order_by()


@lru_cache(maxsize=TOWNS)
def _left(municipality: UUID, _edition: tuple[Any, ...]) -> Mapping[UUID, frozenset[str]]:
    """Return the weekdays on which each place with hours, where something is held, has some left."""
    hours: dict[UUID, Schedule] = {}
    taken: dict[UUID, list[Schedule]] = defaultdict(list)
    told = (
        _held(municipality).exclude(place__times={}).values_list("place", "place__times", "times")
    )
    more = (
        _used(municipality).exclude(asset__times={}).values_list("asset", "asset__times", "times")
    )
    for place, opening, times in chain(told.iterator(), more.iterator()):
        hours.setdefault(place, schedule_from_json(opening))
        taken[place].append(schedule_from_json(times))
    return {place: spare_days(opening, taken[place]) for place, opening in hours.items()}
