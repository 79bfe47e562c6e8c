"""The record book as an officer reads it, narrows it and takes it along."""

import csv
import re
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit import actions as audit
from sasaeai.audit import queries
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import NOBODY, Entry
from sasaeai.pages import record_book
from sasaeai.pages.record_words import MATTERS, matter
from sasaeai.pages.views.record import ENTRIES
from sasaeai.paper import files
from tests.exchange import bringing
from tests.exchange.lists import HALL, SALON, choice
from tests.exchange.lists import csv as listed
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import make_person

DAY = timedelta(days=1)


def following(client: Client, path: str) -> str | None:
    """Return where the page leads on to."""
    page = client.get(path).content.decode()
    found = re.search(r'href="(/audit/\?[^"]*before=\d+|\?[^"]*before=\d+)"', page)
    return found[1].replace("&amp;", "&") if found else None


def verbs(client: Client, **asked: object) -> list[str]:
    """Return what the entries of the page tell of, the newest first."""
    return [line.entry.verb for line in client.get("/audit/", asked).context["lines"]]


def written(town: Town, verb: str, *, user: object = None, days_ago: int = 0, **facts: object):
    """Write an entry of some days ago."""
    entry = audit.record(
        Actor(municipality=town.municipality.pk, user=user), verb, **{"kind": "area"} | facts
    )
    at = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    Entry.objects.filter(verb=verb).update(at=at - days_ago * DAY)
    return entry


def test_record_book_leads_on_to_its_oldest_entry(town: Town) -> None:
    for _entry in range(ENTRIES + 5):
        audit.record(Actor(municipality=town.municipality.pk), "areas.found", kind="area")
    officer = town.client(Role.OFFICER)

    first = following(officer, "/audit/")
    last = following(officer, first or "")

    assert (first is not None, last) == (True, None)


def test_next_page_keeps_the_filter(town: Town) -> None:
    for _entry in range(ENTRIES + 5):
        audit.record(Actor(municipality=town.municipality.pk), "areas.found", kind="area")
    officer = town.client(Role.OFFICER)

    leads = following(officer, "/audit/?kind=area")

    assert leads is not None
    assert "kind=area" in leads


def test_record_book_is_narrowed_by_who_acted(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    written(town, "areas.change_area", user=user.pk)
    written(town, "areas.add_area")

    assert verbs(town.client(Role.OFFICER), actor=user.pk) == ["areas.change_area"]


def test_record_book_is_narrowed_by_what_it_is_about(town: Town) -> None:
    written(town, "areas.change_area")
    written(town, "assets.add", kind="asset")

    assert verbs(town.client(Role.OFFICER), kind="asset") == ["assets.add"]


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [(1, None, ["today", "before"]), (1, 1, ["before"]), (3, 2, ["long"]), (None, 3, [])],
)
def test_record_book_is_narrowed_by_whole_days(
    town: Town, since: int | None, until: int | None, seen: list[str]
) -> None:
    officer, today = town.client(Role.OFFICER), timezone.localdate()
    Entry.objects.all().delete()
    for verb, ago in (("long", 2), ("before", 1), ("today", 0)):
        written(town, verb, days_ago=ago)
    asked = {
        name: (today - days * DAY).isoformat()
        for name, days in (("since", since), ("until", until))
        if days is not None
    }

    assert verbs(officer, **asked) == seen


def test_days_that_end_before_they_begin_are_told_beside_the_field(town: Town) -> None:
    page = town.client(Role.OFFICER).get("/audit/", {"since": "2026-04-02", "until": "2026-04-01"})

    assert (page.status_code, list(page.context["form"].errors)) == (400, ["until"])
    assert page.context["lines"] == []


def test_record_book_names_things_and_never_persons(town: Town) -> None:
    asset, person = (
        AssetFactory(area=town.sakuradai, name="さくら会館"),
        make_person(town, family_name="佐倉"),
    )
    written(town, "assets.change", kind="asset", subjects=[asset.pk])
    written(town, "people.look", kind="person", subjects=[person.pk])

    page = town.client(Role.OFFICER).get("/audit/").content.decode()

    assert ("資源「さくら会館」" in page, "佐倉" in page, "人 1件" in page) == (True, False, True)


