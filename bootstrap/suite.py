"""`make test`: gates, the whole suite on SQLite, then the browser tests.

Or, with DB=postgresql, all of the suite that asks something of the database on PostgreSQL, and what it
ran through: measuring that doubles its time, so it is done once, where no browser waits.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import chromium, postgresql
from bootstrap.environment import ROOT
from bootstrap.gates import gates, run_gates
from bootstrap.say import finished, line, run_step
from bootstrap.settings import for_tests, tool

if TYPE_CHECKING:
    from collections.abc import Mapping

DATABASES = ("sqlite", "postgresql")
QUIET = ("--skip-covered", "--show-missing")
DOORS = ",".join(f"*/{door}.py,*/{door}/*.py" for door in ("rules", "actions"))
COVERED = (
    ("branches of calc", "*/sasaeai/calc/*", 100),
    ("branches of rules and actions", DOORS, 100),
    ("branches of the rest", "*/sasaeai/*", 95),
)


def pytest(name: str, arguments: list[str], *, env: Mapping[str, str]) -> list[str]:
    """Run pytest in sight and return the step's name when it failed."""
    began = time.monotonic()
    line(f"… {name}")
    command = [tool("python"), "-m", "pytest", *arguments]
    passed = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0
    finished("✓" if passed else "✗", name, began)
    return [] if passed else [name]


def whole_suite(
    name: str, *more: str, env: Mapping[str, str], which: str = "not browser"
) -> list[str]:
    """Run all tests but the browser's, in random order with two workers.

    Each file stays with one of them, for what all its tests share is made once.
    """
    return pytest(name, ["-n", "2", "--dist", "loadscope", "-m", which, *more], env=env)


def covered(*, env: Mapping[str, str]) -> list[str]:
    """Measure what the suite ran through; return what falls short of the budget."""
    return [
        name
        for name, files, least in COVERED
        if not run_step(
            name,
            (tool("coverage"), "report", f"--include={files}", f"--fail-under={least}", *QUIET),
            cwd=ROOT,
            env=env,
        )
    ]


def browser_tests(home: Path) -> tuple[list[str], str]:
    """Run the browser tests; return what failed and what to say last when there is no browser."""
    found = chromium.obtain()
    if found is None:
        on_ci = os.environ.get("CI", "").lower() == "true"
        return (["browser tests"] if on_ci else []), chromium.NONE
    line(f"✓ browser: {found}")
    env = for_tests(home, SASAEAI_CHROMIUM=found)
    # One more than there are cores: a story waits for its browser half of the time.
    return pytest("browser tests", ["-n", "3", "-m", "browser"], env=env), ""


def on_sqlite(home: Path) -> tuple[list[str], str]:
    """Run gates, suite and browser tests; return what failed and the words to end with."""
    failed = run_gates(gates(home))
    failed += whole_suite("tests on SQLite", env=for_tests(home))
    in_browser, last = browser_tests(home)
    return failed + in_browser, last


def on_postgresql(home: Path) -> tuple[list[str], str]:
    """Run the suite on a cluster of its own; return what failed, or was not run through."""
    with postgresql.cluster() as url:
        env = for_tests(home, DATABASE_URL=url, COVERAGE_FILE=str(home / "coverage"))
        which = "not browser and not once"
        measured = ("--cov", "--cov-report=")
        failed = whole_suite("tests on PostgreSQL", *measured, env=env, which=which)
        return failed + covered(env=env), ""


def run(database: str) -> int:
    """Run everything for a database, say at the end what failed, and return the exit code."""
    began = time.monotonic()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sasaeai-test-")))
        failed, last = (on_postgresql if database == "postgresql" else on_sqlite)(home)
    finished("✗" if failed else "✓", f"make test: {', '.join(failed) or 'all passed'}", began)
    if last:
        line(last)
    return 1 if failed else 0
