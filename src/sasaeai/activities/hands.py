"""Reading who runs an activity, and what it uses at which hours."""

from typing import NamedTuple
from uuid import UUID

from sasaeai.activities.models import Activity, Organiser, Use
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.times import schedule_of
from sasaeai.calc import spare
from sasaeai.calc.hours import DAYS
from sasaeai.calc.schedule import schedule_from_json
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person

FOUND_PEOPLE = 20


class Host(NamedTuple):
    """A resident who runs an activity, and what the viewer may see of them."""

    organiser: Organiser
    card: Card


def hosts_of(viewer: Viewer, activity: Activity) -> list[Host]:
    """Return the residents who run an activity and whom the viewer sees by a name.

    A part in an activity tells who somebody is: without a name of theirs it is not told.
    """
    rows = list(
        Organiser.objects.filter(
            activity=activity, person__in=people.visible_to(viewer).values("pk")
        )
        .select_related("person__area", "person__employer", "person__household")
        .order_by("created_at")
    )
    cards = people.cards(viewer, [row.person for row in rows]) if rows else []
    return [Host(row, card) for row, card in zip(rows, cards, strict=True) if card.is_named]


def host_count(activity: Activity) -> int:
    """Return how many residents run an activity, whoever may see their records."""
    return activity.organisers.count()


def to_host(viewer: Viewer, words: str) -> list[Card]:
    """Return the persons of this whole name or number whom the viewer sees by a name."""
    if not words.strip():
        return []
    cards = people.cards(viewer, people.found(viewer, words)[:FOUND_PEOPLE])
    return [card for card in cards if card.is_named]


def person(viewer: Viewer, pk: UUID) -> Person:
    """Return a person whom the viewer may see."""
    return people.visible_to(viewer).get(pk=pk)


def host(viewer: Viewer, activity: Activity, pk: UUID) -> Organiser | None:
    """Return one who runs an activity, whom the viewer sees by a name."""
    return next(
        (one.organiser for one in hosts_of(viewer, activity) if one.organiser.pk == pk), None
    )


def uses_of(viewer: Viewer, activity: Activity) -> list[Use]:
    """Return what an activity uses and the viewer may see."""
    rows = list(activity.uses.order_by("created_at"))
    things = assets.visible_to(viewer).in_bulk([row.asset_id for row in rows]) if rows else {}
    for row in rows:
        if row.asset_id in things:
            row.asset = things[row.asset_id]
    return [row for row in rows if row.asset_id in things]


def days_outside(use: Use) -> list[str]:
    """Return the weekdays on which an activity uses an asset outside its hours; none where nobody said which."""
    if not use.asset.times:
        return []
    outside = spare.days_outside(schedule_of(use.asset), schedule_from_json(use.times))
    return [day for day in DAYS if day in outside]
