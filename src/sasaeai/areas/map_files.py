"""The map files that lie in the town's own house, under `maps` of SASAEAI_HOME (PMTiles)."""

import html
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.html import strip_tags

from sasaeai.calc import pmtiles
from sasaeai.calc.pmtiles import Archive
from sasaeai.calc.refusal import Refusal

FOLDER = "maps"
ENDING = ".pmtiles"


class MapFile(NamedTuple):
    """A file that can be drawn: where it is, which edition, what it holds, and who made it."""

    path: Path
    edition: str
    archive: Archive
    credit: str


def folder() -> Path:
    """Return where whoever keeps the server puts map files."""
    return Path(settings.HOME) / FOLDER


def names() -> list[str]:
    """Return the names of the map files that are there."""
    return sorted(path.name for path in folder().glob(f"*{ENDING}") if _is_here(path))


def opened(name: str) -> MapFile | None:
    """Return a map file of this name; None where none is there. Refusal where it cannot be read."""
    if name not in names():
        return None
    path = folder() / name
    kept = path.stat()
    return _read(path, f"{kept.st_mtime_ns:x}-{kept.st_size:x}")


def drawable(name: str) -> MapFile | None:
    """Return a map file of this name; None where none is there that can be read."""
    try:
        return opened(name)
    except Refusal:
        return None


def _is_here(path: Path) -> bool:
    """Whether it is a file of the folder itself; a link may lead anywhere."""
    return path.is_file() and path.resolve().parent == folder().resolve()


@lru_cache(maxsize=16)
def _read(path: Path, edition: str) -> MapFile:
    with path.open("rb") as file:
        archive = pmtiles.archive_of(file.read(pmtiles.HEADER_BYTES))
        offset, length = archive.words
        if offset + length > path.stat().st_size:
            raise Refusal(pmtiles.NO_ARCHIVE)
        file.seek(offset)
        told = pmtiles.words_of(file.read(min(length, pmtiles.LONGEST_WORDS)), archive)
    credit = html.unescape(strip_tags(str(told.get("attribution") or "")))
    return MapFile(path, edition, archive, credit.strip())
