"""Two years of 日々の記録: 6,000 entries by nine coordinators of ささえ市, 200 by the one of となり町.

The coordinators of 柏木・柳町, 天神 and 若葉 came lately and still write by hand; others name them as those
with whom they moved. One coordinator (北野) had nothing to do with a peer for more than five weeks.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sasaeai.demo.chance import stream
from sasaeai.demo.life import deeds, desks, entry_words, workdays
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.deeds import Deed
from sasaeai.demo.life.nearby import Nearby
from sasaeai.demo.life.speech import filled
from sasaeai.demo.staff import Posting

ALONE, ALONE_SINCE = "sasae-staff-1009", -36
ROLES = ("layer1", "layer2", "work")
HEARD, MATCHED, CAME, GOAL, WITH_GOAL, OWN = 0.55, 0.5, 0.88, 0.35, 0.7, 0.12
PROMISED, OPEN, DONE_BY = 0.42, 3, -12
TRIES = 12
HALF_YEAR, NEW_FACES, NAMED = 182, 8, 0.16
DAY, EVENING = (8 * 60 + 40, 17 * 60 + 50), (19 * 60 + 30, 20 * 60 + 40)
IN_THE_EVENING = ("council2", "forum")


@dataclass(frozen=True)
class Team:
    """Who writes in one town, and how much; `lately` has with whom each moved in these last days."""

    town: str
    count: int
    writers: tuple[str, ...]
    by_hand: tuple[str, ...]
    officers: tuple[str, ...]
    lately: Mapping[str, tuple[str, ...]]


def _staff(town: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{town}-staff-{number}" for number in numbers)


# Everybody but one moved with somebody lately, so that nobody else is alone.
MOVED = {1004: (1010, 1005), 1005: (1016,), 1006: (1008,), 1007: (1006,), 1011: (1012,),
         1013: (1014,), 1014: (1013,), 1016: (1004,)}  # fmt: skip
TEAMS = (
    Team(
        "sasae", 6000, _staff("sasae", 1004, 1005, 1006, 1007, 1009, 1011, 1013, 1014, 1016),
        by_hand=_staff("sasae", 1008, 1010, 1012), officers=_staff("sasae", 1001, 1002),
        lately={f"sasae-staff-{one}": _staff("sasae", *with_whom) for one, with_whom in MOVED.items()},
    ),
    Team(
        "tonari", 200, _staff("tonari", 9003), by_hand=_staff("tonari", 9002),
        officers=_staff("tonari", 9001), lately={"tonari-staff-9003": _staff("tonari", 9002)},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that was done; days are counted from today, links are keys, `posting` is its place in the office's list."""

    key: str
    by: str
    posting: int
    area: str
    on: int
    minute: int
    means: str
    counterparts: tuple[str, ...]
    functions: tuple[str, ...]
    tasks: tuple[str, ...]
    types: tuple[str, ...]
    words: str
    minutes: int
    reach: str
    organisations: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    next_step: str = ""
    next_on: int | None = None
    next_done_on: int | None = None
    follows: str = ""


@dataclass(frozen=True)
class Occasion:
    """When somebody did what: the place of the posting, the day, the kind, what it was about."""

    posting: int
    on: int
    deed: Deed
    subject: str = ""
    means: str = ""
    peers: tuple[str, ...] = ()


def drawn(seed: int, near: Nearby, days: Days, team: Team) -> tuple[Entry, ...]:
    """Return what a team wrote in the two years, the oldest first."""
    writing = Writing(stream(seed, f"journal {team.town}"), near, days, team)
    set_days = [*writing.by_the_calendar(), *writing.heard(), *writing.matched(), *writing.lately()]
    occasions = sorted(
        [*set_days, *writing.others(team.count - len(set_days))],
        key=lambda one: (one.on, one.posting, one.deed.key, one.subject),
    )
    rows = [
        replace(writing.entry(one), key=f"{team.town}-entry-{n}")
        for n, one in enumerate(occasions, 1)
    ]
    return tuple(_kept(writing.rng, rows))


