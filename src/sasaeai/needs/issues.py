"""Reading 地域課題: gathering what several people of an area have in common, with its evidence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.needs import queries, rules
from sasaeai.needs.models import Issue, Need
from sasaeai.vocabulary.models import Term
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Reach, Voice

KIND = "issue"
YEAR = timedelta(days=365)
# Fewer than these are one person's trouble, not an area's.
SHOWN = 20
FEWEST, DISTRICT = 3, len("0001.0001.0001.")
Figure = dict[str, Any]
# The numbers of needs and voices, as they are kept with a merging.
Held = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Needs and voices of one district and category that nobody has gathered yet."""

    area: Area
    category: Term
    needs: list[UUID]
    voices: list[UUID]
    unmet: int

    @property
    def number(self) -> int:
        return len(self.needs) + len(self.voices)


def visible_to(viewer: Viewer) -> QuerySet[Issue]:
    """Return the issues of the viewer's areas or below: they hold figures, and no words."""
    seen = Q(pk__in=())
    for post in rules.posts(viewer):
        seen |= Q(area__path__startswith=post.path)
    here = Issue.objects.filter(seen, municipality_id=viewer.municipality)
    return here.select_related("area", "category", "employer", "noted_by", "merged_into")


def standing(viewer: Viewer) -> QuerySet[Issue]:
    """Return the issues that were not merged into another."""
    return visible_to(viewer).exclude(state=Issue.State.MERGED)


def needs_behind(viewer: Viewer, issue: Issue) -> QuerySet[Need]:
    """Return the needs behind an issue that the viewer may read."""
    return queries.visible_to(viewer).filter(issues=issue)


def voices_behind(viewer: Viewer, issue: Issue) -> QuerySet[Voice]:
    """Return the voices an issue gathered by themselves and that the viewer may read."""
    return voices.visible_to(viewer).filter(issues=issue).order_by("heard_on", "id")


def to_merge_into(viewer: Viewer, issue: Issue) -> QuerySet[Issue]:
    """Return the issues of the same body that this one can go into."""
    return standing(viewer).filter(employer=issue.employer_id).exclude(pk=issue.pk)


def merged_into(viewer: Viewer, issue: Issue) -> QuerySet[Issue]:
    """Return the issues that went into this one."""
    return visible_to(viewer).filter(merged_into=issue)


def gone_into(viewer: Viewer, issue: Issue) -> Issue | None:
    """Return the issue this one went into, where the viewer may see it."""
    return visible_to(viewer).filter(merged=issue.pk).first()


def held_by(issue: Issue) -> Held:
    """Return the numbers of the needs and voices an issue gathers."""
    return {
        "needs": _numbers(issue.needs.order_by("pk")),
        "voices": _numbers(issue.voices.order_by("pk")),
    }


def _numbers(rows: QuerySet[Need] | QuerySet[Voice]) -> list[str]:
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def brought_by(issue: Issue, into: Issue, *, held: Held) -> Held:
    """Return what an issue brings into another that `held` so much, which is not that one's own."""
    brought = _brought_into(into)
    return {
        name: [one for one in ids if one not in held[name] or one in brought[name]]
        for name, ids in held_by(issue).items()
    }


def brought_alone(issue: Issue, into: Issue) -> Held:
    """Return what a merged issue brought and no other one did: with it, that goes out again."""
    others = _brought_into(into, without=issue)
    return {
        name: [one for one in ids if one not in others[name]]
        for name, ids in issue.merging["brought"].items()
    }


def away_from(issue: Issue, into: Issue) -> Held:
    """Return what a merged issue holds no more: split away from both, or back by another that was merged."""
    there, others = held_by(into), _brought_into(into, without=issue)
    return {
        name: [one for one in ids if one not in there[name] or one in others[name]]
        for name, ids in held_by(issue).items()
    }


def _brought_into(into: Issue, *, without: Issue | None = None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"needs": set(), "voices": set()}
    for one in into.merged.all():
        if one != without:
            for name, ids in one.merging.get("brought", {}).items():
                found[name].update(ids)
    return found


