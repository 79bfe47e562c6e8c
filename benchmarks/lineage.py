"""Lines from a voice to what came of it, each page beside its bare view and bare SQL, on DATABASE_URL.

    python benchmarks/lineage.py [--chains 300] [--entries 100000] [--runs 9]

A database of its own gets so many chains: four voices became two needs, and an activity was born from them, the
fifth of each five from the four before; six people took part, one story was told, a goal that it serves was measured
four times, and the entries are spread over the activities. One chain is ten times as large. The line is opened by a
coordinator from a voice, from a need and from an activity of a usual chain, and from the activity of the large one.

The bare SQL of the same figures is told what lies on the line: one statement for each kind of thing reads those rows
by their numbers with what the page says of them, one for each kind of arrow reads which leads to which, and one
counts the entries. It looks for nothing and asks nobody what may be seen.
"""

import argparse
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import beside
import ground
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import override_settings
from django.utils import timezone

from sasaeai.activities.models import Activity, ActivityMeaning, Origin
from sasaeai.areas.viewer import viewer_of
from sasaeai.insight import traces
from sasaeai.insight.views import lineage as views
from sasaeai.journal.models import Entry, Story
from sasaeai.matching.models import Match
from sasaeai.needs.models import Need
from sasaeai.people.models import Person
from sasaeai.visions.models import Goal, Indicator, Measurement
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice
from tests.factories.areas import Town, make_town
from tests.factories.people import writer
from tests.factories.visions import make_vision
from tests.factories.vocabulary import term

VOICES, NEEDS, MATCHES, MEASURED = 4, 2, 6, 4
FAMILY, LARGE = 5, 10
# What the page says of each kind of thing on a line.
THINGS = {
    "voice": "SELECT id, words, heard_on, heard_by_id, reach, consent, withdrawn_on FROM voices_voice WHERE id IN ({})",
    "need": "SELECT id, what, created_at, state FROM needs_need WHERE id IN ({})",
    "activity": "SELECT id, name, created_at, state, organiser_words, area_id FROM activities_activity WHERE id IN ({})",
    "match": "SELECT id, need_id, agreed_on, state FROM matching_match WHERE id IN ({})",
    "story": 'SELECT id, title, "on", changed, goal_id FROM journal_story WHERE id IN ({})',
    "measurement": """SELECT m.id, m.value, m."on", i.name, i.unit FROM visions_measurement m
        JOIN visions_indicator i ON i.id = m.indicator_id WHERE m.id IN ({})""",
    "goal": "SELECT id, words FROM visions_goal WHERE id IN ({})",
}
ARROWS = {
    "need": ("SELECT voice_id, need_id FROM needs_need_voices WHERE need_id IN ({})",),
    "activity": (
        "SELECT voice_id, activity_id FROM activities_activity_voices WHERE activity_id IN ({})",
        "SELECT need_id, other_id, activity_id FROM activities_origin WHERE activity_id IN ({})",
        "SELECT goal_id, means_id FROM activities_activitymeaning WHERE means_id IN ({})",
        'SELECT activity_id, MIN("on") FROM activities_stage WHERE activity_id IN ({}) GROUP BY 1',
        """SELECT l.activity_id, COUNT(*), MAX(e."on") FROM journal_entry_activities l
           JOIN journal_entry e ON e.id = l.entry_id WHERE l.activity_id IN ({}) GROUP BY 1""",
    ),
    "story": (
        "SELECT voice_id, story_id FROM journal_story_voices WHERE story_id IN ({})",
        "SELECT activity_id, story_id FROM journal_story_activities WHERE story_id IN ({})",
    ),
}


