"""Locks the requirement files with hashes and without any index address (maintainers' command)."""

from __future__ import annotations

import shutil

from bootstrap.environment import ROOT
from bootstrap.say import StopError, run_step
from bootstrap.settings import tool

OPTIONS = (
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--universal",
    # Without its extra on the line, pip before 23.3 takes the newest `coverage[toml]`, unhashed.
    "--no-strip-extras",
    "--python-version=3.11",
    "--only-binary=:all:",
    "--quiet",
)
PAIRS = (("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt"))


def lock(*, upgrade: bool) -> None:
    """Write both requirement files anew; pins stay as they are unless `upgrade` is asked for."""
    uv = shutil.which("uv") or tool("uv")
    more = ["--upgrade"] if upgrade else []
    for source, target in PAIRS:
        pins = ["--constraint", PAIRS[0][1]] if target != PAIRS[0][1] else []
        command = [uv, "pip", "compile", source, "-o", target, *OPTIONS, *pins, *more]
        if not run_step(f"{source} → {target}", command, cwd=ROOT):
            words = f"{target} could not be locked (see above). 固定できませんでした。"
            raise StopError(words)
