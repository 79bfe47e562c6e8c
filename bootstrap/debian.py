"""Installs Debian packages where that is allowed: on Debian, as root."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bootstrap.environment import ROOT
from bootstrap.say import run_step

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_ours_to_change() -> bool:
    """Return whether this is a Debian-like system and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str]) -> bool:
    """Install packages and return whether they are there."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    return run_step("Debian: package lists", [*apt, "update"], cwd=ROOT, env=env) and run_step(
        f"Debian: {' '.join(packages)}",
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        cwd=ROOT,
        env=env,
    )
