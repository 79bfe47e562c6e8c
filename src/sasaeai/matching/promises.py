"""What both sides were promised: when, with whom, and what stands in its way."""

from datetime import date, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, Week, week_from_json
from sasaeai.matching.models import Match
from sasaeai.matching.queries import PROMISED
from sasaeai.needs.models import Need
from sasaeai.people.models import Gift


def wants_companion(match: Match) -> bool:
    """Return whether one of the two who meet would like somebody to come along, and nobody did yet."""
    if match.person is None or match.visits.exists():
        return False
    asks = match.need.person
    return match.person.with_companion or (asks is not None and asks.with_companion)


def rests_ahead(match: Match, today: date) -> bool:
    """Return whether the helper takes a rest, or has said when the next one begins."""
    person = match.person
    if person is None or person.paused_from is None:
        return False
    return person.paused_until is None or person.paused_until >= today


def free_times(match: Match) -> Week:
    """Return when the helper has said to have time for such things; an empty week where any time suits."""
    category = match.need.category
    family = Q(category=category.pk) | Q(category__parent=category.pk)
    if category.parent_id:
        family |= Q(category=category.parent_id)
    gifts = Gift.objects.filter(family, person=match.person_id, ended_on=None)
    weeks = [week_from_json(times) for times in gifts.values_list("times", flat=True)]
    return reduce(or_, weeks, Week()) if all(weeks) else Week()


def is_outside(match: Match) -> bool:
    """Return whether the promise stands at a time which the helper did not name."""
    free = free_times(match)
    return bool(free) and bool(week_from_json(match.times) - free)


def clashing(match: Match) -> Match | None:
    """Return another promise of the same person at the same time; None where the time is free."""
    if match.person_id is None or match.first_on is None:
        return None
    others = (
        Match.objects.filter(person=match.person_id, state__in=PROMISED, need__closed_on=None)
        .exclude(pk=match.pk)
        .exclude(first_on=None)
        .select_related("need")
    )
    return next((other for other in others if _meets(match, other)), None)


def is_taken(match: Match) -> bool:
    """Return whether a promise that goes on stands at a time promised to somebody else as well.

    A closed need frees its time; opened again, it may find it given away.
    """
    goes_on = match.state in PROMISED and match.need.is_open
    return goes_on and clashing(match) is not None


def _meets(one: Match, other: Match) -> bool:
    both_once = Need.Often.ONCE == one.need.often == other.need.often
    if both_once and one.first_on != other.first_on:
        return False
    return week_from_json(one.times).overlaps(week_from_json(other.times))


def promise_said(viewer: Viewer, match: Match) -> dict[str, object]:
    """Return the promise as its form asks for it; before there is one, the first time that suits both."""
    asked = week_from_json(match.need.times)
    week = week_from_json(match.times) or (asked & free_times(match)) or asked or free_times(match)
    days = [day for day in range(len(DAYS)) if week.intervals(day)]
    if not days:
        return {"first_on": match.first_on, "companion": match.companion}
    day = (
        match.first_on.weekday() if match.first_on and match.first_on.weekday() in days else days[0]
    )
    start = week.intervals(day)[0][0]
    ahead = (day - viewer.today.weekday()) % len(DAYS) or len(DAYS)
    planned = match.need.dates[0] if match.need.dates else viewer.today + timedelta(days=ahead)
    return {
        "day": DAYS[day],
        "start": time(start // 2, start % 2 * 30),
        "first_on": match.first_on or planned,
        "companion": match.companion,
    }
