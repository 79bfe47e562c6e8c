"""Addresses made alike, so that one place written in two ways is known as one."""

import re
from functools import lru_cache

from sasaeai.exchange.readers import towns
from sasaeai.exchange.readers.prefectures import PREFECTURES

_PREFECTURE = "|".join(PREFECTURES)
# What stands behind a number: 2番地の3, 3号, or nothing but the hyphen.
_COUNTED = re.compile(r"(?<=\d)(?:番地?|号)[のノ之-]?")
_LOOSE = re.compile(r"-+(?=\D|$)")
_POSTAL = re.compile(r"^〒?\d{3}-\d{4}(?=\D)")
_BLOCK = re.compile(r"\D*\d+")


def alike(address: str, town: str) -> str:
    """Return an address for comparing: without 都道府県 and the town, 丁目・番・号 as hyphens."""
    folded = _POSTAL.sub("", towns.fold(address))
    plain = _of(town).sub("", folded)
    return _LOOSE.sub("", _COUNTED.sub("-", plain)).casefold()


def block(address: str) -> str:
    """Return an address that was made alike up to its first number: its 丁目, or its 番地."""
    found = _BLOCK.match(address)
    return found[0] if found else address


@lru_cache(maxsize=8)
def _of(town: str) -> re.Pattern[str]:
    """Return what names the town, wherever it stands, and a prefecture in front."""
    name = re.escape(towns.fold(town))
    named = rf"(?:{_PREFECTURE})?(?:[^\d\s郡]{{1,4}}郡)?{name}|" if name else ""
    return re.compile(rf"{named}^(?:{_PREFECTURE})")
