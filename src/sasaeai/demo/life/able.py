"""Who of the residents could help with a need on a day, by the rules of `matching`, best first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sasaeai.calc.hours import DAYS, SLOT_MINUTES, Week
from sasaeai.calc.matching.sides import CAN, DID, WOULD_TRY
from sasaeai.demo import timetable
from sasaeai.demo.life.diaries import Diaries, Diary
from sasaeai.demo.life.matches import Standing
from sasaeai.demo.life.needs import Need
from sasaeai.demo.life.places import Places
from sasaeai.demo.residents import Gift, Resident
from sasaeai.matching.pool import METRES_A_MINUTE
from sasaeai.people.models import Gift as GiftRow
from sasaeai.vocabulary import national
from sasaeai.vocabulary.models import Kind, Policy

TRAINED, MET = 2, 1
week = cache(timetable.week)


@dataclass(frozen=True)
class Able:
    """One resident who could help, with the gift for it and how they stand to the need."""

    helper: Resident
    gift: Gift
    standing: Standing
    asked_by: str = ""

    @property
    def order(self) -> tuple[int, int, bool, float, str]:
        """Return what they are ordered by: who was asked and went least, first."""
        one = self.standing
        strain = one.asks + one.load - one.only_received
        return strain, -one.skill, not one.met, one.metres, self.helper.key


class Neighbours:
    """The residents of one municipality and what they give, in the order they were written down."""

    def __init__(self, known: Sequence[Resident], places: Places) -> None:
        self.places = places
        self.by_key = {one.key: one for one in known}
        self._gifts: dict[str, dict[str, list[Gift]]] = defaultdict(dict)
        for one in known:
            for gift, code in one.placed_gifts():
                self._gifts[code].setdefault(one.key, []).append(gift)

    def able(self, need: Need, on: int, diaries: Diaries, *, within: frozenset[str]) -> list[Able]:
        """Return who could be asked for a need on a day among those who live in these areas."""
        found = self._able(need, on, diaries, within)
        return sorted(found, key=lambda one: one.order)

    def _able(
        self, need: Need, on: int, diaries: Diaries, within: frozenset[str]
    ) -> Iterator[Able]:
        asked, slots = week(need.times), -(-need.minutes // SLOT_MINUTES)
        terms = self._terms(need)
        for key, gift in self._best(need.category).items():
            helper = self.by_key[key]
            metres = self.places.metres[need.area, helper.area]
            if (
                metres > reach_of(gift)
                or within.isdisjoint(self.places.rings[helper.area])
                or not terms.suit(helper, gift)
                or not _is_there(need, helper, gift, diaries[key], on)
            ):
                continue
            theirs = week(gift.times)
            common = asked & theirs if theirs else asked
            if starts(common, slots):
                standing = _standing(need, helper, gift, diaries[key], on)
                yield Able(helper, gift, replace(standing, metres=metres, common=common))

    def _terms(self, need: Need) -> "_Terms":
        asker = self.by_key.get(need.person or "")
        return _Terms(
            trust=TRAINED if policy(need.category) == Policy.TRAIN else MET,
            has=frozenset((*need.has, *(asker.has if asker else ()))),
            avoids=frozenset((*need.avoids, *(asker.avoids if asker else ()))),
            body=need.employer,
        )

    def _best(self, category: str) -> dict[str, Gift]:
        """Return of everybody who gives something of the kind the gift that fits best."""
        best: dict[str, Gift] = {}
        for code in (category, *relatives(category)):
            for key, gifts in self._gifts[code].items():
                best.setdefault(key, min(gifts, key=lambda gift: gift.kind))
        return best


@dataclass(frozen=True)
class _Terms:
    """What whoever asks has, would rather not meet, and asks of whom they trust."""

    trust: int
    has: frozenset[str]
    avoids: frozenset[str]
    body: str

    def suit(self, helper: Resident, gift: Gift) -> bool:
        """Return whether the two may meet at all."""
        trust = 0 if not helper.trust else TRAINED if gift.trained_days_ago else MET
        return (
            helper.recorded_by == self.body
            and trust >= self.trust
            and self.has.isdisjoint(helper.avoids)
            and self.avoids.isdisjoint(helper.has)
        )


def gives_since(helper: Resident) -> int:
    """Return for how many days somebody has been known to give."""
    since = helper.gives_since_days_ago
    return helper.recorded_days_ago if since is None else since


def _is_there(need: Need, helper: Resident, gift: Gift, diary: Diary, on: int) -> bool:
    """Return whether nothing keeps this helper on this day: a rest, the pace, the week."""
    away_from, away_until = helper.break_from, helper.break_until
    rests = away_from is not None and away_from <= on and (away_until is None or on <= away_until)
    return (
        not rests
        and on >= -gives_since(helper)
        and helper.key != need.person
        and need.person not in diary.apart
        and diary.may_be_asked(on)
        and diary.going_on(on) < gift.most_per_week
    )


def _standing(need: Need, helper: Resident, gift: Gift, diary: Diary, on: int) -> Standing:
    done = diary.did.get(need.category, on) < on
    return Standing(
        skill=DID if done else CAN if gift.kind == "can" else WOULD_TRY, asks=diary.asks(on),
        load=diary.load(on), met=need.person in diary.met,
        only_received=helper.gives_since_days_ago is not None and not diary.did,
    )  # fmt: skip


def starts(free: Week, slots: int) -> list[tuple[int, int]]:
    """Return at which (weekday, half hour) so many half hours in a row can begin."""
    return [
        (day, start)
        for day in range(len(DAYS))
        for first, last in free.intervals(day)
        for start in range(first, last - slots + 1)
    ]


def reach_of(gift: Gift) -> float:
    """Return how many metres somebody goes for this."""
    return gift.reach_minutes * METRES_A_MINUTE[GiftRow.Reach(gift.reach)]


@cache
def _categories() -> dict[str, national.NationalTerm]:
    return {term.code: term for term in national.terms() if term.kind == Kind.SUPPORT_CATEGORY}


def policy(category: str) -> str:
    """Return who may help with a category, as the national list has it."""
    return _categories()[category].policy


@cache
def relatives(category: str) -> tuple[str, ...]:
    """Return the category above one and those below it."""
    above = _categories()[category].parent
    below = [code for code, term in _categories().items() if term.parent == category]
    return (*([above] if above else []), *below)
