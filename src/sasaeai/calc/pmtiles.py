"""What a PMTiles file of version 3 says of itself: where its parts are, and what its squares hold.

The first 127 bytes are fixed (PMTiles specification, version 3); what is told of the map in words
is JSON. Errors are `Refusal` with a whole sentence.
"""

import gzip
import io
import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from sasaeai.calc.refusal import Refusal, gettext_noop

HEADER_BYTES = 127
LONGEST_WORDS = 4_000_000
MAGIC = b"PMTiles\x03"
PLAIN, GZIP = 1, 2
VECTOR, PICTURES = 1, frozenset({2, 3, 4, 5})
DEEPEST = 26
NO_ARCHIVE = gettext_noop(
    "このファイルは地図として読めません。PMTiles（第3版）のファイルを置きなおしてください。"
)
OTHER_PACKING = gettext_noop(
    "この地図のファイルの圧縮のしかたは読めません。gzipで圧縮したPMTilesのファイルを置いてください。"
)


class Archive(NamedTuple):
    """Where the parts of a file begin, in bytes, how they are packed, and which zooms it holds."""

    root: tuple[int, int]
    words: tuple[int, int]
    leaves: int
    squares: int
    directories_packed: bool
    squares_packed: bool
    is_vector: bool
    furthest: int
    closest: int


def archive_of(header: bytes) -> Archive:
    """Return what the first bytes of a file say; Refusal where it is none that a browser can read."""
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise Refusal(NO_ARCHIVE)
    root, root_length, words, words_length, leaves, _, squares = struct.unpack_from(
        "<7Q", header, 8
    )
    directories, tiles, kind, furthest, closest = struct.unpack_from("<5B", header, 97)
    if kind not in {VECTOR, *PICTURES} or not furthest <= closest <= DEEPEST:
        raise Refusal(NO_ARCHIVE)
    if not {directories, tiles} <= {PLAIN, GZIP}:
        raise Refusal(OTHER_PACKING)
    return Archive(
        (root, root_length),
        (words, words_length),
        leaves,
        squares,
        directories == GZIP,
        tiles == GZIP,
        kind == VECTOR,
        furthest,
        closest,
    )


def words_of(content: bytes, archive: Archive) -> Mapping[str, Any]:
    """Return what a file tells of its map; Refusal where that is no JSON."""
    try:
        told = json.loads(_unpacked(content) if archive.directories_packed else content)
    except (ValueError, OSError, EOFError, zlib.error, RecursionError):
        raise Refusal(NO_ARCHIVE) from None
    if not isinstance(told, Mapping):
        raise Refusal(NO_ARCHIVE)
    return told


def _unpacked(content: bytes) -> bytes:
    """Return the words, as long as words of a map ever are: a small file may unpack to anything."""
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
        return packed.read(LONGEST_WORDS)
