"""Cuts a font into the slices of `bootstrap.letters`; it takes fontTools, which maintainers have."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

from bootstrap.letters import slice_name, slices

if TYPE_CHECKING:
    from pathlib import Path

# Nothing is set downwards on a screen: the forms and measures for that are left out.
FEATURES = ["ccmp", "liga"]
LEFT_OUT = ["meta", "vhea", "vmtx"]
# Ask for another form of the character before them, as some names do: a slice keeps those of its own.
SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


def cut(font: bytes, stem: Path) -> set[int]:
    """Write a font's slices beside each other and return the code points that it has letters for."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for old in stem.parent.glob(f"{stem.name}-*.woff2"):
        old.unlink()
    characters = set(TTFont(BytesIO(font)).getBestCmap())
    for number, share in enumerate(slices(characters)):
        stem.with_name(slice_name(stem.name, number)).write_bytes(one_slice(font, share))
    return characters


def one_slice(font: bytes, share: list[int]) -> bytes:
    """Return a font of its own that has only some of a font's letters."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    options.drop_tables += LEFT_OUT
    opened = subset.load_font(BytesIO(font), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*share, *SELECTORS])
    cutter.subset(opened)
    written = BytesIO()
    subset.save_font(opened, written, options)
    return written.getvalue()
