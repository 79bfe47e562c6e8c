"""The drawn town as whoever works in it knows it: who is where, how far, what goes on near by."""

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from sasaeai.calc.geography import distances_m
from sasaeai.demo.activities import Activity
from sasaeai.demo.assets import Asset
from sasaeai.demo.geography import Geography
from sasaeai.demo.life import desks, growing, voice_stories
from sasaeai.demo.organisations import Organisation
from sasaeai.demo.population import OLD, YEARS
from sasaeai.demo.staff import Posting
from sasaeai.demo.town import Town

CORNERS = ("ベンチ", "店先", "公園", "腰かけ石", "境内", "バス停")
# What the stories tell the beginnings of was not there yet when people were heard.
NEW = ("かしわぎ手しごと便", "男の台所 青梅会", "木戸のおうち", "青果やまだの帰り便",
       "桜台の電球の日", "坂の上の朝市（お試し）", "カフェいしかわさんちの日",
       "天神の庭先カフェ（お試し）", "本町 夕方の体操（お試し）", "みなみ台の聞き書き茶話会")  # fmt: skip
SEEN = ("public", "professionals")


class Places:
    """One town's land and what is on it, looked up by the keys of its areas."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.land: Geography = town.land
        self.rings = {
            area.key: tuple(ring.key for ring in town.land.above(area.key))
            for area in town.land.areas
        }

    @cached_property
    def aged(self) -> dict[str, int]:
        """How many people of 65 and over live in each 町丁目."""
        found: dict[str, int] = defaultdict(int)
        for row in self.town.population:
            if row.year == YEARS[-1] and row.age_from >= OLD:
                found[row.area] += row.people
        return found

    @cached_property
    def metres(self) -> dict[tuple[str, str], float]:
        """How far the middles of two 町丁目 lie apart."""
        blocks = self.land.at("block")
        middles = {block.key: block.shape.representative_point() for block in blocks}
        lon = np.array([middles[block.key].x for block in blocks])
        lat = np.array([middles[block.key].y for block in blocks])
        return {
            (one.key, other.key): float(far)
            for one in blocks
            for other, far in zip(
                blocks,
                distances_m((middles[one.key].x, middles[one.key].y), lon, lat),
                strict=True,
            )
        }

    def home(self, area: str) -> str:
        """Return the municipality an area lies in."""
        return self.rings[area][-1]

    def living_area(self, area: str) -> str:
        """Return the 日常生活圏域 a 町丁目 lies in."""
        return self.rings[area][2]

    def on_duty(
        self, area: str, days_ago: int, *, roles: Sequence[str] = desks.FIELD, employer: str = ""
    ) -> list[Posting]:
        """Return who worked in an area on a day, the nearest first; else who stood in for them."""
        postings, rings = self.town.office.postings, self.rings[area]
        return desks.on_duty(
            postings, rings, days_ago, roles=roles, employer=employer
        ) or desks.on_duty(postings, rings, days_ago, roles=("layer1",))

    def areas_of(self, staff: str, days_ago: int) -> frozenset[str]:
        """Return the keys of the areas for which somebody worked on a day."""
        return frozenset(
            posting.area
            for posting in self.town.office.postings
            if posting.staff == staff and desks.holds(posting, days_ago)
        )

    def posting_of(self, staff: str, area: str, days_ago: int) -> Posting:
        """Return the posting in which somebody worked in an area on a day."""
        found = desks.on_duty(
            self.town.office.postings,
            self.rings[area],
            days_ago,
            roles=("layer1", "layer2", "work"),
        )
        return next(one for one in found if one.staff == staff)

    def family_of(self, staff: str) -> str:
        """Return the family name of somebody who works here."""
        return next(one.name.family for one in self.town.office.staff if one.key == staff)

    @cached_property
    def _activities(self) -> dict[str, list[Activity]]:
        found: dict[str, list[Activity]] = defaultdict(list)
        for row in self.town.activities:
            if row.state == "active" and row.visibility == "public":
                for ring in self.rings[row.area]:
                    found[ring].append(row)
        return found

    @cached_property
    def _assets(self) -> dict[str, list[Asset]]:
        found: dict[str, list[Asset]] = defaultdict(list)
        for row in self.town.assets:
            if row.visibility in SEEN and not row.confidential and row.kind != "person":
                for ring in self.rings[row.area]:
                    found[ring].append(row)
        return found

    def gathering(self, rng: random.Random, area: str) -> str:
        """Return the name of an activity near by, where one hears people."""
        rows = self._activities[self.rings[area][1]] or self._activities[self.rings[area][2]]
        near = [row.name for row in rows if row.name not in NEW]
        return rng.choice(near) if near else ""

    def corner(self, rng: random.Random, area: str) -> str:
        """Return the name of a place outdoors near by, where one meets people."""
        near = self._corners[self.rings[area][1]]
        return rng.choice(near) if near else "道で"

    @cached_property
    def _corners(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for ring, rows in self._assets.items():
            found[ring] = [
                row.name
                for row in rows
                if row.kind == "place" and any(word in row.name for word in CORNERS)
            ]
        return found

    def led_to(self, rng: random.Random, hints: Sequence[str], area: str) -> tuple[str, str]:
        """Return (activity or asset, its key) whose name holds one of the words, the nearest; else nothing."""
        for ring in self.rings[area][1:3]:
            for kind, rows in (("activity", self._activities[ring]), ("asset", self._assets[ring])):
                found = [
                    row.key
                    for row in rows
                    if row.name not in self._told and any(word in row.name for word in hints)
                ]
                if found:
                    return kind, rng.choice(found)
        return "", ""

    @cached_property
    def _told(self) -> frozenset[str]:
        """What the stories tell the beginnings of: it began with their voices, not with others."""
        return frozenset((*growing.told(), *voice_stories.led()))

    def activities_for(self, category: str, area: str) -> list[Activity]:
        """Return what goes on of this category in the 地区, else in the 日常生活圏域."""
        for ring in self.rings[area][1:3]:
            found = [
                row
                for row in self._activities[ring]
                if category in row.categories and row.name not in NEW
            ]
            if found:
                return found
        return []

    def organisations_for(self, keys: Sequence[str], area: str) -> list[Organisation]:
        """Return those of these organisations that work in an area."""
        known = [row for row in self.town.organisations if row.key in keys]
        return [row for row in known if row.reach in self.rings[area]]
