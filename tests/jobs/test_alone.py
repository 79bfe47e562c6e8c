"""One worker for one database: the second waits until the first is gone, however it went."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from sasaeai.audit.actor import Actor
from sasaeai.jobs import actions, alone
from sasaeai.jobs.models import Job, State
from tests.house import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 60.0
WORKER = """
import django, sys, time
django.setup()
from threading import Event
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from sasaeai.jobs import worker
over, counted = Event(), []
def linger(job, report):
    report(1, 2)
    print("begun", flush=True)
    time.sleep(600)
def count(job, report):
    counted.append(job)
    if len(counted) == 2:
        over.set()
worker.work({"linger": linger, "count": count}, until=over)
"""


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def workers(home: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    begun: list[subprocess.Popen[bytes]] = []
    yield begun
    for one in begun:
        one.kill()
        one.communicate()


def begin(home: Path) -> subprocess.Popen[bytes]:
    """Start a worker of its own on the test's database."""
    env = os.environ | {"SASAEAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sasaeai.settings"}
    env["PYTHONPATH"] = str(ROOT / "src")
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen([sys.executable, "-c", WORKER, name], env=env, stdout=subprocess.PIPE)


def ask(work: str) -> Job:
    return actions.ask(Actor(None, uuid4()), work, uuid4())


def test_work_of_a_worker_that_was_killed_is_done_by_the_one_that_waited(
    home: Path, workers: list[subprocess.Popen[bytes]]
) -> None:
    lingering = ask("linger")
    workers.append(begin(home))
    assert workers[0].stdout is not None
    assert workers[0].stdout.readline() == b"begun\n"
    workers.append(begin(home))
    other = ask("count")

    Job.objects.filter(pk=lingering.pk).update(work="count")
    os.kill(workers[0].pid, signal.SIGKILL)

    workers[1].communicate(timeout=LONG)
    for job in (lingering, other):
        job.refresh_from_db()
    assert (lingering.state, lingering.tries, other.state) == (State.DONE, 2, State.DONE)


def test_second_worker_waits_and_does_nothing(home: Path) -> None:
    over, began = Event(), Event()
    told: list[bool] = []

    def second() -> None:
        began.set()
        with alone.alone(over) as is_ours:
            told.append(is_ours)
        connections.close_all()

    with alone.alone(Event()) as is_ours:
        thread = Thread(target=second)
        thread.start()
        began.wait(LONG)
        over.set()
        thread.join(LONG)

    assert (is_ours, told) == (True, [False])
