"""What the benchmarks stand on: Django on a home and a database that are thrown away, and the clock."""

import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import connection

# Kept in a name so that it lives as long as the run.
HOME = tempfile.TemporaryDirectory(prefix="sasaeai-benchmark-")
for name in [name for name in os.environ if name.startswith("SASAEAI_")]:
    del os.environ[name]
os.environ |= {"SASAEAI_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "sasaeai.settings"}
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
django.setup()

from sasaeai.jobs import statistics  # noqa: E402 -- Django is set up above


@contextmanager
def database() -> Iterator[None]:
    """Make a database of its own, beside the one of DATABASE_URL, for as long as it is needed."""
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    print(versions())
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def versions() -> str:
    """Return what is measured on."""
    python = f"CPython {platform.python_version()}"
    if connection.vendor == "sqlite":
        return f"{python}, SQLite {sqlite3.sqlite_version}"
    return (
        f"{python}, PostgreSQL {connection.pg_version // 10_000}.{connection.pg_version % 10_000}"
    )


def settle() -> None:
    """Do what PostgreSQL does by itself a while after much was put in, and we do for SQLite."""
    statistics.renew()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def milliseconds(ways: Sequence[Callable[[], object]], *, runs: int) -> list[list[float]]:
    """Return how long each way took in each run; they take turns, and turns at being the first."""
    spent: list[list[float]] = [[] for _ in ways]
    for run in range(runs):
        for turn in range(len(ways)):
            which = (run + turn) % len(ways)
            start = time.perf_counter()
            ways[which]()
            spent[which].append((time.perf_counter() - start) * 1000)
    return spent
