"""What an import does to each row, kept between reading it and writing it, and for taking it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from sasaeai.base.models import Record
from sasaeai.exchange import queries
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.previews import Preview

BATCH = 500
OWN = {"created_at", "updated_at"}
LONGEST_NAME = 400
CATEGORIES = "categories"
Thing = TypeVar("Thing")
Change = StagedRow.Change


def stage(made: Import, preview: Preview, report: Callable[[int, int], None]) -> None:
    """Keep what a preview would do, instead of what was kept of it before."""
    made.rows.all().delete()
    total = len(preview.created) + len(preview.changed) + len(preview.missing)
    done = 0
    for rows in batches(_staged(made, preview)):
        report(done, total)
        StagedRow.objects.bulk_create(rows)
        done += len(rows)


def _staged(made: Import, preview: Preview) -> Iterator[StagedRow]:
    yield from _added(made, preview)
    yield from _changed(made, preview)
    written = {row.pk for row in preview.created} | {one.row.pk for one in preview.changed}
    left = [pk for pk in preview.said if pk not in written]
    yield from (
        StagedRow(made=made, number=number, change=Change.KEEP, subject=pk, said=preview.said[pk])
        for number, pk in enumerate(left)
    )
    yield from (
        _row(made, number, Change.MISSING, row) for number, row in enumerate(preview.missing)
    )


def _added(made: Import, preview: Preview) -> Iterator[StagedRow]:
    for number, row in enumerate(preview.created):
        staged = _row(made, number, Change.ADD, row)
        staged.values = values_of(row)
        staged.said, staged.categories = _told(preview, row)
        yield staged


def _changed(made: Import, preview: Preview) -> Iterator[StagedRow]:
    source = queries.source(made.municipality_id, made.kind, made.source_name)
    changed = list(enumerate(preview.changed))
    for some in batches(changed):
        ids = [one.row.pk for _number, one in some]
        model = type(some[0][1].row)
        stood = queries.by_id(model, made.municipality_id, ids)
        said = queries.said_of(source, ids)
        for number, one in some:
            staged = _row(made, number, Change.SET, one.row)
            staged.values = values_of(one.row, only=one.fields)
            staged.before = values_of(stood[one.row.pk], only=one.fields)
            staged.said, staged.categories = _told(preview, one.row)
            staged.said_before = said.get(one.row.pk)
            if staged.categories is not None:
                staged.before[CATEGORIES] = _categories(stood[one.row.pk])
            yield staged


def _row(made: Import, number: int, change: StagedRow.Change, row: Record) -> StagedRow:
    name = _where(row) if change == Change.ADD else str(row)
    return StagedRow(
        made=made, number=number, change=change, subject=row.pk, name=name[:LONGEST_NAME]
    )


def _where(row: Record) -> str:
    """Return what a new row is called and where it is."""
    address = getattr(row, "address", "") or getattr(row, "place_words", "")
    if not address:
        return str(row)
    return _("%(name)s　%(address)s") % {"name": row, "address": address}


def _told(preview: Preview, row: Record) -> tuple[Any, list[str] | None]:
    """Return what the source says of a row, and its categories where it speaks of them."""
    terms = preview.categories.get(row.pk)
    named = None if terms is None else [str(term.pk) for term in terms]
    return preview.said.get(row.pk), named


def _categories(row: Any) -> list[str]:  # noqa: ANN401 -- of the rooms that have some
    return [str(term.pk) for term in row.categories.all()]


def values_of(row: Record, *, only: Iterable[str] | None = None) -> dict[str, Any]:
    """Return what the columns of a row hold, by their names in the table."""
    named = None if only is None else {*only} - {CATEGORIES}
    return {
        field.attname: field.get_prep_value(field.value_from_object(row))
        for field in _columns(type(row))
        if named is None or field.name in named
    }


def made_of(model: type[Record], staged: StagedRow) -> Record:
    """Return the new row that was kept."""
    return put(model(), staged.values)


def put(row: Record, values: Mapping[str, Any]) -> Record:
    """Set the kept values on a row."""
    by_column = {field.attname: field for field in _columns(type(row))}
    for name in values.keys() & by_column.keys():
        setattr(row, name, by_column[name].to_python(values[name]))
    return row


def stands(row: Record, values: Mapping[str, Any]) -> bool:
    """Say whether a row still holds what was kept."""
    by_column = {field.attname: field for field in _columns(type(row))}
    return all(
        getattr(row, name) == by_column[name].to_python(values[name])
        for name in values.keys() & by_column.keys()
    )


def names_of(model: type[Record], values: Mapping[str, Any]) -> set[str]:
    """Return the fields that kept values belong to."""
    return {field.name for field in _columns(model) if field.attname in values}


def _columns(model: type[Record]) -> Sequence[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in OWN]  # noqa: SLF001 -- Django's public name for it


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Yield things some hundreds at a time."""
    left = iter(things)
    while some := list(islice(left, BATCH)):
        yield some


def of(made: Import, change: StagedRow.Change) -> Iterator[list[StagedRow]]:
    """Yield the rows to which an import does this, in the order of its file, some at a time."""
    rows = made.rows.filter(change=change).order_by("number")
    number = -1
    while some := list(rows.filter(number__gt=number)[:BATCH]):
        yield some
        number = some[-1].number


def subjects(staged: Iterable[StagedRow]) -> list[UUID]:
    """Return the ids of the rows that these are about."""
    return [one.subject for one in staged]
