"""What a file of each KIND must hold, and the record that one row becomes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sasaeai.exchange.readers import cells, columns, hours
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.extents import MOST_IN_CELL
from sasaeai.exchange.readers.messages import Message, Refused, quoted
from sasaeai.exchange.readers.tables import Row, Table

Record = dict[str, object]
_LOST = re.compile(r"\d\?\d|\ufffd")
_LONG = 20  # letters: what is shorter fits every field, but for a number and a web address
_LONGER = 4  # brackets and 「TEL」 around a number are no words of their own

TABULAR = ("facilities", "care-providers", "organisations", "gatherings")
KINDS = (*TABULAR, "boundaries", "towns", "landmarks", "population")

_PLACE = ("address", "address_city", "address_town", "lat", "location", "postal_code")
_REACH = ("phone", "representative", "members", "description", "category", "area_words", "url")
_TIMES = ("days", "hours", "frequency", "activity_words", "who", "venue")
_ENOUGH: Mapping[str, tuple[str, ...]] = {
    "facilities": _PLACE,
    "care-providers": _PLACE,
    "organisations": (*_PLACE, *_REACH),
    "gatherings": (*_PLACE, *_TIMES),
}
_CALLED = {
    "facilities": pgettext_lazy("名簿の文の中で", "場所"),
    "care-providers": pgettext_lazy("名簿の文の中で", "介護サービス事業所"),
    "organisations": pgettext_lazy("名簿の文の中で", "団体"),
    "gatherings": pgettext_lazy("名簿の文の中で", "通いの場"),
}
# Each in two: with the headings that a file has, and for a file that has none.
_NAMELESS = (
    gettext_lazy(
        "%(kind)sの名前の列（「名称」「施設名」など）が見つかりません。見つかった見出しは%(heads)sです。%(kind)sの一覧を選ぶか、見出しを「名称」に直してから取り込んでください。"
    ),
    gettext_lazy(
        "%(kind)sの名前の列（「名称」「施設名」など）が見つかりません。%(kind)sの一覧を選ぶか、見出しを「名称」に直してから取り込んでください。"
    ),
)
_UNLIKE = (
    gettext_lazy(
        "%(kind)sの一覧には見えません。住所や緯度・経度などの列が見つかりません。見つかった見出しは%(heads)sです。ファイルを確かめて、選び直してください。"
    ),
    gettext_lazy(
        "%(kind)sの一覧には見えません。住所や緯度・経度などの列が見つかりません。ファイルを確かめて、選び直してください。"
    ),
)
_WORDS = (
    "kana", "nickname", "building", "extension", "organisation", "corporate_number",
    "description", "note", "category", "position", "access", "parking", "area_words", "contact",
    "status", "representative", "venue", "who", "activity_words", "frequency", "fee", "fee_note",
    "provider_number",
)  # fmt: skip
FLAGS = ("meals", "bring_food", "transport", "programme")
COUNTS = ("capacity", "members", "participants")
_CHECKS: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "phone": cells.phone,
    "fax": cells.phone,
    "postal_code": cells.postal_code,
    "code": cells.municipality_code,
    "url": cells.url,
    "email": cells.email,
}
_DAYS = ("checked_on", "founded_on")
_TIMED = ("hours", "days", "start", "end", "frequency", "hours_note", "closed", "closed_note")


@dataclass(frozen=True, slots=True)
class Draft:
    """A row being read: its table, its columns, and what there is to say about it."""

    kind: str
    table: Table
    columns: Columns
    row: Row
    messages: list[Message] = field(default_factory=list)

    def text(self, meaning: str) -> str:
        """Return the raw cell of a meaning, '' where the file has no such column."""
        return self.row.cells.get(self.columns.by_meaning.get(meaning, ""), "")

    def warn(self, meaning: str, sentence: str) -> None:
        """Note a repaired or doubtful cell."""
        spot = self.table.spot(self.row, self.columns.by_meaning[meaning])
        self.messages.append(spot.says("warning", sentence, value=self.text(meaning)))


def require(kind: str, table: Table, found: Columns) -> None:
    """Refuse a table that cannot be of the KIND, saying which headings it has."""
    if not found.has("name"):
        raise _refused(_NAMELESS, kind, table)
    if not found.has(*_ENOUGH[kind]):
        raise _refused(_UNLIKE, kind, table)


def _refused(sentences: tuple[Promise, Promise], kind: str, table: Table) -> Refused:
    heads = [
        table.labels.get(name, name)
        for name in table.columns[:12]
        if not name.startswith("geometry.")
    ]
    sentence = str(sentences[0] if heads else sentences[1])
    return Refused(sentence % {"kind": _CALLED[kind], "heads": quoted(heads)})


def record(draft: Draft) -> Record | None:
    """Return the cleaned values of a row, or None with the reason among its messages."""
    if not _fits(draft):
        return None
    made: Record = {meaning: cells.clean(draft.text(meaning)) for meaning in _WORDS}
    made |= {flag: cells.flag(draft.text(flag)) for flag in FLAGS}
    made |= {count: cells.number(draft.text(count)) for count in COUNTS}
    made |= {day: cells.day(draft.text(day)) for day in _DAYS}
    made |= {
        "row": draft.row.number,
        "spot": str(draft.table.spot(draft.row, draft.columns.by_meaning["name"])),
        "times_spot": _times_spot(draft),
        "category_spot": _spot_of(draft, "category"),
        "area_spot": _spot_of(draft, "area_words") if draft.text("area_words").strip() else "",
        "spots": _spots(draft),
        "section": draft.table.title,
        "name": cells.one_line(draft.text("name")),
        "source_id": _source_id(draft.text("source_id")),
        "barrier_free": _barrier_free(draft),
    }
    made["hours"] = opening = _hours(draft)
    made["hours_words"] = opening.words
    # A row that went out from here is held against itself cell by cell; others have no use for them.
    own = draft.row.cells if cells.is_own_id(str(made["source_id"])) else {}
    made["cells"] = own
    made["cell_spots"] = {name: str(draft.table.spot(draft.row, name)) for name in own}
    for meaning, check in _CHECKS.items():
        made[meaning] = _checked(draft, meaning, check)
    _doubt_times(draft)
    made["extra"] = _extra(draft, made)
    made["category_guess"] = _guess(draft, made)
    return made


def _fits(draft: Draft) -> bool:
    for column, text in draft.row.cells.items():
        if len(text) > MOST_IN_CELL:
            spot = draft.table.spot(draft.row, column)
            sentence = _("1つのセルの文字が%(most)s字をこえています。短くしてください。")
            too_long = sentence % {"most": f"{MOST_IN_CELL:,}"}
            draft.messages.append(spot.says("error", too_long, value=text))
            return False
    if not cells.one_line(draft.text("name")):
        spot = draft.table.spot(draft.row, draft.columns.by_meaning["name"])
        sentence = _("名前が空です。%(kind)sの名前を入力してください。")
        draft.messages.append(spot.says("error", sentence % {"kind": _CALLED[draft.kind]}))
        return False
    return True


def _source_id(text: str) -> str:
    """An id in scientific notation has lost its digits and tells nothing apart."""
    plain = cells.one_line(text)
    return "" if "E+" in plain.upper() else plain


def _address(draft: Draft) -> str:
    whole = cells.one_line(draft.text("address"))
    if not whole and _is_words(draft.text("location")):
        whole = cells.one_line(draft.text("location"))
    if whole:
        return whole
    parts = [
        cells.one_line(draft.text(f"address_{p}")) for p in ("prefecture", "city", "town", "number")
    ]
    return "".join(parts) if any(parts[2:]) or any(char.isdigit() for char in parts[1]) else ""


def _timed(draft: Draft) -> list[str]:
    """Return the columns in which a row says something of its days and times."""
    named = [draft.columns.by_meaning.get(meaning, "") for meaning in _TIMED]
    timed = [column for pair in draft.columns.times.values() for column in pair]
    cell = draft.row.cells.get
    return [column for column in (*named, *timed) if cell(column, "").strip()]


def _times_spot(draft: Draft) -> str:
    column = next(iter(_timed(draft)), "")
    return str(draft.table.spot(draft.row, column)) if column else ""


def _doubt_times(draft: Draft) -> None:
    for column in _timed(draft):
        text = draft.row.cells[column]
        if sentence := hours.doubt(text):
            spot = draft.table.spot(draft.row, column)
            draft.messages.append(spot.says("warning", sentence, value=text))
    named = [draft.columns.by_meaning.get(meaning, "") for meaning in ("start", "end")]
    for start, end in (named, *draft.columns.times.values()):
        text = hours.span(*(draft.row.cells.get(column, "") for column in (start, end)))
        if sentence := hours.backwards(text):
            spot = draft.table.spot(draft.row, end)
            draft.messages.append(spot.says("warning", sentence, value=text))


def _spot_of(draft: Draft, meaning: str) -> str:
    """Return the cell of a meaning, '' where the file has no such column."""
    column = draft.columns.by_meaning.get(meaning, "")
    return str(draft.table.spot(draft.row, column)) if column else ""


def _spots(draft: Draft) -> dict[str, str]:
    """Return the cell of each meaning whose text a field may not hold."""
    return {
        meaning: str(draft.table.spot(draft.row, column))
        for meaning, column in draft.columns.by_meaning.items()
        if (text := draft.row.cells.get(column, ""))
        and (len(text) > _LONG or meaning in ("url", "capacity"))
    }


def _hours(draft: Draft) -> hours.Hours:
    """Return when a place is open, what its columns of days and times say apart from the remarks."""
    weekly = hours.weekly(
        {
            day: (draft.row.cells.get(start, ""), draft.row.cells.get(end, ""))
            for day, (start, end) in draft.columns.times.items()
        }
    )
    days, shut = draft.text("days"), cells.clean(draft.text("closed"))
    span = hours.span(draft.text("start"), draft.text("end"))
    said, note, closed_note = (
        hours.note(cells.clean(draft.text(part))) for part in ("hours", "hours_note", "closed_note")
    )
    closed = "、".join(filter(None, (hours.days(shut), closed_note)))
    rest = closed if not closed or "無休" in closed else f"休み：{closed}"
    daily, sure = (
        " ".join(filter(None, (on, span)))
        for on in (hours.days(days), hours.open_days(days, closed=shut))
    )
    return hours.Hours(
        words=hours.joined(weekly, daily, said, note, rest),
        columns=hours.joined(weekly, sure, said),
        remarks=hours.joined(note, rest),
    )


def _barrier_free(draft: Draft) -> list[str]:
    listed = cells.clean(draft.text("barrier_free")).replace("；", ";")
    words = [word.strip() for word in listed.split(";") if word.strip() and cells.flag(word) == ""]
    for fact, column in draft.columns.barrier_free.items():
        text = draft.row.cells.get(column, "")
        if cells.flag(text) in {"yes", "partly"} or (cells.number(text) or 0) > 0:
            words.append(fact)
    return list(dict.fromkeys(words))


def _extra(draft: Draft, made: Record) -> dict[str, str]:
    """Return every cell that has no meaning here, and those of which only a part was read."""
    used = draft.columns.used() | columns.names_of_people(draft.table.columns)
    partly = {
        draft.columns.by_meaning[meaning]
        for meaning in ("phone", "fax", "url", "email", *COUNTS)
        if len(cells.key(draft.text(meaning))) > _told(made[meaning]) + _LONGER
    }
    # What a remark says that it stays in the notes, however short it is.
    partly |= {
        draft.columns.by_meaning[meaning]
        for meaning, check in _CHECKS.items()
        if not made[meaning] and check(draft.text(meaning))[1]
    }
    if _address(draft) != cells.one_line(text := draft.text("location")):
        partly |= {draft.columns.by_meaning["location"]} if _is_words(text) else set()
    return {
        draft.table.labels.get(column, column): cells.clean(text)
        for column, text in draft.row.cells.items()
        if text.strip() and (column not in used or column in partly)
    }


def _told(value: object) -> int:
    """Return how long what was read of a cell is; nothing was read of one that is no number."""
    return -_LONGER if value is None else len(cells.key(str(value).removesuffix(".0")))


def _is_words(location: str) -> bool:
    return cells.pair(location).trouble == "unreadable"


def _checked(draft: Draft, meaning: str, check: Callable[[str], tuple[str, str]]) -> str:
    """Return a checked value; what was repaired, or left out of it, is said and kept beside."""
    value, remark = check(draft.text(meaning))
    if remark:
        draft.warn(meaning, remark)
    return value


def _guess(draft: Draft, made: Record) -> str:
    told = " ".join(str(made[part]) for part in ("section", "category", "activity_words"))
    return (
        columns.guess(told, draft.kind)
        or columns.guess(str(made["name"]), draft.kind)
        or columns.guess(f"{made['note']} {made['description']}", draft.kind)
    )


def spots(rows: Sequence[Record]) -> dict[str, str]:
    """Return the cells of rows that are put together: of what several say, the first one's."""
    told: list[Any] = [made["spots"] for made in reversed(rows)]
    return {meaning: spot for each in told for meaning, spot in each.items()}


def place(draft: Draft) -> Record:
    """Return a row's address and point, warning of a point that cannot be drawn."""
    address = _address(draft)
    if _LOST.search(address) and draft.columns.has("address"):
        draft.warn(
            "address",
            _(
                "住所の中に失われた文字（?）があるようですが、そのまま入れました。確かめてください。"
            ),
        )
    point, meaning = cells.point(draft.text("lat"), draft.text("lon")), "lat"
    if point.trouble == "blank" and draft.columns.has("location"):
        point, meaning = cells.pair(draft.text("location")), "location"
        if point.trouble == "unreadable":
            return {"address": address, "lat": None, "lon": None, "point_spot": ""}
    if point.trouble in cells.TROUBLES:
        spoken = meaning if draft.columns.has(meaning) else "lon"
        draft.warn(spoken, str(cells.TROUBLES[point.trouble]))
    spot = "" if point.lat is None else _spot_of(draft, meaning)
    return {"address": address, "lat": point.lat, "lon": point.lon, "point_spot": spot}
