"""Lists of places, organisations and gatherings: each row a record, skipped, or merged."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sasaeai.exchange.readers import cells, columns, files, grids, headings, kinds, likeness, rows
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.files import Tables
from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.kinds import Draft, Record
from sasaeai.exchange.readers.messages import Message, Refused, about_each, about_file, first
from sasaeai.exchange.readers.packed import Packed
from sasaeai.exchange.readers.readings import Reading, Report
from sasaeai.exchange.readers.tables import Row, Table
from sasaeai.exchange.readers.towns import Gazetteer, is_of
from sasaeai.exchange.readers.whose import Whose, is_elsewhere

STEP = 500  # rows, between two reports
_HEADLESS = gettext_lazy(
    "見出しの行が見つかりません。「名称」「住所」などの見出しがある一覧を選んでください。"
)
_UNHEADED = gettext_lazy(
    "見出しの行が見つかりません。%(row)s行目は、もう記録のようです。"
    "表のいちばん上に「名前」「住所」などの見出しの行を足して、もう一度選んでください。"
)
_SECOND = re.compile(r"(.+) \([2-9]\)")
_SAME = ("name", "address")  # told alike, and spelt a little otherwise
_ADDRESSED = (
    "address",
    "address_city",
    "address_prefecture",
    "location",
    "address_town",
    "address_number",
)
_JOINED = ("section", "category", "position", "hours_words", "description", "note")


@dataclass(slots=True)
class Ledger:
    """The counts while the rows of one file are read."""

    kind: str
    whose: Whose
    gazetteer: Gazetteer | None
    mapping: Mapping[str, str]
    report: Report
    identity: Callable[[Record], Hashable] = field(default_factory=lambda: same_place)
    counts: Counter[str] = field(default_factory=Counter)
    records: Packed = field(default_factory=Packed)
    seen: dict[Hashable, int] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)


def ledger_of(kind: str, whose: Whose, mapping: Mapping[str, str], report: Report) -> Ledger:
    """Return the counts before the first row."""
    gazetteer = Gazetteer(whose.towns) if whose.towns else None
    return Ledger(kind, whose, gazetteer, mapping, report)


def read(
    kind: str,
    name: str,
    data: bytes,
    *,
    whose: Whose,
    mapping: Mapping[str, str],
    report: Report,
) -> Reading:
    """Return the records of a list; rows without a point are placed by the town's 町丁."""
    ledger = ledger_of(kind, whose, mapping, report)
    content = files.read(kind, name, data, mapping)
    lists = readable(content, ledger)
    return read_lists(lists, ledger, encoding=content.encoding, municipality_code=whose.code)


def read_lists(
    lists: Sequence[tuple[Table, Columns]], ledger: Ledger, *, encoding: str, municipality_code: str
) -> Reading:
    """Return the records of the tables of one file, and what there is to say of them."""
    for table, found in lists:
        _read_table(table, found, ledger)
    ledger.messages += [*_strangers(ledger, municipality_code), *_elsewhere(ledger)]
    if not ledger.counts["rows"]:
        ledger.messages.append(about_file("warning", _("見出しの下に記録が1件もありません。")))
    return _reading(ledger, encoding, lists[0][0].header_row)


def readable(content: Tables, ledger: Ledger) -> list[tuple[Table, Columns]]:
    """Return the tables that can be of the KIND; refuse a file that has none."""
    reasons: list[Refused] = []
    lists = []
    ledger.messages += content.messages
    for table in content.tables:
        if table.is_headless:
            reasons.append(unheaded(table, _UNHEADED))
            continue
        found = columns.match(
            table.columns, ledger.kind, labels=table.labels, mapping=ledger.mapping
        )
        if reason := likeness.outlines(table, found):
            reasons.append(reason)
            continue
        try:
            kinds.require(ledger.kind, table, found)
        except Refused as refused:
            refused.headings = headings.of_table(table, found, ledger.kind, headings.first(table))
            reasons.append(refused)
            continue
        lists.append((table, found))
        ledger.messages += [
            *guesses(ledger.kind, table, found),
            *_again(table),
            *likeness.otherwise(ledger.kind, table),
        ]
    if not lists:
        raise reasons[0] if reasons else headless(content, ledger.kind, _HEADLESS, _UNHEADED)
    kept = [table for table, _found in lists]
    ledger.messages += [
        _passed_over(table) for table in content.tables if not any(table is one for one in kept)
    ]
    return lists


