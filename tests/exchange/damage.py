"""Ways to damage a file: each takes a sample and chance, and returns bytes that nobody meant."""

import copy
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

from tests.exchange.reading import book
from tests.exchange.samples import UTF8, Sample, as_csv

Damage: TypeAlias = Callable[[Sample, Random], bytes]
Rows: TypeAlias = list[list[Any]]
CODECS = (UTF8, "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "euc_jp", "iso2022_jp")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
NONSENSE: tuple[Any, ...] = (
    "", " ", "　", "-", "NaN", "inf", "1e999", "9" * 400, "=1+1", '"', "''", "名称", "0", "139.5,35.6",
    "北緯35度", "\t", "\n", "あ" * 11_000, "𠮷🏠", "\u202e", "2026-13-45", "25:99", "〒", "null", "-1",
    "https://", "@", "132251", "99999", "合計", "例", "１２３", "1,234.5.6",
)  # fmt: skip
WRONG: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**40, "", "x", [], {}, [[]], [None], {"a": [{"b": 1}]}, [1, "x"],
)  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def damaged(sample: Sample, seed: int) -> bytes:
    """Return the variant of a sample that this seed stands for, the same each time."""
    chance = Random(f"{sample.name} {seed}")  # noqa: S311 -- it must be played again, not kept secret
    ways = ways_for(sample)
    return ways[seed % len(ways)](sample, chance)


def ways_for(sample: Sample) -> list[Damage]:
    """Return the ways that a sample can be damaged."""
    ways: list[Damage] = [cut, flipped, riddled, doubled]
    if sample.text:
        ways += [recoded, misdeclared, line_ends, unquoted, unclosed, parted, widened, repacked]
    if sample.sheets:
        ways += [in_rows(way) for way in ROWS]
    if sample.tree is not None:
        ways += [mistyped, renamed, emptied, moved]
    if sample.is_packed:
        ways += [member_cut, member_flipped, member_lost, member_renamed, member_doubled]
    return ways


def cut(sample: Sample, chance: Random) -> bytes:
    return sample.data[: chance.randrange(len(sample.data))]


def flipped(sample: Sample, chance: Random) -> bytes:
    return _flipped(sample.data, chance)


def _flipped(data: bytes, chance: Random) -> bytes:
    bytes_ = bytearray(data)
    for _byte in range(chance.choice((1, 3, 20))):
        bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    return bytes(bytes_)


def riddled(sample: Sample, chance: Random) -> bytes:
    """Put bytes in, or take some out."""
    start = chance.randrange(len(sample.data))
    put = chance.choice((b"", b"\x00", b"\r", b"\x1a", b"\xff", b"\x80\x80", b'"', b"\xef\xbb\xbf"))
    return sample.data[:start] + put + sample.data[start + chance.choice((0, 1, 2, 50)) :]


def doubled(sample: Sample, chance: Random) -> bytes:
    return sample.data + sample.data[chance.randrange(len(sample.data)) :]


def recoded(sample: Sample, chance: Random) -> bytes:
    return sample.text.encode(chance.choice(CODECS), errors="replace")


def misdeclared(sample: Sample, chance: Random) -> bytes:
    return chance.choice(MARKS) + recoded(sample, chance)


def line_ends(sample: Sample, chance: Random) -> bytes:
    ends = ("\r\n", "\n", "\r", "\u2028", "\r\r\n", "\n\n")
    lines = sample.text.splitlines()
    return _encoded(sample, "".join(line + chance.choice(ends) for line in lines))


def unquoted(sample: Sample, chance: Random) -> bytes:
    """Lose some of the quotation marks, or exchange them for others."""
    instead = ("", "'", "“", '""')
    return _encoded(
        sample, re.sub('"', lambda hit: chance.choice(("", *instead, hit[0], hit[0])), sample.text)
    )


def unclosed(sample: Sample, chance: Random) -> bytes:
    text = sample.text
    for _mark in range(chance.choice((1, 1, 2, 5))):
        spot = chance.randrange(len(text))
        text = text[:spot] + '"' + text[spot:]
    return _encoded(sample, text)


