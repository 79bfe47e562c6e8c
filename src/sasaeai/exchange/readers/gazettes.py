"""Files of 町丁目 points: one city's, or the nation's picked row by row while streaming."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.exchange.readers import columns, decode, extents, files, grids, headers, towns, trees
from sasaeai.exchange.readers.messages import Message, Refused, about_file, quoted
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town

_HEAD = 40

Numbered = tuple[int, Town]


def read(name: str, data: bytes, *, code: str, city: str) -> Reading:
    """Return the towns of one municipality, found by code, or by name where a file has no codes."""
    try:
        seen: Counter[str] = Counter()
        encoding, header_row, numbered = stream(name, data, code=code, city=city, seen=seen)
        mine = list(islice(numbered, extents.MAX_ROWS + 1))
    except csv.Error as error:
        raise grids.unclosed() from error
    if len(mine) > extents.MAX_ROWS:
        sentence = _("%(most)s件をこえています。市区町村を1つ選んでください。")
        raise Refused(sentence % {"most": f"{extents.MAX_ROWS:,}"})
    if not mine:
        raise Refused(
            _("この市区町村の町丁目がありません。市区町村のコードと名前を確かめてください。")
        )
    unique = list({_place(town): town for _number, town in mine}.values())
    unplaced = [number for number, town in mine if town.lat is None]
    others = seen["rows"] - len(mine)
    return Reading(
        kind="towns",
        encoding=encoding,
        header_row=header_row,
        rows=len(mine),
        skipped=others,
        duplicates=len(mine) - len(unique),
        refused=0,
        with_location=len(mine) - len(unplaced),
        without_location=len(unplaced),
        located_by_address=0,
        records=unique,
        messages=[*_skipped(others), *map(_pointless, unplaced)],
    )


def stream(
    name: str, data: bytes, *, code: str, city: str, seen: Counter[str]
) -> tuple[str, int, Iterator[Numbered]]:
    """Return encoding, header row and the towns as they are read; code '' means all of them.

    The rows of all towns are counted in `seen`.
    """
    content = files.only(decode.unwrap(name, data))
    if decode.is_workbook(content):
        raise Refused(_("町丁目はCSVかJSONで取り込みます。ExcelでCSVに保存し直してください。"))
    text = decode.decode(content)
    if text.text.lstrip()[:1] in {"{", "["}:
        header_row, names, rows = _of_tree(text.text)
    else:
        header_row, names, rows = _of_csv(text.text)
    found = columns.match(names, "towns").by_meaning
    if not {"town", "lat", "lon"} <= found.keys():
        sentence = _(
            "町丁目の名前・緯度・経度の列が見つかりません。見つかった見出しは%(heads)sです。町丁目の位置参照データを選んでください。"
        )
        raise Refused(sentence % {"heads": quoted(names[:12])})
    picked = _picked(_counted(rows, seen), found, code=code, city=city)
    return text.encoding, header_row, _named(picked, found, city)


def _of_csv(text: str) -> tuple[int, tuple[str, ...], Iterator[tuple[int, Mapping[str, str]]]]:
    lines = enumerate(csv.reader(io.StringIO(text, newline="")), 1)
    head = list(islice(lines, _HEAD))
    header = headers.find([row for _number, row in head], partial(columns.is_known, kind="towns"))
    if header is None:
        raise Refused(_("見出しの行が見つかりません。町丁目の位置参照データを選んでください。"))
    rest = chain(head[header.row :], lines)
    rows = ((n, dict(zip(header.names, row, strict=False))) for n, row in rest if any(row))
    return header.row, header.names, rows


def _of_tree(text: str) -> tuple[int, tuple[str, ...], Iterator[tuple[int, Mapping[str, str]]]]:
    found = trees.tables(trees.parse(text))
    if not found:
        raise Refused(_("JSONの中に町丁目の一覧が見つかりません。ファイルを確かめてください。"))
    return 0, found[0].columns, ((row.number, row.cells) for row in found[0].rows)


def _counted(
    rows: Iterable[tuple[int, Mapping[str, str]]], seen: Counter[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for row in rows:
        seen["rows"] += 1
        yield row


def _picked(
    rows: Iterable[tuple[int, Mapping[str, str]]], found: Mapping[str, str], *, code: str, city: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
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
    rows: Iterable[tuple[int, Mapping[str, str]]], found: Mapping[str, str], city: str
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


def _pointless(number: int) -> Message:
    sentence = _("%(number)s行目：代表点がないので、住所から場所を探すのには使いません。")
    return Message(number, "", "", "info", sentence % {"number": number})
