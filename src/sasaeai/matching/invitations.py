"""Reading whom to ask for an 出番 and why, who was asked and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Prefetch, QuerySet

from sasaeai.activities import openings
from sasaeai.activities.models import Activity, Opening
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import SLOT_MINUTES
from sasaeai.calc.matching import Request, near_misses, solve
from sasaeai.calc.waves import next_wave
from sasaeai.matching import pool
from sasaeai.matching.models import Ask, Invitation
from sasaeai.matching.queries import MISSED, SHOWN, Candidate, candidate_at
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Policy

# One comes to others there, into nobody's home: whoever has only been heard of may come as well.
HEARD = 0
NO_TRAITS: tuple[dict[UUID, int], dict[UUID, int]] = ({}, {})


def visible_to(viewer: Viewer) -> QuerySet[Invitation]:
    """Return who was asked for the openings of activities that the viewer sees."""
    seen = openings.visible_to(viewer)
    return (
        Invitation.objects.filter(opening__in=seen.prefetch_related(None).values("pk"))
        .select_related("person", "asked_by")
        .prefetch_related(Prefetch("opening", seen))
    )


def is_referred(viewer: Viewer, opening: Opening) -> bool:
    """Return whether the town leaves to professionals today what an opening is about."""
    return vocabulary.standing(opening.category, viewer.today).policy == Policy.REFER


def is_looking(viewer: Viewer, opening: Opening) -> bool:
    """Return whether people may be asked for an opening today."""
    is_open = opening.state == Opening.State.OPEN and not opening.is_over(viewer.today)
    return is_open and opening.activity.state != Activity.State.ENDED


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom to ask for an opening, and who only just does not fit."""

    best: list[Candidate]
    missed: list[Candidate]
    now: list[UUID]
    everybody: dict[UUID, Candidate]


def candidates(viewer: Viewer, opening: Opening) -> Chosen:
    """Return the best to ask for an opening with what speaks for each, and those barred by one thing."""
    gathered = _gather(viewer, opening)
    solved = solve(gathered.request, gathered.helpers)
    everybody = {
        person: candidate_at(gathered, solved, place) for place, person in enumerate(gathered.ids)
    }
    said = dict(opening.invitations.values_list("person", "said"))
    order = [gathered.ids[place] for place in solved.order if gathered.ids[place] not in said]
    missed = [gathered.ids[place] for place in near_misses(solved)]
    return Chosen(
        best=[everybody[person] for person in order[:SHOWN]],
        missed=[everybody[person] for person in missed if person not in said][:MISSED],
        now=next_wave(
            order,
            said,
            waiting=sum(one not in {Ask.Said.YES, Ask.Said.NO} for one in said.values()),
            size=pool.pace_of(viewer.municipality).wave,
            has_agreed=sum(one == Ask.Said.YES for one in said.values()) >= opening.people,
        ),
        everybody=everybody,
    )


def _gather(viewer: Viewer, opening: Opening) -> pool.Pool:
    """Return everybody the viewer may ask for an opening; whoever runs the activity is there already."""
    gifts = pool.best_gifts(viewer, opening.category)
    hosts = set(opening.activity.organisers.values_list("person", flat=True))
    rows = [row for row in pool.persons_of(viewer, gifts) if row["pk"] not in hosts]
    no = opening.invitations.filter(said=Ask.Said.NO)
    about = pool.About(opening.category_id, None, frozenset(no.values_list("person", flat=True)))
    past = pool.past_of(viewer, about)
    learns = vocabulary.standing(opening.category, viewer.today).policy == Policy.TRAIN
    return pool.Pool(
        request=request_of(opening, learns=learns),
        helpers=pool.helpers_of(viewer, rows, gifts=gifts, about=about, past=past, sets=NO_TRAITS),
        ids=[row["pk"] for row in rows],
        gifts=gifts,
        asks=past.asks,
    )


def request_of(opening: Opening, *, learns: bool) -> Request:
    """Return what an opening asks, as calc reads it; it happens at the place, else in the area."""
    place, area = opening.activity.place, opening.activity.area
    known = place is not None and place.longitude is not None and not place.confidential
    where: Any = place if known else area
    learns = learns or opening.first == Opening.First.LEARNED
    return Request(
        lon=np.nan if where.longitude is None else where.longitude,
        lat=np.nan if where.latitude is None else where.latitude,
        days=pool.days_of(opening.times),
        slots=max(1, -(-opening.minutes // SLOT_MINUTES)),
        trust=pool.LEARNED if learns else HEARD,
    )


def has_room(viewer: Viewer, opening: Opening) -> bool:
    """Return whether another person may be asked while those asked before have not answered."""
    waiting = opening.invitations.exclude(said__in=[Ask.Said.YES, Ask.Said.NO]).count()
    return waiting < pool.pace_of(viewer.municipality).wave


def has_enough(opening: Opening) -> bool:
    """Return whether as many have said yes as an opening looks for."""
    return opening.invitations.filter(said=Ask.Said.YES).count() >= opening.people


def may_be_asked(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer still sees what this person gives: wholly, or by a consent."""
    return people.askable(viewer).filter(pk=person.pk).exists()


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was asked, with what the viewer may see of them."""

    invitation: Invitation
    card: Card | None


def invited(viewer: Viewer, invitations: Iterable[Invitation]) -> list[Invited]:
    """Return these invitations with what the viewer may see of whom they are for."""
    rows = list(invitations)
    ids = [row.person_id for row in rows]
    shown = people.cards(viewer, people.visible_to(viewer).filter(pk__in=ids)) if ids else []
    by_id = {card.id: card for card in shown}
    return [Invited(row, by_id.get(row.person_id)) for row in rows]


def of_opening(viewer: Viewer, opening: Opening) -> list[Invited]:
    """Return who was asked for an opening, the newest first."""
    return invited(viewer, visible_to(viewer).filter(opening=opening))
