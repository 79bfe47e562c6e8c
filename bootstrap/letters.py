"""Which letters of the screens lie in which slice: a page loads only the slices that it needs.

`letters.txt` puts the characters that pages need most into the first slices; `sheet` tells the
browser what is where. `bootstrap.cutting` cuts the fonts accordingly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SHEET = "src/sasaeai/ui/static/ui/css/fonts.css"
MOST_NEEDED = Path(__file__).with_name("letters.txt")
# Latin letters and digits, stops and dashes, kana, their full-width and half-width forms.
ALWAYS = ((0x20, 0x7E), (0x2010, 0x203F), (0x3000, 0x30FF), (0xFF01, 0xFF60))
REST = 34  # slices of what `letters.txt` does not name
GAP = 16  # numbers without a letter that a range may run over: so the sheet is a third shorter
HEAD = """\
/* Made by `make vendor` from bootstrap/letters.txt; never edited by hand.
   The letters of tokens.css: the device's own copy first (Windows has both families), else ours in slices,
   of which the browser loads those whose characters a page shows. */
"""
FACE = """
@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  font-display: swap;
  src: {sources};
  unicode-range: {when};
}}
"""


@dataclass(frozen=True)
class Face:
    """A font as a page names it, and what a device may call its own copy."""

    stem: str
    family: str
    weight: int
    own: tuple[str, ...]

    def rule(self, number: int, when: str) -> str:
        """Return the rule that tells where a slice lies and when it is needed."""
        sources = [f'local("{name}")' for name in self.own]
        sources.append(f'url("../fonts/{slice_name(self.stem, number)}") format("woff2")')
        return FACE.format(
            family=self.family, weight=self.weight, sources=", ".join(sources), when=when
        )


FACES = (
    Face(
        "BIZUDPGothic-Regular",
        "BIZ UDPGothic",
        400,
        ("BIZ UDPGothic", "BIZ UDPゴシック", "BIZUDPGothic-Regular"),
    ),
    Face(
        "BIZUDPGothic-Bold",
        "BIZ UDPGothic",
        700,
        ("BIZ UDPGothic Bold", "BIZ UDPゴシック Bold", "BIZUDPGothic-Bold"),
    ),
    Face(
        "BIZUDPMincho-Regular",
        "BIZ UDPMincho",
        400,
        ("BIZ UDPMincho", "BIZ UDPMincho Medium", "BIZ UDP明朝 Medium", "BIZUDPMincho-Regular"),
    ),
)


def slice_name(stem: str, number: int) -> str:
    """Return the file name of a font's slice."""
    return f"{stem}-{number:02}.woff2"


def most_needed() -> list[str]:
    """Return the characters that `letters.txt` names, one string for each slice."""
    lines = MOST_NEEDED.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


def number_of_slices() -> int:
    """Return into how many slices each font is cut."""
    return len(most_needed()) + REST


def slices(characters: Collection[int]) -> list[list[int]]:
    """Return the code points of a font, slice by slice; each of them lies in exactly one."""
    first, *more = [{ord(character) for character in line} for line in most_needed()]
    first.update(code for start, end in ALWAYS for code in range(start, end + 1))
    named = [sorted(wanted.intersection(characters)) for wanted in (first, *more)]
    rest = sorted(set(characters).difference(*named))
    ends = [len(rest) * part // REST for part in range(REST + 1)]
    return [*named, *(rest[start:end] for start, end in pairwise(ends))]


def ranges(share: Iterable[int], characters: Iterable[int]) -> list[str]:
    """Return a slice's code points as CSS writes them: neighbours in the font as one range."""
    place = {code: at for at, code in enumerate(sorted(characters))}
    runs: list[tuple[int, int]] = []
    for code in sorted(share):
        start, end = runs[-1] if runs else (code, code)
        if runs and place[code] == place[end] + 1 and code - end <= GAP:
            runs[-1] = (start, code)
        else:
            runs.append((code, code))
    return [f"U+{start:X}" + (f"-{end:X}" if end > start else "") for start, end in runs]


def sheet(characters: Collection[int]) -> str:
    """Return the style sheet for fonts that have these characters.

    The same slice of each font stands together, so that its list is packed only once.
    """
    lists = [", ".join(ranges(share, characters)) for share in slices(characters)]
    rules = (face.rule(number, when) for number, when in enumerate(lists) for face in FACES)
    return HEAD + "".join(rules)
