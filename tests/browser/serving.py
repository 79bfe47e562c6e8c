"""Serving an installation of its own with the real server, as a town does."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.house import ROOT

# A busy machine is no fault of the page: milliseconds.
SLOWLY = 30_000

SOON = 90


def environment(home: Path) -> dict[str, str]:
    """Return the variables of an installation that lives in this folder and nowhere else."""
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SASAEAI_HOME": str(home),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


def founded(folders: pytest.TempPathFactory, name: str, found: Callable[[Path], None]) -> Path:
    """Return an installation that whichever worker came first has founded for all."""
    own = folders.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"first-{name}"
    done = home.with_suffix(".done")
    with home.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            found(home)
            done.touch()
    return home


@contextmanager
def served(home: Path, verb: str, *options: str) -> Iterator[str]:
    """Serve by `sasaeai serve` or `sasaeai demo` until the block ends; yield the address."""
    port = free_port()
    command = [sys.executable, "-m", "sasaeai", verb, "--port", str(port), *options]
    said = home / f"server-{port}.log"
    with said.open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server, said)
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen, said: Path) -> str:
    until = time.monotonic() + SOON
    while time.monotonic() < until and server.poll() is None:
        with suppress(URLError, ConnectionError):
            urllib.request.urlopen(f"{url}/accounts/login/", timeout=5)  # noqa: S310 -- our own
            return url
        time.sleep(0.2)
    pytest.fail(f"{url} does not answer: {said.read_text('utf-8')[-2000:]}")
