"""The environment variables that the set-up gives to Sasaeai's own commands."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bootstrap.environment import ROOT, VENV

KEPT = ("SASAEAI_CHROMIUM", "SASAEAI_SCREENSHOTS")
OURS = ("SASAEAI_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def tool(name: str) -> str:
    """Return the path of a command that the environment brought."""
    return str(Path(VENV) / "bin" / name)


def for_commands() -> dict[str, str]:
    """Return the caller's variables with the package on Python's path."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def for_tests(home: Path, **more: str) -> dict[str, str]:
    """Return variables that do not depend on the caller's installation or database."""
    clean = {
        name: value
        for name, value in for_commands().items()
        if name in KEPT or not name.startswith(OURS)
    }
    # Compiled once for all processes of a run, and gone with it.
    compiled = str(home / "compiled")
    return {**clean, "SASAEAI_HOME": str(home), "PYTHONPYCACHEPREFIX": compiled, **more}


def like_production(home: Path) -> dict[str, str]:
    """Return the variables of a real installation behind https, for `check --deploy`."""
    return for_tests(
        home,
        SASAEAI_PUBLIC_URL="https://sasaeai.example.jp",
        SASAEAI_SECRET_KEY=secrets.token_urlsafe(64),
    )