class Chains:
    """Chains being put together; every row of one table is written at once."""

    def __init__(self, town: Town) -> None:
        self.town, self.by = town, writer(town)
        self.dice = random.Random(20261201)  # noqa: S311 -- invented chains, no secret
        self.today = timezone.localdate()
        self.made: dict[type[Model], list[Any]] = {}
        self.goal = Goal(
            municipality=town.municipality, vision=make_vision(town), words="誰かに言える",
            horizon="now", due_on=self.today,
        )  # fmt: skip
        self.goal.save()
        self.category = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
        self.family: list[Activity] = []

    def put(self, row: Any) -> Any:  # noqa: ANN401 -- a row of any table
        self.made.setdefault(type(row), []).append(row)
        return row

    def link(self, table: Any, **ends: UUID) -> None:  # noqa: ANN401 -- the table between two
        self.put(table(**{f"{name}_id": pk for name, pk in ends.items()}))

    def chain(self, size: int = 1) -> tuple[Voice, Need, Activity]:
        """Put one chain; return its first voice, its first need and its activity."""
        town, day = self.town, self.today - timedelta(days=self.dice.randrange(60, 700))
        here = {"municipality": town.municipality, "area": town.sakuradai}
        voices = [
            Voice(
                **here, employer=town.centre, heard_by=self.by, heard_on=day, reach="staff",
                consent="oral", words="坂の途中で座りたい",
            )
            for _ in range(VOICES * size)
        ]  # fmt: skip
        for voice in voices:
            voice.take_place_in_lists()
            self.put(voice)
        needs = [
            self.put(
                Need(
                    **here, employer=town.centre, owner=self.by, answer_by=day,
                    category=self.category, what="ゴミ出し", state="connected",
                )
            )
            for _ in range(NEEDS * size)
        ]  # fmt: skip
        for number, voice in enumerate(voices):
            self.link(Need.voices.through, need=needs[number % len(needs)].pk, voice=voice.pk)
        activity = self._activity(voices, needs)
        self._after(activity, voices, needs, size)
        return voices[0], needs[0], activity

    def _activity(self, voices: list[Voice], needs: list[Need]) -> Activity:
        activity: Activity = self.put(
            Activity(
                municipality=self.town.municipality, area=self.town.sakuradai, name="坂の腰かけ",
                organiser_words="さくら会",
            )
        )  # fmt: skip
        born = {"activity": activity, "on": self.today, "noted_by": self.by}
        for voice in voices:
            self.link(Activity.voices.through, activity=activity.pk, voice=voice.pk)
        for need in needs:
            self.put(Origin(need=need, **born))
        if len(self.family) == FAMILY - 1:
            for other in self.family:
                self.put(Origin(other=other, **born))
            self.family = []
        else:
            self.family.append(activity)
        return activity

    def _after(self, activity: Activity, voices: list[Voice], needs: list[Need], size: int) -> None:
        town = self.town
        for number in range(MATCHES * size):
            person = self.put(
                Person(
                    municipality=town.municipality, area=town.sakuradai, employer=town.centre,
                    nickname="手を貸す人", recorded_by=self.by,
                )
            )  # fmt: skip
            self.put(
                Match(
                    municipality=town.municipality, need=needs[number % len(needs)], person=person,
                    state="done", asked_on=self.today, agreed_on=self.today, asked_by=self.by,
                )
            )  # fmt: skip
        story = self.put(
            Story(
                municipality=town.municipality, area=town.sakuradai, employer=town.centre,
                title="坂の途中", on=self.today, before="座る所がない", happened="いすを置いた",
                who="さくら会", changed="坂を上がれる", goal=self.goal, written_by=self.by,
            )
        )  # fmt: skip
        self.link(Story.voices.through, story=story.pk, voice=voices[0].pk)
        self.link(Story.activities.through, story=story.pk, activity=activity.pk)
        goal = self.put(
            Goal(
                municipality=town.municipality, vision=self.goal.vision, words="坂で座れる",
                horizon="now", due_on=self.today,
            )
        )  # fmt: skip
        indicator = self.put(Indicator(goal=goal, name="座れる所", unit="か所"))
        for number in range(MEASURED * size):
            on = self.today - timedelta(days=number)
            self.put(Measurement(indicator=indicator, value=number, on=on, measured_by=self.by))
        self.put(
            ActivityMeaning(
                goal=goal, means=activity, words="座れる", given_on=self.today, given_by=self.by
            )
        )  # fmt: skip

    def entries(self, count: int) -> None:
        """Spread so many entries over the activities."""
        town, posting = self.town, self.by.postings.get()
        means = term(town.municipality, Kind.CONTACT_MEANS, "visit")
        activities = self.made[Activity]
        for _ in range(count):
            entry = Entry(
                municipality=town.municipality, area=town.sakuradai, employer=town.centre,
                by=self.by, posting=posting, means=means, words="腰かけのこと",
                on=self.today - timedelta(days=self.dice.randrange(730)),
            )  # fmt: skip
            entry.take_place_in_lists()
            self.put(entry)
            at = self.dice.choice(activities)
            self.link(Entry.activities.through, entry=entry.pk, activity=at.pk)

    def write(self) -> None:
        for table, rows in self.made.items():
            table._default_manager.bulk_create(rows, batch_size=500)  # noqa: SLF001 -- the manager of whichever table it is


def bare_sql(ids: dict[str, set[UUID]]) -> Callable[[], None]:
    """Return what reads the things on a line and which led to which, as plain SQL does."""

    def told(one: UUID) -> object:
        return one.hex if connection.vendor == "sqlite" else one

    asked = [
        (sql.format(",".join(["%s"] * len(ids[kind]))), [told(one) for one in ids[kind]])
        for kind, some in [*((kind, (sql,)) for kind, sql in THINGS.items()), *ARROWS.items()]
        for sql in some
        if ids.get(kind)
    ]

    def read() -> None:
        for sql, values in asked:
            beside.rows(sql, *values)

    return read


@override_settings(ROOT_URLCONF="beside")
def main() -> None:
    """Print how many times bare view and bare SQL the page of a line takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--chains", type=int, default=300)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with ground.database():
        town = make_town()
        chains = Chains(town)
        some = [chains.chain() for _ in range(asked.chains)]
        large = chains.chain(LARGE)
        chains.entries(asked.entries)
        chains.write()
        ground.settle()
        user = chains.by
        viewer = viewer_of(user, timezone.localdate())
        voice, need, activity = some[len(some) // 2]
        lines = (("voice", voice), ("need", need), ("activity", activity), ("activity", large[2]))
        for kind, thing in lines:
            ids = dict(traces.trace(viewer, kind, thing.pk).ids)
            number = sum(map(len, ids.values()))
            beside.compare(
                f"from the {kind}, {number} things on the line", user=user, views=views,
                address=f"/insight/lineage/{kind}/{thing.pk}/", sql=bare_sql(ids), runs=asked.runs,
            )  # fmt: skip


if __name__ == "__main__":
    main()
