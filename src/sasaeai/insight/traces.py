"""What led to what, over all rooms: read from the tables with one question for each kind of arrow and way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Min, Model, Q
from django.utils import timezone

from sasaeai.activities import signups
from sasaeai.activities.models import Activity, ActivityMeaning, Origin, Stage, Use
from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset
from sasaeai.calc.lineage import Knot, Line, draw
from sasaeai.journal import queries as journal
from sasaeai.journal.models import Story
from sasaeai.matching.models import Match, Visit
from sasaeai.matching.queries import TAKEN_UP
from sasaeai.needs.models import Issue, Need
from sasaeai.visions.models import Measurement
from sasaeai.voices.models import Voice

Ids = Mapping[str, set[UUID]]


class Arrow(NamedTuple):
    """Where it stands that one kind of thing led to another: a table, and its two columns."""

    cause: str
    effect: str
    table: type[Model]
    from_column: str
    to_column: str
    only: Q = Q()


ANSWERED = Arrow("need", "match", Match, "need_id", "pk", TAKEN_UP)
# Causes before effects: in this order one way, and from the end the other, each table is read once.
ARROWS = (
    Arrow("voice", "need", Need.voices.through, "voice_id", "need_id"),
    Arrow("voice", "asset", Asset, "source_voice_id", "pk"),
    Arrow("voice", "issue", Issue.voices.through, "voice_id", "issue_id"),
    Arrow("need", "issue", Issue.needs.through, "need_id", "issue_id"),
    Arrow("voice", "activity", Activity.voices.through, "voice_id", "activity_id"),
    Arrow("need", "activity", Origin, "need_id", "activity_id"),
    Arrow("issue", "activity", Origin, "issue_id", "activity_id"),
    Arrow("asset", "activity", Origin, "asset_id", "activity_id"),
    Arrow("asset", "activity", Use, "asset_id", "activity_id"),
    ANSWERED,
    Arrow("activity", "match", Match, "activity_id", "pk", TAKEN_UP),
    Arrow("voice", "story", Story.voices.through, "voice_id", "story_id"),
    Arrow("activity", "story", Story.activities.through, "activity_id", "story_id"),
)
# From which activity another was born: how long such a chain is nobody knows, so a town's are read at once.
BIRTHS = ("other_id", "activity_id")
# By which day a thing is placed.
DAYS: Mapping[str, tuple[type[Model], str]] = {
    "voice": (Voice, "heard_on"),
    "need": (Need, "created_at"),
    "issue": (Issue, "created_at"),
    "asset": (Asset, "created_at"),
    "activity": (Activity, "created_at"),
    "match": (Match, "agreed_on"),
    "story": (Story, "on"),
}


class Trace(NamedTuple):
    """A line with the numbers of what lies on it and branches off, by kind."""

    line: Line
    ids: Ids


def trace(viewer: Viewer, kind: str, pk: UUID) -> Trace:
    """Return the line through one thing of the viewer's town: from what led to it to what came of it.

    It holds numbers and days and no words: those are asked for by what the viewer may read.
    """
    births = _births(viewer.municipality)
    found: defaultdict[str, set[UUID]] = defaultdict(set, {kind: {pk}})
    arrows: list[tuple[str, str]] = [
        (f"activity:{one}", f"activity:{other}") for one, other in births
    ]
    back = defaultdict(set, {kind: {pk}})
    back["activity"] |= _reached(back["activity"], [(other, one) for one, other in births])
    for arrow in reversed(ARROWS):
        _follow(arrow, back, arrows, backwards=True)
    _follow(ANSWERED, back, arrows)
    forth = defaultdict(set, {kind: {pk}})
    for arrow in ARROWS:
        _follow(arrow, forth, arrows)
    for one in (back, forth):
        for name, ids in one.items():
            found[name] |= ids
    found["activity"] |= _reached(forth["activity"], births)
    after = forth["activity"]
    knots = [
        *_knots(found),
        *_entries(viewer, after, arrows),
        *_sessions(viewer, after, arrows),
        *_visits(viewer, found["match"], arrows),
        *_measured(after, found, arrows),
    ]
    return Trace(draw(knots, arrows, start=f"{kind}:{pk}"), found)


def _follow(
    arrow: Arrow,
    found: defaultdict[str, set[UUID]],
    arrows: list[tuple[str, str]],
    *,
    backwards: bool = False,
) -> None:
    """Read one table from what was found on one side, and note what stands on the other."""
    here, there = (arrow.effect, arrow.cause) if backwards else (arrow.cause, arrow.effect)
    if not found[here]:
        return
    column = arrow.to_column if backwards else arrow.from_column
    rows: Any = arrow.table._default_manager.filter(  # noqa: SLF001 -- the manager of whichever table it is
        arrow.only, **{f"{column}__in": found[here]}
    )
    for cause, effect in rows.order_by("pk").values_list(arrow.from_column, arrow.to_column):
        if cause is None:
            continue
        found[there].add(cause if backwards else effect)
        arrows.append((f"{arrow.cause}:{cause}", f"{arrow.effect}:{effect}"))


def _births(municipality: UUID) -> list[tuple[UUID, UUID]]:
    rows = Origin.objects.filter(activity__municipality=municipality, other__isnull=False)
    return list(rows.order_by("pk").values_list(*BIRTHS))


def _reached(starts: Iterable[UUID], arrows: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    """Return what can be reached from these over any number of arrows, they themselves too."""
    after: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for one, other in arrows:
        after[one].append(other)
    found, waiting = set(starts), list(starts)
    for one in waiting:
        new = [other for other in after[one] if other not in found]
        found.update(new)
        waiting += new
    return found


def _knots(found: Ids) -> list[Knot]:
    begun = _begun(found["activity"])
    knots = []
    for kind, (table, column) in DAYS.items():
        if found[kind]:
            rows: Any = table._default_manager.filter(pk__in=found[kind])  # noqa: SLF001 -- as above
            knots += [
                Knot(f"{kind}:{pk}", kind, begun.get(pk) or _day(on))
                for pk, on in rows.order_by("pk").values_list("pk", column)
            ]
    return knots


def _measured(
    activities: set[UUID], found: defaultdict[str, set[UUID]], arrows: list[tuple[str, str]]
) -> list[Knot]:
    """Return what was measured of the goals that the activities serve."""
    served = ActivityMeaning.objects.filter(means__in=activities).order_by("pk")
    goals: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for means, goal in served.values_list("means", "goal"):
        goals[goal].append(means)
    found["goal"] |= {*goals}
    rows = Measurement.objects.filter(indicator__goal__in=goals).order_by("on", "pk")
    knots = []
    for pk, on, goal in rows.values_list("pk", "on", "indicator__goal"):
        found["measurement"].add(pk)
        knots.append(Knot(f"measurement:{pk}", "measurement", on))
        arrows += [(f"activity:{one}", f"measurement:{pk}") for one in goals[goal]]
    return knots


def _begun(activities: set[UUID]) -> dict[UUID, date]:
    """Return since when each activity was at least an idea, where that was written down."""
    rows = Stage.objects.filter(activity__in=activities).order_by()
    return dict(rows.values("activity").annotate(first=Min("on")).values_list("activity", "first"))


def _entries(viewer: Viewer, activities: set[UUID], arrows: list[tuple[str, str]]) -> list[Knot]:
    """Return one knot for what was written down of each activity, placed on the last day."""
    if not activities:
        return []
    rows = journal.counted(viewer).filter(activities__in=activities).order_by()
    last = rows.values("activities").annotate(last=Max("on")).values_list("activities", "last")
    arrows += [(f"activity:{pk}", f"entries:{pk}") for pk, _on in last]
    return [Knot(f"entries:{pk}", "entries", on) for pk, on in last]


def _sessions(viewer: Viewer, activities: set[UUID], arrows: list[tuple[str, str]]) -> list[Knot]:
    """Return one knot for the dates of each activity that took place, placed on the last."""
    if not activities:
        return []
    rows = signups.held_of(viewer, activities).values("activity").annotate(last=Max("on"))
    last = list(rows.values_list("activity", "last"))
    arrows += [(f"activity:{pk}", f"sessions:{pk}") for pk, _on in last]
    return [Knot(f"sessions:{pk}", "sessions", on) for pk, on in last]


def _visits(viewer: Viewer, matches: set[UUID], arrows: list[tuple[str, str]]) -> list[Knot]:
    """Return one knot for how often what a match promised was done, placed on the last day."""
    if not matches:
        return []
    rows = Visit.objects.filter(match__in=matches, on__lte=viewer.today).order_by()
    last = list(rows.values("match").annotate(last=Max("on")).values_list("match", "last"))
    arrows += [(f"match:{pk}", f"visits:{pk}") for pk, _on in last]
    return [Knot(f"visits:{pk}", "visits", on) for pk, on in last]


def _day(value: date | datetime | None) -> date | None:
    return timezone.localdate(value) if isinstance(value, datetime) else value
