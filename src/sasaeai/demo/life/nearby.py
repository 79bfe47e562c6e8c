"""What lies near whoever writes down what was done: what may be linked, and how it is called."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sasaeai.demo.activities import GOING_ON
from sasaeai.demo.life.goals import Goal
from sasaeai.demo.life.matches import Match
from sasaeai.demo.life.needs import Need
from sasaeai.demo.life.pictures import Pictures
from sasaeai.demo.life.places import NEW, Places
from sasaeai.demo.life.roots import Organiser
from sasaeai.demo.life.voices import Voice
from sasaeai.demo.patterns import short
from sasaeai.demo.staff import Posting

NEW_SINCE = -240  # what the stories tell the beginnings of goes on since then
LATELY = 75  # days in which one speaks of a need that was heard
THINGS = ("place", "thing", "info")
SEEN = ("public", "professionals")
COMPANIES = ("company", "coop", "chamber", "care_provider", "mobile_shop", "meal_vendor", "silver")
STAFF = ("municipality", "shakyo", "hokatsu")
ORGANISER, WITH_GOAL = 0.45, 0.65

# Of each kind of link: where to look, which link it becomes, how words call it.
TABLES = {
    "activity": ("activities", "activities", "活"),
    "asset": ("assets", "assets", "資"),
    "organisation": ("organisations", "organisations", "団"),
    "company": ("companies", "organisations", "団"),
}


@dataclass(frozen=True)
class Found:
    """Where something was done, what it is linked to, and how all that is called."""

    area: str
    slots: dict[str, str]
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Residents known to the body by then: who asked, who took it on, who runs it.
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What was said, asked and promised, who runs what, and since when each asset and activity is known."""

    voices: Sequence[Voice]
    needs: Sequence[Need]
    matches: Sequence[Match]
    begun: Mapping[str, int]
    organisers: Sequence[Organiser]


