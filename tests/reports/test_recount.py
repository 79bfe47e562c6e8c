"""The figures of a month are what plain counting of the raw rows gives: no line of the report's own counting is used."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.reports import counting, kept
from sasaeai.reports.scopes import Scope
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.factories.vocabulary import term

FUNCTIONS, MEANS, TASKS = ("a", "b", "c"), ("visit", "phone", "meeting"), ("1", "2", "6")
TYPES, WITH = ("listen", "care_conf", "match"), ("elder", "minsei")
DAYS = st.dates(date(2026, 9, 25), date(2026, 11, 5))
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "on": DAYS,
            "means": st.sampled_from(MEANS),
            "functions": st.sets(st.sampled_from(FUNCTIONS)),
            "tasks": st.sets(st.sampled_from(TASKS)),
            "types": st.sets(st.sampled_from(TYPES)),
            "counterparts": st.sets(st.sampled_from(WITH)),
            "place": st.sampled_from(["sakuradai", "kashiwagi", "aoume", "west", "root"]),
            "body": st.sampled_from(["centre", "council"]),
        }
    ),
    max_size=12,
)
LISTS = {
    "functions": FUNCTIONS, "tasks": TASKS, "types": TYPES, "counterparts": WITH,
}  # fmt: skip


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(map(str, one)) for one in cursor.fetchall()]


def plainly(town: Town) -> dict[str, int]:
    """Count October of 川西 and its body from the tables as they are."""
    codes = dict(rows("SELECT id, code FROM vocabulary_term"))
    paths = dict(rows("SELECT id, path FROM areas_area"))
    bodies = {name: one for one, name in rows("SELECT id, name FROM areas_employer")}
    found: Counter[str] = Counter()
    marks = {
        name: rows(f"SELECT entry_id, term_id FROM journal_entry_{name}")  # noqa: S608 -- names of tables
        for name in LISTS
    }
    for number, day, area, body, means in rows(
        'SELECT id, "on", area_id, employer_id, means_id FROM journal_entry'
    ):
        if not "2026-10-01" <= day <= "2026-10-31" or body != bodies[town.centre.name]:
            continue
        if not paths[area].startswith(town.west.path):
            continue
        found["entries"] += 1
        found[f"means.{codes[means]}"] += 1
        under = {name: [codes[t] for e, t in marks[name] if e == number] for name in LISTS}
        found["unfiled"] += not under["functions"]
        for name, words in under.items():
            for word in words:
                found[f"{name}.{word}"] += 1
        for word in under["functions"]:
            found[f"cross.{word}.{codes[means]}"] += 1
    return {key: number for key, number in found.items() if number}


@pytest.fixture
def scope(town: Town) -> Scope:
    writer(town)
    kinds = {
        Kind.SC_FUNCTION: FUNCTIONS, Kind.CONTACT_MEANS: MEANS, Kind.SC_TASK: TASKS,
        Kind.SC_ACTIVITY_TYPE: TYPES, Kind.COUNTERPART: WITH,
    }  # fmt: skip
    for kind, words in kinds.items():
        for word in words:
            term(town.municipality, kind, word)
    return Scope(town.west, town.centre, date(2026, 10, 1), date(2026, 10, 31))


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ENTRIES)
def test_figures_are_what_plain_counting_gives(
    town: Town, scope: Scope, entries: list[dict]
) -> None:
    with transaction.atomic():
        for one in entries:
            values = {**one}
            place, body = values.pop("place"), values.pop("body")
            entry = make_entry(town, area=getattr(town, place), **values)
            entry.employer = getattr(town, body)
            entry.save()
        _table, figures = counting.of_entries(counting.filed(scope))
        behind = {key: counting.behind(scope, key).count() for key in figures}
        rows = kept.rows_of(scope)
        told = counting.figures(scope)
        expected = plainly(town)
        transaction.set_rollback(True)
    assert {key: number for key, number in figures.items() if number} == expected
    assert behind == figures
    assert kept.counted(rows) == {key: told.get(key, 0) for key in rows}
    assert {key for key, number in told.items() if number} <= {*rows}
    stored = kept.packed(rows)
    assert {key: kept.behind(stored, key) for key in rows} == rows
