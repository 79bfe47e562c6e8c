"""Lists of 介護サービス事業所: one line a service, one place an establishment, and only the town's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import cells, columns, establishments, files, places
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.kinds import Record
from sasaeai.exchange.readers.messages import Message, Refused, about_file, first, quoted
from sasaeai.exchange.readers.readings import Reading, Report
from sasaeai.exchange.readers.tables import Row, Table
from sasaeai.exchange.readers.whose import Whose, is_ours, skipped

KIND = "care-providers"
DIGITS = 10  # of a 事業所番号
SERIAL_DIGITS = 4  # of a running number
LONGEST = 100
_NUMBER = re.compile(r"\d{2}[0-9A-Z]\d{7}")
_SCIENTIFIC = re.compile(r"^[\d.]+E\+?\d+$")
_POINT_ZERO = re.compile(r"(\.0)+$")
_CARE = re.compile(r"介護|看護|リハビリ|福祉用具|入浴|療養|短期入所|特定施設|デイサービス|デイケア")
_PEOPLE = re.compile(
    r"氏名|(代表者|施設長|管理者|責任者|理事長|所長|院長|園長|会長|担当者|相談員|専門員)"
    r"(の?名前?)?(カナ|かな|フリガナ|ふりがな)?$"
)
Lists = list[tuple[Table, Columns]]


def read(
    name: str, data: bytes, *, whose: Whose, mapping: Mapping[str, str], report: Report
) -> Reading:
    """Return the establishments of a town, each with all its services, or of a file that has none of it."""
    ledger = places.ledger_of(KIND, whose, mapping, report)
    ledger.identity = lambda made: str(made["spot"])
    content = files.read(KIND, name, data, mapping)
    lists = _nameless(places.readable(content, ledger), ledger)
    _require_care(lists)
    ours, strange = _ours(lists, whose)
    ledger.messages += skipped(strange, whose)
    reading = places.read_lists(
        ours, ledger, encoding=content.encoding, municipality_code=whose.code
    )
    numbered = [_numbered(made) for made in reading.records]
    merged = establishments.merged([made for made, _remark in numbered])
    return replace(
        reading,
        skipped=reading.skipped + strange,
        duplicates=len(numbered) - len(merged),
        records=merged,
        messages=[*reading.messages, *_remarks(numbered), *_merged(len(numbered), merged)],
    )


def provider_number(text: str) -> tuple[str, str]:
    """Return a 事業所番号 of ten digits, and whether it was 'repaired', is 'lost' or 'odd'."""
    plain = "".join(nfkc(text[:LONGEST]).split()).replace("-", "").upper()
    plain = _POINT_ZERO.sub("", plain)
    if _SCIENTIFIC.match(plain):
        return "", "lost"
    if len(plain) == DIGITS - 1 and plain.isdecimal():
        return f"0{plain}", "repaired"
    return plain, "" if not plain or _NUMBER.fullmatch(plain) else "odd"


def _nameless(lists: Lists, ledger: places.Ledger) -> Lists:
    """Return the tables without the columns that hold the names of persons, which is said."""
    bare: Lists = []
    for table, found in lists:
        labels = {name: table.labels.get(name, name) for name in table.columns}
        people = {name for name, label in labels.items() if _PEOPLE.search(columns.fold(label))}
        rows = [Row(row.number, _without(row.cells, people)) for row in table.rows]
        meanings = {m: name for m, name in found.by_meaning.items() if name not in people}
        by_meaning = _own_number(meanings, rows)
        bare.append((replace(table, rows=rows), replace(found, by_meaning=by_meaning)))
        if people:
            sentence = _("人の名前の列（%(heads)s）は、読まずにおきます。")
            heads = quoted(label for name, label in labels.items() if name in people)
            ledger.messages.append(about_file("info", sentence % {"heads": heads}))
    return bare


def _without(cells: Mapping[str, str], people: set[str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if name not in people}


def _own_number(meanings: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the meanings with the 事業所番号 apart from the running number.

    A column of ids that are neither goes to the notes, so that it is not lost.
    """
    known = columns.aliases(KIND)["provider_number"]
    serial, number = meanings.get("source_id", ""), meanings.get("provider_number", "")
    rest = {meaning: name for meaning, name in meanings.items() if meaning != "source_id"}
    if not number and columns.fold(serial) in known:
        return rest | {"provider_number": serial}
    is_id = number and any(_is_id(row.cells.get(serial, "")) for row in rows)
    return rest if is_id else dict(meanings)


