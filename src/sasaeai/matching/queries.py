"""Reading matches: who could help with reasons, who was asked, what both sides were promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.base.models import held
from sasaeai.calc.hours import Week
from sasaeai.calc.matching import Bar, Change, Solved, near_misses, smallest_changes, solve
from sasaeai.calc.waves import next_wave
from sasaeai.matching import pool
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.needs import queries as needs
from sasaeai.needs import rules as need_rules
from sasaeai.needs.models import Need
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person

KIND = "match"
SHOWN, MISSED = 5, 8
WEEK = timedelta(days=7)
PROMISED = (Match.State.AGREED, Match.State.DONE, Match.State.THANKED)
# What somebody once said yes to, also where it has come to its end.
TAKEN_UP = Q(state__in=PROMISED) | Q(state=Match.State.ENDED, agreed_on__isnull=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person beside one need: what speaks for it, and what bars it."""

    person: UUID
    bars: Bar
    metres: float
    reach: str
    common: Week
    # Whether the need says when; where it does not, what is common is when the helper can.
    is_timed: bool
    skill: int
    asks: int
    met: bool
    only_received: bool
    rest_days: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could help, who only just could not, and what would have to change."""

    best: list[Candidate]
    missed: list[Candidate]
    changes: list[Change]
    # Whom to ask now: few, and nobody while those asked before have not answered.
    now: list[UUID]
    everybody: dict[UUID, Candidate]

    def by_person(self, person: UUID) -> Candidate | None:
        """Return how this person stands to the need; None who never said they do such things."""
        return self.everybody.get(person)


def visible_to(viewer: Viewer) -> QuerySet[Match]:
    """Return the matches of the needs that the viewer's body took up in the viewer's areas."""
    mine = Q(pk__in=())
    for post in need_rules.posts(viewer):
        mine |= Q(need__area__path__startswith=post.path, need__employer_id=post.employer)
    return Match.objects.filter(mine, municipality_id=viewer.municipality).select_related(
        "need__area", "need__category", "need__person", "person__area",
        "organisation", "asset", "activity",
    )  # fmt: skip


def of_need(viewer: Viewer, need: Need) -> QuerySet[Match]:
    """Return what was asked for a need, the newest first."""
    return visible_to(viewer).filter(need=need).prefetch_related("asks", "visits")


def living(need: Need) -> QuerySet[Match]:
    """Return the matches of a need that go on."""
    return need.matches.exclude(state__in=[Match.State.ENDED, Match.State.DECLINED])


def is_promised(need: Need) -> bool:
    """Return whether somebody has said yes to a need and has not ended it."""
    return living(need).filter(state__in=PROMISED).exists()


def has_another_promise(match: Match) -> bool:
    """Return whether somebody else has said yes to what is asked once."""
    others = living(match.need).filter(state__in=PROMISED).exclude(pk=match.pk)
    return match.need.often == Need.Often.ONCE and others.exists()


def held_need(need: Need) -> Need:
    """Return the need as it is now; nobody else changes it in this transaction."""
    return held(Need.objects.all(), [need.pk])[need.pk]


def is_referred(viewer: Viewer, need: Need) -> bool:
    """Return whether this goes to those whose work it is, and no neighbour is asked."""
    found = needs.alarms_of(need, viewer.today)
    policy = needs.helped_by(viewer, need).policy
    return need_rules.is_referred(need, policy=policy, alarms=found)


def candidates(viewer: Viewer, need: Need) -> Candidates:
    """Return the best to ask for a need with what speaks for each, and those barred by one thing."""
    gathered = pool.gather(viewer, need)
    solved = solve(gathered.request, gathered.helpers)
    missed = near_misses(solved)
    everybody = {
        person: candidate_at(gathered, solved, place) for place, person in enumerate(gathered.ids)
    }
    asked = dict(need.matches.exclude(person=None).values_list("person", "state"))
    order = [gathered.ids[place] for place in solved.order if gathered.ids[place] not in asked]
    return Candidates(
        best=[everybody[person] for person in order[:SHOWN]],
        missed=[everybody[gathered.ids[place]] for place in missed[:MISSED]],
        changes=smallest_changes(gathered.request, gathered.helpers, solved),
        now=next_wave(
            order,
            asked,
            waiting=sum(state == Match.State.ASKED for state in asked.values()),
            size=pool.pace_of(need.municipality_id).wave,
            has_agreed=any(state in PROMISED for state in asked.values()),
        ),
        everybody=everybody,
    )


def candidate_at(gathered: pool.Pool, solved: Solved, place: int) -> Candidate:
    """Return how the person in this place stands to what is asked."""
    helpers, person = gathered.helpers, gathered.ids[place]
    both = _common(gathered, place)
    return Candidate(
        person=person,
        bars=Bar(int(solved.bars[place])),
        metres=float(solved.metres[place]),
        reach=gathered.gifts[person]["reach"],
        common=both,
        is_timed=bool(gathered.request.days.any()),
        skill=int(helpers.skill[place]),
        asks=int(helpers.asks[place]),
        met=bool(helpers.met[place]),
        only_received=bool(helpers.only_received[place]),
        rest_days=int(helpers.rest_days[place]),
    )


def _common(gathered: pool.Pool, place: int) -> Week:
    asked, theirs = gathered.request.days, gathered.helpers.days[place]
    if not asked.any():
        return pool.week_of_days(theirs)
    return pool.week_of_days(asked & theirs if theirs.any() else asked)


def cards(viewer: Viewer, candidates: Iterable[Candidate]) -> dict[UUID, Card]:
    """Return what the viewer may see of each of these persons."""
    ids = [one.person for one in candidates]
    shown = people.cards(viewer, people.visible_to(viewer).filter(pk__in=ids))
    return {card.id: card for card in shown}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for a need, with what the viewer may see of whom."""

    match: Match
    card: Card | None


