"""First stage: make the environment, then hand over to `bootstrap.verbs` inside it."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from bootstrap.environment import DEVELOPMENT, ROOT, RUNTIME, prepare
from bootstrap.say import StopError, line


def main(arguments: list[str]) -> NoReturn:
    """Prepare what a verb needs and become that verb; the demo needs no development tools."""
    names = RUNTIME if arguments[:1] == ["demo"] else DEVELOPMENT
    try:
        python = str(prepare(names))
    except StopError as stop:
        line(f"✗ {stop}")
        sys.exit(1)
    os.chdir(ROOT)
    os.execv(python, [python, "-m", "bootstrap.verbs", *arguments])  # noqa: S606 -- our own file


if __name__ == "__main__":
    main(sys.argv[1:])