def test_many_things_are_named_by_the_first_and_their_number(town: Town) -> None:
    assets = [AssetFactory(area=town.sakuradai, name=f"会館{number}") for number in range(5)]
    written(town, "assets.export", kind="asset", subjects=[asset.pk for asset in assets])

    lines = town.client(Role.OFFICER).get("/audit/").context["lines"]

    told = next(line.subjects for line in lines if line.entry.verb == "assets.export")
    assert told.endswith("ほか2件")


@pytest.mark.parametrize("number", [1, 30])
def test_record_book_makes_the_same_queries_however_many_entries(
    town: Town, django_assert_num_queries: object, number: int
) -> None:
    for _number in range(number):
        written(
            town, "assets.change", kind="asset", subjects=[AssetFactory(area=town.sakuradai).pk]
        )
    officer = town.client(Role.OFFICER)
    officer.get("/audit/")

    with django_assert_num_queries(9):
        officer.get("/audit/")


def test_record_book_is_taken_along_with_ids_and_noted(town: Town) -> None:
    officer, asset = town.client(Role.OFFICER), AssetFactory(area=town.sakuradai, name="さくら会館")
    written(town, "assets.change", kind="asset", subjects=[asset.pk], fields=["phone"])

    answer = officer.get("/audit/export/", {"kind": "asset"})
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [(row["したこと"], row["何を"], row["番号"]) for row in rows] == [
        ("資源を直した", "資源「さくら会館」", str(asset.pk))
    ]
    assert Entry.objects.filter(verb="pages.export_audit").count() == 1


def test_record_book_longer_than_one_stretch_is_taken_along_whole(town: Town) -> None:
    officer = town.client(Role.OFFICER)
    Entry.objects.all().delete()
    Entry.objects.bulk_create(
        Entry(at=timezone.now(), municipality=town.municipality.pk, verb="areas.found", kind="area")
        for _number in range(1001)
    )

    answer = officer.get("/audit/export/", {"kind": "area"})

    assert answer.getvalue().count(b"\r\n") == 1002


def taken_in(town: Town, *rows: str, source: str = "施設一覧") -> Entry:
    """Return the entry of a list that was taken in."""
    here = Actor(municipality=town.municipality.pk)
    bringing.taken_in(here, choice(source=source), listed(*rows), town.municipality)
    return Entry.objects.filter(kind="import").latest("pk")


def test_import_is_told_by_its_source_and_the_number_of_its_rows(town: Town) -> None:
    viewer = town.viewer(Role.OFFICER)
    (line,) = record_book.lines(viewer, [taken_in(town, SALON, HALL)])
    (again,) = record_book.lines(viewer, [taken_in(town, SALON, HALL)])
    counted = next(column for column in record_book.COLUMNS if str(column.heading) == "件数")
    assert (line.subjects, counted.read(line)) == ("取り込み「施設一覧」 2件", 2)
    assert (again.subjects, counted.read(again)) == ("取り込み「施設一覧」 0件", 0)


def test_imports_are_named_in_one_query(town: Town, django_assert_num_queries: object) -> None:
    viewer = town.viewer(Role.OFFICER)
    entries = [taken_in(town, SALON, source=source) for source in ("一", "二", "三")]
    with django_assert_num_queries(1):
        told = [line.subjects for line in record_book.lines(viewer, entries[:1])]
    with django_assert_num_queries(1):
        told = [line.subjects for line in record_book.lines(viewer, entries)]
    assert [words.partition("」")[0] for words in told] == [
        "取り込み「一",
        "取り込み「二",
        "取り込み「三",
    ]


def test_import_of_another_town_is_not_named(town: Town, next_town: Town) -> None:
    (line,) = record_book.lines(next_town.viewer(Role.OFFICER), [taken_in(town, SALON)])
    assert line.subjects == "取り込み 1件"


