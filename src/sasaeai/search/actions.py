"""Keeping the text index in step with the rooms.

A room's own action calls these inside its transaction, so that the row and its text change
together. They write no audit entry: the caller's action is the one that is recorded.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sasaeai.calc.text import fold
from sasaeai.search import index
from sasaeai.search.models import SEPARATOR, Text

Thing = TypeVar("Thing")
BATCH = 500
COLUMNS = ["municipality", "area", "visibility", "title", "folded"]
INDEXED = ["municipality", "title", "folded"]


class Wording(NamedTuple):
    """What is to be found of one row: its words, the title or name first."""

    kind: str
    subject: UUID
    municipality: UUID
    area: UUID | None
    visibility: str
    words: Sequence[str]


def put(
    kind: str,
    subject: UUID,
    *,
    municipality: UUID,
    area: UUID | None,
    visibility: str,
    words: Sequence[str],
) -> None:
    """Makes one row found by these words, the title first, and by no others it had before."""
    put_many([Wording(kind, subject, municipality, area, visibility, words)])


@transaction.atomic
def put_many(wordings: Iterable[Wording]) -> None:
    """Makes each row found by its words and by no others; of two for one row the last counts."""
    texts = {(wording.kind, wording.subject): _text(wording) for wording in wordings}
    for batch in _batches(texts.values()):
        _put(batch)


@transaction.atomic
def drop(kind: str, subjects: Iterable[UUID]) -> None:
    """Makes these rows no longer found."""
    for batch in _batches(subjects):
        texts = list(Text.objects.filter(kind=kind, subject__in=batch))
        index.drop(texts)
        Text.objects.filter(pk__in=[text.pk for text in texts]).delete()


@transaction.atomic
def drop_all() -> None:
    """Makes nothing found any more: for emptying a whole installation."""
    for kind in list(Text.objects.order_by().values_list("kind", flat=True).distinct()):
        drop(kind, list(Text.objects.filter(kind=kind).values_list("subject", flat=True)))


def _text(wording: Wording) -> Text:
    if wording.kind == "person":
        message = "Persons are never in the text index; people are found by keyed hashes."
        raise ValueError(message)
    folded = [fold(words) for words in wording.words]
    return Text(
        kind=wording.kind,
        subject=wording.subject,
        municipality=wording.municipality,
        area=wording.area,
        visibility=wording.visibility,
        title=folded[0] if folded else "",
        folded=SEPARATOR.join(filter(None, folded)),
    )


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _put(texts: list[Text]) -> None:
    known = {(text.kind, text.subject): text for text in _known(texts)}
    changed = [text for text in texts if _differs(text, known.get((text.kind, text.subject)))]
    index.drop([known[key] for text in changed if (key := (text.kind, text.subject)) in known])
    Text.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=COLUMNS,
    )
    index.add(changed)


def _known(texts: list[Text]) -> QuerySet[Text]:
    return Text.objects.select_for_update().filter(
        kind__in={text.kind for text in texts}, subject__in=[text.subject for text in texts]
    )


def _differs(text: Text, known: Text | None) -> bool:
    """Whether other tokens lead to the text than before."""
    return known is None or any(getattr(text, name) != getattr(known, name) for name in INDEXED)
