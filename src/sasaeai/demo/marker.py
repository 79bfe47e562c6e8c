"""The file that says: this installation is a demo. Without it nothing here is ever emptied."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

NAME = "demo.json"
# One more whenever what is loaded changes, so that an older town can be told from this one.
VERSION = 7


@dataclass(frozen=True)
class Marker:
    """What stands in the file; until the loading is through, loaded_on is empty."""

    database: str
    seed: int
    loaded_on: str = ""
    version: int = VERSION


def read() -> Marker | None:
    """Return the marker, or None where there is none or it is no marker of ours."""
    try:
        content: Any = json.loads(_file().read_text(encoding="utf-8"))
        return Marker(**content)
    except (OSError, ValueError, TypeError):
        return None


def is_here() -> bool:
    """Return whether the marker speaks for the database in use."""
    known = read()
    return known is not None and known.database == database()


def write(marker: Marker) -> None:
    """Put the marker beside the data, whole or not at all."""
    draft = _file().with_suffix(".draft")
    draft.write_text(
        json.dumps(asdict(marker), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    draft.replace(_file())


def remove() -> None:
    """Take the marker away."""
    _file().unlink(missing_ok=True)


def database() -> str:
    """Return which database this is, so that a marker never speaks for another one."""
    known = connection.settings_dict
    place = [str(known.get(part) or "") for part in ("HOST", "PORT", "NAME")]
    return ":".join([connection.vendor, *place])


def _file() -> Path:
    return Path(settings.HOME) / NAME
