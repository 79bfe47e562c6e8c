"""A private PostgreSQL for one run of the tests: found or installed, started, thrown away."""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import debian
from bootstrap.say import StopError, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLDEST = 15
NAME = "sasaeai"
SERVANTS = ("postgres", "nobody")
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
NONE = (
    f"PostgreSQL {OLDEST} or newer was not found: on Debian run `apt-get install postgresql`. "
    f"PostgreSQL {OLDEST} 以上を入れてください（Debian では postgresql パッケージ）。"
)


def version_of(folder: Path) -> int:
    """Return the major version of the server programs in a folder, 0 when there are none."""
    program = folder / "postgres"
    if not (program.exists() and (folder / "initdb").exists()):
        return 0
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\d+", answer.stdout)
    return int(number[0]) if number else 0


def find() -> Path | None:
    """Return the folder of the newest server programs that are new enough."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    newest = max(folders, key=version_of, default=None)
    return newest if newest and version_of(newest) >= OLDEST else None


def obtain() -> Path:
    """Return the folder of the server programs, installing them where that is possible."""
    found = find()
    if found is None and debian.is_ours_to_change():
        debian.install(["postgresql"])
        found = find()
    if found is None:
        raise StopError(NONE)
    return found


def servant() -> pwd.struct_passwd | None:
    """Return the user that runs the server when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in SERVANTS if name in known)


def run_as(
    user: pwd.struct_passwd | None,
    command: Sequence[str | Path],
    *,
    password: str = "",
) -> None:
    """Run one of PostgreSQL's programs as a user and stop with its words when it fails."""
    answer = subprocess.run(
        command,
        cwd="/",
        env={**os.environ, "PGPASSWORD": password},
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode:
        words = f"PostgreSQL: {Path(command[0]).name} failed:\n{answer.stdout}"
        raise StopError(words)


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Give the DATABASE_URL of a running, empty cluster; it is gone afterwards."""
    programs, user = obtain(), servant()
    home = Path(tempfile.mkdtemp(prefix="sasaeai-postgresql-"))
    try:
        password = secrets.token_hex(16)
        (home / "password").write_text(password, "utf-8")
        if user:
            for path in (home, home / "password"):
                os.chown(path, user.pw_uid, user.pw_gid)
        run_as(user, initdb(programs, home))
        port = free_port()
        run_as(user, pg_ctl(programs, home, port))
        try:
            run_as(user, createdb(programs, port), password=password)
            line(f"✓ PostgreSQL {version_of(programs)} on 127.0.0.1:{port}, for this run only")
            yield f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{NAME}"
        finally:
            data = ["-D", str(home / "data")]
            run_as(user, [programs / "pg_ctl", *data, "stop", "-m", "immediate", "-w"])
    finally:
        shutil.rmtree(home)


def initdb(programs: Path, home: Path) -> list[str | Path]:
    """Return the command that makes the cluster's files."""
    account = ["-U", NAME, f"--pwfile={home / 'password'}", "--auth=scram-sha-256"]
    words = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    return [programs / "initdb", "-D", str(home / "data"), *account, *words]


def pg_ctl(programs: Path, home: Path, port: int) -> list[str | Path]:
    """Return the command that starts the cluster and waits until it answers."""
    listen = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    place = ["-D", str(home / "data"), "-l", str(home / "server.log")]
    return [programs / "pg_ctl", *place, "-o", f"{listen} {FAST}", "start", "-w", "-t", "60"]


def createdb(programs: Path, port: int) -> list[str | Path]:
    """Return the command that makes the database of the address we give out."""
    return [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", NAME, NAME]
