"""The plan of a town as `calc.purpose` reads it: gathered from all rooms with one query for each table."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.calc.purpose import Goal, Horizon, Indicator, Means, Plan, Step, Vision
from sasaeai.insight.kinds import KINDS
from sasaeai.visions import models as visions

HORIZONS = {
    visions.Goal.Horizon.NOW: Horizon.NOW,
    visions.Goal.Horizon.ONE_YEAR: Horizon.ONE_YEAR,
    visions.Goal.Horizon.THREE_YEARS: Horizon.THREE_YEARS,
    visions.Goal.Horizon.THEN: Horizon.THEN,
}
# Whoever lives there, of the list of those concerned.
RESIDENTS = ("resident", "elder", "helper")


class Served(NamedTuple):
    kind: str
    means: UUID


def gather(municipality: UUID, *, today: date) -> Plan:
    """Return everything that was planned in a town, closed goals and ended means marked so.

    The picture of an area that is no more is nobody's to mend.
    """
    return Plan(
        visions=_visions(municipality, today),
        goals=_goals(municipality),
        indicators=_indicators(municipality),
        means=_means(municipality, today),
        steps=_steps(municipality),
    )


def _visions(municipality: UUID, today: date) -> list[Vision]:
    rows = (
        visions.Edition.objects.filter(vision__municipality=municipality)
        .exclude(vision__area__until__lt=today)
        .annotate(here=Count("made_with", filter=Q(made_with__code__in=RESIDENTS)))
        .order_by("vision__area__path", "number")
        .values_list("vision", "vision__then_on", "made_on", "residents", "here")
    )
    begun: dict[UUID, date] = {}
    found: dict[UUID, Vision] = {}
    for vision, then_on, made_on, residents, here in rows:
        since = begun.setdefault(vision, made_on)
        # The newest edition comes last, and it is the one that counts.
        found[vision] = Vision(str(vision), since, then_on, bool(residents or here))
    return list(found.values())


def _goals(municipality: UUID) -> list[Goal]:
    rows = visions.Goal.objects.filter(municipality=municipality).values_list(
        "pk", "vision", "words", "horizon", "above", "due_on", "state"
    )
    return [
        Goal(
            id=str(pk),
            vision=str(vision),
            words=words,
            horizon=HORIZONS[visions.Goal.Horizon(horizon)],
            above=str(above) if above else None,
            due=due_on,
            is_open=state == visions.Goal.State.OPEN,
        )
        for pk, vision, words, horizon, above, due_on, state in rows.order_by(
            "vision__area__path", "order", "created_at"
        )
    ]


def _indicators(municipality: UUID) -> list[Indicator]:
    rows = (
        visions.Indicator.objects.filter(goal__municipality=municipality)
        .annotate(last=Max("measurements__on"))
        .order_by("goal", "created_at")
    )
    return [
        Indicator(
            id=str(one.pk),
            goal=str(one.goal_id),
            name=one.name,
            since=timezone.localdate(one.created_at),
            every_months=one.every_months,
            counts_doing=one.counts == visions.Indicator.Counts.DOING,
            has_baseline=one.baseline is not None,
            measured_on=one.last,
        )
        for one in rows
    ]


def _means(municipality: UUID, today: date) -> list[Means]:
    """Return what was hung under goals, and the activities that were grown here.

    What is there by itself - a club, a hall - is no means before somebody says what for: recording
    never asks for a purpose. An activity that was born from a voice is somebody's answer to it.
    """
    served: defaultdict[Served, list[str]] = defaultdict(list)
    for kind, known in KINDS.items():
        rows = known.given.filter(goal__municipality=municipality)
        for goal, means in rows.order_by("given_on", "created_at").values_list("goal", "means"):
            served[Served(kind, means)].append(str(goal))
    born = Q(voices__isnull=False) | Q(origins__isnull=False)
    grown = Activity.objects.filter(born, municipality=municipality).distinct()
    for pk in grown.order_by("name", "pk").values_list("pk", flat=True):
        served[Served("activity", pk)]
    ended = _ended(municipality, today)
    return [
        Means(f"{one.kind}:{one.means}", one.kind, tuple(goals), one not in ended)
        for one, goals in served.items()
    ]


def _ended(municipality: UUID, today: date) -> set[Served]:
    """Return the means that are over: they serve nothing any more, and nobody asks them what for."""
    activities = Activity.objects.filter(
        municipality=municipality, state=Activity.State.ENDED
    ).values_list("pk", flat=True)
    return {Served("activity", pk) for pk in activities} | {
        Served(name, pk)
        for name, kind in KINDS.items()
        for pk in kind.given.filter(kind.over(today), goal__municipality=municipality)
        .order_by()
        .values_list("means", flat=True)
    }


def _steps(municipality: UUID) -> list[Step]:
    rows = visions.Step.objects.filter(goal__municipality=municipality)
    return [
        Step(str(goal), start_on, done_on is not None)
        for goal, start_on, done_on in rows.values_list("goal", "start_on", "done_on")
    ]
