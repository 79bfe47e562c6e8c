"""What runs beside a server: begun before the server forks, begun anew where it dies, gone with the server."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sasaeai.jobs import keeper
from tests.house import ROOT

LONG = 15.0
# Notes that it began, and lives as long as its input does.
BESIDE = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'a'), flush=True); sys.stdin.read()"  # fmt: skip
SERVER = """
import os, sys, time
from sasaeai.jobs import keeper
with keeper.kept(sys.argv[1:]):
    if os.fork():
        print("begun", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))


def beside(noted: Path) -> list[str]:
    return [sys.executable, "-c", BESIDE, str(noted)]


def begun(noted: Path) -> list[int]:
    """Return the processes that were begun, in their order."""
    return [int(line) for line in noted.read_text().split()] if noted.exists() else []


def soon(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_process_that_forks_starts_no_other_at_that_time(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with keeper.kept(beside(tmp_path / "noted")):
        assert set(threading.enumerate()) == before
        assert soon(lambda: len(begun(tmp_path / "noted")) == 1)


def test_what_died_is_started_anew_and_ends_with_the_block(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    with keeper.kept(beside(noted)):
        assert soon(lambda: len(begun(noted)) == 1)
        os.kill(begun(noted)[0], signal.SIGKILL)
        assert soon(lambda: len(begun(noted)) == 2)

    assert [is_there(process) for process in begun(noted)] == [False, False]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows forks nothing")
def test_what_runs_beside_goes_with_a_server_that_was_killed_though_its_children_live(
    tmp_path: Path,
) -> None:
    noted = tmp_path / "noted"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, *beside(noted)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert server.stdout is not None
    try:
        assert server.stdout.readline() == b"begun\n"
        assert soon(lambda: len(begun(noted)) == 1)
        server.kill()
        server.wait()
        assert soon(lambda: not is_there(begun(noted)[0]))
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.stdout.close()