def test_what_was_told_of_things_is_found_as_one_matter(town: Town) -> None:
    for verb in ("assets.suggest", "assets.look_suggestions", "assets.answer", "assets.change"):
        written(town, verb, kind="asset")
    for verb in ("activities.suggest", "activities.look_suggestions", "activities.answer"):
        written(town, verb, kind="activity")
    written(town, "pages.look_today", kind="suggestion")
    officer = town.client(Role.OFFICER)

    assert verbs(officer, kind="suggestion") == [
        "pages.look_today",
        "activities.answer",
        "activities.look_suggestions",
        "activities.suggest",
        "assets.answer",
        "assets.look_suggestions",
        "assets.suggest",
    ]
    # What was told of a thing is still an entry of the thing.
    assert len(verbs(officer, kind="asset")) == 4


def test_sheets_that_were_printed_are_found_with_their_walks(town: Town) -> None:
    written(town, "pages.print_walk", kind="area")
    written(town, "areas.change_area", kind="area")
    written(town, "pages.take_in", kind="walk")

    assert verbs(town.client(Role.OFFICER), kind="walk") == ["pages.take_in", "pages.print_walk"]


def test_record_book_taken_along_is_found_and_told_as_the_record_book(town: Town) -> None:
    officer, here = town.client(Role.OFFICER), [town.municipality.pk]
    written(town, "areas.change_municipality", kind="municipality", subjects=here)
    officer.get("/audit/export/")

    lines = officer.get("/audit/", {"kind": "record_book"}).context["lines"]

    assert [(line.entry.verb, line.subjects) for line in lines] == [
        ("pages.export_audit", "記録簿")
    ]
    # The town was founded by the machine.
    told = verbs(officer, kind="municipality")
    assert ("areas.change_municipality" in told, "pages.export_audit" in told) == (True, False)


def test_a_matter_is_taken_along_as_it_is_shown(town: Town) -> None:
    written(town, "assets.suggest", kind="asset")
    written(town, "assets.change", kind="asset")

    answer = town.client(Role.OFFICER).get("/audit/export/", {"kind": "suggestion"})

    rows = csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig")))
    assert [row["したことの印"] for row in rows] == ["assets.suggest"]


def test_what_no_person_did_is_found_under_residents_and_devices(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    written(town, "assets.suggest", kind="asset")
    written(town, "areas.change_area", user=user.pk)
    officer = town.client(Role.OFFICER)

    page = officer.get("/audit/", {"actor": NOBODY, "kind": "asset"})

    assert f'<option value="{NOBODY}" selected>住民の方・装置</option>' in page.content.decode()
    assert [line.entry.verb for line in page.context["lines"]] == ["assets.suggest"]
    assert "areas.change_area" not in verbs(officer, actor=NOBODY)


@pytest.mark.parametrize("actor", ["nonsense", "1" * 32, str(UUID(int=1)), "\x00"])
def test_nobody_of_this_town_is_no_choice_of_who_acted(town: Town, actor: str) -> None:
    page = town.client(Role.OFFICER).get("/audit/", {"actor": actor})

    assert page.status_code == 400
    assert "一覧の中から選んでください。" in page.content.decode()


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="PostgreSQL reads a short book whole and sorts it"
)
@pytest.mark.parametrize("kind", [*MATTERS, "asset"])
@pytest.mark.parametrize("actor", [None, NOBODY])
def test_page_of_a_matter_is_read_in_the_order_of_an_index(
    town: Town, kind: str, actor: UUID | None
) -> None:
    found = queries.chosen(town.municipality.pk, actor=actor, matter=matter(kind))[:ENTRIES]

    plan = str(found.explain()).lower()

    index = "audit_by_actor" if actor else "audit_by_municipality"
    assert (index in plan, "sort" in plan or "b-tree" in plan) == (True, False)


def test_book_longer_than_a_sheet_is_not_written_out_as_one(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = town.client(Role.OFFICER)
    assert client.get("/audit/export/?format=xlsx").status_code == 200  # and is an entry itself
    monkeypatch.setattr(files, "MOST_LINES", 0)

    book, table = (
        client.get("/audit/export/", {"format": form}, follow=True) for form in ("xlsx", "csv")
    )

    assert "Excelに入る行数をこえています。" in book.content.decode()
    assert table["Content-Type"].startswith("text/csv")
