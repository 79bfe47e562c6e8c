"""What taking a file in would do: rows to add, rows to change, rows left, rows refused."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.base.models import Record
from sasaeai.exchange import kept
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.readers.messages import Message, a_few_quoted, about_file
from sasaeai.exchange.readers.readings import Reading

Values = Mapping[str, Any]
Change = StagedRow.Change
LONGEST_NAME = 400
Said = dict[str, Any]
COUNTS = (
    "rows",
    "created",
    "updated",
    "unchanged",
    "refused",
    "remarks",
    "skipped",
    "duplicates",
    "with_location",
    "without_location",
    "located_by_address",
)


@dataclass(slots=True)
class Preview:
    """What a file does to a town; nothing is written yet.

    `rows` may be made while they are gone through, once: counts and messages are whole afterwards.
    """

    reading: Reading
    source: str
    rows: Iterable[StagedRow] = ()
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    messages: list[Message] = field(default_factory=list)
    # When the source was last taken in, so that two people do not apply the same edition twice.
    seen: datetime | None = None

    def add(self, row: Record, **more: Any) -> StagedRow:  # noqa: ANN401 -- the other columns of a staged row
        """Return and count a row that is not here yet."""
        self.created += 1
        return _staged(Change.ADD, row, _where(row), values=kept.values_of(row), **more)

    def change(
        self, row: Record, fields: Collection[str], *, stood: Values, **more: Any  # noqa: ANN401 -- as above
    ) -> StagedRow:  # fmt: skip
        """Return and count a row that is here, with what the file sets anew and what `stood` there."""
        self.updated += 1
        names = [*kept.columns_of(row, fields), *({kept.CATEGORIES} & {*fields})]
        before = {name: stood[name] for name in names}
        values = kept.values_of(row)
        seen = row.updated_at
        return _staged(Change.SET, row, str(row), values=values, before=before, seen=seen, **more)

    def look_through(self) -> None:
        """Go through all rows, for what is counted and remarked on the way."""
        deque(self.rows, maxlen=0)

    def counts(self) -> dict[str, int]:
        """Return the counts as `--json` prints them; see `Reading` for what a row is."""
        reading = self.reading
        return {
            "rows": reading.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": reading.refused + self.refused,
            "remarks": sum(message.level == "warning" for message in self.remarks()),
            "skipped": reading.skipped,
            "duplicates": reading.duplicates,
            "with_location": reading.with_location,
            "without_location": reading.without_location,
            "located_by_address": reading.located_by_address,
        }

    def remarks(self) -> list[Message]:
        """Return what there is to say of the file, its rows and the rows it no longer has."""
        return [*self.reading.messages, *self.messages]


def kept_as_it_is(row: Record, said: Said) -> StagedRow:
    """Return a row that stays as it is, of which the source says something anew."""
    return _staged(Change.KEEP, row, "", said=said)


def missing(row: Record) -> StagedRow:
    """Return a row of the source that this edition no longer has: it stays, and is listed."""
    return _staged(Change.MISSING, row, str(row))


def gone(names: Sequence[str]) -> Message:
    """Return what to say of rows of a source that its new edition no longer has."""
    sentence = ngettext(
        "前に取り込んだ%(number)s件が、このファイルにはありません（%(names)s）。消さずに残します。",
        "前に取り込んだ%(number)s件が、このファイルにはありません（%(names)s）。消さずに残します。",
        len(names),
    )
    told = sentence % {"number": len(names), "names": a_few_quoted(names)}
    return about_file("warning", told, each=names)


def _staged(change: StagedRow.Change, row: Record, name: str, **more: Any) -> StagedRow:  # noqa: ANN401 -- the other columns of a staged row
    return StagedRow(change=change, subject=row.pk, name=name[:LONGEST_NAME], **more)


def _where(row: Record) -> str:
    """Return what a new row is called and where it is."""
    address = getattr(row, "address", "") or getattr(row, "place_words", "")
    if not address:
        return str(row)
    return _("%(name)s　%(address)s") % {"name": row, "address": address}


def label_of(row: Record | type[Record], name: str) -> str:
    """Return what people call a field of a row."""
    meta = row._meta  # noqa: SLF001 -- Django's name for what it tells of a model
    fields = {field.name: field for field in (*meta.fields, *meta.many_to_many)}
    return str(fields[name].verbose_name)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person who brings a file says about it."""

    kind: str
    file_name: str
    source: str
    # Who is to see the rows; nothing: as it was with the edition before, or else everybody.
    visibility: str
    level: str
    # What headings mean; nothing where it is as it was remembered of the source, or as it is guessed.
    mapping: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """Return the same as the columns of an import."""
        return {
            "kind": self.kind,
            "file_name": self.file_name,
            "source_name": self.source,
            "visibility": self.visibility,
            "level": self.level,
            "mapping": self.mapping,
        }


def told(preview: Preview) -> dict[str, Any]:
    """Return the one JSON object of `sasaeai import --json`."""
    reading = preview.reading
    return {
        "kind": reading.kind,
        "source": preview.source,
        "encoding": reading.encoding,
        "header_row": reading.header_row,
        **preview.counts(),
        "messages": [as_json(message) for message in preview.remarks()],
    }


def refusal(choice: Choice, sentence: str) -> dict[str, Any]:
    """Return the JSON object of a file that was refused whole."""
    message = Message(None, "", "", "error", sentence)
    return {
        "kind": choice.kind,
        "source": choice.source,
        "encoding": "",
        "header_row": 0,
        **dict.fromkeys(COUNTS, 0),
        "messages": [as_json(message)],
    }


def as_json(message: Message) -> Mapping[str, Any]:
    """Return a message as plain values; `each` only where it is about many."""
    told: dict[str, Any] = {
        "row": message.row,
        "column": message.column,
        "value": message.value,
        "level": message.level,
        "message": message.message,
    }
    return told | ({"each": list(message.each)} if message.each else {})