def proposals(viewer: Viewer) -> list[Proposal]:
    """Return where unmet or repeated needs, and voices without an answer, come together.

    By district and category over the last twelve months, the most first; what an issue holds
    already is left out, and so is what fewer than three people told of.
    """
    since = viewer.today - YEAR
    needs = (
        queries.visible_to(viewer)
        .filter(created_at__date__gte=since, issues=None)
        .exclude(state=Need.State.DONE)
        .values_list("pk", "area__path", "category", "coping__code")
    )
    told = (
        voices.visible_to(viewer)
        .filter(heard_on__gte=since, issues=None, needs=None, kind__code="trouble")
        .exclude(categories=None)
        .values_list("pk", "area__path", "categories")
    )
    found: defaultdict[tuple[str, UUID], tuple[list[UUID], list[UUID], list[UUID]]] = defaultdict(
        lambda: ([], [], [])
    )
    for pk, path, category, coping in needs:
        rows = found[path[:DISTRICT], category]
        rows[0].append(pk)
        if coping == queries.UNMET:
            rows[2].append(pk)
    for pk, path, category in told:
        found[path[:DISTRICT], category][1].append(pk)
    return _named(viewer, found)


def _named(
    viewer: Viewer, found: dict[tuple[str, UUID], tuple[list[UUID], list[UUID], list[UUID]]]
) -> list[Proposal]:
    enough = {key: rows for key, rows in found.items() if len(rows[0]) + len(rows[1]) >= FEWEST}
    here = Area.objects.filter(
        municipality_id=viewer.municipality, path__in={path for path, _category in enough}
    )
    areas = {area.path: area for area in here.defer("boundary")}
    terms = Term.objects.in_bulk([category for _path, category in enough])
    made = [
        Proposal(areas[path], terms[category], sorted(rows[0]), sorted(rows[1]), len(rows[2]))
        for (path, category), rows in enough.items()
        if path in areas
    ]
    return sorted(made, key=lambda one: (-one.number, one.area.path, one.category.order))


def proposal_of(viewer: Viewer, area: UUID, category: UUID) -> Proposal | None:
    """Return what comes together in this district and category today."""
    found = (one for one in proposals(viewer) if (one.area.pk, one.category.pk) == (area, category))
    return next(found, None)


def needs_of(viewer: Viewer, proposal: Proposal) -> QuerySet[Need]:
    """Return the needs that come together, by the day of their answer."""
    return queries.visible_to(viewer).filter(pk__in=proposal.needs).order_by(*queries.PAGE_KEYS)


def voices_of(viewer: Viewer, proposal: Proposal) -> QuerySet[Voice]:
    """Return the voices that come together, in the order they were heard."""
    return voices.visible_to(viewer).filter(pk__in=proposal.voices).order_by("heard_on", "id")


def alarming_of(viewer: Viewer, proposal: Proposal) -> QuerySet[Voice]:
    """Return those of the voices that come together after which nobody waits."""
    return voices.alarming(viewer).filter(pk__in=proposal.voices)


def alarming_needs_of(viewer: Viewer, proposal: Proposal) -> set[Need]:
    """Return those of the open needs that come together in which a word stands after which nobody waits."""
    rows = needs_of(viewer, proposal).filter(closed_on=None).prefetch_related("voices", "alarms")
    return set(queries.alarming_among(viewer, rows))


def figure(viewer: Viewer, *, area: Area, needs: Sequence[UUID], heard: Sequence[UUID]) -> Figure:
    """Return what is counted today: these needs and voices, and of how many in the area in a year."""
    since = viewer.today - YEAR
    within = Q(area__path__startswith=area.path)
    of_needs = queries.visible_to(viewer).filter(within, created_at__date__gte=since)
    of_voices = voices.visible_to(viewer).filter(within, heard_on__gte=since)
    unmet = Count("pk", filter=Q(coping__code=queries.UNMET))
    counted = Need.objects.filter(pk__in=needs).aggregate(number=Count("pk"), unmet=unmet)
    return {
        "needs": counted["number"],
        "unmet": counted["unmet"],
        "voices": len(set(heard)),
        "of_needs": of_needs.count(),
        "of_voices": of_voices.count(),
        "since": since.isoformat(),
    }


def evidence(viewer: Viewer, issue: Issue) -> list[Voice]:
    """Return the words behind an issue that may be told to others, as far as consent goes today."""
    told = voices.visible_to(viewer).filter(Q(issues=issue) | Q(needs__issues=issue))
    return list(told.exclude(reach=Reach.OWN).distinct().order_by("heard_on", "id"))