def parted(sample: Sample, chance: Random) -> bytes:
    """Exchange delimiters, everywhere or here and there."""
    instead, often = chance.choice("\t;|、，: "), chance.choice((0.1, 0.9, 1))
    return _encoded(
        sample, re.sub(",", lambda hit: instead if chance.random() < often else hit[0], sample.text)
    )


def widened(sample: Sample, chance: Random) -> bytes:
    often = chance.choice((0.1, 0.5, 1))
    return _encoded(
        sample,
        re.sub(
            r"[\d.]+",
            lambda hit: hit[0].translate(FULL_WIDTH) if chance.random() < often else hit[0],
            sample.text,
        ),
    )


def repacked(sample: Sample, chance: Random) -> bytes:
    """Pack what is damaged, or damage what is packed."""
    if chance.random() < 0.5:
        return gzip.compress(_flipped(sample.text.encode(), chance), mtime=0)
    packed = gzip.compress(sample.text.encode(), mtime=0)
    return chance.choice((_flipped(packed, chance), packed[: chance.randrange(2, len(packed))]))


def _encoded(sample: Sample, text: str) -> bytes:
    return text.encode(sample.codec, errors="replace")


def in_rows(way: Callable[[Rows, Random], Rows]) -> Damage:
    """Return a way to damage the rows of a table, in the form that it came in."""

    def damage(sample: Sample, chance: Random) -> bytes:
        sheets = {name: way([[*row] for row in rows], chance) for name, rows in sample.sheets}
        if sample.is_packed:
            return book(**sheets)
        return _encoded(sample, as_csv(next(iter(sheets.values()))))

    damage.__name__ = way.__name__
    return damage


def shuffled_rows(rows: Rows, chance: Random) -> Rows:
    kept = chance.choice((0, 1))
    rest = rows[kept:]
    chance.shuffle(rest)
    return rows[:kept] + rest


def doubled_rows(rows: Rows, chance: Random) -> Rows:
    return [one for row in rows for one in [row] * chance.choice((1, 1, 2, 3))]


def shuffled_columns(rows: Rows, chance: Random) -> Rows:
    order = [*range(len(rows[0]))]
    chance.shuffle(order)
    return [[row[at] for at in order if at < len(row)] for row in rows]


def doubled_columns(rows: Rows, chance: Random) -> Rows:
    at = chance.randrange(len(rows[0]))
    return [[*row[:at], *row[at : at + 1] * 2, *row[at + 1 :]] for row in rows]


def emptied_columns(rows: Rows, chance: Random) -> Rows:
    gone = {chance.randrange(len(rows[0])) for _column in range(chance.choice((1, 3)))}
    top = chance.choice((0, 1))
    return [
        ["" if at in gone and number >= top else cell for at, cell in enumerate(row)]
        for number, row in enumerate(rows)
    ]


def ragged(rows: Rows, chance: Random) -> Rows:
    return [row[: chance.randrange(len(row) + 1)] if chance.random() < 0.3 else row for row in rows]


def shuffled_cells(rows: Rows, chance: Random) -> Rows:
    for row in rows[1:]:
        if chance.random() < 0.5:
            chance.shuffle(row)
    return rows


def nonsense_cells(rows: Rows, chance: Random) -> Rows:
    often = chance.choice((0.02, 0.2, 0.8))
    return [
        [chance.choice(NONSENSE) if number and chance.random() < often else cell for cell in row]
        for number, row in enumerate(rows)
    ]


def misspelt_headings(rows: Rows, chance: Random) -> Rows:
    heads = [str(head) for head in rows[0]]
    for at, head in enumerate(heads):
        if head and chance.random() < 0.3:
            spot = chance.randrange(len(head))
            heads[at] = head[:spot] + chance.choice(("", "の", "_", " ", "緯")) + head[spot + 1 :]
    return [heads, *rows[1:]]


def exchanged_headings(rows: Rows, chance: Random) -> Rows:
    return [chance.sample(rows[0], len(rows[0])), *rows[1:]]


def titled(rows: Rows, chance: Random) -> Rows:
    """Put titles, blank rows and the headings themselves between the rows."""
    between: list[list[Any]] = [[], ["令和8年度 一覧"], rows[0], [""] * len(rows[0]), ["合計", "3"]]
    return [
        one for row in rows for one in ([chance.choice(between)] * (chance.random() < 0.2) + [row])
    ]


