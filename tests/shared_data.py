"""Real public files for tests, read in place beside the repository and never copied into it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_file(name: str) -> Path:
    """Return the path of a shared file; skip the test where the folder is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs the real file {name} in ../shared/data")
    return path