def asked(viewer: Viewer, need: Need) -> list[Asked]:
    """Return what was asked for a need, the newest first, with the cards of the persons among them."""
    matches = list(of_need(viewer, need))
    ids = [match.person_id for match in matches if match.person_id]
    shown = people.cards(viewer, people.visible_to(viewer).filter(pk__in=ids)) if ids else []
    by_id = {card.id: card for card in shown}
    return [
        Asked(match, by_id.get(match.person_id) if match.person_id else None) for match in matches
    ]


def has_room(need: Need) -> bool:
    """Return whether another person may be asked while those asked before have not answered."""
    waiting = need.matches.filter(state=Match.State.ASKED).exclude(person=None).count()
    return waiting < pool.pace_of(need.municipality_id).wave


def is_visible(viewer: Viewer, match: Match) -> bool:
    """Return whether the viewer may see this match."""
    return visible_to(viewer).filter(pk=match.pk).exists()


def last_answer(match: Match) -> Ask | None:
    """Return the call on which something was said last."""
    return match.asks.exclude(said="").first()


def to_take_back(match: Match) -> Ask | None:
    """Return the last answer that was noted, where it can be taken back: nothing has come of it yet."""
    is_open = match.state in {Match.State.ASKED, Match.State.AGREED} and match.first_on is None
    return last_answer(match) if is_open else None


def has_happened(need: Need) -> bool:
    """Return whether what was to happen once has happened."""
    return need.often == Need.Often.ONCE and Visit.objects.filter(match__need=need).exists()


def is_met(need: Need) -> bool:
    """Return whether an open need has had what it asked for, so that only the answer is left."""
    return need.is_open and has_happened(need)


def due(viewer: Viewer) -> QuerySet[Match]:
    """Return the viewer's own requests whose answer is due today or before."""
    return (
        visible_to(viewer)
        .filter(asked_by=viewer.user, state=Match.State.ASKED, answer_by__lte=viewer.today)
        .order_by("answer_by", "id")
    )


def undated(viewer: Viewer) -> QuerySet[Match]:
    """Return the viewer's own requests that somebody said yes to and for which no day is fixed yet."""
    mine = visible_to(viewer).filter(asked_by=viewer.user, need__closed_on=None)
    return mine.filter(state=Match.State.AGREED, first_on=None).order_by("agreed_on", "id")


def first_meetings(viewer: Viewer) -> QuerySet[Match]:
    """Return the viewer's own requests that will be met for the first time today or within a week."""
    mine = visible_to(viewer).filter(asked_by=viewer.user, need__closed_on=None)
    soon = viewer.today, viewer.today + WEEK
    return mine.filter(state=Match.State.AGREED, first_on__range=soon).order_by("first_on", "id")


def met(viewer: Viewer) -> QuerySet[Need]:
    """Return the viewer's own needs that had once what they asked for: only the answer is left."""
    happened = Visit.objects.filter(match__need=OuterRef("pk"))
    mine = needs.visible_to(viewer).filter(owner=viewer.user, closed_on=None)
    once = mine.filter(Exists(happened), often=Need.Often.ONCE)
    return once.order_by("answer_by", "id")


@dataclass(frozen=True, slots=True)
class Sides:
    """The two who meet, as the viewer may see them."""

    helper: Card | None
    asker: Card | None

    @property
    def cards(self) -> list[Card]:
        return [card for card in (self.helper, self.asker) if card is not None]


def sides(viewer: Viewer, match: Match) -> Sides:
    """Return whoever helps and whoever asked, as far as the viewer may see them."""
    ids = [pk for pk in (match.person_id, match.need.person_id) if pk is not None]
    shown = people.cards(viewer, people.visible_to(viewer).filter(pk__in=ids))
    by_id = {card.id: card for card in shown}
    return Sides(
        helper=by_id.get(match.person_id) if match.person_id else None,
        asker=by_id.get(match.need.person_id) if match.need.person_id else None,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """助けた and 助けられた: two counts, and no balance."""

    gave: int
    received: int


def counts(person: Person) -> Counts:
    """Return how often somebody helped, and how often somebody helped them."""
    return Counts(
        gave=Visit.objects.filter(match__person=person).count(),
        received=Visit.objects.filter(match__need__person=person).count(),
    )
