"""What taking a file in would do: rows to add, rows to change, rows left, rows refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sasaeai.base.models import Record
from sasaeai.exchange.readers.messages import Message
from sasaeai.exchange.readers.readings import Reading
from sasaeai.vocabulary.models import Term

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


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is there already, with the fields that the file sets anew."""

    row: Record
    fields: tuple[str, ...]


@dataclass(slots=True)
class Preview:
    """What a file does to a town; nothing is written yet. `said` holds each row's words by its id."""

    reading: Reading
    source: str
    created: list[Record] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    # Rows of the source that this edition no longer has: they stay, and are listed.
    missing: list[Record] = field(default_factory=list)
    refused: int = 0
    said: dict[UUID, Said] = field(default_factory=dict)
    categories: dict[UUID, Sequence[Term]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    # When the source was last taken in, so that two people do not apply the same edition twice.
    seen: datetime | None = None

    def counts(self) -> dict[str, int]:
        """Return the counts as `--json` prints them; see `Reading` for what a row is."""
        reading = self.reading
        return {
            "rows": reading.rows,
            "created": len(self.created),
            "updated": len(self.changed),
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
    visibility: str
    level: str

    def told(self) -> dict[str, str]:
        """Return the same as the columns of an import."""
        return {
            "kind": self.kind,
            "file_name": self.file_name,
            "source_name": self.source,
            "visibility": self.visibility,
            "level": self.level,
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
