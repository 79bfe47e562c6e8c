"""A row of a room as plain values: kept, put back, and held against the row as it stands."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from sasaeai.base.models import Record
from sasaeai.calc import geography
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.readers.messages import length

OWN = {"created_at", "updated_at"}
CATEGORIES = "categories"
NOTHING = ("", None)
SHORT = 60
SHAPES = ("shape", "boundary")
LEAST_METRES = 20


def values_of(row: Record) -> dict[str, Any]:
    """Return what the columns of a row hold, by their names in the table."""
    return {
        field.attname: field.get_prep_value(field.value_from_object(row))
        for field in _columns(type(row))
    }


def columns_of(row: Record, fields: Collection[str]) -> list[str]:
    """Return the names that these fields of a row have in the table."""
    return [field.attname for field in _columns(type(row)) if field.name in fields]


def made_of(model: type[Record], values: Mapping[str, Any]) -> Record:
    """Return the new row that was kept."""
    return put(model(), values)


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


def names_of(model: type[Record], columns: Collection[str]) -> set[str]:
    """Return the fields that columns of these names belong to."""
    return {field.name for field in _columns(model) if field.attname in columns}


def turn(model: type[Record], name: str, row: StagedRow) -> str:
    """Return from what to what a field turns, where that is short and still to be written."""
    fields = {field.name: field for field in _columns(model)}
    field = fields.get(name)
    if name in SHAPES and row.values:
        return _moved(row.before.get(name), row.values.get(name))
    if field is None or field.is_relation or isinstance(field, models.JSONField) or not row.values:
        return ""
    words: dict[Any, Any] = dict(field.flatchoices)
    told = [some.get(field.attname) for some in (row.before, row.values)]
    old, new = (str(words.get(one, one)) if one not in NOTHING else _("なし") for one in told)
    if len(old) + len(new) > SHORT:
        return ""
    return _("（%(old)s→%(new)s）") % {"old": old, "new": new}


def _moved(before: Any, now: Any) -> str:  # noqa: ANN401 -- what JSON holds
    """Return how far a shape moves, or that it is drawn otherwise where it was."""
    if not (before and now):
        return ""
    metres = geography.distance_m(*map(geography.representative_point, (before, now)))
    if metres < LEAST_METRES:
        return _("（ほぼ同じ場所で、形が変わる）")
    return _("（%(length)s動く）") % {"length": length(metres)}


def categories_of(row: Any) -> list[str]:  # noqa: ANN401 -- of the rooms that have some
    """Return the ids of a row's categories, as they are kept."""
    return [str(term.pk) for term in row.categories.all()]


@cache
def _columns(model: type[Record]) -> Sequence[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in OWN]  # noqa: SLF001 -- Django's public name for it
