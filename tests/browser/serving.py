"""Serving an installation of its own with the real server, as a town does."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.house import ROOT

SOON = 90


def environment(home: Path) -> dict[str, str]:
    """Return the variables of an installation that lives in this folder and nowhere else."""
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SASAEAI_HOME": str(home),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


@contextmanager
def served(home: Path, verb: str, *options: str) -> Iterator[str]:
    """Serve by `sasaeai serve` or `sasaeai demo` until the block ends; yield the address."""
    port = free_port()
    command = [sys.executable, "-m", "sasaeai", verb, "--port", str(port), *options]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(url: str) -> str:
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        with suppress(URLError, ConnectionError):
            urllib.request.urlopen(f"{url}/accounts/login/", timeout=5)  # noqa: S310 -- our own
            return url
        time.sleep(0.2)
    pytest.fail(f"{url} does not answer")
