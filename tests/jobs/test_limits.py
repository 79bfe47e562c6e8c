"""What long work may take: memory of its process, time in which nothing is heard of it, a town's turn."""

import os
import signal
import subprocess
import sys
import time
from threading import Thread
from uuid import UUID, uuid4

import pytest

from sasaeai.audit.actor import Actor
from sasaeai.jobs import actions, limits
from sasaeai.jobs.models import Job, State
from tests.house import ROOT

SHORT = 0.2
LONG = 60.0


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SILENCE", SHORT)
    monkeypatch.setattr(limits, "AGAIN", SHORT)


def toil(seconds: float) -> None:
    """Keep the processor busy for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def quietly(_done: int, _total: int) -> None:
    """Tell nobody."""


def test_work_of_which_nothing_is_heard_is_ended() -> None:
    with pytest.raises(limits.TooLong), limits.heard_of(quietly):
        toil(SHORT * 5)


class Slow:
    """Something that Python takes long to dispose of."""

    def __del__(self) -> None:
        toil(SHORT * 1.5)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_rings_again_where_it_was_not_heard() -> None:
    with pytest.raises(limits.TooLong), limits.heard_of(quietly):
        thing = Slow()
        del thing
        toil(SHORT * 5)


def test_work_that_tells_how_far_it_is_may_take_long() -> None:
    heard: list[int] = []

    with limits.heard_of(lambda done, _total: heard.append(done)) as report:
        for step in range(6):
            toil(SHORT / 2)
            report(step, 6)

    assert heard == [0, 1, 2, 3, 4, 5]


def test_waiting_for_others_is_no_work() -> None:
    with limits.heard_of(quietly):
        time.sleep(SHORT * 2)
        left, _again = signal.getitimer(signal.ITIMER_PROF)

    # The system counts in steps of some milliseconds.
    assert SHORT / 2 < left < SHORT * 1.5


def test_nothing_rings_after_the_work() -> None:
    former = signal.getsignal(signal.SIGPROF)
    with limits.heard_of(quietly):
        pass

    toil(SHORT * 2)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == former


def test_work_outside_of_the_main_thread_takes_what_it_takes() -> None:
    done: list[bool] = []

    def work() -> None:
        with limits.heard_of(quietly):
            toil(SHORT * 2)
        done.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]


def ran(*lines: str) -> subprocess.CompletedProcess[str]:
    """Run these lines in a process of their own; return what it told."""
    first = ("import ctypes, django", "django.setup()", "from sasaeai.jobs import limits")
    command = [sys.executable, "-c", "\n".join([*first, *lines])]
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sasaeai.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    return subprocess.run(
        command, capture_output=True, text=True, env=env, check=False, timeout=LONG
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory")
def test_process_gets_no_more_memory_than_it_may() -> None:
    told = ran(
        "limits.bound_memory(1024**3)",
        "try:",
        "    bytearray(2 * 1024**3)",
        "except MemoryError:",
        "    print('no more')",
    )

    assert told.stdout.strip() == "no more", told.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no sleep of the system's by that name")
def test_process_that_waits_for_ever_inside_of_a_library_is_ended_and_says_where() -> None:
    told = ran(
        "limits.STILL = 0.2",
        "with limits.heard_of(print):",
        # Unlike time.sleep it lets nobody else of Python take a turn.
        "    ctypes.PyDLL(None).sleep(600)",
    )

    assert (told.returncode, "most recent call first" in told.stderr) == (1, True)


def asked(town: UUID) -> Job:
    return actions.ask(Actor(uuid4(), town), "count", uuid4())


def served() -> Job:
    """Do the next piece of work; return it."""
    taken = actions.take()
    assert taken is not None
    actions.end(taken, State.DONE)
    return taken


@pytest.mark.django_db
def test_town_that_brings_much_does_not_hold_up_another() -> None:
    many, few = uuid4(), uuid4()
    first, second, third = (asked(many) for _one in range(3))
    other = asked(few)

    assert [served() for _turn in range(4)] == [first, other, second, third]


@pytest.mark.django_db
def test_what_a_worker_died_over_waits_until_the_others_are_served() -> None:
    deadly, other = asked(uuid4()), asked(uuid4())
    assert actions.take() == deadly
    actions.recover()

    assert [served() for _turn in range(2)] == [other, deadly]


@pytest.mark.django_db
def test_towns_take_turns() -> None:
    one, two = uuid4(), uuid4()
    first, second = asked(one), asked(one)
    third, fourth = asked(two), asked(two)

    assert [served() for _turn in range(4)] == [first, third, second, fourth]