def _is_id(text: str) -> bool:
    """Say whether a cell is no running number, no 事業所番号 and none of the house."""
    plain = cells.one_line(nfkc(text[:LONGEST]))
    is_serial = plain.isdecimal() and len(plain) <= SERIAL_DIGITS
    number, remark = provider_number(plain)
    return bool(number) and not is_serial and remark == "odd" and not cells.is_own_id(plain)


def _require_care(lists: Lists) -> None:
    """Refuse a list that names neither numbers nor services of 介護."""
    if any(_is_care(table, found) for table, found in lists):
        return
    table = lists[0][0]
    sentence = _(
        "介護サービス事業所の一覧には見えません。「事業所番号」や「サービスの種類」の列が見つかりません。"
        "見つかった見出しは%(heads)sです。ほかの場所の一覧なら、種類で「場所（施設・店など）」を選んで、もう一度取り込んでください。"
    )
    heads = [table.labels.get(name, name) for name in table.columns[:12]]
    raise Refused(sentence % {"heads": quoted(heads)})


def _is_care(table: Table, found: Columns) -> bool:
    if found.has("provider_number"):
        return True
    column = found.by_meaning.get("category", "")
    return any(_CARE.search(row.cells.get(column, "")) for row in table.rows)


def _ours(lists: Lists, whose: Whose) -> tuple[Lists, int]:
    """Return the tables without other towns' rows, and how many those are; all where none is the town's."""
    theirs = {
        id(row) for table, found in lists for row in table.rows if _is(row, found, whose) is False
    }
    is_known = any(_is(row, found, whose) for table, found in lists for row in table.rows)
    if not (theirs and is_known):
        return lists, 0
    ours = [
        (replace(table, rows=[row for row in table.rows if id(row) not in theirs]), found)
        for table, found in lists
    ]
    return ours, len(theirs)


def _is(row: Row, found: Columns, whose: Whose) -> bool | None:
    code, city = (
        row.cells.get(found.by_meaning.get(meaning, ""), "") for meaning in ("code", "address_city")
    )
    return is_ours(code, city, whose=whose)


def _numbered(made: Record) -> tuple[Record, str]:
    """Return a record known by its 事業所番号, and what is to be remarked of it."""
    number, remark = provider_number(str(made["provider_number"]))
    serial = str(made["source_id"])
    if not number and _NUMBER.fullmatch(provider_number(serial)[0]):
        number = provider_number(serial)[0]
    if cells.is_own_id(serial):
        return made, ""
    return made | {"source_id": number or serial, "provider_number": number}, remark


def _remarks(numbered: Sequence[tuple[Record, str]]) -> list[Message]:
    """Return once for each trouble which rows have it."""
    words = {
        "repaired": _("%(number)s件は、事業所番号の先頭の0を補いました（例：%(spots)s）。"),
        "lost": _(
            "%(number)s件は、事業所番号が「1.37E+09」のような形になっていて読めないので、名前と住所で見分けます（例：%(spots)s）。"
            "番号の列を文字列にした、もとの表を保存し直すと読めます。"
        ),
        "odd": _(
            "%(number)s件は、事業所番号が10けたではありません（例：%(spots)s）。書いてあるとおりに残します。確かめてください。"
        ),
    }
    messages = []
    for trouble, sentence in words.items():
        spots = [str(made["spot"]) for made, remark in numbered if remark == trouble]
        told = sentence % {"number": len(spots), "spots": first(spots)}
        messages += [about_file("warning", told, each=spots)] if spots else []
    return messages


def _merged(rows: int, merged: Sequence[Record]) -> list[Message]:
    """Return how many establishments and services there are, where some have several rows."""
    if rows == len(merged):
        return []
    services = sum(len(establishments.services(made)) for made in merged)
    sentence = ngettext(
        "同じ事業所の%(rows)s件を、ほかのサービスといっしょに、1つの場所にまとめました。"
        "事業所は%(places)s、サービスは、事業所ごとに数えて、あわせて%(services)sです。",
        "同じ事業所の%(rows)s件を、ほかのサービスといっしょに、1つの場所にまとめました。"
        "事業所は%(places)s、サービスは、事業所ごとに数えて、あわせて%(services)sです。",
        rows - len(merged),
    )
    told = {"rows": rows - len(merged), "places": len(merged), "services": services}
    return [about_file("info", sentence % told)]
