"""What happened between looking and taking in: an edition, a file, a source that are not as before."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange import actions, editions, staging
from sasaeai.exchange.models import Import, Kind, Source, StagedRow
from sasaeai.exchange.rooms import ROOMS
from sasaeai.jobs import actions as jobs
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange import bringing
from tests.exchange.bringing import PAGE, looked_at, settle, upload
from tests.exchange.lists import SALON, choice, csv
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.house import ROOT

DYING = """
import django, sys, time
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from sasaeai.audit.actor import Actor
from sasaeai.exchange import actions, queries
from sasaeai.jobs import worker
def hang(execute, sql, *rest):
    if 'INTO "exchange_takenrow"' in sql:
        print("half", flush=True)
        time.sleep(600)
    return execute(sql, *rest)
def die(job, report):
    with connection.execute_wrapper(hang):
        actions.apply(Actor(job.user, job.municipality), queries.by_number(job.subject))
worker.work_once({"exchange.apply": die})
"""


def test_rows_applied_once_more_write_nothing_more(town: Town) -> None:
    here = Actor(municipality=town.municipality.pk)
    _preview, rows = looked_at(choice(), csv(SALON), town.municipality)
    twins = [actions.note_brought(here, choice(), csv(SALON)) for _twice in range(2)]
    for twin in twins:
        added = [StagedRow(change=r.change, subject=r.subject, values=r.values) for r in rows]
        staging.stage(twin, added, prepare=ROOMS[twin.kind].prepare)
        Import.objects.update(state=Import.State.READ, counts={"created": 1, "updated": 0})
    actions.apply(here, twins[0])
    Source.objects.all().delete()  # so that nothing but the rows themselves can object

    with pytest.raises(DomainError, match="いまほかでもありました。"):
        actions.apply(here, twins[1])

    assert (Asset.objects.count(), Source.objects.count()) == (1, 0)


def test_file_that_is_too_large_is_refused_with_a_sentence(
    home: Path, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sasaeai.exchange.forms.MAX_UPLOAD", len(csv(SALON)) - 1)
    file = SimpleUploadedFile("list.csv", csv(SALON))

    response = officer.post(PAGE, {"kind": "facilities", "visibility": "public", "file": file})

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"file": ["ファイルが50MBをこえています。地区や種類ごとに分けて取り込んでください。"]},
    )


def test_newer_edition_of_organisations_changes_what_it_says_anew(town: Town) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    here, said = Actor(municipality=town.municipality.pk), choice(Kind.ORGANISATIONS)
    head, row = "団体名,住所,代表者,電話番号", "桜台自治会,桜台1,架空 花子,042-000-1234"
    bringing.taken_in(here, said, csv(row, head=head), town.municipality)

    newer = row.replace("1234", "9999")
    made = bringing.taken_in(here, said, csv(newer, head=head), town.municipality)

    assert (made.counts["updated"], Organisation.objects.get().phone) == (1, "042-000-9999")


@pytest.mark.django_db(transaction=True)
def test_others_go_on_saving_while_a_list_is_taken_in(town: Town) -> None:
    mine = AssetFactory(area=town.sakuradai, name="縁側")
    data = csv(*(f"{n},集会所{n},桜台{n},,,,," for n in range(1200)))
    here, began = Actor(municipality=town.municipality.pk), Event()
    made = actions.note_brought(here, choice(), data)
    preview = editions.preview(choice(), data, town.municipality)
    actions.note_read(made, preview)
    seen: list[int] = []

    def save() -> None:
        began.wait()
        Asset.objects.filter(pk=mine.pk).update(fee="無料")
        seen.append(Asset.objects.count())
        connections.close_all()

    def tell(execute: Any, sql: str, *rest: Any) -> Any:
        if 'INTO "exchange_takenrow"' in sql:
            began.set()
        return execute(sql, *rest)

    other = Thread(target=save)
    other.start()
    with connection.execute_wrapper(tell):
        actions.apply(here, made)
    other.join()

    mine.refresh_from_db()
    assert (mine.fee, Asset.objects.count()) == ("無料", 1201)
    # Of the list everything was to be seen, or nothing yet.
    assert seen in ([1], [1201])


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_it_takes_a_list_in_leaves_nothing_half_done(
    town: Town, home: Path
) -> None:
    client = town.client(Role.OFFICER)
    made = upload(client, csv(*(f"{n},集会所{n},桜台{n},,,,," for n in range(1200))))
    client.post(f"{made}apply/")
    env = os.environ | {"SASAEAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sasaeai.settings"}
    env["PYTHONPATH"] = str(ROOT / "src")
    name = str(connection.settings_dict["NAME"])

    with subprocess.Popen(
        [sys.executable, "-c", DYING, name], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as worker:
        assert worker.stdout is not None
        assert worker.stderr is not None
        come = worker.stdout.readline()
        assert come == b"half\n", worker.stderr.read().decode()
        worker.kill()
    assert (Asset.objects.count(), Source.objects.count()) == (0, 0)

    jobs.recover()
    settle()
    assert Asset.objects.count() == 1200


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_the_reading_is_and_may_stop_it(town: Town) -> None:
    data = csv(*(f"{n},集会所{n},桜台{n},,,,," for n in range(1200)))
    made = actions.note_brought(Actor(municipality=town.municipality.pk), choice(), data)
    seen: list[tuple[int, int, bool]] = []

    def report(done: int, total: int) -> None:
        seen.append((done, total, connection.in_atomic_block))

    preview = editions.preview(choice(), data, town.municipality, report=report)
    actions.note_read(made, preview)

    read, compared = seen[:3], seen[3:]
    assert read == [(0, 0, False), (500, 0, False), (1000, 0, False)]
    # Each row by itself, then each beside what the town has.
    assert compared == [(done, 1200, False) for done in (0, 250, 500, 600, 850, 1100)]
