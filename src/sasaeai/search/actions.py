"""Keeping the text index in step with the rooms.

A room's own action calls these inside its transaction, so that the row and its text change
together. They write no audit entry: the caller's action is the one that is recorded.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField, UUIDField, Value

from sasaeai.base import sets
from sasaeai.base.sets import Kept
from sasaeai.calc.phones import bare_in
from sasaeai.calc.text import fold
from sasaeai.search import index, queries
from sasaeai.search.models import SEPARATOR, Text

Thing = TypeVar("Thing")
BATCH = 500
COLUMNS = ["municipality", "area", "visibility", "title", "folded"]
INDEXED = ["municipality", "title", "folded"]
# What the texts of other rows may hold of a row: its name, as far as its visibility allows.
NAMED = ["title", "visibility"]
Renew = Callable[[Collection[UUID]], None]
_followers: defaultdict[str, list[Renew]] = defaultdict(list)


class Wording(NamedTuple):
    """What is to be found of one row: its words, the title or name first, and telephone numbers.

    Only what everybody may read who sees the row: never a number that is not for publishing.
    """

    kind: str
    subject: UUID
    municipality: UUID
    area: UUID | None
    visibility: str
    words: Sequence[str]
    numbers: Sequence[str] = ()


def follow(kind: str, renew: Renew) -> None:
    """Have a room told, from now on, which rows of this kind got another title or visibility.

    For a room whose texts name rows of a room below: `renew` puts those texts anew in the same
    transaction, so that nothing is found by a name longer than the name may be seen.
    """
    _followers[kind].append(renew)


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
        _tell(_put(batch))


def unlike(wordings: Iterable[Wording]) -> dict[UUID, tuple[queries.Told, queries.Told | None]]:
    """Return, of the rows that are to be found otherwise than now, their text and the one they have.

    It is what `pour` takes, and most of the work of `put_many`: nothing is written, nothing held.
    """
    texts = [_text(wording) for wording in wordings]
    known = {(text.kind, text.subject): text for text in _alike(texts)}
    pairs = ((text, known.get((text.kind, text.subject))) for text in texts)
    return {
        text.subject: (queries.told_of(text), queries.told_of(old) if old else None)
        for text, old in pairs
        if old is None or _differs(text, old, COLUMNS)
    }


@transaction.atomic
def pour(kind: str, rows: QuerySet[Any]) -> None:
    """Makes rows found by the `text` that lies ready beside them; where it is null, they are already.

    Each row of the table has a `subject`, `values` with the columns of the room's own row, and
    `text_before`, which must be how the subject is found now.
    """
    ready = rows.filter(text__isnull=False)
    text = Text.objects.filter(kind=kind, subject=OuterRef("subject")).values("id")
    known = ready.filter(text_before__isnull=False).annotate(text_id=Subquery(text))
    renamed = _renamed(known)
    index.drop_poured(known.values_list("text_id", Kept("text_before", "tokens")))
    columns: dict[str, Any] = {
        "kind": Value(kind),
        "subject": F("subject"),
        "municipality": Kept("values", "municipality_id", UUIDField()),
        "area": Kept("values", "area_id", UUIDField()),
        "visibility": Kept("text", "visibility"),
        "title": Kept("text", "title", TextField()),
        "folded": Kept("text", "folded", TextField()),
    }
    sets.pour(ready, Text, columns, once=("kind", "subject"), over=COLUMNS)
    poured = ready.annotate(text_id=Subquery(text))
    index.add_poured(poured.values_list("text_id", Kept("text", "tokens")))
    for some in _batches(renamed):
        for renew in _followers[kind]:
            renew(some)


@transaction.atomic
def pour_out(kind: str, rows: QuerySet[Any]) -> None:
    """Makes the subjects of these rows no longer found; `text_before` is as for `pour`, or out of date."""
    as_told = Exists(queries.as_before(kind))
    known, others = rows.filter(as_told), rows.exclude(as_told)
    text = Text.objects.filter(kind=kind, subject=OuterRef("subject")).values("id")
    drop(kind, list(others.values_list("subject", flat=True)))
    tokens = known.annotate(text_id=Subquery(text)).values_list(
        "text_id", Kept("text_before", "tokens")
    )
    index.drop_poured(tokens)
    Text.objects.filter(kind=kind, subject__in=rows.values("subject")).delete()


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
        folded=SEPARATOR.join(filter(None, [*folded, *_numbers(wording, folded)])),
    )


def _numbers(wording: Wording, folded: list[str]) -> list[str]:
    """Return the digits alone of the row's telephone numbers and of those in its words."""
    # Not as they are written: 「2-3」, a part of an address, would find half the town's numbers.
    own = [fold(number) for number in wording.numbers]
    found = [bare_in(part) for part in folded] + [bare_in(number) or [number] for number in own]
    return list(dict.fromkeys(digits for numbers in found for digits in numbers))


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _put(texts: list[Text]) -> list[Text]:
    """Puts the texts and returns those of rows that other texts may name otherwise than before."""
    known = {(text.kind, text.subject): text for text in _known(texts)}
    changed = [text for text in texts if _is_found_anew(text, known.get((text.kind, text.subject)))]
    index.drop([known[key] for text in changed if (key := (text.kind, text.subject)) in known])
    Text.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=COLUMNS,
    )
    index.add(changed)
    pairs = ((text, known.get((text.kind, text.subject))) for text in texts)
    return [text for text, old in pairs if old is not None and _differs(text, old, NAMED)]


def _tell(renamed: list[Text]) -> None:
    subjects = defaultdict(list)
    for text in renamed:
        subjects[text.kind].append(text.subject)
    for kind in subjects:
        for renew in _followers[kind]:
            renew(subjects[kind])


def _known(texts: list[Text]) -> QuerySet[Text]:
    return _alike(texts).select_for_update()


def _alike(texts: list[Text]) -> QuerySet[Text]:
    return Text.objects.filter(
        kind__in={text.kind for text in texts}, subject__in=[text.subject for text in texts]
    )


def _renamed(known: QuerySet[Any]) -> list[UUID]:
    """Return the subjects that other texts may name otherwise than before."""
    now = {f"{name}_now": Kept("text", name) for name in NAMED}
    before = {f"{name}_before": Kept("text_before", name) for name in NAMED}
    same = {f"{name}_now": F(f"{name}_before") for name in NAMED}
    return [*known.annotate(**now, **before).exclude(**same).values_list("subject", flat=True)]


def _is_found_anew(text: Text, known: Text | None) -> bool:
    """Whether other tokens lead to the text than before."""
    return known is None or _differs(text, known, INDEXED)


def _differs(text: Text, known: Text, names: list[str]) -> bool:
    return any(getattr(text, name) != getattr(known, name) for name in names)
