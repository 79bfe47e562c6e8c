"""Files that take more of the machine than any list does: refused, and nothing else is held up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.exchange.models import Import
from sasaeai.jobs import limits
from sasaeai.jobs.models import Job, State
from tests.exchange.bringing import PAGE, made_of, page, upload
from tests.exchange.lists import csv
from tests.factories.areas import Town
from tests.house import ROOT

MODEST = """
import django, sys
django.setup()
from pathlib import Path
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from sasaeai.exchange.imports import WORKS
from sasaeai.jobs import limits, worker
pages, _rest = Path("/proc/self/statm").read_text().split(maxsplit=1)
limits.bound_memory(int(pages) * 4096 + 300 * 1024**2)
worker.work_once(WORKS)
"""
SENTENCE = "このファイルは、読むのに手間がかかりすぎます。"


# It may ring while Python disposes of something, which swallows it, and rings again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
def test_file_of_which_nothing_is_heard_is_refused_with_a_sentence(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SILENCE", 0.001)
    monkeypatch.setattr(limits, "AGAIN", 0.1)

    made = upload(officer, csv(*(f"{n},集会所{n},桜台{n},,,,," for n in range(3000))))

    assert made_of(made).state == Import.State.REFUSED
    assert SENTENCE in page(officer, made)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells it so")
@pytest.mark.django_db(transaction=True)
def test_file_that_takes_all_memory_is_refused_with_a_sentence(town: Town, home: Path) -> None:
    client = town.client(Role.OFFICER)
    lists = SimpleUploadedFile("list.json", b"[" + b"[]," * 9_000_000 + b"[]]")
    said = {"kind": "facilities", "source": "施設一覧", "visibility": "public", "level": ""}
    made = str(client.post(PAGE, {**said, "file": lists})["Location"])
    env = os.environ | {"SASAEAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sasaeai.settings"}
    env["PYTHONPATH"] = str(ROOT / "src")
    name = str(connection.settings_dict["NAME"])

    subprocess.run([sys.executable, "-c", MODEST, name], env=env, check=True)

    assert SENTENCE in page(client, made)
    assert Job.objects.get().state == State.DONE
