"""Second stage, inside `.venv`: one function for each verb."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bootstrap import chromium, locks, postgresql, suite, vendored
from bootstrap.environment import ROOT
from bootstrap.gates import gates, run_gates
from bootstrap.say import StopError, line
from bootstrap.settings import for_commands, for_tests, tool

if TYPE_CHECKING:
    from collections.abc import Callable


def demo(port: str, *, fresh: bool) -> int:
    """Become the demo's server."""
    more = ["--fresh"] if fresh else []
    arguments = [tool("python"), "-m", "sasaeai", "demo", "--port", port, *more]
    os.execve(arguments[0], arguments, for_commands())  # noqa: S606 -- our own command


def only_gates() -> int:
    """Run the gates alone."""
    with tempfile.TemporaryDirectory(prefix="sasaeai-test-") as home:
        return 1 if run_gates(gates(Path(home))) else 0


def browser() -> int:
    """Find or install a Chromium and say where it is."""
    found = chromium.obtain()
    line(found or chromium.NONE)
    return 0 if found else 1


def database(command: list[str]) -> int:
    """Find or install PostgreSQL; run a command with DATABASE_URL of a cluster made for it."""
    command = command[1:] if command[:1] == ["--"] else command
    if not command:
        line(str(postgresql.obtain()))
        return 0
    with postgresql.cluster() as url:
        env = {**for_commands(), "DATABASE_URL": url}
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def messages() -> int:
    """Collect the Japanese sentences into the English catalogue and compile it."""
    if shutil.which("msgfmt") is None:
        raise StopError("gettext is missing: `apt-get install gettext`. gettext を入れてください。")
    collect = ["makemessages", "-l", "en", "--no-obsolete", "--no-wrap", "--no-location"]
    for arguments in (collect, ["compilemessages"]):
        done = subprocess.run(
            [tool("python"), "-m", "sasaeai", *arguments],
            cwd=ROOT / "src" / "sasaeai",
            env=for_commands(),
            check=False,
        )
        if done.returncode:
            return done.returncode
    return 0


def screenshots(folder: str) -> int:
    """Let the browser tests leave their pictures in a folder."""
    found = chromium.obtain()
    if found is None:
        raise StopError(chromium.NONE)
    with tempfile.TemporaryDirectory(prefix="sasaeai-test-") as home:
        pictures = str(ROOT / folder)
        env = for_tests(Path(home), SASAEAI_CHROMIUM=found, SASAEAI_SCREENSHOTS=pictures)
        return len(suite.pytest("screenshots", ["-m", "browser", "-k", "screenshot"], env=env))


def lock(*, upgrade: bool) -> int:
    """Lock the requirement files."""
    locks.lock(upgrade=upgrade)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the verbs, their options and what each runs."""
    reader = argparse.ArgumentParser(prog="python3 -m bootstrap", description=__doc__)
    verbs = reader.add_subparsers(dest="verb", required=True)

    def verb(
        name: str, words: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=words)
        one.set_defaults(run=run)
        return one

    one = verb("demo", "serve the demo town", lambda given: demo(given.port, fresh=given.fresh))
    one.add_argument("--port", default="8000")
    one.add_argument("--fresh", action="store_true", help="start over")
    one = verb("test", "gates and all tests", lambda given: suite.run(given.db))
    one.add_argument("--db", choices=suite.DATABASES, default="sqlite")
    verb("gates", "the gates alone", lambda _: only_gates())
    one = verb("lock", "lock the requirement files", lambda given: lock(upgrade=given.upgrade))
    one.add_argument("--upgrade", action="store_true", help="take the newest versions")
    one = verb("vendor", "fetch the vendored files", lambda given: vendored.run(check=given.check))
    one.add_argument("--check", action="store_true", help="only compare, without network")
    verb("messages", "the English catalogue", lambda _: messages())
    one = verb("screenshots", "pictures of the pages", lambda given: screenshots(given.folder))
    one.add_argument("--folder", default="test-results/screenshots")
    verb("browser", "find or install a Chromium", lambda _: browser())
    one = verb("postgresql", "find, install or use it", lambda given: database(given.command))
    one.add_argument("command", nargs=argparse.REMAINDER)
    return reader


def main(arguments: list[str]) -> NoReturn:
    """Carry out a verb; a polite kill ends like Ctrl-C, so that nothing is left running."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        given = parser().parse_args(arguments)
        sys.exit(given.run(given))
    except StopError as stop:
        line(f"✗ {stop}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
