"""How an activity stands on a day: a rest that was written down begins and ends by itself."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from sasaeai.activities.models import Activity
from sasaeai.calc.rests import Rest
from sasaeai.ui import dates

PAUSED = Q(state=Activity.State.PAUSED)
GOING_ON = frozenset({Activity.State.ACTIVE, Activity.State.TRIAL})
# Ideas and what is being prepared: nobody can come yet.
TO_COME = frozenset({Activity.State.IDEA, Activity.State.PREPARING})


def rest_of(activity: Activity, day: date) -> Rest | None:
    """Return the rest that an activity has on a day or has before it; none where it is over."""
    rest = _written(activity)
    return None if rest is None or rest.is_over(day) else rest


def state_on(activity: Activity, day: date) -> Activity.State:
    """Return how an activity stands on a day."""
    rest = _written(activity)
    if rest is None:
        return Activity.State(activity.state)
    return Activity.State.PAUSED if rest.holds(day) else Activity.State.ACTIVE


def is_going_on(activity: Activity, day: date) -> bool:
    """Return whether one can come on a day: it goes on, be it on trial."""
    return state_on(activity, day) in GOING_ON


def is_to_review(activity: Activity, day: date) -> bool:
    """Return whether it is time to look back on a trial."""
    return activity.review_on is not None and activity.review_on <= day


def state_since(activity: Activity, day: date) -> date | None:
    """Return since when an activity stands as it does on a day; before a rest nobody wrote it down."""
    rest = _written(activity)
    if rest is None or rest.holds(day):
        return activity.state_since
    return rest.resumes if rest.is_over(day) else None


def in_state(state: str, day: date) -> Q:
    """Return the condition that an activity stands so on a day, as `state_on` tells it."""
    is_to_come, is_over = Q(state_since__gt=day), Q(resumes_on__lte=day)
    # Said of the days that are written: a day that nobody knows answers neither yes nor no.
    if state == Activity.State.PAUSED:
        begun = Q(state_since=None) | Q(state_since__lte=day)
        return PAUSED & begun & (Q(resumes_on=None) | Q(resumes_on__gt=day))
    if state == Activity.State.ACTIVE:
        return Q(state=state) | PAUSED & (is_to_come | is_over)
    return Q(state=state)


def label(activity: Activity, today: date) -> str:
    """Return how an activity stands and when that changes, nothing where it simply goes on."""
    rest = rest_of(activity, today)
    if rest is None:
        state = state_on(activity, today)
        if state == Activity.State.TRIAL and activity.review_on:
            said = {"day": dates.near_day(activity.review_on, today=today)}
            return _("お試し中、%(day)sにふりかえる") % said
        return "" if state == Activity.State.ACTIVE else str(state.label)
    told = {
        "day": dates.near_day(rest.since, today=today) if rest.since else "",
        "back": dates.near_day(rest.resumes, today=today) if rest.resumes else "",
    }
    if rest.is_to_come(today):
        words = _("%(day)sからお休み、%(back)sから再開") if rest.resumes else _("%(day)sからお休み")
    else:
        words = _("お休み中、%(back)sから再開") if rest.resumes else _("お休み中")
    return words % told


def _written(activity: Activity) -> Rest | None:
    if activity.state != Activity.State.PAUSED:
        return None
    return Rest(activity.state_since, activity.resumes_on)
