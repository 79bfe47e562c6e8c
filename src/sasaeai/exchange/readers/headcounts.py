"""How many people one row counts: what is withheld, what does not add up, what is said twice."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sasaeai.calc.geography import Point
from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import ages
from sasaeai.exchange.readers.ages import Band, Sex
from sasaeai.exchange.readers.cells import key
from sasaeai.exchange.readers.messages import Message, about_each, about_file, at, first

Trouble = Literal["", "withheld", "dash", "unreadable"]
MOST = 50_000_000  # no municipality is larger: what is, is a slip
_WITHHELD = re.compile(r"[x×*＊]+|秘匿|非公表|…+|\.{2,}")
_DASH = re.compile(r"[-‐‑‒–—―−ー]+")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SEXES: tuple[Sex, ...] = ("m", "f")


@dataclass(slots=True)
class Tally:
    """The people of one row by band; bands that are withheld are in none of the counts."""

    counts: dict[Band, int] = field(default_factory=dict)
    totals: dict[Sex, int] = field(default_factory=dict)
    unknown: dict[Sex, int] = field(default_factory=dict)
    withheld: int = 0
    dashes: int = 0
    has_unknown: bool = False

    def put(self, band: Band, people: int | None, trouble: Trouble) -> None:
        """Take in one cell of a band."""
        if people is not None:
            self.counts[band] = people
        elif trouble == "dash":
            self.dashes += 1
        else:
            self.withheld += 1

    def put_other(self, column: ages.Column, people: int | None) -> None:
        """Take in a total, or how many are of unknown age."""
        self.has_unknown |= column.has_unknown or column.what == "unknown"
        if people is not None:
            into = self.totals if column.what == "total" else self.unknown
            into.setdefault(column.sex, people)

    def summed(self, sex: Sex) -> int:
        """Return the people of one sex, those of unknown age too where the row says them."""
        known = sum(people for band, people in self.counts.items() if band.sex == sex)
        return known + self.unknown.get(sex, 0)

    @property
    def whole(self) -> int:
        """All people of known age."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Headcount:
    """One area of a file with its people; a census names areas that are counted in others."""

    row: int
    spot: str
    name: str
    code: str
    city: str
    year: int
    day: date | None
    point: Point | None
    tally: Tally
    merged_into: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What is the same where one area is counted twice in a year."""
        return self.code, key(f"{self.city}{self.name}"), self.year


@dataclass(slots=True)
class Doubled:
    """How many rows said the same again, how many something else of the same area, and the words."""

    duplicates: int = 0
    refused: int = 0
    messages: list[Message] = field(default_factory=list)


def people(text: str) -> tuple[int | None, Trouble]:
    """Return the number of a cell; a withheld or blank one is none, never zero."""
    plain = "".join(nfkc(text).split()).casefold().removesuffix(".0").removesuffix("人")
    if not plain or _WITHHELD.fullmatch(plain):
        return None, "withheld"
    if _DASH.fullmatch(plain):
        return None, "dash"
    if not _WHOLE.fullmatch(plain):
        return None, "unreadable"
    found = int(plain.replace(",", "")[:20])
    return (found, "") if found <= MOST else (None, "unreadable")


def newest(lines: Sequence[Headcount]) -> list[Headcount]:
    """Return the rows without those of which the same year holds a later day: a year is kept once."""
    last: dict[tuple[str, str, int], date] = {}
    for line in lines:
        if line.day:
            last[line.key] = max(line.day, last.get(line.key, line.day))
    return [line for line in lines if line.day == last.get(line.key, line.day)]


def older(number: int) -> list[Message]:
    """Return the one sentence on the rows of earlier days, none where there are none."""
    if not number:
        return []
    sentence = ngettext(
        "%(number)s件は、同じ地域・同じ年の、もっと新しい日の人数があるので、読みとばしました。",
        "%(number)s件は、同じ地域・同じ年の、もっと新しい日の人数があるので、読みとばしました。",
        number,
    )
    return [about_file("info", sentence % {"number": number})]


def unique(lines: Sequence[Headcount]) -> tuple[list[Headcount], Doubled]:
    """Return each area of each year once; of one that is counted otherwise again, no row is taken."""
    alike: dict[tuple[str, str, int], list[Headcount]] = {}
    for line in lines:
        alike.setdefault(line.key, []).append(line)
    found: list[Headcount] = []
    doubled = Doubled()
    for first_line, *others in alike.values():
        if any(line.tally.counts != first_line.tally.counts for line in others):
            doubled.refused += 1 + len(others)
            doubled.messages.append(_contradicting([first_line, *others]))
            continue
        found.append(first_line)
        doubled.duplicates += len(others)
        doubled.messages += [_again(line, first_line) for line in others]
    return found, doubled


def _again(line: Headcount, before: Headcount) -> Message:
    sentence = _("%(spot)sと同じ地域・同じ人数なので、1つにまとめました。")
    told = at(line.spot, sentence % {"spot": before.spot})
    return Message(line.row, "", line.name, "info", told)


def _contradicting(lines: Sequence[Headcount]) -> Message:
    """Return what is said of rows that count one area otherwise: which is right, nobody here knows."""
    spots = [line.spot for line in lines]
    sentence = _(
        "%(spots)sは、どれも「%(area)s」の%(year)s年の人数ですが、数がちがうので、どの行も取り込みません。"
        "正しい1行だけを残して、もう一度選んでください。"
    )
    words = {"spots": first(spots), "area": lines[0].name or lines[0].code, "year": lines[0].year}
    return Message(lines[0].row, "", lines[0].name, "error", sentence % words, tuple(spots))


def coming(spots: Sequence[str]) -> list[Message]:
    """Return the one sentence on rows of days that are still to come, none where there are none."""
    sentence = ngettext(
        "%(number)s件は、調査の日（年）が今日より先なので、取り込みません（例：%(spots)s）。"
        "日付かファイルの名前の年を直して、もう一度選んでください。これからの推計は取り込めません。",
        "%(number)s件は、調査の日（年）が今日より先なので、取り込みません（例：%(spots)s）。"
        "日付かファイルの名前の年を直して、もう一度選んでください。これからの推計は取り込めません。",
        len(spots),
    )
    return about_each("error", sentence, spots)


def doubts(lines: Sequence[Headcount]) -> list[Message]:
    """Return once for each trouble which rows have it: withheld cells, sums that do not add up."""
    messages = []
    for sentence, has in _DOUBTS:
        spots = [line.spot for line in lines if has(line.tally)]
        words = {"number": len(spots), "spots": first(spots)}
        if spots:
            messages.append(about_file("warning", str(sentence) % words, each=spots))
    dashes = [line.spot for line in lines if line.tally.dashes]
    if dashes:
        dashed = _(
            "%(number)s件に「-」のところがあります（例：%(spots)s）。いないのか、伏せてあるのか分からないので、0とはせず、書かずにおきます。"
        )
        words = {"number": len(dashes), "spots": first(dashes)}
        messages.append(about_file("info", dashed % words, each=dashes))
    return messages + _ageless(lines)


def _ageless(lines: Sequence[Headcount]) -> list[Message]:
    """Return how many people are of unknown age: they are in no band."""
    people = sum(_unknown(line.tally) for line in lines)
    if not people:
        return []
    sentence = _("年齢の分からない方%(people)s人は、どの年齢の人数にも入れていません。")
    return [about_file("info", sentence % {"people": f"{people:,}"})]


def _unknown(tally: Tally) -> int:
    if tally.withheld or not tally.has_unknown:
        return 0
    if tally.unknown:
        return sum(tally.unknown.get(sex, 0) for sex in _SEXES)
    return sum(max(0, tally.totals.get(sex, 0) - tally.summed(sex)) for sex in _SEXES)


def _is_torn(tally: Tally) -> bool:
    """Say whether men and women are not together the total."""
    parts = [tally.totals[sex] for sex in _SEXES if sex in tally.totals]
    return len(parts) == len(_SEXES) and "" in tally.totals and sum(parts) != tally.totals[""]


def _is_short(tally: Tally) -> bool:
    """Say whether the ages of men or of women, or of both where only that is said, give another sum."""
    if tally.withheld or not tally.counts:
        return False
    sums = {sex: tally.summed(sex) for sex in _SEXES}
    told = {sex: tally.totals[sex] for sex in _SEXES if sex in tally.totals}
    pairs = [(sums[sex], told[sex]) for sex in told]
    if not told and "" in tally.totals:
        pairs = [(sum(sums.values()) + tally.unknown.get("", 0), tally.totals[""])]
    # Those of unknown age belong to the total, where the table says so and does not count them.
    may_lack = tally.has_unknown and not tally.unknown
    return any(known > whole or (known < whole and not may_lack) for known, whole in pairs)


_DOUBTS: Sequence[tuple[Promise, Callable[[Tally], bool]]] = (
    (
        gettext_lazy(
            "%(number)s件に、伏せてあるか空のところがあります（例：%(spots)s）。0とはせず、書かずにおきます。"
        ),
        lambda tally: bool(tally.withheld),
    ),
    (
        gettext_lazy(
            "%(number)s件は、男性と女性を足しても総数になりません（例：%(spots)s）。年齢ごとの人数を書いてあるとおりに取り込みます。元の表を確かめてください。"
        ),
        _is_torn,
    ),
    (
        gettext_lazy(
            "%(number)s件は、年齢ごとの人数を足しても、男性・女性の人数になりません（例：%(spots)s）。年齢ごとの人数を書いてあるとおりに取り込みます。元の表を確かめてください。"
        ),
        _is_short,
    ),
)
