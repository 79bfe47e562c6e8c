"""どの目標のためか: which goals one entry serves, itself or by what it was about."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sasaeai.activities.models import ActivityMeaning
from sasaeai.areas.viewer import Viewer
from sasaeai.journal.models import Entry
from sasaeai.matching import queries as matching
from sasaeai.matching.models import MatchMeaning
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.visions import meanings
from sasaeai.visions import queries as visions
from sasaeai.visions.models import AssetMeaning, Goal, Meaning


class Way(NamedTuple):
    """By what an entry serves a goal, and how, as was said of it."""

    name: str
    url: str
    words: str


class Aim(NamedTuple):
    """A goal, and the ways to it; none where the entry itself was filed under it."""

    goal: Goal
    ways: list[Way]


def needs_of(viewer: Viewer, entry: Entry) -> list[Need]:
    """Return the needs an entry was about, as far as the viewer sees them."""
    return list(needs.visible_to(viewer).filter(entries=entry).order_by("created_at", "id"))


def aims(viewer: Viewer, entry: Entry) -> list[Aim]:
    """Return the goals an entry serves: first those it was filed under, then those of its means."""
    found: dict[UUID, Aim] = {
        goal.pk: Aim(goal, [])
        for goal in visions.visible_to(viewer).filter(entries=entry).order_by("order", "id")
    }
    for meaning, way in [*_of_things(viewer, entry), *_of_matches(viewer, entry)]:
        found.setdefault(meaning.goal_id, Aim(meaning.goal, [])).ways.append(way)
    return list(found.values())


def _of_things(viewer: Viewer, entry: Entry) -> Iterable[tuple[Meaning, Way]]:
    tables: tuple[tuple[Any, Any], ...] = (
        (ActivityMeaning, entry.activities),
        (AssetMeaning, entry.assets),
    )
    for model, rows in tables:
        linked = [row.pk for row in rows.all()]
        for one in meanings.of_model(viewer, model).filter(means__in=linked):
            yield one, Way(one.means.name, one.means.get_absolute_url(), one.words)


def _of_matches(viewer: Viewer, entry: Entry) -> Iterable[tuple[Meaning, Way]]:
    linked = matching.visible_to(viewer).filter(need__entries=entry).order_by()
    given = meanings.of_model(viewer, MatchMeaning).filter(means__in=linked.values("pk"))
    for one in given.select_related("means__need"):
        yield one, Way(one.means.need.what, one.means.get_absolute_url(), one.words)
