"""来年度の計画: what it grows from. The pictures, the goals and where they stand, what goes on and what ends."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch, Q

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.viewer import Viewer
from sasaeai.insight import means, purpose
from sasaeai.insight.board_sheet import on_a_wall
from sasaeai.insight.purpose import Check
from sasaeai.reports import queries
from sasaeai.reports.scopes import Scope
from sasaeai.ui import dates, wording
from sasaeai.visions import board, meanings
from sasaeai.visions import queries as visions
from sasaeai.visions.board import Mark
from sasaeai.visions.models import Goal, Indicator, Measurement, Step, Vision

MOST = 50
STATE = Activity.State
GOING_ON = (STATE.ACTIVE, STATE.PAUSED)
TO_DECIDE = (STATE.TRIAL, STATE.PREPARING, STATE.IDEA)


class Picture(NamedTuple):
    """How an area wants to be, in the words of its newest edition."""

    vision: Vision
    words: str


class Aim(NamedTuple):
    """An open goal: how near it is, with what one can begin, and what serves it now."""

    goal: Goal
    marks: list[Mark]
    steps: list[Step]
    means: list[str]

    @property
    def said(self) -> str:
        """All that serves it now, in one line."""
        return wording.told(self.means)


class Line(NamedTuple):
    """Something that goes on or ends: how it is called, what is to be said of it, what it is for."""

    name: str
    note: str
    url: str
    goals: tuple[str, ...] = ()


class Plan(NamedTuple):
    """What next year's plan may grow from: goals, and what 目的の点検 finds, of the nearest picture."""

    pictures: list[Picture]
    aims: list[Aim]
    check: Check
    going_on: list[Line]
    to_decide: list[Line]
    ended: list[Line]
    troubles: list[Line]


def of(viewer: Viewer, scope: Scope) -> Plan:
    """Return what the plan of an area for the year after a 年度 may grow from."""
    pictures = _pictures(viewer, scope)
    nearest = pictures[0].vision if pictures else None
    known = _activities(viewer, scope)
    served = _served(viewer, known)
    return Plan(
        pictures,
        _aims(viewer, nearest) if nearest else [],
        purpose.of_vision(viewer, nearest) if nearest else Check([], 0),
        [_line(one, served) for one in known if one.state in GOING_ON],
        [_line(one, served) for one in known if one.state in TO_DECIDE],
        [
            *(_line(one, served) for one in known if one.state == STATE.ENDED),
            *_closed(viewer, scope),
        ],
        [
            Line(dates.month_of(one.since), one.trouble, one.get_absolute_url())
            for one in queries.troubles(viewer, scope)
        ],
    )


def _pictures(viewer: Viewer, scope: Scope) -> list[Picture]:
    """Return the pictures of the area and of those above it, the nearest first."""
    drawn = [one for one in visions.visions(viewer) if scope.area.path.startswith(one.area.path)]
    return [Picture(one, newest.words) for one in drawn[::-1] for newest in one.editions.all()[:1]]


def _aims(viewer: Viewer, vision: Vision) -> list[Aim]:
    measured = Measurement.objects.order_by("-on", "-created_at")
    indicators = Indicator.objects.order_by("created_at").prefetch_related(
        Prefetch("measurements", measured)
    )
    steps = Step.objects.filter(done_on=None).order_by("created_at")
    goals = visions.open_goals(viewer, vision.area).filter(vision=vision)
    shown = list(
        goals.prefetch_related(Prefetch("indicators", indicators), Prefetch("steps", steps))[:MOST]
    )
    served = means.of_goals(viewer, shown)
    return [
        Aim(
            goal,
            [board.mark(one) for one in goal.indicators.all()],
            list(goal.steps.all()),
            on_a_wall([one for one in served[goal.pk].means if not one.is_over]),
        )
        for goal in shown
    ]


def _activities(viewer: Viewer, scope: Scope) -> list[Activity]:
    """Return the activities of the area that serve a goal or were grown here: going on, to come, or ended this 年度.

    What is there by itself is in nobody's plan.
    """
    planned = Q(meanings__isnull=False) | Q(voices__isnull=False) | Q(origins__isnull=False)
    late = ~Q(state=STATE.ENDED) | Q(state_since__range=(scope.since, scope.until))
    chosen = Activity.objects.filter(planned, late, scope.within).order_by().values("pk")
    return list(activities.brief(viewer).filter(pk__in=chosen).order_by("name", "id")[:MOST])


def _served(viewer: Viewer, known: Iterable[Activity]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    rows = meanings.of_model(viewer, ActivityMeaning).filter(means__in=[one.pk for one in known])
    for one in rows.order_by("given_on", "created_at"):
        found.setdefault(one.means_id, []).append(one.goal.words)
    return found


def _line(one: Activity, served: dict[UUID, list[str]]) -> Line:
    day = one.review_on if one.state == STATE.TRIAL else one.state_since
    note = [one.area.name, one.get_state_display(), *([dates.full_day(day)] if day else [])]
    return Line(one.name, wording.told(note), one.get_absolute_url(), tuple(served.get(one.pk, ())))


def _closed(viewer: Viewer, scope: Scope) -> list[Line]:
    """Return the goals of the area that were reached or let go in the 年度, with why."""
    rows = visions.visible_to(viewer).exclude(state=Goal.State.OPEN)
    within = rows.filter(
        vision__area__path__startswith=scope.area.path, closed_on__range=(scope.since, scope.until)
    )
    return [
        Line(
            one.words,
            wording.told(filter(None, [one.get_state_display(), one.closing_words])),
            one.get_absolute_url(),
        )
        for one in within.order_by("closed_on", "order")[:MOST]
    ]
