"""What an import does to each row, kept between reading it and writing it, and for taking it back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.exchange.models import Import, StagedRow

BATCH = 500
Thing = TypeVar("Thing")
Prepare: TypeAlias = Callable[[Import, Sequence[StagedRow]], None]


def stage(made: Import, rows: Iterable[StagedRow], *, prepare: Prepare) -> None:
    """Keep what an import would do, as it is made, instead of what was kept of it before.

    The room `prepare`s some hundred rows at a time, so that little is left to do when they are written.
    """
    made.rows.all().delete()
    number = 0
    for some in batches(rows):
        for row in some:
            row.made, row.number = made, number
            number += 1
        prepare(made, [row for row in some if row.values])
        StagedRow.objects.bulk_create(some)


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Yield things some hundreds at a time."""
    left = iter(things)
    while some := list(islice(left, BATCH)):
        yield some


def of(made: Import, change: StagedRow.Change) -> Iterator[list[StagedRow]]:
    """Yield the rows to which an import does this, in the order of its file, some at a time."""
    return in_order(made.rows.filter(change=change))


def in_order(rows: QuerySet[StagedRow]) -> Iterator[list[StagedRow]]:
    """Yield rows of one import and change in the order of its file, some at a time."""
    number = -1
    while some := list(rows.filter(number__gt=number).order_by("number")[:BATCH]):
        yield some
        number = some[-1].number


def put(staged: Sequence[StagedRow], fields: Sequence[str]) -> None:
    """Save these fields of rows that are staged; a tenth of the time that `bulk_update` takes."""
    StagedRow.objects.bulk_create(
        staged, update_conflicts=True, unique_fields=["id"], update_fields=[*fields, "updated_at"]
    )


def note_done(staged: Sequence[StagedRow]) -> None:
    """Note that these were taken back."""
    StagedRow.objects.filter(pk__in=[one.pk for one in staged]).update(done=True)


def subjects(staged: Iterable[StagedRow]) -> list[UUID]:
    """Return the ids of the rows that these are about."""
    return [one.subject for one in staged]
