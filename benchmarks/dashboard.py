"""The page of a 第1層 with ten areas side by side, beside its bare view and the bare SQL of its figures, on DATABASE_URL.

    python benchmarks/dashboard.py [--entries 100000] [--runs 9]

A database of its own gets a town with ten areas, two years of invented entries, each with two tasks, a type and a
function, and a tenth as many voices. It is the 28th of a month, when most is still to be counted from the rows.

The figures of the page are, by area and since a year ago: voices heard, answers, needs connected, activities begun,
stories, indicators measured, and how often one met. The bare SQL is one statement for each of the seven, over the
rows themselves, by area; it neither knows who may see what nor adds an area to those above it.
"""

import argparse
import random
from datetime import UTC, date, datetime, timedelta

import beside
import ground
import time_machine
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from sasaeai.areas.models import Area, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.insight.views import sums as views
from sasaeai.journal.models import Entry
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice, VoiceAnswer
from tests.factories.areas import AreaFactory, Town, make_town
from tests.factories.people import writer
from tests.factories.vocabulary import term

AREAS, DAYS = 10, 730
LATE_IN_A_MONTH = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
LISTS = {
    "tasks": (Kind.SC_TASK, ("1", "2", "3", "4", "5", "6"), 2),
    "functions": (Kind.SC_FUNCTION, ("a", "b", "c"), 1),
    "types": (Kind.SC_ACTIVITY_TYPE, ("listen", "match", "sustain", "network"), 1),
}
FIGURES = {
    "heard": "SELECT area_id, COUNT(*) FROM voices_voice WHERE municipality_id = %s AND heard_on >= %s GROUP BY 1",
    "answers": """SELECT v.area_id, COUNT(*) FROM voices_voiceanswer a JOIN voices_voice v ON v.id = a.voice_id
        WHERE v.municipality_id = %s AND a."on" >= %s GROUP BY 1""",
    "connected": """SELECT n.area_id, COUNT(*) FROM matching_match m JOIN needs_need n ON n.id = m.need_id
        WHERE m.municipality_id = %s AND m.agreed_on >= %s GROUP BY 1""",
    "begun": "SELECT area_id, COUNT(*) FROM activities_activity WHERE municipality_id = %s AND created_at >= %s GROUP BY 1",
    "stories": """SELECT area_id, COUNT(*) FROM journal_story WHERE municipality_id = %s AND "on" >= %s GROUP BY 1""",
    "measured": """SELECT v.area_id, COUNT(*) FROM visions_measurement m JOIN visions_indicator i ON i.id = m.indicator_id
        JOIN visions_goal g ON g.id = i.goal_id JOIN visions_vision v ON v.id = g.vision_id
        WHERE g.municipality_id = %s AND m."on" >= %s GROUP BY 1""",
    "meetings": """SELECT area_id, COUNT(*) FROM journal_entry
        WHERE municipality_id = %s AND "on" >= %s AND means_id = %s GROUP BY 1""",
}


def fill(town: Town, entries: int) -> None:
    """Give a town so many entries, and a tenth as many voices with their answers."""
    dice = random.Random(20261201)  # noqa: S311 -- invented entries, no secret
    areas: list[Area] = [
        AreaFactory(parent=town.root, level=Level.LIVING_AREA, name=f"圏域{number}")
        for number in range(AREAS)
    ]
    posting: Posting = writer(town).postings.get()
    means = [
        term(town.municipality, Kind.CONTACT_MEANS, code) for code in ("visit", "meeting", "phone")
    ]
    today = timezone.localdate()

    def some_day() -> date:
        return today - timedelta(days=dice.randrange(DAYS))

    rows = []
    for _ in range(entries):
        entry = Entry(
            municipality=town.municipality, area=dice.choice(areas), employer=town.centre,
            by=posting.user, posting=posting, on=some_day(), means=dice.choice(means),
            words="集会所の鍵のこと",
        )  # fmt: skip
        entry.take_place_in_lists()
        rows.append(entry)
    Entry.objects.bulk_create(rows, batch_size=500)
    for name, (kind, codes, number) in LISTS.items():
        known = [term(town.municipality, kind, code) for code in codes]
        through = getattr(Entry, name).through
        through.objects.bulk_create(
            [
                through(entry_id=row.pk, term_id=one.pk)
                for row in rows
                for one in dice.sample(known, number)
            ],
            batch_size=500,
        )
    voices = []
    for _ in range(entries // 10):
        voice = Voice(
            municipality=town.municipality, area=dice.choice(areas), employer=town.centre,
            heard_by=posting.user, heard_on=some_day(), words="坂の途中で座りたい",
        )  # fmt: skip
        voice.take_place_in_lists()
        voices.append(voice)
    Voice.objects.bulk_create(voices, batch_size=500)
    VoiceAnswer.objects.bulk_create(
        [
            VoiceAnswer(voice=one, words="お話ししました", on=one.heard_on, given_by=posting.user)
            for one in voices
        ],
        batch_size=500,
    )


def figures(town: Town) -> object:
    """Return the seven figures of the page by area, as plain SQL counts them."""
    today = timezone.localdate()
    since = date(today.year - 1, today.month, 1)
    meeting = term(town.municipality, Kind.CONTACT_MEANS, "meeting").pk

    def count() -> None:
        for name, sql in FIGURES.items():
            more = [meeting] if name == "meetings" else []
            beside.rows(sql, town.municipality.pk, since, *more)

    return count


@override_settings(ROOT_URLCONF="beside")
def main() -> None:
    """Print how many times bare view and bare SQL the page takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with ground.database(), time_machine.travel(LATE_IN_A_MONTH):
        town = make_town()
        fill(town, asked.entries)
        ground.settle()
        beside.compare(
            f"{asked.entries:,} entries over {AREAS} areas", user=town.user(Role.COORDINATOR1),
            address="/insight/sums/", views=views, sql=figures(town), runs=asked.runs,
        )  # fmt: skip


if __name__ == "__main__":
    main()
