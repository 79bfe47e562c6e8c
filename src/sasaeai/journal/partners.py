"""With whom and about what somebody worked in the last days: what a form offers first."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.activities import queries as activities
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Posting
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.assets import queries as assets
from sasaeai.audit.models import NOWHERE
from sasaeai.journal import queries
from sasaeai.journal.models import Entry
from sasaeai.organisations import queries as organisations
from sasaeai.people import queries as people
from sasaeai.people.cards import Card

LAST_DAYS = timedelta(days=14)
MOST, SHOWN, TILES = 30, 8, 8
# What stands before the number of a choice, and of which field of an entry it is.
PARTNERS = {"organisation": "organisations", "person": "people", "peer": "peers"}
THINGS = {"asset": "assets", "activity": "activities"}


class Choice(NamedTuple):
    """One thing to tap: what is sent, and what it is called."""

    value: str
    label: str


class Offered(NamedTuple):
    """What a form offers, the rows behind it by what is sent, and the cards of the persons it names."""

    choices: list[Choice]
    rows: dict[str, Any]
    cards: list[Card]


def recent(viewer: Viewer) -> QuerySet[Entry]:
    """Return the viewer's own entries of the last days, the last written first."""
    since = viewer.today - LAST_DAYS
    mine = Entry.objects.filter(municipality_id=viewer.municipality, by=viewer.user, on__gte=since)
    return mine.order_by("-created_at")[:MOST]


def linked(entries: Iterable[Entry], fields: dict[str, str]) -> list[str]:
    """Return what entries that fetched these links name, each once, the last first."""
    return list(
        dict.fromkeys(
            f"{kind}:{row.pk}"
            for entry in entries
            for kind, field in fields.items()
            for row in getattr(entry, field).all()
        )
    )


def partners(viewer: Viewer, values: Iterable[str]) -> Offered:
    """Return those of these organisations, persons and peers that the viewer may name, in their order."""
    asked = _by_kind(values)
    cards = people.cards(viewer, people.visible_to(viewer).filter(pk__in=asked.get("person", ())))
    named = {card.id: card for card in cards}
    rows: dict[str, Any] = {
        f"organisation:{one.pk}": one
        for one in organisations.listed(viewer).filter(pk__in=asked.get("organisation", ()))
    }
    rows |= {
        f"person:{one.pk}": one
        for one in people.visible_to(viewer).filter(pk__in=asked.get("person", ()))
        if one.pk in named
    }
    rows |= {f"peer:{one.pk}": one for one in peers(viewer).filter(pk__in=asked.get("peer", ()))}
    labels = {
        value: named[row.pk].called if value.startswith("person:") else _called(row)
        for value, row in rows.items()
    }
    return _offered(values, rows, labels, cards)


def things(viewer: Viewer, values: Iterable[str]) -> Offered:
    """Return those of these assets and activities that the viewer sees, in their order."""
    asked = _by_kind(values)
    rows: dict[str, Any] = {
        f"asset:{one.pk}": one
        for one in assets.visible_to(viewer).filter(pk__in=asked.get("asset", ()), retired_on=None)
    }
    rows |= {
        f"activity:{one.pk}": one
        for one in activities.visible_to(viewer).filter(pk__in=asked.get("activity", ()))
    }
    return _offered(values, rows, {value: row.name for value, row in rows.items()}, [])


def peers(viewer: Viewer) -> QuerySet[User]:
    """Return the other coordinators and officers of the town who work today."""
    posted = Posting.objects.filter(
        Q(until=None) | Q(until__gte=viewer.today),
        municipality_id=viewer.municipality,
        role__in=STAFF,
        since__lte=viewer.today,
    )
    others = User.objects.filter(pk__in=posted.values("user"), is_active=True)
    return others.exclude(pk=viewer.user or NOWHERE).order_by("name", "pk")


def nearest_areas(viewer: Viewer, entries: Iterable[Entry]) -> list[Area]:
    """Return the few areas to choose from at once: where the viewer was last, then the others by the tree."""
    order = dict.fromkeys(entry.area_id for entry in entries)
    within = queries.logging_areas(viewer).defer("boundary")
    here = {
        area.pk: area
        for area in within
        if (area.parent_id and area.level != Level.TOWN) or area.pk in order
    }
    last = [here[pk] for pk in order if pk in here]
    return [*last, *(area for area in here.values() if area.pk not in order)][:TILES]


def area_names(found: list[Area]) -> dict[UUID, str]:
    """Return what each of these areas is called among the others."""
    return areas.told_apart(found)


def _called(row: Any) -> str:  # noqa: ANN401 -- an organisation or a user, both of which have a name
    return str(row.name)


def _by_kind(values: Iterable[str]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for value in values:
        kind, _, number = value.partition(":")
        try:
            found.setdefault(kind, []).append(UUID(number))
        except ValueError:
            continue
    return found


def _offered(
    values: Iterable[str], rows: dict[str, Any], labels: dict[str, str], cards: list[Card]
) -> Offered:
    chosen = [value for value in dict.fromkeys(values) if value in rows]
    return Offered([Choice(value, labels[value]) for value in chosen], rows, cards)
