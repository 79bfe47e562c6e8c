"""The gates before the tests: each is one command and prints one line when it passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.environment import ROOT
from bootstrap.say import line, run_step
from bootstrap.settings import for_tests, like_production, tool

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Gate:
    """A command that must succeed."""

    name: str
    command: tuple[str, ...]
    env: dict[str, str]


def gates(home: Path) -> list[Gate]:
    """Return the gates in their order."""
    plain = for_tests(home)
    python = tool("python")
    sasaeai = (python, "-m", "sasaeai")
    return [
        Gate("ruff check", (tool("ruff"), "check", "."), plain),
        Gate("ruff format", (tool("ruff"), "format", "--check", "."), plain),
        Gate("templates: djlint", (tool("djlint"), "src", "--lint", "--quiet"), plain),
        Gate("types: mypy", (tool("mypy"),), plain),
        Gate("import contracts", (tool("lint-imports"),), plain),
        Gate("vendored files", (python, "-m", "bootstrap.vendored", "--check"), plain),
        Gate(
            "check --deploy",
            (*sasaeai, "check", "--deploy", "--fail-level", "WARNING"),
            like_production(home),
        ),
        Gate("migrations", (*sasaeai, "makemigrations", "--check", "--dry-run"), plain),
    ]


def run_gates(given: list[Gate]) -> list[str]:
    """Run every gate, also after one that fails, and return the names of those that failed."""
    failed = [
        gate.name for gate in given if not run_step(gate.name, gate.command, cwd=ROOT, env=gate.env)
    ]
    line(f"✗ gates failed: {', '.join(failed)}" if failed else "✓ all gates passed")
    return failed