class Writing:
    """The coordinators of a town at their desks: `said` remembers every entry, so that no two are alike."""

    def __init__(self, rng: random.Random, near: Nearby, days: Days, team: Team) -> None:
        self.rng, self.near, self.days, self.team = rng, near, days, team
        self.postings: tuple[Posting, ...] = near.places.town.office.postings
        self.held = [
            place
            for place, one in enumerate(self.postings)
            if one.staff in team.writers and one.role in ROLES
        ]
        self.said: set[str] = set()
        # Whom each coordinator came to know in each half year.
        self.met: dict[tuple[str, int], set[str]] = defaultdict(set)

    def _on_duty(self, on: int, *roles: str) -> Iterator[int]:
        for place in self.held:
            one = self.postings[place]
            if one.role in (roles or ROLES) and desks.holds(one, -on):
                yield place

    def by_the_calendar(self) -> Iterator[Occasion]:
        """Yield what comes every month or year: councils, the liaison meeting, 地域ケア会議, the forum."""
        known, every = deeds.known(), workdays.monthly
        plans = (
            ("liaison", every(self.days, 3, workdays.THURSDAY), ROLES),
            ("council2", every(self.days, 2, workdays.TUESDAY, (1, 3, 5, 7, 9, 11)), ("layer2",)),
            ("council1", every(self.days, 1, workdays.WEDNESDAY, (2, 5, 8, 11)), ("layer1",)),
            ("careconf", every(self.days, 4, workdays.TUESDAY), ("layer2",)),
            ("forum", every(self.days, 3, workdays.SATURDAY, (workdays.FORUM,)), ROLES),
        )
        for key, when, roles in plans:
            for on in when:
                for place in self._on_duty(on, *roles):
                    alone = key == "liaison" and self._is_alone(self.postings[place].staff, on)
                    if not alone and self.rng.random() < CAME:
                        yield Occasion(place, on, known[key])

    def _is_alone(self, staff: str, on: int) -> bool:
        return staff == ALONE and on >= ALONE_SINCE

    def heard(self) -> Iterator[Occasion]:
        """Yield when voices were heard."""
        for voice in self.near.voices.values():
            place = self._of(voice.heard_by, voice.heard_on, voice.area)
            if place is not None and voice.heard_on < 0 and self.rng.random() < HEARD:
                yield Occasion(
                    place, voice.heard_on, deeds.known()["heard"], voice.key, voice.means
                )

    def matched(self) -> Iterator[Occasion]:
        """Yield when somebody was asked whether they would help with a need."""
        for match in self.near.matches:
            need = self.near.needs[match.need]
            place = self._of(match.asked_by, match.asked_on, need.area)
            if place is not None and match.asked_on < 0 and self.rng.random() < MATCHED:
                yield Occasion(place, match.asked_on, deeds.known()["match"], need.key)

    def _of(self, staff: str, on: int, area: str) -> int | None:
        rings = self.near.places.rings[area]
        found = [
            place
            for place in self._on_duty(on)
            if self.postings[place].staff == staff and self.postings[place].area in rings
        ]
        return found[0] if found else None

    def lately(self) -> Iterator[Occasion]:
        """Yield that all but one moved with somebody in these last days, and when that one last did."""
        for number, (staff, peers) in enumerate(self.team.lately.items()):
            yield from self._together(staff, self.days.workday(-4 - number), peers)
        before = self.days.workday(ALONE_SINCE - 3)
        yield from self._together(ALONE, before, (self.team.by_hand[-1],))

    def _together(self, staff: str, on: int, peers: tuple[str, ...]) -> Iterator[Occasion]:
        for place in self._on_duty(on):
            if self.postings[place].staff == staff:
                yield Occasion(place, on, deeds.known()["peer"], peers=peers)

    def others(self, count: int) -> Iterator[Occasion]:
        """Yield so many of what is done on common days."""
        spans = [
            (self.postings[place].since, -1 if self.postings[place].until is None else self.postings[place].until or 0)
            for place in self.held
        ]  # fmt: skip
        for at, on in workdays.spread(self.rng, self.days, spans, count):
            place = self.held[at]
            one, month = self.postings[place], self.days.date(on).month
            deed = deeds.choice(self.rng, one.role, month)
            while deed.link == "peers" and self._is_alone(one.staff, on):
                deed = deeds.choice(self.rng, one.role, month)
            yield Occasion(place, on, deed)

    def entry(self, occasion: Occasion) -> Entry:
        """Return what is written of an occasion."""
        rng, deed, on = self.rng, occasion.deed, occasion.on
        desk = self.postings[occasion.posting]
        found = self.near.found(rng, deed.link, desk=desk, on=on, subject=occasion.subject)
        peers = occasion.peers or self._peers(deed, desk, on)
        slots = self._slots(found.slots, peers)
        numbers = deeds.tasks(rng, deed, desk.role)
        goals = found.links.get("goals", ())
        if not goals and rng.random() < GOAL:
            goals = self.near.goals_for(rng, found.area, on, found.links.get("activities", ()))
        first, last = EVENING if deed.key in IN_THE_EVENING else DAY
        means = occasion.means or rng.choice(deed.means)
        promise = rng.choice(deed.then) if deed.then and rng.random() < PROMISED else ""
        return Entry(
            key="", by=desk.staff, posting=occasion.posting, area=found.area, on=on,
            minute=rng.randint(first, last), means=means,
            counterparts=deeds.some(rng, deed.counterparts), functions=deeds.functions(numbers),
            tasks=numbers, types=deeds.some(rng, deed.types),
            words=self._unsaid(deed, slots, on, means), minutes=rng.choice(deed.minutes),
            reach="own" if rng.random() < OWN else "staff",
            next_step=filled(rng, promise, slots), next_on=self._due(on) if promise else None,
            organisations=found.links.get("organisations", ()),
            assets=found.links.get("assets", ()), activities=found.links.get("activities", ()),
            needs=found.links.get("needs", ()), voices=found.links.get("voices", ()),
            goals=goals, people=self._moved_with(found.people, desk.staff, on), peers=peers,
        )  # fmt: skip

    def _moved_with(self, people: Sequence[str], staff: str, on: int) -> tuple[str, ...]:
        """Return whom an entry names: a coordinator moves with a few in a half year, with them often."""
        met = self.met[staff, on // HALF_YEAR]
        for one in people:
            if len(met) < NEW_FACES and self.rng.random() < NAMED:
                met.add(one)
        return tuple(one for one in dict.fromkeys(people) if one in met)

    def _due(self, on: int) -> int:
        due = on + self.rng.randint(2, 20)
        return due + max(0, 7 - self.days.of_week(due)) % 7 if self.days.of_week(due) > 4 else due

    def _unsaid(self, deed: Deed, slots: dict[str, str], on: int, means: str) -> str:
        month, words = self.days.date(on).month, ""
        for _ in range(TRIES):
            words = deeds.told(self.rng, deed, slots, month=month, means=means)
            if words not in self.said:
                break
        self.said.add(words)
        return words

    def _peers(self, deed: Deed, desk: Posting, on: int) -> tuple[str, ...]:
        if deed.link != "peers":
            return ()
        here = sorted(
            {
                one.staff
                for one in self.postings
                if one.staff in (*self.team.writers, *self.team.by_hand) and desks.holds(one, -on)
                if one.staff != desk.staff and not self._is_alone(one.staff, on)
            }
        )
        if deed.key == "peer":
            return (self.rng.choice(here),)
        most = self.rng.randint(3, 8) if deed.key == "liaison" else 1
        return (*self.rng.sample(here, min(most, len(here))), self.rng.choice(self.team.officers))

    def _slots(self, known: dict[str, str], peers: Sequence[str]) -> dict[str, str]:
        rng = self.rng
        return {
            **known, "世": rng.choice(entry_words.CARERS), "役": rng.choice(entry_words.OFFICERS),
            "時": rng.choice(entry_words.HOURS),
            "同": self.near.places.family_of(peers[0]) if peers else "係",
        }  # fmt: skip


def _kept(rng: random.Random, rows: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries, their next steps as they were kept: by a later entry, on a day, or not yet."""
    later: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        later[row.by, row.area].append(row)
    follows: dict[str, str] = {}
    done: dict[str, int | None] = {}
    waiting: Counter[str] = Counter()
    dropped: set[str] = set()
    for row in reversed(rows):
        if row.next_on is None:
            continue
        if row.next_on >= 0 or (row.next_on > DONE_BY and not waiting[f"late {row.by}"]):
            kind = "soon" if row.next_on >= 0 else "late"
            waiting[f"{kind} {row.by}"] += 1
            if waiting[f"{kind} {row.by}"] > OPEN:
                dropped.add(row.key)
            continue
        next_one = _next(row, later[row.by, row.area], follows)
        if next_one is not None:
            follows[next_one.key] = row.key
        done[row.key] = next_one.on if next_one else min(-1, row.next_on + rng.randint(-1, 2))
    for row in rows:
        kept = replace(row, next_done_on=done.get(row.key), follows=follows.get(row.key, ""))
        yield replace(kept, next_step="", next_on=None) if row.key in dropped else kept


def _next(row: Entry, known: Sequence[Entry], taken: dict[str, str]) -> Entry | None:
    """Return the entry of the same area, some days later, whose work this next step was."""
    due = row.next_on or 0
    return next(
        (one for one in known if row.on < one.on <= due + 3 and one.on >= due - 3 and one.key not in taken),
        None,
    )  # fmt: skip
