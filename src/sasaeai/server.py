"""Bringing an installation up to date, answering requests, and the worker beside."""

import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from filelock import FileLock
from granian import Granian
from granian.constants import Interfaces

from sasaeai.bodies import THREADS
from sasaeai.jobs import keeper, statistics


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
    """Bring the database and the static files up to date; of several at once, one after another."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    with FileLock(Path(settings.HOME) / "prepare.lock"):
        migrate()
        call_command("collectstatic", interactive=False, verbosity=0)
        statistics.renew()


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


WORKER = (sys.executable, "-m", "sasaeai", "work", "--beside")


def answer(*, host: str, port: int, workers: int) -> None:
    """Answer requests, and have long work done beside, until the process is told to stop."""
    with keeper.kept(WORKER):
        _answer(host=host, port=port, workers=workers)


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