class Nearby:
    """Everything of both towns by the areas it lies in."""

    def __init__(self, places: Places, pictures: Pictures, known: Known) -> None:
        self.places, self.begun = places, known.begun
        self.voices = {one.key: one for one in known.voices}
        self.needs = {one.key: one for one in known.needs}
        self.matches = known.matches
        town = places.town
        self.rows: dict[str, dict[str, list[tuple[str, str, str]]]] = {
            "activities": self._by_ring(
                (one.key, one.name, one.area) for one in town.activities if one.state in GOING_ON
            ),
            "assets": self._by_ring(
                (one.key, one.name, one.area)
                for one in town.assets
                if one.kind in THINGS and one.visibility in SEEN and not one.confidential
            ),
            "organisations": self._by_ring(
                (one.key, one.name, one.area) for one in town.organisations if one.kind not in STAFF
            ),
            "companies": self._by_ring(
                (one.key, one.name, one.area) for one in town.organisations if one.kind in COMPANIES
            ),
            "needs": self._by_ring((one.key, one.what, one.area) for one in self.needs.values()),
        }
        self.goals: dict[str, list[Goal]] = {
            one.area: [goal for goal in one.goals if goal.state == "open"]
            for one in pictures.visions
        }
        since = {goal.key: goal.since for one in pictures.visions for goal in one.goals}
        self.served: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for meaning in pictures.meanings:
            if meaning.kind == "activity":
                self.served[meaning.means].append((since[meaning.goal], meaning.goal))
        self.residents = {one.key: one for one in town.residents}
        # Who had to do with each need or activity, and since when.
        self.part: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for need in known.needs:
            self.part[need.key] += [(need.said_on, need.person)] if need.person else []
        for match in known.matches:
            if match.kind == "person" and match.agreed_on is not None:
                self.part[match.need].append((match.agreed_on, match.target))
        for one in known.organisers:
            self.part[one.activity] += [(one.since, one.resident)] if one.resident else []
        self.organisers = {
            one.key: one.organiser
            for one in town.activities
            if one.organiser and self._reaches(one.organiser, one.area)
        }

    def _by_ring(
        self, rows: Iterable[tuple[str, str, str]]
    ) -> dict[str, list[tuple[str, str, str]]]:
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in rows:
            for ring in self.places.rings[row[2]]:
                found[ring].append(row)
        return found

    def _reaches(self, organisation: str, area: str) -> bool:
        reach = next(one.reach for one in self.places.town.organisations if one.key == organisation)
        return reach in self.places.rings[area]

    def found(
        self, rng: random.Random, link: str, *, desk: Posting, on: int, subject: str
    ) -> Found:
        """Return something of this kind in the area of a posting, on a day; or what is named."""
        if link == "voice":
            return self._at(self.voices[subject].area, voices=(subject,))
        if link == "need":
            need = self._need(rng, desk, on, subject)
            return replace(need, people=self._people(need.links.get("needs", ()), desk, on))
        if link not in TABLES:
            return self._anywhere(rng, link, desk, on)
        table, name, slot = TABLES[link]
        known = [
            row
            for row in self.rows[table][desk.area]
            if self.begun.get(row[0], on) <= on and (on > NEW_SINCE or row[1] not in NEW)
        ]
        if not known:
            return self._anywhere(rng, "", desk, on)
        key, called, area = rng.choice(known)
        links = {name: (key,)}
        organiser = self.organisers.get(key)
        if organiser and rng.random() < ORGANISER:
            links["organisations"] = (organiser,)
        thing = self._at(area, slots={slot: called}, **links)
        return replace(thing, people=self._people((key,), desk, on))

    def _people(self, things: Sequence[str], desk: Posting, on: int) -> tuple[str, ...]:
        """Return who had a part in these by then, of those whose record the posting may open."""
        here = (
            self.residents[key]
            for thing in things
            for since, key in self.part.get(thing, ())
            if since <= on
        )
        return tuple(
            one.key
            for one in here
            if one.recorded_by == desk.employer
            and one.recorded_days_ago >= -on
            and desk.area in self.places.rings[one.area]
        )

    def _need(self, rng: random.Random, desk: Posting, on: int, subject: str) -> Found:
        if subject:
            return self._at(self.needs[subject].area, needs=(subject,))
        lately = [
            key
            for key, _what, _area in self.rows["needs"][desk.area]
            if on - LATELY <= self.needs[key].said_on <= on
            and self.needs[key].employer == desk.employer
        ]
        if not lately:
            return self._at(rng.choice(self.places.land.blocks_of(desk.area)).key)
        return self._need(rng, desk, on, rng.choice(lately))

    def _anywhere(self, rng: random.Random, link: str, desk: Posting, on: int) -> Found:
        found = self._at(rng.choice(self.places.land.blocks_of(desk.area)).key)
        if link != "goal":
            return found
        goals = self.goals_for(rng, found.area, on, ())
        return Found(found.area, found.slots, {"goals": goals})

    def _at(
        self, block: str, *, slots: dict[str, str] | None = None, **links: tuple[str, ...]
    ) -> Found:
        """Return a 町丁目 as its 地区, with the names of both."""
        district = self.places.rings[block][1]
        land = self.places.land
        names = {
            "活": "集まり",
            "資": "集会所",
            "団": "町会",
            "町": short(land.area(block).name),
            "地": land.area(district).name,
        }
        return Found(district, names | (slots or {}), links)

    def goals_for(
        self, rng: random.Random, area: str, on: int, activities: Sequence[str]
    ) -> tuple[str, ...]:
        """Return the goal an activity serves, else one of the area or of those above it; none before there was one."""
        served = [
            goal for key in activities for since, goal in self.served.get(key, []) if since <= on
        ]
        if served and rng.random() < WITH_GOAL:
            return (rng.choice(served),)
        known = [
            goal.key
            for ring in self.places.rings[area]
            for goal in self.goals.get(ring, [])
            if goal.since <= on
        ]
        return (rng.choice(known),) if known else ()
