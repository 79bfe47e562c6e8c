"""Population by area, age and sex: registers of residents by 町丁, and small areas of the census."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import (
    ages,
    cells,
    columns,
    files,
    headcounts,
    headings,
    kinds,
    places,
    totals,
)
from sasaeai.exchange.readers.ages import Band, Sex
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.files import Tables
from sasaeai.exchange.readers.headcounts import Headcount, Tally
from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.kinds import Draft
from sasaeai.exchange.readers.messages import Message, Refused, about_file, quoted
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.tables import Row, Table
from sasaeai.exchange.readers.whose import Whose, is_ours, skipped

KIND = "population"
LONGEST = 100  # letters of a name or a code
CENSUS = 2020  # the year of table T001082
_HEADLESS = gettext_lazy(
    "見出しの行が見つかりません。「地域名」「総人口」「0-4歳の男性」などの見出しがある人口の表を選んでください。"
)
_UNHEADED = gettext_lazy(
    "見出しの行が見つかりません。%(row)s行目は、もう記録のようです。"
    "表のいちばん上に「地域名」「総人口」「0-4歳の男性」などの見出しの行を足して、もう一度選んでください。"
)
_CENSUS_COLUMN = re.compile(r"T001082\d{3}", re.IGNORECASE)
_KEY_CODE = re.compile(r"\d{5}(\d{4,6})?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?(?!\d)")
_BEFORE_NAME = re.compile(r"^[\d_\s]+")
_YEAR_CELL = re.compile(r"((?:19|20)\d{2})年?度?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file with what its columns count."""

    table: Table
    columns: Columns
    rows: list[Row]
    bands: Mapping[str, Band]
    others: Mapping[str, ages.Column]
    year: int | None


@dataclass(slots=True)
class Ledger:
    """The counts while the rows of one file are read."""

    whose: Whose
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Headcount] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    strangers: int = 0
    today: date = field(default_factory=timezone.localdate)
    coming: list[str] = field(default_factory=list)


def read(name: str, data: bytes, *, whose: Whose, mapping: Mapping[str, str]) -> Reading:
    """Return how many people the file counts in each area of a town, without its totals."""
    ledger = Ledger(whose)
    content = files.read(KIND, name, data, mapping)
    ledger.messages += content.messages
    sheets = _sheets(content, name, ledger, mapping)
    for sheet in sheets:
        _read_sheet(sheet, ledger)
    _require_ours(ledger)
    _require_areas(ledger.lines)
    newest = headcounts.newest(ledger.lines)
    kept = totals.without(newest, town=whose)
    ledger.messages += [
        *skipped(ledger.strangers, whose),
        *headcounts.coming(ledger.coming),
        *headcounts.older(len(ledger.lines) - len(newest)),
        *kept.messages,
    ]
    unique, doubled = headcounts.unique(kept.lines)
    refused = ledger.counts["refused"] + doubled.refused
    if not ledger.lines and not ledger.counts["refused"]:
        ledger.messages.append(about_file("warning", _("見出しの下に記録が1件もありません。")))
    ledger.messages += [*doubled.messages, *headcounts.doubts(unique)]
    rows = len(kept.lines) + ledger.counts["refused"]
    placed = sum(line.point is not None for line in kept.lines)
    return Reading(
        kind=KIND,
        encoding=content.encoding,
        header_row=sheets[0].table.header_row,
        rows=rows,
        skipped=ledger.strangers + len(ledger.lines) - len(kept.lines),
        duplicates=doubled.duplicates,
        refused=refused,
        with_location=placed,
        without_location=rows - placed,
        located_by_address=0,
        records=unique,
        messages=ledger.messages,
        headings=_headings(sheets),
    )


def _headings(sheets: Iterable[Sheet]) -> list[Heading]:
    found = {
        heading.name: heading
        for sheet in sheets
        for heading in headings.of_table(
            sheet.table,
            sheet.columns,
            KIND,
            [row.cells for row in sheet.rows[: headings.LOOKED_AT]],
        )
    }
    return list(found.values())


