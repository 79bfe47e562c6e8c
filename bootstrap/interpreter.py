"""Finds a CPython that Sasaeai runs on, or says what is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bootstrap.say import StopError

OLDEST = (3, 11)
NEWEST = (3, 13)
NAMES = ("python3", "python3.13", "python3.12", "python3.11")
PROBE = """
import importlib.util, json, platform, sys
parts = ("venv", "ensurepip")
print(json.dumps({
    "implementation": platform.python_implementation(),
    "version": list(sys.version_info[:2]),
    "missing": [name for name in parts if importlib.util.find_spec(name) is None],
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python on this machine and what it can do."""

    path: str
    implementation: str
    version: tuple[int, int]
    missing: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether Sasaeai runs on it."""
        return self.implementation == "CPython" and OLDEST <= self.version <= NEWEST

    def __str__(self) -> str:
        return f"{self.implementation} {self.version[0]}.{self.version[1]} ({self.path})"


def probe(path: str) -> Interpreter | None:
    """Return what the Python at a path can do, or nothing when it does not start."""
    try:
        answer = subprocess.run(
            [path, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60
        )
        found = json.loads(answer.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Interpreter(
        path=path,
        implementation=found["implementation"],
        version=(found["version"][0], found["version"][1]),
        missing=tuple(found["missing"]),
    )


def candidates() -> list[Interpreter]:
    """Return the Pythons of this machine, the running one first."""
    paths = [sys.executable, *(shutil.which(name) for name in NAMES)]
    paths += [f"/usr/bin/{name}" for name in NAMES if Path(f"/usr/bin/{name}").exists()]
    found = (probe(path) for path in dict.fromkeys(path for path in paths if path))
    return [interpreter for interpreter in found if interpreter is not None]


def choose(found: list[Interpreter]) -> Interpreter:
    """Return the first Python that fits and can make a venv, or stop with what to install."""
    fitting = [interpreter for interpreter in found if interpreter.fits]
    for interpreter in fitting:
        if not interpreter.missing:
            return interpreter
    raise StopError(missing_parts(fitting[0]) if fitting else wrong_version(found))


def missing_parts(interpreter: Interpreter) -> str:
    """Return the line for a Python that fits but cannot make a virtual environment."""
    parts = " / ".join(interpreter.missing)
    return (
        f"{interpreter} has no {parts}: on Debian run `apt-get install python3-venv`. "
        f"仮想環境を作る部品がありません。Debian では python3-venv パッケージを入れてください。"
    )


def wrong_version(found: list[Interpreter]) -> str:
    """Return the line for a machine whose Pythons are all too old, too new or not CPython."""
    seen = ", ".join(str(interpreter) for interpreter in found) or "no Python"
    return (
        f"Sasaeai needs CPython 3.11-3.13, found {seen}: install one (Debian 12 or newer: "
        f"`apt-get install python3 python3-venv`) or name it: `make PYTHON=/path/to/python3.11 …`. "
        f"CPython 3.11〜3.13 を入れてから、もう一度実行してください。"
    )
