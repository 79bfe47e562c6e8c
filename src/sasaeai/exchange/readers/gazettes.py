"""Files of 町丁目 points: one city's, or the nation's picked row by row while streaming."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice, starmap
from typing import NamedTuple, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sasaeai.calc.geography import distance_m
from sasaeai.exchange.readers import (
    columns,
    decode,
    extents,
    files,
    grids,
    headers,
    headings,
    towns,
    trees,
)
from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.messages import Message, Refused, about_file, at, length, quoted
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town

KIND = "towns"
_HEAD = 40
# Whether it is put on the map is not told here: a point that the town knows already stays.
_TROUBLES: Mapping[str, Promise] = {
    "half": gettext_lazy("緯度と経度の片方が空です。両方を入力してください。"),
    "zero": gettext_lazy("緯度・経度が0です。正しい位置を入力してください。"),
    "swapped": gettext_lazy("緯度と経度が入れかわっているようです。列を入れかえてください。"),
    "outside": gettext_lazy("日本の外の位置です。緯度・経度を確かめてください。"),
    "unreadable": gettext_lazy("緯度・経度として読めません。35.63のような数字で入力してください。"),
}

Numbered = tuple[int, Town]
Cells: TypeAlias = Mapping[str, str]


class Gazette(NamedTuple):
    """A file's encoding, header row and headings, and its towns as they are read, each with its row."""

    encoding: str
    header_row: int
    headings: list[Heading]
    towns: Iterator[Numbered]


class Lines(NamedTuple):
    """A file's header row, the names of its columns, its rows as they are read, and the first of them."""

    header_row: int
    names: tuple[str, ...]
    rows: Iterator[tuple[int, Cells]]
    first: Sequence[Cells]


def read(
    name: str, data: bytes, *, code: str, city: str, mapping: Mapping[str, str] = columns.NONE
) -> Reading:
    """Return the towns of one municipality, found by code, or by name where a file has no codes."""
    try:
        seen: Counter[str] = Counter()
        found = stream(name, data, code=code, city=city, seen=seen, mapping=mapping)
        mine = list(islice(found.towns, extents.MAX_ROWS + 1))
    except csv.Error as error:
        raise grids.unclosed() from error
    if len(mine) > extents.MAX_ROWS:
        sentence = _("%(most)s件をこえています。市区町村を1つ選んでください。")
        raise Refused(sentence % {"most": f"{extents.MAX_ROWS:,}"})
    if not mine:
        raise Refused(
            _("この市区町村の町丁目がありません。市区町村のコードと名前を確かめてください。"),
            headings=found.headings,
        )
    named = [(number, town) for number, town in mine if town.name.strip()]
    if not named:
        raise Refused(
            _("町丁の名前が1つも書かれていません。どの列が名前かを選んでください。"),
            headings=found.headings,
        )
    unique = list({_place(town): town for _number, town in named}.values())
    nameless = [number for number, town in mine if not town.name.strip()]
    unplaced = [(number, town.trouble) for number, town in mine if town.lat is None]
    others = seen["rows"] - len(mine)
    return Reading(
        kind=KIND,
        encoding=found.encoding,
        header_row=found.header_row,
        rows=len(mine),
        skipped=others,
        duplicates=len(named) - len(unique),
        refused=len(nameless),
        with_location=len(mine) - len(unplaced),
        without_location=len(unplaced),
        located_by_address=0,
        records=unique,
        messages=[
            *_skipped(others),
            *map(_nameless, nameless),
            *starmap(_pointless, unplaced),
            *_doubled(named),
        ],
        headings=found.headings,
    )


def stream(
    name: str,
    data: bytes,
    *,
    code: str,
    city: str,
    seen: Counter[str],
    mapping: Mapping[str, str] = columns.NONE,
) -> Gazette:
    """Return what a file holds, with the towns as they are read; code '' means all of them.

    The rows of all towns are counted in `seen`.
    """
    content = files.only(decode.unwrap(name, data))
    if decode.is_workbook(content):
        raise Refused(_("町丁目はCSVかJSONで取り込みます。ExcelでCSVに保存し直してください。"))
    text = decode.decode(content)
    is_tree = text.text.lstrip()[:1] in {"{", "["}
    lines = _of_tree(text.text) if is_tree else _of_csv(text.text, mapping)
    found = columns.match(lines.names, KIND, mapping=mapping)
    told = headings.of_columns(lines.names, found, KIND, lines.first)
    if not {"town", "lat", "lon"} <= found.by_meaning.keys():
        sentence = _(
            "町丁目の名前・緯度・経度の列が見つかりません。見つかった見出しは%(heads)sです。どの列が何かを選ぶか、町丁目の位置参照データを選んでください。"
        )
        raise Refused(sentence % {"heads": quoted(lines.names[:12])}, headings=told)
    picked = _picked(_counted(lines.rows, seen), found.by_meaning, code=code, city=city)
    numbered = _named(picked, found.by_meaning, city)
    return Gazette(text.encoding, lines.header_row, told, numbered)


