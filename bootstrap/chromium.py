"""Finds a Chromium for the browser tests, or installs one where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from bootstrap import debian
from bootstrap.say import finished
from bootstrap.settings import tool

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = (
    "chromium",
    "fonts-morisawa-bizud-gothic",
    "fonts-morisawa-bizud-mincho",
    "fonts-noto-cjk",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
NONE = (
    "No browser: the browser tests were NOT run. Install Chromium or set SASAEAI_CHROMIUM. "
    "ブラウザーがないため、ブラウザーの試験は行っていません。"
)


def find() -> str | None:
    """Return the path of a Chromium: the one named, one on PATH, or Playwright's own."""
    named = os.environ.get("SASAEAI_CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or playwrights_own()


def playwrights_own() -> str | None:
    """Return the browser that `playwright install` put in its cache, if it did."""
    answer = subprocess.run(
        [tool("python"), "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def install() -> str | None:
    """Install a Chromium with this system's means and return its path, or nothing."""
    if debian.is_ours_to_change():
        debian.install(PACKAGES)
    else:
        download()
    return find()


def download() -> None:
    """Let Playwright fetch its own browser; that it may not is said in one line, not in thirty."""
    began = time.monotonic()
    command = [tool("playwright"), "install", "chromium"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
    mark, more = ("✗", f": {reason}") if done.returncode else ("✓", "")
    finished(mark, f"Playwright's own Chromium{more}", began)


def obtain() -> str | None:
    """Return the path of a Chromium, installing one if need be; nothing when none can be had.

    A browser that was named but is not there is not replaced by another.
    """
    found = find()
    if found or os.environ.get("SASAEAI_CHROMIUM"):
        return found
    return install()