def headless(content: Tables, kind: str, sentence: Promise, begun: Promise) -> Refused:
    """Return why a file without known headings is refused, with what may be headings in it.

    `begun` is what to say where it begins with a record: to choose columns would lose that one.
    """
    table = content.unknown
    if table is None:
        return Refused(str(sentence))
    if table.is_headless:
        return unheaded(table, begun)
    unknown = headings.of_table(table, Columns({}), kind, headings.first(table))
    return Refused(str(sentence), headings=unknown)


def unheaded(table: Table, sentence: Promise) -> Refused:
    """Return why a table is refused whose first record stands where headings should."""
    return Refused(str(sentence) % {"row": table.header_row})


def _passed_over(table: Table) -> Message:
    sentence = _("「%(name)s」は一覧ではないので読みませんでした。")
    return about_file("info", sentence % {"name": table.sheet or table.title})


def guesses(kind: str, table: Table, found: Columns) -> Iterator[Message]:
    """Yield which headings were read as which, though they are written a little otherwise."""
    for meaning, column in found.guessed.items():
        usual = next(iter(columns.aliases(kind)[meaning]), meaning)
        sentence = _(
            "見出し「%(heading)s」を「%(usual)s」として読みました。ちがうときは見出しを直してください。"
        ) % {"heading": column, "usual": usual}
        yield Message(table.header_row or None, column, column, "info", sentence)


def _again(table: Table) -> Iterator[Message]:
    """Tell of headings that a table has twice: the first of them is read by its meaning."""
    twice = {
        hit[1]: column
        for column in table.columns
        if (hit := _SECOND.fullmatch(column)) and hit[1] in table.columns
    }
    for heading, column in twice.items():
        sentence = _(
            "見出し「%(heading)s」が2つ以上あります。左の列をその意味で読み、ほかは覚え書きに入れます。ちがうときは見出しを直してください。"
        )
        told = sentence % {"heading": heading}
        yield Message(table.header_row or None, column, column, "warning", told)


def _read_table(table: Table, found: Columns, ledger: Ledger) -> None:
    section = table.title
    top: list[Mapping[str, str]] = []
    for row in table.rows:
        if len(top) < headings.LOOKED_AT:
            top.append(row.cells)
        reason = rows.skip(row.cells, found.by_meaning, width=len(table.columns))
        if reason:
            ledger.counts["skipped"] += 1
            spot = table.spot(
                row, next(column for column, text in row.cells.items() if text.strip())
            )
            value = next(text for text in row.cells.values() if text.strip())
            ledger.messages.append(spot.says("info", str(rows.SENTENCES[reason]), value=value))
            section = value.strip() if reason == "section" else section
        else:
            _read_row(
                replace(table, title=section) if section != table.title else table,
                found,
                row,
                ledger,
            )
    for heading in headings.of_table(table, found, ledger.kind, top):
        ledger.headings.setdefault(heading.name, heading)


def _read_row(table: Table, found: Columns, row: Row, ledger: Ledger) -> None:
    draft = Draft(ledger.kind, table, found, row)
    place = _located(draft, ledger)
    rest = kinds.record(draft)
    if not ledger.counts["rows"] % STEP:
        ledger.report(ledger.counts["rows"], 0)
    ledger.counts["rows"] += 1
    ledger.messages += draft.messages
    if rest is None:
        ledger.counts["refused"] += 1
        return
    made = rest | place
    index = ledger.seen.setdefault(ledger.identity(made), len(ledger.records))
    if index == len(ledger.records):
        ledger.records.append(made)
    else:
        first = ledger.records[index]
        ledger.counts["duplicates"] += 1
        ledger.messages.append(_merge(first, made, draft))
        ledger.records[index] = first


def _strangers(ledger: Ledger, municipality_code: str) -> list[Message]:
    """Say once how many records carry the code of another municipality."""
    spots = [
        str(made["spot"])
        for made in ledger.records
        if (code := str(made["code"])) and not is_of(code, municipality_code=municipality_code)
    ]
    if not spots:
        return []
    sentence = ngettext(
        "%(number)s件は、ほかの市区町村のコードです（例：%(spot)s）。取り込んでよいか確かめてください。",
        "%(number)s件は、ほかの市区町村のコードです（例：%(spot)s）。取り込んでよいか確かめてください。",
        len(spots),
    )
    told = sentence % {"number": len(spots), "spot": first(spots)}
    return [about_file("warning", told, each=spots)]


