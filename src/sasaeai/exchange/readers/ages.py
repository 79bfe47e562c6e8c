"""What a column of a population table counts: an age band of men, of women or of both, or a total."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sasaeai.calc.text import nfkc

Sex = Literal["m", "f", ""]
What = Literal["band", "total", "unknown"]
OLDEST = 120
CLASS = 5  # years of a class where columns are only numbered
_TABLE = re.compile(r"t001082(\d{3})")
_OF_TABLE = 20  # columns of each sex in table T001082 of the census: a total, 15 classes, 4 sums
_OF_CENSUS: tuple[Sex, ...] = ("", "m", "f")
_SUMS = {17: (0, 14), 18: (15, 64), 19: (65, None), 20: (75, None)}
_NUMBERED = re.compile(r"(wom[ae]n|female|man|men|male)_?(\d{1,2})")
_FEMALE = re.compile(r"女性?|wom[ae]n|females?")
_MALE = re.compile(r"男性?|males?|m[ae]n")
_BOTH = "男女"
_BY = r"[-~〜‐‑‒–—―−ー_]"
_SPAN = re.compile(rf"(\d{{1,3}})歳?(?:{_BY}|から|以上)(\d{{1,3}})(?:歳|才)?(未満)?")
_OPEN = re.compile(rf"(\d{{1,3}})[歳才]?(?:以上|\+|{_BY}$)")
_UNDER = re.compile(r"(\d{1,3})[歳才]?未満")
_SINGLE = re.compile(r"(\d{1,3})[歳才]")
_UNKNOWN = re.compile(r"(年齢)?不詳者?")
_FILLER = re.compile(
    r"(人口|総数|総計|合計|計|総|数|人|年齢|階級|区分|別|の|、|,|・|/|_|-|\(|\)|\[|\]|「|」|不詳|含む|totalpopulation|population|total)*+"
)


LONGEST = 60  # letters of a heading that counts people


@dataclass(frozen=True, slots=True)
class Column:
    """What one column counts; a numbered class has its number as `low` until all are known."""

    what: What
    sex: Sex
    low: int = 0
    high: int | None = None
    is_numbered: bool = False
    has_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """People of one sex from `low` to `high` years; no high is and over."""

    sex: Sex
    low: int
    high: int | None


@lru_cache(maxsize=4096)
def column(name: str) -> Column | None:
    """Return what a column counts by its name, None where it counts no people by age or sex."""
    if len(name) > LONGEST:
        return None
    plain = "".join(nfkc(name).split()).casefold().replace("才", "歳")
    if hit := _TABLE.fullmatch(plain):
        return _of_census(int(hit[1]))
    if hit := _NUMBERED.fullmatch(plain):
        sex: Sex = "f" if _FEMALE.match(hit[1]) else "m"
        return Column("band", sex, int(hit[2]), is_numbered=True) if int(hit[2]) else None
    sex, rest = _sex(plain)
    if band := _band(rest, is_sexed=bool(sex)):
        low, high, rest = band
        return Column("band", sex, low, high) if _FILLER.fullmatch(rest) else None
    if _UNKNOWN.search(rest) and "含む" not in rest and not re.search("総数|計", rest):
        return Column("unknown", sex) if _FILLER.fullmatch(_UNKNOWN.sub("", rest)) else None
    return _total(plain, sex, rest)


def _total(plain: str, sex: Sex, rest: str) -> Column | None:
    is_total = bool(sex) or bool(re.search("人口|総数|計$|population|^total$", plain))
    if not is_total or not _FILLER.fullmatch(rest):
        return None
    return Column("total", sex, has_unknown="不詳" in rest)


def bands(columns: Mapping[str, Column]) -> dict[str, Band]:
    """Return the bands of the columns, numbered classes with their ages: the last is and over."""
    numbers = [one.low for one in columns.values() if one.is_numbered]
    last = max(numbers, default=0)
    found: dict[str, Band] = {}
    for name, one in columns.items():
        if one.what != "band":
            continue
        if one.is_numbered:
            low = CLASS * (one.low - 1)
            band = Band(one.sex, low, None if one.low == last else low + CLASS - 1)
        else:
            band = Band(one.sex, one.low, one.high)
        if band not in found.values():
            found[name] = band
    return found


def chain(all_bands: Iterable[Band], sex: Sex) -> list[Band]:
    """Return the finest bands of a sex that follow each other from 0 years on to the oldest; [] if none."""
    starting: dict[int, list[Band]] = {}
    for band in all_bands:
        if band.sex == sex:
            starting.setdefault(band.low, []).append(band)
    return _chained(0, starting, set()) or []


def gaps(all_bands: Sequence[Band], sex: Sex) -> list[Band]:
    """Return the bands of a sex, youngest first, for saying what does not follow what."""
    return sorted(
        (band for band in all_bands if band.sex == sex),
        key=lambda band: (band.low, OLDEST if band.high is None else band.high),
    )


def _chained(low: int, starting: Mapping[int, list[Band]], tried: set[int]) -> list[Band] | None:
    if low in tried:
        return None
    tried.add(low)
    here = starting.get(low, [])
    for band in sorted(here, key=lambda one: OLDEST * 9 if one.high is None else one.high):
        if band.high is None:
            return [band]
        rest = _chained(band.high + 1, starting, tried)
        if rest:
            return [band, *rest]
    return None


def _of_census(number: int) -> Column | None:
    at, which = divmod(number - 1, _OF_TABLE)
    if at >= len(_OF_CENSUS):
        return None
    sex = _OF_CENSUS[at]
    which += 1
    if which == 1:
        return Column("total", sex, has_unknown=True)
    low, high = _SUMS.get(which) or (CLASS * (which - 2), CLASS * (which - 1) - 1)
    return Column("band", sex, low, high)


def _sex(plain: str) -> tuple[Sex, str]:
    """Return the sex a name says, and what else it says."""
    if _BOTH in plain:
        return "", plain.replace(_BOTH, "")
    if _FEMALE.search(plain):
        return "f", _FEMALE.sub("", plain, count=1)
    return ("m", _MALE.sub("", plain, count=1)) if _MALE.search(plain) else ("", plain)


def _band(rest: str, *, is_sexed: bool) -> tuple[int, int | None, str] | None:
    """Return the ages a name says and what is left of it; bare numbers are ages only of a sex."""
    if not is_sexed and "歳" not in rest:
        return None
    for pattern in (_SPAN, _OPEN, _UNDER, _SINGLE):
        if hit := pattern.search(rest):
            low, high = _ages(pattern, hit)
            is_band = low <= OLDEST and (high is None or low <= high <= OLDEST)
            return (low, high, rest[: hit.start()] + rest[hit.end() :]) if is_band else None
    return None


def _ages(pattern: re.Pattern[str], hit: re.Match[str]) -> tuple[int, int | None]:
    first = int(hit[1])
    if pattern is _SPAN:
        return first, int(hit[2]) - (1 if hit[3] else 0)
    if pattern is _OPEN:
        return first, None
    return (0, first - 1) if pattern is _UNDER else (first, first)
