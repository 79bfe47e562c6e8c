"""One worker at a time for one database, however many machines it serves.

With PostgreSQL the database holds the lock for as long as the worker is connected, with SQLite the
system does for as long as its process lives: neither outlives a worker that was killed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import connection
from filelock import FileLock, Timeout

KEY = 0x5A5A_E0B5  # of this program's worker, among all who lock something by a number there
PAUSE = 2.0


@contextmanager
def alone(until: Event) -> Iterator[bool]:
    """Wait until no other worker is there; yield whether it came to that before the event."""
    if connection.vendor == "postgresql":
        yield _wait(_try_postgresql, until)
        return
    lock = FileLock(Path(settings.HOME) / "worker.lock")
    try:
        yield _wait(lambda: _try_file(lock), until)
    finally:
        lock.release()


def _wait(attempt: Callable[[], bool], until: Event) -> bool:
    while not until.is_set():
        if attempt():
            return True
        until.wait(PAUSE)
    return False


def _try_postgresql() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        (is_ours,) = cursor.fetchone() or (False,)
    return bool(is_ours)


def _try_file(lock: FileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True
