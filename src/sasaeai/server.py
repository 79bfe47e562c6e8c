"""Bringing an installation up to date, answering requests, and the worker beside."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from granian import Granian
from granian.constants import Interfaces

from sasaeai.bodies import THREADS


def require_free(host: str, port: int) -> None:
    """Raise CommandError unless this machine can listen on the port."""
    if not 0 < port < 65536:
        raise CommandError("--port takes a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            message = (
                f"{host} のポート {port} は使えません（{error.strerror}）。別の番号を選んでください。\n"
                f"Port {port} on {host} cannot be used. Choose another, such as --port {port + 1}."
            )
            raise CommandError(message) from error


def prepare() -> None:
    """Bring the database and the static files up to date."""
    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


AGAIN = 1.0  # seconds until a worker that died is started anew
PATIENCE = 10.0  # seconds for its last step; what it leaves is done from the start later


def answer(*, host: str, port: int, workers: int) -> None:
    """Answer requests, and have long work done beside, until the process is told to stop."""
    with _worker_beside():
        _answer(host=host, port=port, workers=workers)


@contextmanager
def _worker_beside() -> Iterator[None]:
    over = Event()
    keeper = Thread(target=_keep_worker, args=[over])
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep_worker(over: Event) -> None:
    """Keep one worker running; it goes when its input ends, also where this process was killed."""
    while not over.is_set():
        with subprocess.Popen(
            [sys.executable, "-m", "sasaeai", "work", "--beside"], stdin=subprocess.PIPE
        ) as worker:
            while worker.poll() is None and not over.wait(AGAIN):
                pass
            if over.is_set():
                _let_go(worker)


def _let_go(worker: subprocess.Popen[bytes]) -> None:
    if worker.stdin:
        worker.stdin.close()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()


def _answer(*, host: str, port: int, workers: int) -> None:
    Granian(
        "sasaeai.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # Whoever sends or reads slowly holds up one thread and not the house.
        blocking_threads=THREADS,
        # A worker that a request has killed must not take the house down with it.
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    ).serve()
