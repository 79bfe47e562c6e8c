"""Makes `.venv` and keeps it equal to the locked requirement files."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap.interpreter import candidates, choose, probe
from bootstrap.say import StopError, line, run_step

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")
NO_NETWORK = (
    "The packages could not be installed (see above): check the network and run it again. "
    "部品を取り込めませんでした。通信を確かめて、もう一度実行してください。"
)


def python_of(venv: Path) -> Path:
    """Return the path of an environment's Python."""
    return venv / "bin" / "python"


def fingerprints(root: Path, names: Sequence[str]) -> dict[str, str]:
    """Return the SHA-256 of each requirement file."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}


def stamp_of(venv: Path) -> Path:
    """Return the file that remembers which requirement files an environment was filled from."""
    return venv / "installed.json"


def installed(venv: Path) -> dict[str, str]:
    """Return what the stamp remembers; an absent or torn stamp remembers nothing."""
    try:
        remembered = json.loads(stamp_of(venv).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return remembered if isinstance(remembered, dict) else {}


def is_filled(venv: Path, wanted: dict[str, str]) -> bool:
    """Return whether everything wanted was installed from exactly these files."""
    remembered = installed(venv)
    return all(remembered.get(name) == digest for name, digest in wanted.items())


def create(venv: Path) -> None:
    """Make an empty environment with a Python that fits."""
    chosen = choose(candidates())
    name = f"Environment .venv (Python {chosen.version[0]}.{chosen.version[1]})"
    if not run_step(name, [chosen.path, "-m", "venv", "--clear", str(venv)], cwd=ROOT):
        raise StopError(
            "The environment could not be made (see above); on Debian: "
            "`apt-get install python3-venv`. 仮想環境を作れませんでした。"
        )


def installers(python: Path) -> list[tuple[str, list[str], str]]:
    """Return the installers to try in order: name, command, the word it begins a package with."""
    pip = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    found = [("pip", [*pip, "--timeout", "120"], "Collecting ")]
    uv = shutil.which("uv")
    if uv:
        found.insert(0, ("uv", [uv, "pip", "install", "--python", str(python)], " + "))
    return found


def fill(venv: Path, wanted: dict[str, str], *, root: Path) -> None:
    """Install the last of the wanted files, which holds the others, and stamp it."""
    file = list(wanted)[-1]
    total = sum("==" in text for text in (root / file).read_text("utf-8").splitlines())
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(root / file)]
    for name, command, word in installers(python_of(venv)):
        step = f"{total} packages from {file} ({name})"
        if run_step(step, [*command, *locked], cwd=ROOT, counted=(word, total)):
            stamp_of(venv).write_text(json.dumps({**installed(venv), **wanted}), "utf-8")
            return
    raise StopError(NO_NETWORK)


def prepare(names: Sequence[str], *, root: Path = ROOT) -> Path:
    """Return the Python of an environment that holds what the requirement files say."""
    venv = root / VENV.name
    wanted = fingerprints(root, names)
    present = probe(str(python_of(venv)))
    if present is None or not present.fits:
        create(venv)
    if is_filled(venv, wanted):
        line(f"✓ .venv holds what {list(wanted)[-1]} says")
    else:
        fill(venv, wanted, root=root)
    return python_of(venv)
