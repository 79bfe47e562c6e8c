"""Of which municipality a row is, by its code, and what is said of the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import columns, towns
from sasaeai.exchange.readers.messages import Message, about_file
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.towns import Town

_PREFECTURE = re.compile("|".join(PREFECTURES))
_POSTAL = re.compile(r"^〒?\d{3}-\d{4}(?=\D)")
_BEFORE = re.compile(r"[^\d市区町村]{1,5}?[郡島]")
# Behind a prefecture comes a municipality; else 「本町1」, 「今市町2」 and 「駅前市営住宅」 are the town's own.
_MUNICIPAL = re.compile(r"\D{1,7}?[市区町村]")
_CITY = re.compile(
    r"[^\d区][^\d市区]{0,4}(?:(?<!日)市|日市市)(?![町場之のノ民営役立有庁内外道街域\d]|$)"
)
_COUNTY = re.compile(r"[^\d市区町村郡]{1,4}郡\D{1,6}?[町村](?=\D)")


@dataclass(frozen=True, slots=True)
class Whose:
    """The municipality that takes a list in: its six digits, its name, and its 町丁, where they are known."""

    code: str
    name: str = ""
    towns: Sequence[Town] = ()


def is_ours(code: str, city: str, *, whose: Whose) -> bool | None:
    """Return whether a row is the town's by its code, None where its code does not say."""
    digits = nfkc(code).strip().removesuffix(".0")
    if not digits.isdecimal() or len(digits) not in (4, 5, 6):
        return None
    # A wrong check digit tells the same town; which five digits lost a zero, the town knows itself.
    fives = {digits[:5]} if len(digits) == 6 else {digits.zfill(5), f"0{digits}"[:5]}
    if any(five.endswith("000") for five in fives):
        return columns.fold(city) == columns.fold(whose.name) if city and whose.name else None
    return any(towns.is_of(five, municipality_code=whose.code) for five in fives)


def is_elsewhere(address: str, *, prefecture: str, city: str, whose: Whose) -> bool:
    """Say whether an address, or the columns beside it, name another prefecture or municipality.

    One that names neither may be the town's own.
    """
    told = _PREFECTURE.match(nfkc(prefecture).strip())
    beside = nfkc(city).strip()
    before = told[0] if told else ""
    folded = _POSTAL.sub("", towns.fold(address))
    inside = _PREFECTURE.match(folded)
    if any(one and one != _ours(whose) for one in (before, inside[0] if inside else "")):
        return bool(_ours(whose))
    rest = folded[inside.end() :] if inside else folded
    names = _names(whose)
    if not names or _begins(rest, names):
        return False
    if (inside and _MUNICIPAL.match(rest)) or _CITY.match(rest) or _COUNTY.match(rest):
        return not any(rest.startswith(towns.fold(town.name)) for town in whose.towns)
    return bool(beside and not _begins(towns.fold(beside), names) and _MUNICIPAL.fullmatch(beside))


def _ours(whose: Whose) -> str:
    """Return the prefecture of the town, '' where its code is none of Japan's."""
    number = int(whose.code[:2]) if whose.code[:2].isdecimal() else 0
    return PREFECTURES[number - 1] if 0 < number <= len(PREFECTURES) else ""


def _names(whose: Whose) -> set[str]:
    return {towns.fold(name) for name in (whose.name, *(town.city for town in whose.towns)) if name}


def _begins(text: str, names: set[str]) -> bool:
    """Say whether a text begins with one of these names, behind a county or an island."""
    county = _BEFORE.match(text)
    inner = text[county.end() :] if county else text
    return any(one.startswith(name) for one in (text, inner) for name in names)


def skipped(number: int, whose: Whose) -> list[Message]:
    """Return the one sentence on the rows of other municipalities, none where there are none."""
    if not number:
        return []
    sentence = ngettext(
        "%(number)s件は、ほかの市区町村のコードなので、読みとばしました。コードが%(code)sの行だけを取り込みます。",
        "%(number)s件は、ほかの市区町村のコードなので、読みとばしました。コードが%(code)sの行だけを取り込みます。",
        number,
    )
    return [about_file("info", sentence % {"number": number, "code": whose.code})]
