"""The plan of a town as `calc.purpose` reads it: gathered from all rooms with one query for each table.

Its ids are the numbers of rows as text, made by the database: `key` says how. Thousands of numbers that are read
only to be held against each other need not become objects first.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import CharField, Count, Max, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Replace
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


def key(pk: UUID) -> str:
    """Return under which id a row stands in the plan."""
    return pk.hex


def means_key(kind: str, pk: UUID) -> str:
    """Return under which id a means stands in the plan."""
    return f"{kind}:{key(pk)}"


def _key(column: str) -> Combinable:
    """Return what makes the ids of a column: one database keeps numbers with dashes, the other without."""
    return Replace(Cast(column, CharField()), Value("-"), Value(""))


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
        .values_list(_key("vision"), "vision__then_on", "made_on", "residents", "here")
    )
    begun: dict[str, date] = {}
    found: dict[str, Vision] = {}
    for vision, then_on, made_on, residents, here in rows:
        since = begun.setdefault(vision, made_on)
        # The newest edition comes last, and it is the one that counts.
        found[vision] = Vision(vision, since, then_on, bool(residents or here))
    return list(found.values())


def _goals(municipality: UUID) -> list[Goal]:
    rows = visions.Goal.objects.filter(municipality=municipality).values_list(
        _key("pk"), _key("vision"), "words", "horizon", _key("above"), "due_on", "state"
    )
    return [
        Goal(
            id=pk,
            vision=vision,
            words=words,
            horizon=HORIZONS[visions.Goal.Horizon(horizon)],
            above=above,
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
        .values_list(
            _key("pk"),
            _key("goal"),
            "name",
            "created_at",
            "every_months",
            "counts",
            "baseline",
            "last",
        )
    )
    return [
        Indicator(
            id=pk,
            goal=goal,
            name=name,
            since=timezone.localdate(created_at),
            every_months=every_months,
            counts_doing=counts == visions.Indicator.Counts.DOING,
            has_baseline=baseline is not None,
            measured_on=last,
        )
        for pk, goal, name, created_at, every_months, counts, baseline, last in rows
    ]


def _means(municipality: UUID, today: date) -> list[Means]:
    """Return what was hung under goals, and the activities that were grown here.

    What is there by itself - a club, a hall - is no means before somebody says what for: recording
    never asks for a purpose. An activity that was born from a voice is somebody's answer to it.
    """
    served: dict[str, defaultdict[str, list[str]]] = {}
    for kind, known in KINDS.items():
        served[kind] = defaultdict(list)
        rows = known.given.filter(goal__municipality=municipality)
        pairs = rows.order_by("given_on", "created_at").values_list(_key("goal"), _key("means"))
        for goal, means in pairs:
            served[kind][means].append(goal)
    born = Q(voices__isnull=False) | Q(origins__isnull=False)
    grown = Activity.objects.filter(born, municipality=municipality).distinct()
    for pk in grown.order_by("name", "pk").values_list("pk", flat=True):
        served["activity"].setdefault(key(pk), [])
    ended = _ended(municipality, today)
    return [
        Means(f"{kind}:{means}", kind, tuple(goals), means not in ended)
        for kind, some in served.items()
        for means, goals in some.items()
    ]


def _ended(municipality: UUID, today: date) -> set[str]:
    """Return the means that are over: they serve nothing any more, and nobody asks them what for."""
    activities = Activity.objects.filter(
        municipality=municipality, state=Activity.State.ENDED
    ).values_list("pk", flat=True)
    return {key(pk) for pk in activities} | {
        key(pk)
        for kind in KINDS.values()
        for pk in kind.given.filter(kind.over(today), goal__municipality=municipality)
        .order_by()
        .values_list("means", flat=True)
    }


def _steps(municipality: UUID) -> list[Step]:
    rows = visions.Step.objects.filter(goal__municipality=municipality)
    return [
        Step(goal, start_on, done_on is not None)
        for goal, start_on, done_on in rows.values_list(_key("goal"), "start_on", "done_on")
    ]
