"""What a map file says of itself, and which files say too little."""

import gzip
import json
import struct

import pytest

from sasaeai.calc import pmtiles
from sasaeai.calc.pmtiles import Archive
from sasaeai.calc.refusal import Refusal


def header(
    *, magic: bytes = b"PMTiles\x03", packing: tuple[int, int] = (2, 1), kind: int = 1,
    zooms: tuple[int, int] = (0, 14),
) -> bytes:  # fmt: skip
    """Return the first bytes of a file whose parts begin at 127, 200, 300 and 400."""
    places = struct.pack("<11Q", 127, 73, 200, 100, 300, 100, 400, 5000, 1, 1, 1)
    return (magic + places + bytes((1, *packing, kind, *zooms))).ljust(127, b"\0")


def packed(*, is_packed: bool = True) -> Archive:
    return pmtiles.archive_of(header(packing=(2 if is_packed else 1, 1)))


def test_header_says_where_the_parts_are_and_what_they_hold() -> None:
    found = pmtiles.archive_of(header())

    assert found == Archive((127, 73), (200, 100), 300, 400, True, False, True, 0, 14)


@pytest.mark.parametrize(("kind", "is_vector"), [(1, True), (2, False), (3, False), (5, False)])
def test_header_tells_pictures_from_lines(kind: int, is_vector: int) -> None:
    assert pmtiles.archive_of(header(kind=kind)).is_vector == is_vector


@pytest.mark.parametrize(
    "content",
    [
        b"",
        header()[:126],
        header(magic=b"PMTiles\x02"),
        b"\x89PNG".ljust(200, b"\0"),
        header(kind=0),
        header(kind=9),
        header(zooms=(9, 8)),
        header(zooms=(0, 27)),
    ],
)
def test_file_that_is_no_map_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"PMTiles（第3版）のファイルを置きなおしてください。"):
        pmtiles.archive_of(content)


@pytest.mark.parametrize("packing", [(3, 1), (2, 4), (0, 2)])
def test_packing_that_no_browser_undoes_is_refused(packing: tuple[int, int]) -> None:
    with pytest.raises(Refusal, match="gzip"):
        pmtiles.archive_of(header(packing=packing))


def test_words_are_read_packed_and_plain() -> None:
    words = json.dumps({"attribution": "© 町"}).encode()

    found = [
        pmtiles.words_of(gzip.compress(words), packed()),
        pmtiles.words_of(words, packed(is_packed=False)),
    ]

    assert found == [{"attribution": "© 町"}] * 2


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        gzip.compress(b"[1]"),
        gzip.compress(b"{"),
        gzip.compress(b"\xff"),
        gzip.compress(b"{}" * 99)[:-9],
        gzip.compress(b"{}")[:11] + b"\xff\xff" + gzip.compress(b"{}")[13:],
        gzip.compress(b" " * pmtiles.LONGEST_WORDS + b"{}"),
        gzip.compress(b"[" * 100_000),
    ],
    # The packed bytes hold the second in which they were packed: no name for a test.
    ids=["not packed", "a list", "half", "no text", "cut", "damaged", "too long", "nested"],
)
def test_words_that_cannot_be_read_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        pmtiles.words_of(content, packed())
