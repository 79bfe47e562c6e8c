"""What both sides were promised: when, with whom, and what stands in its way."""

from datetime import date, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Week, week_from_json
from sasaeai.calc.matching import Bar
from sasaeai.matching import pool, words
from sasaeai.matching.models import Match
from sasaeai.matching.queries import PROMISED, is_referred
from sasaeai.needs.models import Need
from sasaeai.people import queries as people
from sasaeai.people.models import Gift


def wants_companion(match: Match) -> bool:
    """Return whether one of the two who meet would like somebody to come along, and nobody did yet."""
    if match.person is None or match.visits.exists():
        return False
    asks = match.need.person
    return any(one.with_companion for one in (match.person, asks) if one is not None)


def bars_of_pair(match: Match) -> Bar:
    """Return what keeps the two from meeting as they are now, whatever was said when they were asked."""
    need, helper = match.need, match.person
    if helper is None:
        return Bar(0)
    sides = [need, *([need.person] if need.person is not None else [])]
    has, avoids = (
        {term.pk for side in sides for term in getattr(side, name).all()}
        for name in ("has", "avoids")
    )
    theirs, unwished = ({term.pk for term in rows.all()} for rows in (helper.has, helper.avoids))
    bars = {
        Bar.SELF: helper.pk == need.person_id,
        Bar.APART: helper.pk in pool.apart_from(need, besides=match),
        Bar.WISH: bool(has & unwished or avoids & theirs),
    }
    return reduce(or_, (bar for bar, holds in bars.items() if holds), Bar(0))


def why_stopped(viewer: Viewer, match: Match) -> str:
    """Return what to do before this goes on: nobody may be asked for the need, or these two may not meet."""
    why = words.why_nobody(match.need, is_referred=is_referred(viewer, match.need))
    if why or match.person is None:
        return why
    if not people.askable(viewer).filter(pk=match.person.pk).exists():
        return words.no_consent()
    bars = bars_of_pair(match)
    return words.why_apart(bars) if bars else ""


def is_too_short(match: Match) -> bool:
    """Return whether the time that was promised is shorter than what is asked by now."""
    week = week_from_json(match.times)
    slots = [end - start for day in range(len(DAYS)) for start, end in week.intervals(day)]
    return bool(slots) and max(slots) * SLOT_MINUTES < match.need.minutes


def sharing(match: Match) -> Match | None:
    """Return another promise of the same place or thing at the same time; None where there is none."""
    if match.asset_id is None or match.first_on is None:
        return None
    others = _promised().filter(asset=match.asset_id).exclude(pk=match.pk)
    return next((other for other in others if _meets(match, other)), None)


def _promised() -> QuerySet[Match]:
    """Return the promises with a day for needs that are open."""
    dated = Match.objects.filter(state__in=PROMISED, need__closed_on=None).exclude(first_on=None)
    return dated.select_related("need")


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
    others = _promised().filter(person=match.person_id).exclude(pk=match.pk)
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