def _sheets(content: Tables, name: str, ledger: Ledger, mapping: Mapping[str, str]) -> list[Sheet]:
    """Return the tables that count people by age and sex; refuse a file that has none."""
    reasons: list[Refused] = []
    sheets = []
    for table in content.tables:
        if table.is_headless:
            reasons.append(places.unheaded(table, _UNHEADED))
            continue
        found = columns.match(table.columns, KIND, labels=table.labels, mapping=mapping)
        try:
            sheet = _sheet(table, found, name)
        except Refused as reason:
            reason.headings = headings.of_table(table, found, KIND, headings.first(table))
            reasons.append(reason)
            if table.sheet:
                sentence = _("「%(name)s」は一覧ではないので読みませんでした。")
                ledger.messages.append(about_file("info", sentence % {"name": table.sheet}))
            continue
        sheets.append(sheet)
        ledger.messages += places.guesses(KIND, table, sheet.columns)
    if not sheets:
        raise reasons[0] if reasons else places.headless(content, KIND, _HEADLESS, _UNHEADED)
    return sheets


def _sheet(table: Table, found: Columns, name: str) -> Sheet:
    named = {
        column: said
        for column in table.columns
        if (said := ages.column(table.labels.get(column, column)) or ages.column(column))
    }
    heads = quoted(table.labels.get(column, column) for column in table.columns[:12])
    if not found.has("area", "code"):
        sentence = _(
            "地域の列（「地域名」「町丁名」「KEY_CODE」など）が見つかりません。見つかった見出しは%(heads)sです。"
            "町丁ごとの人口の表を選ぶか、見出しを「地域名」に直してから取り込んでください。"
        )
        raise Refused(sentence % {"heads": heads})
    bands = _followed(ages.bands(named), heads)
    others = {column: said for column, said in named.items() if said.what != "band"}
    return Sheet(table, found, list(table.rows), bands, others, _year_of(table, name))


def _followed(bands: Mapping[str, Band], heads: str) -> dict[str, Band]:
    """Return the bands of men and of women that follow each other; refuse where none do."""
    followed: set[Band] = set()
    sexes: tuple[Sex, ...] = ("m", "f")
    for sex in sexes:
        given = ages.gaps(list(bands.values()), sex)
        if not given:
            sentence = _(
                "年齢と男女の列（「0-4歳の男性」「85歳以上の女性」など）が見つかりません。見つかった見出しは%(heads)sです。"
                "年齢ごと、男女ごとの人口の表を選んでください。"
            )
            raise Refused(sentence % {"heads": heads})
        chain = ages.chain(given, sex)
        if not chain:
            sentence = _(
                "年齢の列が、0歳から上の年齢まで続いていません（%(bands)s）。抜けている年齢の列を足すか、見出しを直してから取り込んでください。"
            )
            listed = quoted(name for name, band in bands.items() if band in given)
            raise Refused(sentence % {"bands": listed})
        followed |= set(chain)
    return {name: band for name, band in bands.items() if band in followed}


def _year_of(table: Table, name: str) -> int | None:
    """Return the year that a table is of, where its rows do not say it themselves."""
    if any(_CENSUS_COLUMN.fullmatch(column) for column in table.columns):
        return CENSUS
    hit = _YEAR.search(nfkc(f"{table.sheet} {name}"))
    return int(hit[1]) if hit else None


def _read_sheet(sheet: Sheet, ledger: Ledger) -> None:
    for row in sheet.rows:
        draft = Draft(KIND, sheet.table, sheet.columns, row)
        if _is_strange(draft, ledger.whose):
            ledger.strangers += 1
            continue
        line = _line(draft, sheet)
        ledger.messages += draft.messages
        if line and (line.year, line.day or ledger.today) > (ledger.today.year, ledger.today):
            ledger.coming.append(line.spot)
            line = None
        if line is None:
            ledger.counts["refused"] += 1
        else:
            ledger.lines.append(line)