def _elsewhere(ledger: Ledger) -> list[Message]:
    """Say once how many records have the address of another municipality."""
    spots = [str(made["elsewhere"]) for made in ledger.records if made["elsewhere"]]
    sentence = ngettext(
        "%(number)s件は、住所がほかの市町村です（例：%(spots)s）。同じ名前の町丁がこの町にあっても、住所からは地図や地区に置きません。"
        "この町の名簿か、住所が正しいか、確かめてください。",
        "%(number)s件は、住所がほかの市町村です（例：%(spots)s）。同じ名前の町丁がこの町にあっても、住所からは地図や地区に置きません。"
        "この町の名簿か、住所が正しいか、確かめてください。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _located(draft: Draft, ledger: Ledger) -> Record:
    """Count a row's place; one without a point gets its town's where an address of the town names it."""
    made = kinds.place(draft)
    made["elsewhere"] = _spot_elsewhere(draft, str(made["address"]), ledger.whose)
    made["located_by_address"] = ""
    if made["lat"] is None and ledger.gazetteer is not None and not made["elsewhere"]:
        located = ledger.gazetteer.locate(str(made["address"]))
        if located:
            made |= {"lat": located.lat, "lon": located.lon}
            made["located_by_address"] = located.town.name
            ledger.counts["located_by_address"] += 1
    ledger.counts["with_location" if made["lat"] is not None else "without_location"] += 1
    return made


def _spot_elsewhere(draft: Draft, address: str, whose: Whose) -> str:
    """Return the cell that names another municipality, '' where none does."""
    city = draft.text("address_city")
    if not is_elsewhere(
        address, prefecture=draft.text("address_prefecture"), city=city, whose=whose
    ):
        return ""
    column = draft.columns.by_meaning
    told = (column[one] for one in _ADDRESSED if draft.text(one).strip())
    named = next(told, next(iter(column.values())))
    return str(draft.table.spot(draft.row, named))


def same_place(made: Record) -> Hashable:
    """Return the id we gave it, else name and address; without an address the point must be the same too."""
    if cells.is_own_id(str(made["source_id"])):
        return (made["source_id"],)
    address = cells.key(str(made["address"]))
    spot = () if address else (made["lat"], made["lon"])
    return (cells.key(str(made["name"])), address, *spot)


def _merge(first: Record, again: Record, draft: Draft) -> Message:
    """Join a row into the place that the file already has, and say so."""
    first["extra"] = _otherwise(first, again, draft)
    for meaning, value in again.items():
        if meaning in _JOINED and value and str(value) not in str(first[meaning]):
            first[meaning] = f"{first[meaning]}\n{value}".strip()
        elif first[meaning] in ("", None, []):
            first[meaning] = value
    first["spots"] = kinds.spots([first, again])
    merged = first.setdefault("merged_spots", [])
    if isinstance(merged, list):
        merged.append(again["spot"])
    spot = draft.table.spot(draft.row, draft.columns.by_meaning["name"])
    sentence = _("%(spot)sと名前・住所が同じなので、1つにまとめました。")
    return spot.says("info", sentence % {"spot": first["spot"]}, value=str(again["name"]))


def _otherwise(first: Record, again: Record, draft: Draft) -> dict[str, str]:
    """Return the cells without a place of their own, with those that a row merged says otherwise."""
    columns, labels = draft.columns.by_meaning, draft.table.labels
    said = {
        labels.get(column, column): (grids.words(first[meaning]), grids.words(again[meaning]))
        for meaning, column in columns.items()
        if (isinstance(again.get(meaning), str) or meaning in kinds.COUNTS)
        and meaning not in (*_JOINED, *_SAME, *kinds.FLAGS)
    }
    own: Any = first["extra"]
    more: Any = again["extra"]
    mine: dict[str, str] = dict(own)
    told = {label: new for label, (old, new) in said.items() if old and new and old != new}
    for label, value in (more | told).items():
        listed = [*filter(None, mine.get(label, "").split("；"))]
        mine[label] = "；".join(dict.fromkeys([*listed, value]))
    return mine


def _reading(ledger: Ledger, encoding: str, header_row: int) -> Reading:
    count = ledger.counts
    return Reading(
        kind=ledger.kind,
        encoding=encoding,
        header_row=header_row,
        rows=count["rows"],
        skipped=count["skipped"],
        duplicates=count["duplicates"],
        refused=count["refused"],
        with_location=count["with_location"],
        without_location=count["without_location"],
        located_by_address=count["located_by_address"],
        records=ledger.records,
        messages=ledger.messages,
        headings=list(ledger.headings.values()),
    )
