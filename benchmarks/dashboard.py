"""The areas of a 第1層 side by side, beside the bare SQL of the same figures, on DATABASE_URL.

    python benchmarks/dashboard.py [--entries 100000] [--runs 15]

A database of its own gets a town with ten areas and two years of invented entries. What is told is how
long the figures of the page take once the months that are over are stored, beside counting the same year
from the entries by plain SQL, by area and month; and how many queries the page's figures are.
"""

import argparse
import random
import statistics
from datetime import timedelta

import ground
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Area, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.insight import actions, counting, sums
from sasaeai.journal.models import Entry
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import AreaFactory, Town, make_town
from tests.factories.people import writer
from tests.factories.vocabulary import term

AREAS, DAYS = 10, 730
BARE = """
SELECT area_id, EXTRACT_MONTH, means_id, COUNT(*) FROM journal_entry
WHERE municipality_id = %s AND "on" >= %s GROUP BY 1, 2, 3
"""


def fill(entries: int) -> tuple[Town, Viewer]:
    """Make a town with so many entries, each with two tasks and a type."""
    town = make_town()
    dice = random.Random(20261201)  # noqa: S311 -- invented entries, no secret
    areas: list[Area] = [
        AreaFactory(parent=town.root, level=Level.LIVING_AREA, name=f"圏域{number}")
        for number in range(AREAS)
    ]
    posting: Posting = writer(town).postings.get()
    means = [
        term(town.municipality, Kind.CONTACT_MEANS, code) for code in ("visit", "meeting", "phone")
    ]
    tasks = [term(town.municipality, Kind.SC_TASK, str(number)) for number in range(1, 7)]
    today = timezone.localdate()
    rows = []
    for _ in range(entries):
        entry = Entry(
            municipality=town.municipality, area=dice.choice(areas), employer=town.centre,
            by=posting.user, posting=posting, on=today - timedelta(days=dice.randrange(DAYS)),
            means=dice.choice(means), words="集会所の鍵のこと",
        )  # fmt: skip
        entry.take_place_in_lists()
        rows.append(entry)
    Entry.objects.bulk_create(rows, batch_size=500)
    through = Entry.tasks.through
    through.objects.bulk_create(
        [through(entry_id=row.pk, term_id=one.pk) for row in rows for one in dice.sample(tasks, 2)],
        batch_size=500,
    )
    return town, viewer_of(town.user(Role.COORDINATOR1), today)


def bare(town: Town, viewer: Viewer) -> object:
    """Return the entries of the year by area, month and means, as plain SQL counts them."""
    until = counting.month_of(viewer.today)
    month = (
        "strftime('%%Y-%%m', \"on\")"
        if connection.vendor == "sqlite"
        else "date_trunc('month', \"on\")"
    )
    key = town.municipality.pk.hex if connection.vendor == "sqlite" else town.municipality.pk
    with connection.cursor() as cursor:
        cursor.execute(
            BARE.replace("EXTRACT_MONTH", month), [key, until.replace(year=until.year - 1)]
        )
        return cursor.fetchall()


def main() -> None:
    """Print how many times the bare SQL the page's figures take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    with ground.database():
        town, viewer = fill(asked.entries)
        actions.store_sums(viewer.actor, today=viewer.today)
        ground.settle()
        until = counting.month_of(viewer.today)
        since = until.replace(year=until.year - 1)
        ways = [lambda: sums.by_area(viewer, since=since, until=until), lambda: bare(town, viewer)]
        ours, plain = map(statistics.median, ground.milliseconds(ways, runs=asked.runs))
        with CaptureQueriesContext(connection) as queries:
            ways[0]()
        print(f"  {asked.entries:,} entries over {AREAS} areas: {len(queries)} queries, {ours:.1f} ms, {ours / plain:.2f} × the bare SQL ({plain:.1f} ms)")  # fmt: skip


if __name__ == "__main__":
    main()
