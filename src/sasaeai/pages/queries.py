"""What stands on the first screen, in the search and on a walk's sheet: rooms below, gathered."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Model, QuerySet

from sasaeai.activities import growth
from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset, Suggestion, Walk
from sasaeai.calc.geography import Point
from sasaeai.calc.text import nfkc
from sasaeai.contacts import alarms
from sasaeai.contacts import queries as contacts
from sasaeai.contacts.models import Contact
from sasaeai.journal import queries as journal
from sasaeai.journal.models import Entry
from sasaeai.matching import queries as matching
from sasaeai.matching.models import Match
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Approach
from sasaeai.pages.found import ACTIVITY, Taken
from sasaeai.pages.rounds import ROUND_LENGTH, Listed, walking_order
from sasaeai.people import queries as people
from sasaeai.people import rules as people_rules
from sasaeai.people.cards import Card
from sasaeai.search.queries import first
from sasaeai.vocabulary.models import Term
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

SHOWN, FEW = 5, 2
# Among so many of those who were asked, each need stands once.
MOST_ASKED = 50
RECENT_WALKS = 8
WALK_NUMBER = re.compile(r"[\w-]{1,40}", re.ASCII)


class Waiting(NamedTuple):
    """How much of an area should be checked again, and how much of that one round holds."""

    area: Area
    number: int
    few: int


class Alarming(NamedTuple):
    """A voice with the town's words that stand in it, and whom to call about them first."""

    voice: Voice
    words: list[Term]
    contacts: list[Contact]


@dataclass(frozen=True)
class Desk:
    """What waits on somebody's first screen today."""

    areas: list[Area]
    # Voices after whose words nobody waits, and how many there are besides those that are shown.
    alarming: list[Alarming]
    more_alarming: int
    suggestions: list[Suggestion | ActivitySuggestion]
    voices: list[Voice]
    # How many are due besides those that are shown.
    more_voices: int
    # How many residents wrote themselves and nobody here has opened.
    unread: int
    # Needs that the viewer owns and must answer soon, and whoever was asked and should be called.
    needs: list[Need]
    asked: list[Match]
    # Those who said yes and with whom no day is fixed yet.
    undated: list[Match]
    # Whoever meets for the first time within a week.
    meetings: list[Match]
    # The viewer's own needs that had what they asked for, and are not ended yet.
    met: list[Need]
    approaches: list[Approach]
    more_approaches: int
    # The next steps the viewer wrote down, and how many are due besides those that are shown.
    steps: list[Entry]
    more_steps: int
    stale: list[Waiting]
    activities: list[Activity]
    # Trials on which it is time to look back.
    trials: list[Activity]


def desk(viewer: Viewer) -> Desk:
    """Return what waits for the viewer, at most five of each."""
    mine = list(areas.responsible_areas(viewer))
    here = areas.in_care_of(viewer, path="listed__area__path")
    told: list[Suggestion | ActivitySuggestion] = [
        *assets.suggestions(viewer).filter(here)[:SHOWN],
        *activities.suggestions(viewer).filter(here)[:SHOWN],
    ]
    promised = voices.promised(viewer)
    due = organisations.due_approaches(viewer)
    steps = journal.promised(viewer)
    alarmed = voices.alarming(viewer)
    asked = _once_each(matching.due(viewer)[:MOST_ASKED])[:SHOWN]
    met = list(matching.met(viewer)[:SHOWN])
    named = [*(match.need_id for match in asked), *(need.pk for need in met)]
    return Desk(
        mine,
        _with_numbers(viewer, alarmed[:SHOWN]),
        max(0, alarmed.count() - SHOWN),
        sorted(told, key=lambda suggestion: suggestion.created_at)[:SHOWN],
        list(promised[:SHOWN]),
        max(0, promised.count() - SHOWN),
        voices.unread(viewer).count(),
        # Whoever should be called comes first; the need itself stands there already.
        list(needs.due(viewer).exclude(pk__in=named)[:SHOWN]),
        asked,
        list(matching.undated(viewer)[:SHOWN]),
        list(matching.first_meetings(viewer)[:SHOWN]),
        met,
        list(due[:SHOWN]),
        max(0, due.count() - SHOWN),
        list(steps[:SHOWN]),
        max(0, steps.count() - SHOWN),
        [waiting_in(viewer, area) for area in tops(mine)],
        list(
            islice(
                (
                    activity
                    for area in tops(mine)
                    for activity in activities.narrowed(
                        activities.begun(viewer), viewer=viewer, area=area
                    )[:SHOWN]
                ),
                SHOWN,
            )
        ),
        list(growth.to_review(viewer)[:SHOWN]),
    )


def _with_numbers(viewer: Viewer, heard: Iterable[Voice]) -> list[Alarming]:
    """Return these voices, each with its words and whom to call about them."""
    rows = list(heard)
    if not rows:
        return []
    words, known = alarms.listed(viewer.municipality, viewer.today), contacts.in_force(viewer)
    found = [(voice, alarms.found_in([voice.words], words)) for voice in rows]
    return [
        Alarming(voice, said, contacts.fitting(known, said, voice.area)[:FEW])
        for voice, said in found
    ]


def _once_each(asked: Iterable[Match]) -> list[Match]:
    """Return of those asked for one need only whose answer is due first."""
    first: dict[UUID, Match] = {}
    for match in asked:
        first.setdefault(match.need_id, match)
    return list(first.values())