def _is_strange(draft: Draft, whose: Whose) -> bool:
    """Say whether a row is another municipality's, by its own code or by its area's."""
    key_code = _code(draft)
    is_key = _KEY_CODE.fullmatch(key_code) and draft.columns.has("key_code")
    code = key_code[:5] if is_key else draft.text("city_code")
    return is_ours(code, draft.text("city"), whose=whose) is False


def _code(draft: Draft) -> str:
    text = draft.text("key_code") or draft.text("code")
    return "".join(nfkc(text).split()).removesuffix(".0")[:LONGEST]


def _line(draft: Draft, sheet: Sheet) -> Headcount | None:
    """Return what one row counts, or None with the reason among its messages."""
    where = draft.columns.by_meaning.get("area") or draft.columns.by_meaning.get("key_code", "")
    spot = str(draft.table.spot(draft.row, where or draft.columns.by_meaning["code"]))
    day = cells.day(draft.text("date"))
    year = day.year if day else _year(draft, sheet)
    if year is None:
        sentence = _(
            "いつの人口か分かりません。「調査年月日」の列に「2026-02-01」のように書くか、ファイルの名前に年（2026など）を入れてください。"
        )
        draft.messages.append(_error(draft, where, sentence))
        return None
    tally = _tally(draft, sheet)
    if tally is None:
        return None
    place = kinds.place(draft)
    point = None if place["lat"] is None else (float(str(place["lon"])), float(str(place["lat"])))
    return Headcount(
        row=draft.row.number,
        spot=spot,
        name=cells.one_line(draft.text("area"))[:LONGEST],
        code=_code(draft),
        city=cells.one_line(draft.text("city"))[:LONGEST],
        year=year,
        day=day,
        point=point,
        tally=tally,
        merged_into=_keys(draft, "merged_into"),
        merged_from=_keys(draft, "merged_from"),
    )


def _keys(draft: Draft, meaning: str) -> tuple[str, ...]:
    """Return the whole codes of areas that the census names by their last digits."""
    city = _code(draft)[:5]
    parts = re.split(r"[;,\s]+", nfkc(draft.text(meaning)).strip())
    return tuple(f"{city}{part}" for part in parts if part)


def _year(draft: Draft, sheet: Sheet) -> int | None:
    for meaning in ("date", "year"):
        hit = _YEAR_CELL.fullmatch(nfkc(draft.text(meaning)).strip().removesuffix(".0"))
        if hit:
            return int(hit[1])
    return sheet.year


def _tally(draft: Draft, sheet: Sheet) -> Tally | None:
    tally = Tally()
    for column in (*sheet.bands, *sheet.others):
        text = draft.row.cells.get(column, "")
        people, trouble = headcounts.people(text)
        if trouble == "unreadable":
            sentence = _("人数として読めません。0以上の整数に直してください。")
            draft.messages.append(_error(draft, column, sentence))
            return None
        if column in sheet.bands:
            tally.put(sheet.bands[column], people, trouble)
        else:
            tally.put_other(sheet.others[column], people)
    return tally


def _error(draft: Draft, column: str, sentence: str) -> Message:
    spot = draft.table.spot(draft.row, column or draft.table.columns[0])
    return spot.says("error", sentence, value=draft.row.cells.get(column, ""))


def _require_areas(lines: Iterable[Headcount]) -> None:
    """Refuse a table of prefectures and municipalities."""
    named = {_BEFORE_NAME.sub("", line.name) for line in lines}
    if len(named & set(PREFECTURES)) > 1:
        raise Refused(
            _(
                "都道府県や市区町村ごとの人口の表です。町丁や地区ごとに数えた、この町の人口の表を選んでください。"
            )
        )


def _require_ours(ledger: Ledger) -> None:
    if ledger.strangers and not ledger.lines and not ledger.counts["refused"]:
        sentence = _(
            "%(town)sの人口がこのファイルにありません。市区町村のコードと、ファイルを確かめてください。"
        )
        raise Refused(sentence % {"town": ledger.whose.name or ledger.whose.code})
