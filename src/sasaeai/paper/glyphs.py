"""Which characters the bundled fonts can show, so that a rare name never stops a print."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
HOUSE_FONT = FONTS / "BIZUDPGothic-Regular.ttf"
RARE_FONT = FONTS / "NotoSansJP-Regular.ttf"
GETA = "〓"
# What steers the shaping of letters without being one: selectors, joiners, direction marks.
UNSEEN = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def printable(text: str) -> str:
    """Return the text with what no bundled font can show replaced by 〓 and what is unseen left out."""
    shown: list[str] = []
    for character in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "　"):
        if unicodedata.combining(character) and shown:
            shown[-1:] = _joined(shown[-1], character)
        elif not _is_unseen(character):
            shown.append(character if _is_known(character) else GETA)
    return "".join(shown)


@cache
def characters(font: Path) -> frozenset[int]:
    """Return the code points that a TrueType font file has glyphs for."""
    return frozenset(
        code for first, last in _ranges(_cmap(font.read_bytes())) for code in range(first, last + 1)
    )


def _is_unseen(character: str) -> bool:
    if character == "\n":
        return False
    return unicodedata.category(character) in {"Cc", "Cf"} or ord(character) in UNSEEN


def _is_known(character: str) -> bool:
    code = ord(character)
    return character == "\n" or code in characters(HOUSE_FONT) or code in characters(RARE_FONT)


def _joined(base: str, mark: str) -> list[str]:
    """Return base and mark as one letter; apart they need a font that has both."""
    letter = unicodedata.normalize("NFC", base + mark)
    if len(letter) == 1 and _is_known(letter):
        return [letter]
    return [base, GETA]


def _cmap(font: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * count, 16):
        name, _, offset, length = struct.unpack_from(">4sIII", font, place)
        if name == b"cmap":
            return font[offset : offset + length]
    raise ValueError("the font has no table of characters (cmap)")


def _ranges(cmap: bytes) -> list[tuple[int, int]]:
    """Return the code ranges of the full Unicode subtable (format 12, OpenType cmap)."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for place in range(4, 4 + 8 * count, 8):
        (offset,) = struct.unpack_from(">I", cmap, place + 4)
        kind, _, _, _, groups = struct.unpack_from(">HHIII", cmap, offset)
        if kind == 12:
            return [
                struct.unpack_from(">II", cmap, offset + 16 + 12 * group) for group in range(groups)
            ]
    raise ValueError("the font has no table of all characters (cmap format 12)")
