"""Files that are read or looked at: kept a day beside the data, under the number of their import."""

import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

DAY = 24 * 3600


def fingerprint(data: bytes) -> str:
    """Return what tells this file from every other."""
    return sha256(data).hexdigest()


def keep(number: UUID, data: bytes) -> None:
    """Keep a file; erase what is older than a day."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    path = _path(number)
    path.touch(mode=0o600)
    path.write_bytes(data)


def kept(number: UUID) -> bytes | None:
    """Return a file that was kept within the day."""
    _sweep(_folder())
    try:
        return _path(number).read_bytes()
    except FileNotFoundError:
        return None


def erase(number: UUID) -> None:
    """Erase a kept file."""
    _path(number).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"


def _path(number: UUID) -> Path:
    return _folder() / f"{number}.file"


def _sweep(folder: Path) -> None:
    for path in _old(folder):
        path.unlink(missing_ok=True)


def _old(folder: Path) -> Iterator[Path]:
    limit = time.time() - DAY
    for path in folder.glob("*-*.*"):
        # Another process may erase it between listing and looking.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                yield path