def _of_csv(text: str, mapping: Mapping[str, str]) -> Lines:
    lines = enumerate(csv.reader(io.StringIO(text, newline="")), 1)
    head = list(islice(lines, _HEAD))
    grid = [row for _number, row in head]
    is_known = partial(columns.is_known, kind=KIND, mapping=mapping)
    # Without a known heading, somebody may still say which column is which.
    header = headers.find(grid, is_known) or headers.likeliest(grid)
    if header is None:
        raise Refused(_("見出しの行が見つかりません。町丁目の位置参照データを選んでください。"))
    top = _cells(head[header.row :], header.names)
    rows = _cells(chain(head[header.row :], lines), header.names)
    return Lines(header.row, header.names, rows, [row for _number, row in top])


def _cells(
    rows: Iterable[tuple[int, Sequence[str]]], names: Sequence[str]
) -> Iterator[tuple[int, Cells]]:
    return ((number, dict(zip(names, row, strict=False))) for number, row in rows if any(row))


def _of_tree(text: str) -> Lines:
    found = trees.tables(trees.parse(text))
    if not found:
        raise Refused(_("JSONの中に町丁目の一覧が見つかりません。ファイルを確かめてください。"))
    table = found[0]
    rows = ((row.number, row.cells) for row in table.rows)
    return Lines(0, table.columns, rows, headings.first(table))


def _counted(rows: Iterable[tuple[int, Cells]], seen: Counter[str]) -> Iterator[tuple[int, Cells]]:
    for row in rows:
        seen["rows"] += 1
        yield row


def _picked(
    rows: Iterable[tuple[int, Cells]], found: Mapping[str, str], *, code: str, city: str
) -> Iterator[tuple[int, Cells]]:
    if not code or not {"city_code", "city"} & found.keys():
        return iter(rows)
    if "city_code" in found:
        column = found["city_code"]
        return (r for r in rows if towns.is_of(r[1].get(column, ""), municipality_code=code))
    if not city:
        raise Refused(
            _(
                "この町丁目のファイルには市区町村コードがありません。市区町村の名前も指定してください。"
            )
        )
    fits = _spelt(city)
    prefecture = PREFECTURES[int(code[:2]) - 1]
    return (
        r
        for r in rows
        if fits.match(r[1].get(found["city"], ""))
        and r[1].get(found.get("prefecture", ""), prefecture) == prefecture
    )


def _spelt(city: str) -> re.Pattern[str]:
    """Return how files write a city: with its county before it, or a ward behind."""
    return re.compile(rf"^(?:.{{1,20}}郡)?{re.escape(city)}(?:.{{1,20}}区)?$")


def _named(
    rows: Iterable[tuple[int, Cells]], found: Mapping[str, str], city: str
) -> Iterator[Numbered]:
    for number, row in rows:
        town = towns.of_row(row, found)
        yield number, town if town.city else replace(town, city=city)


def _place(town: Town) -> tuple[str, str]:
    return town.city, town.name


def _skipped(others: int) -> list[Message]:
    if not others:
        return []
    sentence = ngettext(
        "ほかの市区町村の町丁目%(number)s件は、読みとばしました。",
        "ほかの市区町村の町丁目%(number)s件は、読みとばしました。",
        others,
    )
    return [about_file("info", sentence % {"number": others})]


def _doubled(named: Sequence[Numbered]) -> list[Message]:
    """Return what to say of rows of one name, of which the last counts."""
    last = {_place(town): (number, town) for number, town in named}
    messages = []
    for number, town in named:
        other, counts = last[_place(town)]
        if number == other:
            continue
        words = {"number": number, "name": town.name, "other": other}
        apart = _apart(town, counts)
        sentence = (
            _("%(number)s行目：「%(name)s」は%(other)s行目にもあるので、そちらを使います。") % words
        )
        if apart:
            sentence = _(
                "%(number)s行目：「%(name)s」は%(other)s行目にもあり、位置が%(length)sちがいます。%(other)s行目を使います。"
            ) % {**words, "length": apart}
        messages.append(Message(number, "", "", "warning" if apart else "info", sentence))
    return messages


def _apart(town: Town, other: Town) -> str:
    """Return how far two rows put one 町丁 from each other; nothing where they agree."""
    if None in (town.lon, town.lat, other.lon, other.lat):
        return ""
    here, there = ((one.lon or 0.0, one.lat or 0.0) for one in (town, other))
    metres = distance_m(here, there)
    return length(metres) if metres >= 1 else ""


def _nameless(number: int) -> Message:
    sentence = _("%(number)s行目：町丁の名前がないので、この行は取り込みません。")
    return Message(number, "", "", "error", sentence % {"number": number})


def _pointless(number: int, trouble: str) -> Message:
    if said := _TROUBLES.get(trouble):
        where = _("%(number)s行目") % {"number": number}
        return Message(number, "", "", "warning", at(where, str(said)))
    sentence = _("%(number)s行目：代表点がないので、住所から場所を探すのには使いません。")
    return Message(number, "", "", "info", sentence % {"number": number})
