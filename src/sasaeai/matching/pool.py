"""Who could answer a need, as the arrays that `calc.matching` solves over; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, Max, Q
from numpy.typing import NDArray

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.geography import WALK_METRES_PER_MINUTE
from sasaeai.calc.hours import DAYS, SLOT_MINUTES, SLOTS, WHOLE_DAY, Week, week_from_json
from sasaeai.calc.matching import CAN, DID, WOULD_TRY, Helpers, Request
from sasaeai.matching.models import Ask, Invitation, Match, Pace, Visit
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.people import queries as people
from sasaeai.people.models import Gift, Person
from sasaeai.vocabulary.models import Policy, Term

FOUR_WEEKS = timedelta(days=28)
# How far a minute goes: on foot as `calc.geography` has it, else as a town's roads allow.
METRES_A_MINUTE = {
    Gift.Reach.WALK: float(WALK_METRES_PER_MINUTE),
    Gift.Reach.BICYCLE: 200.0,
    Gift.Reach.CAR: 400.0,
}
# How well whoever helps is known.
MET, LEARNED = 1, 2
USUAL_MOST = 2
FAR_AWAY = np.inf
OF_A_GIFT = (
    "person_id", "kind", "category_id", "times", "reach", "reach_minutes", "most_per_week",
    "trained_on",
)  # fmt: skip
OF_A_PERSON = (
    "pk", "trust", "paused_from", "paused_until", "area__longitude", "area__latitude",
)  # fmt: skip
Counts = Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Pool:
    """Persons in one order with their arrays; `gifts` is the one that fits the need best."""

    request: Request
    helpers: Helpers
    ids: list[UUID]
    gifts: dict[UUID, dict[str, Any]]
    asks: Counts


@dataclass(frozen=True, slots=True)
class Past:
    """What the last four weeks, and what was done before, say of each person; and how the town asks."""

    asks: Counts
    visits: Counts
    this_week: Counts
    last_asked: Mapping[UUID, date]
    gave: frozenset[UUID]
    received: frozenset[UUID]
    met: frozenset[UUID]
    did: frozenset[UUID]
    pace: Pace


@dataclass(frozen=True, slots=True)
class About:
    """What is asked, whose it is, and whom it must not be proposed to again."""

    category: UUID | None
    whose: UUID | None
    apart: frozenset[UUID]


def pace_of(municipality: UUID) -> Pace:
    """Return how this town asks; what nobody has said yet is as usual."""
    known = Pace.objects.filter(municipality_id=municipality).first()
    return known or Pace(municipality_id=municipality)


def gather(viewer: Viewer, need: Need) -> Pool:
    """Return everybody the viewer may ask for this need, with all that counts for and against it."""
    traits = _bits(need)
    gifts = best_gifts(viewer, need.category)
    rows = persons_of(viewer, gifts)
    ids = [row["pk"] for row in rows]
    about = About(need.category_id, need.person_id, apart_from(need))
    past = past_of(viewer, about)
    sets = (_trait_sets("has", ids, traits), _trait_sets("avoids", ids, traits))
    learns = needs.helped_by(viewer, need).policy == Policy.TRAIN
    return Pool(
        request=request_of(need, traits, trust=LEARNED if learns else MET),
        helpers=helpers_of(viewer, rows, gifts=gifts, about=about, past=past, sets=sets),
        ids=ids,
        gifts=gifts,
        asks=past.asks,
    )


def _bits(need: Need) -> dict[UUID, int]:
    """Return a bit for each trait of the need or its person; others cannot bar anybody."""
    traits = {term.pk for name in ("has", "avoids") for term in getattr(need, name).all()}
    if need.person is not None:
        traits |= {
            term.pk for name in ("has", "avoids") for term in getattr(need.person, name).all()
        }
    return {pk: 1 << place for place, pk in enumerate(sorted(traits))}


def request_of(need: Need, traits: Mapping[UUID, int], *, trust: int) -> Request:
    """Return what a need asks, as calc reads it; a trait without a bit bars nobody."""
    lon, lat = need.area.longitude, need.area.latitude
    sides = [need, *([need.person] if need.person is not None else [])]
    has, avoids = (
        sum({traits.get(term.pk, 0) for side in sides for term in getattr(side, name).all()})
        for name in ("has", "avoids")
    )
    return Request(
        lon=np.nan if lon is None else lon,
        lat=np.nan if lat is None else lat,
        days=days_of(need.times),
        slots=max(1, -(-need.minutes // SLOT_MINUTES)),
        trust=trust,
        has=has,
        avoids=avoids,
    )


def days_of(times: Mapping[str, Any]) -> NDArray[np.uint64]:
    """Return a week of JSON as seven days of half hours."""
    return days_of_week(week_from_json(times))


def days_of_week(week: Week) -> NDArray[np.uint64]:
    """Return a week as seven days of half hours."""
    days = [week.bits >> day * SLOTS & WHOLE_DAY for day in range(len(DAYS))]
    return np.array(days, dtype=np.uint64)


def best_gifts(viewer: Viewer, category: Term) -> dict[UUID, dict[str, Any]]:
    """Return for each person the gift that fits best: what they can do before what they wish to."""
    family = {category.pk, *([category.parent_id] if category.parent_id else [])}
    found = people.gifts_to_ask(viewer).filter(
        Q(category__in=family) | Q(category__parent=category.pk)
    )
    best: dict[UUID, dict[str, Any]] = {}
    rows: Iterable[Any] = found.order_by("person_id", "kind", "pk").values(*OF_A_GIFT)
    for gift in rows:
        known = best.get(gift["person_id"])
        is_exact = gift["category_id"] == category.pk
        if known is None or (is_exact and known["category_id"] != category.pk):
            best[gift["person_id"]] = gift
    return best


def persons_of(viewer: Viewer, gifts: Mapping[UUID, Any]) -> list[dict[str, Any]]:
    """Return those with such gifts whom the viewer may ask, with where they live and when they rest."""
    rows: Iterable[Any] = people.askable(viewer).order_by("pk").values(*OF_A_PERSON)
    return [row for row in rows if row["pk"] in gifts]


def _trait_sets(
    name: str, ids: Sequence[UUID], traits: Mapping[UUID, int]
) -> defaultdict[UUID, int]:
    found: defaultdict[UUID, int] = defaultdict(int)
    if traits:
        through = getattr(Person, name).through
        wanted = through.objects.filter(term__in=list(traits))
        known = set(ids)
        for person, term in wanted.values_list("person_id", "term_id"):
            if person in known:
                found[person] |= traits[term]
    return found


def past_of(viewer: Viewer, about: About) -> Past:
    """Return what was asked of everybody lately and what they did; for needs and for 出番 together."""
    today, here = viewer.today, Match.objects.filter(municipality_id=viewer.municipality)
    week, here = today - timedelta(days=today.weekday()), here.exclude(person=None)
    visits = Visit.objects.filter(match__in=here.values("pk"))
    recent = (
        visits.filter(on__gt=today - FOUR_WEEKS, on__lte=today)
        .values_list("match__person")
        .annotate(number=Count("pk"), this_week=Count("pk", filter=Q(on__gte=week)))
    )
    asks = _asked_lately(viewer)
    load = {person: (number, now) for person, number, now in recent}
    both = visits.values_list("match__person", "match__need__person", "match__need__category")
    gave, received, met, did = set(), set(), set(), set()
    for giver, taker, category in both.distinct():
        gave.add(giver)
        received.add(taker)
        if about.whose is not None and taker == about.whose:
            met.add(giver)
        if category == about.category:
            did.add(giver)
    return Past(
        asks={person: number for person, (number, _last) in asks.items()},
        visits={person: number for person, (number, _now) in load.items()},
        this_week={person: now for person, (_number, now) in load.items()},
        last_asked={person: last for person, (_number, last) in asks.items()},
        gave=frozenset(gave),
        received=frozenset(received),
        met=frozenset(met),
        did=frozenset(did),
        pace=pace_of(viewer.municipality),
    )


def _asked_lately(viewer: Viewer) -> dict[UUID, tuple[int, date]]:
    """Return how often each was asked within four weeks, for a need or an 出番, and when last."""
    since, here = viewer.today - FOUR_WEEKS, viewer.municipality
    matched = Match.objects.filter(municipality_id=here).exclude(person=None)
    asked = (
        Ask.objects.filter(match__in=matched.values("pk"), asked_at__date__gt=since)
        .values_list("match__person")
        # Calling again is not another request.
        .annotate(number=Count("match", distinct=True), last=Max("asked_at__date"))
    )
    invited = (
        Invitation.objects.filter(person__municipality_id=here, asked_at__date__gt=since)
        .order_by()
        .values_list("person")
        .annotate(number=Count("pk"), last=Max("asked_at__date"))
    )
    found: dict[UUID, tuple[int, date]] = {}
    for person, number, last in chain(asked, invited):
        before = found.get(person)
        found[person] = (before[0] + number, max(before[1], last)) if before else (number, last)
    return found


def apart_from(need: Need, *, besides: Match | None = None) -> frozenset[UUID]:
    """Return whom this need, or whoever asks it, must not be proposed to again; `besides` counts not."""
    here = Match.objects.filter(municipality_id=need.municipality_id).exclude(person=None)
    if besides is not None:
        here = here.exclude(pk=besides.pk)
    refused = Q(need=need, state=Match.State.DECLINED) & ~Q(why__in=[Match.Why.SILENT])
    pairs = refused
    if need.person_id is not None:
        pairs |= Q(need__person=need.person_id) & (Q(apart=True) | Q(why=Match.Why.NOT_THEM))
    one_way = set(here.filter(pairs).values_list("person", flat=True))
    if need.person_id is not None:
        # Who helped whom does not matter where one of the two would rather not.
        one_way |= set(
            here.filter(Q(apart=True) | Q(why=Match.Why.NOT_THEM), person=need.person_id)
            .exclude(need__person=None)
            .values_list("need__person", flat=True)
        )
    return frozenset(one_way)


def helpers_of(
    viewer: Viewer,
    rows: Sequence[Mapping[str, Any]],
    *,
    gifts: Mapping[UUID, Mapping[str, Any]],
    about: About,
    past: Past,
    sets: tuple[Mapping[UUID, int], Mapping[UUID, int]],
) -> Helpers:
    """Return these persons as the arrays that calc solves over."""
    ids = [row["pk"] for row in rows]
    chosen = [gifts[pk] for pk in ids]
    has, avoids = sets
    return Helpers(
        key=np.array([pk.int & 0xFFFFFFFFFFFFFFFF for pk in ids], dtype=np.uint64),
        lon=_floats(row["area__longitude"] for row in rows),
        lat=_floats(row["area__latitude"] for row in rows),
        reach=np.array([_reach(gift) for gift in chosen], dtype=np.float64),
        days=_weeks(gift["times"] for gift in chosen),
        skill=np.array(
            [
                DID if pk in past.did else CAN if gift["kind"] == Gift.Kind.CAN else WOULD_TRY
                for pk, gift in zip(ids, chosen, strict=True)
            ],
            dtype=np.uint8,
        ),
        trust=np.array(
            [
                0 if not row["trust"] else LEARNED if gift["trained_on"] else MET
                for row, gift in zip(rows, chosen, strict=True)
            ],
            dtype=np.uint8,
        ),
        has=np.array([has.get(pk, 0) for pk in ids], dtype=np.uint64),
        avoids=np.array([avoids.get(pk, 0) for pk in ids], dtype=np.uint64),
        paused=np.array([_rests(row, viewer.today) for row in rows], dtype=bool),
        apart=np.array([pk in about.apart for pk in ids], dtype=bool),
        is_self=np.array([pk == about.whose for pk in ids], dtype=bool),
        week_left=np.array(
            [
                (gift["most_per_week"] or USUAL_MOST) - past.this_week.get(pk, 0)
                for pk, gift in zip(ids, chosen, strict=True)
            ],
            dtype=np.int16,
        ),
        asks_left=np.array([past.pace.asks - past.asks.get(pk, 0) for pk in ids], dtype=np.int16),
        rest_days=np.array(
            [_rest(past.last_asked.get(pk), past.pace, viewer.today) for pk in ids], dtype=np.int16
        ),
        asks=np.array([past.asks.get(pk, 0) for pk in ids], dtype=np.int16),
        load=np.array([past.visits.get(pk, 0) for pk in ids], dtype=np.int16),
        met=np.array([pk in past.met for pk in ids], dtype=bool),
        only_received=np.array(
            [pk in past.received and pk not in past.gave for pk in ids], dtype=bool
        ),
    )


def _weeks(times: Iterable[Mapping[str, Any]]) -> NDArray[np.uint64]:
    rows = [days_of(one) for one in times]
    return np.array(rows, dtype=np.uint64).reshape(len(rows), len(DAYS))


def _floats(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _reach(gift: Mapping[str, Any]) -> float:
    """Return how far somebody goes for this, in metres; as far as need be where nobody asked."""
    if not gift["reach"] or not gift["reach_minutes"]:
        return FAR_AWAY
    minutes: int = gift["reach_minutes"]
    return minutes * METRES_A_MINUTE[Gift.Reach(gift["reach"])]


def _rests(row: Mapping[str, Any], today: date) -> bool:
    since, until = row["paused_from"], row["paused_until"]
    return since is not None and since <= today and (until is None or today <= until)


def _rest(last: date | None, pace: Pace, today: date) -> int:
    return 0 if last is None else max(0, pace.rest_days - (today - last).days)


def week_of_days(days: NDArray[np.uint64]) -> Week:
    """Return seven days of half hours as a week."""
    return Week(sum(int(bits) << day * SLOTS for day, bits in enumerate(days)))
