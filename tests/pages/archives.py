"""Small map files as PMTiles 3 describes them, made by hand: pictures of one colour, or squares of water."""

import gzip
import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Square = tuple[int, int, int]

GZIP, VECTOR, PNG = 2, 1, 2
HEADER = 127


def picture(red: int, green: int, blue: int) -> bytes:
    """Return a PNG of 256 × 256 dots of one colour."""
    line = b"\0" + bytes((red, green, blue)) * 256
    head = struct.pack(">2I5B", 256, 256, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(line * 256)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def water() -> bytes:
    """Return a vector tile that is all water, layer and kind called as Protomaps calls them."""
    across = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15]
    feature = _said(2, b"\0\0") + _number(3, 3) + _said(4, b"".join(map(number, across)))
    value = _said(1, b"ocean")
    layer = _said(1, b"water") + _said(2, feature) + _said(3, b"kind") + _said(4, value)
    return _said(3, layer + _number(5, 4096) + _number(15, 2))


def archive(
    squares: Mapping[Square, bytes],
    *,
    kind: int = PNG,
    leaves: bool = False,
    words: Mapping[str, Any] | None = None,
    squares_packed: bool = False,
) -> bytes:
    """Return a file that holds these squares; with leaves the root leads to one more directory."""
    kept = sorted((place(square), content) for square, content in squares.items())
    if squares_packed:
        kept = [(at, gzip.compress(content)) for at, content in kept]
    offset, entries = 0, []
    for at, content in kept:
        entries.append((at, 1, len(content), offset))
        offset += len(content)
    root, below = directory(entries), b""
    if leaves:
        below = root
        root = directory([(entries[0][0], 0, len(below), 0)])
    told = gzip.compress(json.dumps(words or {}).encode())
    lengths = [len(root), len(told), len(below), offset]
    starts = [HEADER + sum(lengths[:number]) for number in range(4)]
    zooms = sorted(zoom for zoom, _column, _row in squares)
    head = b"PMTiles\x03" + struct.pack(
        "<8Q", *(part for pair in zip(starts, lengths, strict=True) for part in pair)
    )
    head += struct.pack("<3Q", *[len(kept)] * 3)
    head += bytes((1, GZIP, GZIP if squares_packed else 1, kind, zooms[0], zooms[-1]))
    body = root + told + below + b"".join(content for _at, content in kept)
    return head.ljust(HEADER, b"\0") + body


def directory(entries: Iterable[tuple[int, int, int, int]]) -> bytes:
    """Return the entries (square, run, length, offset) as a packed directory."""
    rows = list(entries)
    befores = [0, *(row[0] for row in rows[:-1])]
    columns = [
        [len(rows)],
        [row[0] - before for row, before in zip(rows, befores, strict=True)],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3] + 1 for row in rows],
    ]
    return gzip.compress(b"".join(number(one) for column in columns for one in column))


def place(square: Square) -> int:
    """Return the number of a square: all of the zooms before, then along Hilbert's curve."""
    zoom, column, row = square
    before = (4**zoom - 1) // 3
    return before + _along(zoom, column, row)


def _along(zoom: int, column: int, row: int) -> int:
    """Return how far along the curve a square is: each quarter is a smaller curve, turned."""
    if zoom == 0:
        return 0
    half = 2 ** (zoom - 1)
    x, y = column % half, row % half
    quarter, turned = {
        (False, False): (0, (y, x)),
        (False, True): (1, (x, y)),
        (True, True): (2, (x, y)),
        (True, False): (3, (half - 1 - y, half - 1 - x)),
    }[column >= half, row >= half]
    return quarter * half * half + _along(zoom - 1, *turned)


def put(home: Path, name: str, content: bytes) -> Path:
    """Put a map file where a town keeps its own."""
    (home / "maps").mkdir(exist_ok=True)
    path = home / "maps" / name
    path.write_bytes(content)
    return path


def number(value: int) -> bytes:
    """Return a whole number, seven bits a byte, the smallest first."""
    low, rest = value & 0x7F, value >> 7
    return bytes((low | 0x80,)) + number(rest) if rest else bytes((low,))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))  # fmt: skip


def _said(field: int, content: bytes) -> bytes:
    return number(field << 3 | 2) + number(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return number(field << 3) + number(value)