def waiting_in(viewer: Viewer, area: Area) -> Waiting:
    """Return how much of an area should be checked again; things without a place are on no round."""
    gatherings = activities.stale_count(viewer, area)
    placed = assets.stale_count(viewer, area, placed=True)
    return Waiting(
        area,
        assets.stale_count(viewer, area) + gatherings,
        min(ROUND_LENGTH, placed + gatherings),
    )


def tops(mine: list[Area]) -> list[Area]:
    """Return the areas that lie in no other of them: where the viewer's responsibility begins."""
    paths = {area.path for area in mine}
    return [
        area
        for area in mine
        if not any(area.path.startswith(path) and area.path != path for path in paths)
    ]


class Spot(NamedTuple):
    """An asset and where it is."""

    asset: Asset
    point: Point


class Known(NamedTuple):
    """What stands on a sheet before the walk, and how much more there is for which it has no room."""

    spots: list[Spot]
    others: int


def known_before_walk(viewer: Viewer, area: Area, *, count: int) -> Known:
    """Return what everybody may know of an area and where it is, for a sheet that goes out.

    Those that most need a look stand on it, in an order one can walk.
    """
    neighbour = resident(viewer.municipality)
    there = assets.narrowed(assets.listed(neighbour), viewer=neighbour, area=area)
    placed = there.filter(latitude__isnull=False, longitude__isnull=False, confidential=False)
    stalest = placed.order_by(F("check_due_on").asc(nulls_first=True), "name", "id")[:count]
    spots = [
        Spot(asset, point) for asset in stalest if (point := assets.point_for(neighbour, asset))
    ]
    order = walking_order([spot.point for spot in spots], area)
    return Known([spots[index] for index in order], placed.count() - len(spots))


def recent_walks(viewer: Viewer, *, within: Collection[Area]) -> list[Walk]:
    """Return the last sheets of these areas: first those that have not come back."""
    waiting_first = F("returned_on").desc(nulls_first=True)
    sheets = assets.walks(viewer, within).order_by(waiting_first, "-printed_on", "-created_at")
    return list(sheets[:RECENT_WALKS])


def walk_numbered(viewer: Viewer, number: str, *, within: Collection[Area]) -> Walk | None:
    """Return the sheet of this number if it was printed for one of these areas."""
    asked = nfkc(number).strip()
    # Any other sign is on no sheet, and some no database can be asked for.
    if not WALK_NUMBER.fullmatch(asked):
        return None
    return assets.walks(viewer, within).filter(number=asked).first()


def spots_of(viewer: Viewer, walk: Walk) -> list[tuple[int, Asset]]:
    """Return what stood on a sheet and is still in use, each with its number on the paper."""
    numbers = {pk: number for number, pk in enumerate(walk.spots, start=1)}
    known = assets.listed(viewer).filter(areas.in_care_of(viewer), pk__in=numbers)
    return sorted(((numbers[str(asset.pk)], asset) for asset in known), key=lambda spot: spot[0])


def lines_alike(
    viewer: Viewer, lines: Sequence[tuple[int, Mapping[str, Any]]], *, areas: Mapping[str, Area]
) -> list[tuple[int, Listed]]:
    """Return what a line's area has already under the name that was found, by the line's number."""
    found: list[tuple[int, Listed]] = []
    for number, line in lines:
        here, name = areas[line["area"]], line["name"]
        alike: list[Any] = (
            activities.alike(viewer, Activity(area=here, name=name))
            if line["kind"] == ACTIVITY
            else assets.alike(viewer, Asset(area=here, name=name))
        )
        found += [(number, one) for one in alike]
    return found


def found_before(viewer: Viewer, found: Collection[UUID]) -> Taken:
    """Return those that were just typed in and are still as they were."""
    mine = areas.in_care_of(viewer)
    return Taken(
        list(assets.listed(viewer).filter(mine, pk__in=found, checks=None)),
        list(activities.listed(viewer).filter(mine, pk__in=found, checks=None)),
        list(assets.checks(viewer).filter(pk__in=found)),
        list(assets.suggestions(viewer).filter(pk__in=found)),
        list(assets.walks(viewer, list(areas.responsible_areas(viewer))).filter(pk__in=found)),
    )


@dataclass(frozen=True)
class Found:
    """The first hits of one room, in order, and the key that continues after them."""

    kind: str
    rows: list[Any]
    after: str | None


Room = Callable[[Viewer], QuerySet[Any]]
ROOMS: dict[str, Room] = {
    "activity": activities.listed,
    "asset": assets.listed,
    "organisation": organisations.listed,
}


def search(
    viewer: Viewer, words: str, *, kinds: list[str], after: str = "", limit: int
) -> list[Found]:
    """Return the first visible hits of each room; `after` continues where one room is asked."""
    return [_found(viewer, words, kind=kind, after=after or None, limit=limit) for kind in kinds]


def _found(viewer: Viewer, words: str, *, kind: str, after: str | None, limit: int) -> Found:
    visible = ROOMS[kind](viewer)
    hits = first(
        kind, words, municipality=viewer.municipality, among=visible, after=after, limit=limit
    )
    rows: dict[UUID, Model] = {row.pk: row for row in visible.filter(pk__in=hits.subjects)}
    return Found(kind, [rows[pk] for pk in hits.subjects if pk in rows], hits.after)


def persons(viewer: Viewer, words: str) -> list[Card]:
    """Return the persons of this whole name or number whom the viewer may see, at most five."""
    if not words or not people_rules.may_look(viewer):
        return []
    return people.cards(viewer, people.found(viewer, words)[:SHOWN])
