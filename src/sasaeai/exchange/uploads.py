"""Files between preview and apply: kept an hour beside the data, for the one who brought them."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from sasaeai.areas.viewer import Viewer
from sasaeai.exchange.previews import Choice

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file with what was said about it."""

    token: UUID
    choice: Choice
    data: bytes


def keep(viewer: Viewer, choice: Choice, data: bytes) -> UUID:
    """Keep a file for this person under a name nobody can guess; erase what is older than an hour."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    token = uuid4()
    said = {"user": str(viewer.user), "municipality": str(viewer.municipality)}
    _write(folder / f"{token}.file", data)
    _write(folder / f"{token}.json", json.dumps(said | asdict(choice)).encode())
    return token


def kept(viewer: Viewer, token: UUID) -> Upload | None:
    """Return the file if this person brought it to this municipality within the hour."""
    folder = _folder()
    _sweep(folder)
    try:
        said = json.loads((folder / f"{token}.json").read_text())
        data = (folder / f"{token}.file").read_bytes()
    except FileNotFoundError:
        return None
    owner = (said.pop("user"), said.pop("municipality"))
    if owner != (str(viewer.user), str(viewer.municipality)):
        return None
    return Upload(token, Choice(**said), data)


def erase(token: UUID) -> None:
    """Erase a kept file."""
    for path in (_folder() / f"{token}.json", _folder() / f"{token}.file"):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)


def _sweep(folder: Path) -> None:
    for path in _old(folder):
        path.unlink(missing_ok=True)


def _old(folder: Path) -> Iterator[Path]:
    limit = time.time() - HOUR
    for path in folder.glob("*-*.*"):
        # Another process may erase it between listing and looking.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                yield path