def misplaced(rows: Rows, chance: Random) -> Rows:
    """Swap, zero or spoil what look like degrees."""
    spoilt = chance.choice(
        ("0", "0,0", "x", "", "35度38分", "139.5", "35.6", "-35.6", "1e400", "nan")
    )
    return [
        [spoilt if re.match(r"^\d{2,3}\.\d{3,}", str(cell)) else cell for cell in row]
        for row in rows
    ]


ROWS = (
    shuffled_rows, doubled_rows, shuffled_columns, doubled_columns, emptied_columns, ragged,
    shuffled_cells, nonsense_cells, misspelt_headings, exchanged_headings, titled, misplaced,
)  # fmt: skip


def _changed(tree: Any, chance: Random, often: float, change: Callable[[Any, Any], Any]) -> Any:
    """Return a tree in which some values are what `change` makes of them; `key` is None in a list."""
    if isinstance(tree, dict):
        pairs: list[tuple[Any, Any]] = [*tree.items()]
    elif isinstance(tree, list):
        pairs = [(None, value) for value in tree[:200]]
    else:
        return tree
    made = [
        change(key, value) if chance.random() < often
        else (key, _changed(value, chance, often, change))
        for key, value in pairs
    ]  # fmt: skip
    return dict(made) if isinstance(tree, dict) else [value for _key, value in made]


def _as_json(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def mistyped(sample: Sample, chance: Random) -> bytes:
    often = chance.choice((0.005, 0.05, 0.2))
    return _as_json(
        _changed(sample.tree, chance, often, lambda key, _value: (key, chance.choice(WRONG))),
    )


def renamed(sample: Sample, chance: Random) -> bytes:
    return _as_json(
        _changed(
            sample.tree,
            chance,
            chance.choice((0.01, 0.1)),
            lambda key, value: (f"{key}x" if isinstance(key, str) else key, value),
        ),
    )


def emptied(sample: Sample, chance: Random) -> bytes:
    return _as_json(
        _changed(
            sample.tree,
            chance,
            chance.choice((0.01, 0.1)),
            lambda key, value: (key, copy.copy(value).__class__() if value is not None else ""),
        ),
    )


def moved(sample: Sample, chance: Random) -> bytes:
    """Swap, zero, or put beyond the world what is a number."""
    often = chance.choice((0.01, 0.2, 1))
    numbers = (0, -1, 181.5, 35.6, 139.5, 1e308, "35.6", None, float("nan"), float("inf"))

    def change(key: Any, value: Any) -> tuple[Any, Any]:
        if isinstance(value, list) and len(value) == 2:
            return key, value[::-1]
        if isinstance(value, int | float):
            return key, chance.choice(numbers)
        return key, _changed(value, chance, often, change) if often < 1 else value

    return _as_json(_changed(sample.tree, chance, often, change))


def _members(sample: Sample) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sample.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(pairs: list[tuple[str, bytes]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(pairs):
            seen = {before for before, _data in pairs[:number]}
            archive.writestr(f"{number}{name}" if name in seen else name, data)
    return whole.getvalue()


def member_cut(sample: Sample, chance: Random) -> bytes:
    members = _members(sample)
    name = chance.choice([*members])
    members[name] = members[name][: chance.randrange(len(members[name]) + 1)]
    return _packed([*members.items()])


def member_flipped(sample: Sample, chance: Random) -> bytes:
    members = _members(sample)
    name = chance.choice([name for name, data in members.items() if data])
    members[name] = _flipped(members[name], chance)
    return _packed([*members.items()])


def member_lost(sample: Sample, chance: Random) -> bytes:
    members = [*_members(sample).items()]
    members.pop(chance.randrange(len(members)))
    return _packed(members)


def member_renamed(sample: Sample, chance: Random) -> bytes:
    members = [*_members(sample).items()]
    at = chance.randrange(len(members))
    names = ("../x.csv", "表.csv", "x.xlsx", "", ".shp", members[at][0].upper())
    members[at] = (chance.choice(names) or "x", members[at][1])
    return _packed(members)


def member_doubled(sample: Sample, chance: Random) -> bytes:
    members = [*_members(sample).items()]
    return _packed([*members, chance.choice(members), ("list.csv", b"a,b\n1,2\n")])
