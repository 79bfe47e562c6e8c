"""Representative points of 町丁目, and finding the one that an address names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import cells

# 政令指定都市: their wards carry codes of their own (01100 札幌市 → 01101 中央区).
_DESIGNATED = (
    1100, 4100, 11100, 12100, 14100, 14130, 14150, 15100, 22100, 22130,
    23100, 26100, 27100, 27140, 28100, 33100, 34100, 40100, 40130, 43100,
)  # fmt: skip
_DIGITS = {**{kanji: n for n, kanji in enumerate("〇一二三四五六七八九")}, "十": 10}
# Small kana and old forms that one source writes so and the next one not.
_OLD = str.maketrans(
    "ヶヵッ舘髙﨑澤邊邉齋齊濵濱桒惠廣國圓壽", "ケカツ館高崎沢辺辺斎斉浜浜桑恵広国円寿"
)
# No town has more than 99: a longer run of digits would be looked through again from each of them.
_CHOME = re.compile(r"([〇一二三四五六七八九十]{1,4}|\d{1,4})丁目")
_NUMBERED = re.compile(r"(?<=第)[〇一二三四五六七八九十]{1,4}")
_PREFECTURE = re.compile(r"^(東京都|北海道|京都府|大阪府|.{2,3}県)")
_CITY = re.compile(r"^[^\d]{1,6}?[市区町村]")
_DASHES = re.compile(r"[‐‑‒–—―−－ｰ]|(?<=\d)[ーの之ノ](?=\d)")


@dataclass(frozen=True, slots=True)
class Town:
    """A 町丁目 or 大字 with its representative point (None where the source has none)."""

    code: str
    city: str
    name: str
    kana: str
    lon: float | None
    lat: float | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """The point that stands for an address: its town's."""

    town: Town
    lon: float
    lat: float


class Gazetteer:
    """Towns by folded name, for finding the town of an address."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._by_name: dict[str, Town] = {}
        self._cities: set[str] = set()
        for town in towns:
            if town.lon is not None and town.lat is not None:
                self._by_name.setdefault(fold(town.name), town)
            self._cities.add(fold(town.city))
        self._cities.discard("")
        self._longest = max(map(len, self._by_name), default=0)

    def locate(self, address: str) -> Located | None:
        """Return the point of the town with the longest name that the address begins with."""
        for start in self._starts(_PREFECTURE.sub("", fold(address))):
            town = self._longest_match(start)
            if town and town.lon is not None and town.lat is not None:
                return Located(town, town.lon, town.lat)
        return None

    def _starts(self, folded: str) -> list[str]:
        """Return the address without its city; nothing where it names another city."""
        for city in sorted(self._cities, key=len, reverse=True):
            if folded.startswith(city):
                return [folded[len(city) :]]
        if self._cities and not self._longest_match(folded):
            county = re.sub(r"^[^\d]{1,4}[郡島]", "", folded)
            return [county[len(c) :] for c in self._cities if county.startswith(c)]
        city_part = _CITY.match(folded)
        rest = [folded[city_part.end() :]] if city_part and not self._cities else []
        return [folded, *rest]

    def _longest_match(self, text: str) -> Town | None:
        for length in range(min(len(text), self._longest), 0, -1):
            town = self._by_name.get(text[:length])
            if town:
                return town
        return None


def locate(address: str, towns: Iterable[Town]) -> Located | None:
    """Return the representative point of the town of one address, or None."""
    return Gazetteer(towns).locate(address)


def fold(text: str) -> str:
    """Return an address or town name for comparing: 向陽台一丁目2番 and 向陽台１－２ begin alike."""
    plain = "".join(nfkc(text).split())
    plain = _CHOME.sub(lambda hit: f"{_numeral(hit[1])}-", plain)
    plain = _NUMBERED.sub(lambda hit: str(_numeral(hit[0])), plain)
    plain = _DASHES.sub("-", plain).replace("--", "-")
    plain = re.sub(r"大字|字(?=.)", "", plain)
    return plain.translate(_OLD)


def of_row(row: Mapping[str, str], meanings: Mapping[str, str]) -> Town:
    """Return the town of one row by the meaning of its columns."""
    value = {meaning: row.get(column, "").strip() for meaning, column in meanings.items()}
    point = cells.point(value.get("lat", ""), value.get("lon", ""))
    return Town(
        code=value.get("code", ""),
        city=value.get("city", ""),
        name=value.get("town", "") + value.get("koaza", ""),
        kana=value.get("kana", ""),
        lon=point.lon,
        lat=point.lat,
        trouble=point.trouble,
    )


def is_of(code: str, *, municipality_code: str) -> bool:
    """Say whether a 5- or 6-digit code is the municipality's or one of its wards'."""
    ours, theirs = int(municipality_code[:5]), int(code.zfill(5)[:5]) if code.isdecimal() else -1
    if ours not in _DESIGNATED:
        return ours == theirs
    after = [base for base in _DESIGNATED if base > ours and base // 1000 == ours // 1000]
    return ours <= theirs < min([*after, ours // 1000 * 1000 + 200])


def _numeral(text: str) -> int:
    if text.isdecimal():
        return int(text)
    total = 0
    for char in text:
        digit = _DIGITS[char]
        total = (total or 1) * 10 if char == "十" else total + digit
    return total
