"""What the set-up tells the person at the terminal: one line a step."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class StopError(Exception):
    """Ends the set-up with one line that says what to do."""


def line(text: str) -> None:
    """Print one whole line now, so that it stands before what a child process prints."""
    print(text, flush=True)


def redraw(text: str) -> None:
    """Overwrite the current line where someone is watching; a log gets finished lines only."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\033[K{text}")
        sys.stdout.flush()


def finished(mark: str, name: str, began: float) -> None:
    """Print a step's closing line with the seconds it took."""
    redraw("")
    line(f"{mark} {name}  {time.monotonic() - began:.1f} s")


def run_step(
    name: str,
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    counted: tuple[str, int] | None = None,
) -> bool:
    """Run a command as one step and return whether it succeeded; its output is shown only if not.

    `counted` is a word that begins a line for each thing done and how many of them are expected.
    """
    began = time.monotonic()
    word, total = counted or ("", 0)
    output: list[str] = []
    done = 0
    redraw(f"… {name}")
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for text in process.stdout or ():
            output.append(text)
            if word and text.startswith(word):
                done += 1
                redraw(f"… {name}  {done}/{total}  {time.monotonic() - began:.0f} s")
    finished("✗" if process.returncode else "✓", name, began)
    if process.returncode:
        line("".join(output).rstrip() or f"(no output, exit {process.returncode})")
    return process.returncode == 0
