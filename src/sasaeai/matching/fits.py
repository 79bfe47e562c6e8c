"""The other way round: which 出番 fit one person, and which ones they took on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from django.db.models import Q, QuerySet

from sasaeai.activities import openings
from sasaeai.activities.models import Opening
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.matching import solve
from sasaeai.matching import invitations, pool
from sasaeai.matching.models import Ask, Invitation
from sasaeai.matching.queries import Candidate, candidate_at
from sasaeai.people import queries as people
from sasaeai.people.models import Person
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Policy, Term

# So many are weighed for one person, and so many shown.
WEIGHED, SHOWN = 200, 3
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fit:
    """One opening beside one person: what speaks for it."""

    opening: Opening
    candidate: Candidate


def taken_on(viewer: Viewer, person: Person) -> QuerySet[Invitation]:
    """Return what somebody said yes to and is not over."""
    yes = invitations.visible_to(viewer).filter(person=person, said=Ask.Said.YES)
    return yes.exclude(opening__state=Opening.State.CLOSED)


def fitting(viewer: Viewer, person: Person) -> list[Fit]:
    """Return the openings that fit somebody today, the nearest first; none where they may not be asked."""
    who: Row | None = people.askable(viewer).filter(pk=person.pk).values(*pool.OF_A_PERSON).first()
    gifts: list[Row] = list(
        people.gifts_to_ask(viewer)
        .filter(person=person)
        .order_by("kind", "pk")
        .values(*pool.OF_A_GIFT, "category__parent_id")
    )
    rows = _weighed(viewer, person, gifts) if who is not None and gifts else []
    if who is None or not rows:
        return []
    standings = vocabulary.standings({row.category for row in rows}, viewer.today)
    past = pool.past_of(viewer, pool.About(None, None, frozenset()))
    found = []
    for row in rows:
        policy = standings[row.category_id].policy
        if policy != Policy.REFER:
            gift, learns = _best(gifts, row.category), policy == Policy.TRAIN
            found.append(Fit(row, _beside(viewer, row, who, gift=gift, past=past, learns=learns)))
    able = [fit for fit in found if not fit.candidate.bars]
    return sorted(able, key=_distance)[:SHOWN]


def _distance(fit: Fit) -> tuple[bool, float]:
    """Return how far it is, a place nobody knows last."""
    return isnan(fit.candidate.metres), fit.candidate.metres


def _weighed(viewer: Viewer, person: Person, gifts: Sequence[Row]) -> list[Opening]:
    """Return the openings of the kinds that somebody gives, where they were not asked and run nothing."""
    kinds = {gift["category_id"] for gift in gifts}
    parents = {gift["category__parent_id"] for gift in gifts} - {None}
    kin = Q(category__in=kinds | parents) | Q(category__parent__in=kinds)
    rows = openings.looking(viewer).filter(kin)
    rows = rows.exclude(invitations__person=person).exclude(activity__organisers__person=person)
    return list(rows[:WEIGHED])


def _best(gifts: Sequence[Row], category: Term) -> Row:
    """Return the gift of just this kind, else the first that is akin to it; there is one."""
    akin = [one for one in gifts if _is_akin(one, category)]
    return min(akin, key=lambda one: one["category_id"] != category.pk)


def _is_akin(gift: Row, category: Term) -> bool:
    """Return whether a gift is of this kind, or of the one above or below it."""
    own, above = gift["category_id"], gift["category__parent_id"]
    return category.pk in {own, above} or category.parent_id == own


def _beside(
    viewer: Viewer, opening: Opening, who: Row, *, gift: Row, past: pool.Past, learns: bool
) -> Candidate:
    gifts, about = {who["pk"]: gift}, pool.About(opening.category_id, None, frozenset())
    gathered = pool.Pool(
        request=invitations.request_of(opening, learns=learns),
        helpers=pool.helpers_of(
            viewer, [who], gifts=gifts, about=about, past=past, sets=invitations.NO_TRAITS
        ),
        ids=[who["pk"]],
        gifts={who["pk"]: dict(gift)},
        asks=past.asks,
    )
    return candidate_at(gathered, solve(gathered.request, gathered.helpers), 0)
