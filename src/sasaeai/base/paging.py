"""Lists page by key: the next page begins after the last row shown, however long the list is."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError

Row = TypeVar("Row", bound=Model)
SIZE = 50
# What is raised of a key that somebody made up, from reading it to putting it into a query.
_NO_KEY = (LookupError, OverflowError, RecursionError, TypeError, ValidationError, ValueError)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the key from which the next ones follow (empty at the end)."""

    rows: list[Row]
    after: str


def page_after(
    rows: QuerySet[Row], after: str = "", *, keys: Sequence[str] = ("name", "id"), size: int = SIZE
) -> Page[Row]:
    """Return the rows that come after a key in the order of `keys` (columns without nulls).

    Raises DomainError where the key is none of ours.
    """
    ordered = rows.order_by(*keys)
    if after:
        ordered = _beyond(ordered, after, keys)
    found = list(ordered[: size + 1])
    if len(found) <= size:
        return Page(found, "")
    last = found[size - 1]
    return Page(found[:size], _packed([_value(last, key) for key in keys]))


def page_or_first(
    rows: QuerySet[Row], after: str, *, keys: Sequence[str] = ("name", "id"), size: int = SIZE
) -> tuple[Page[Row], str]:
    """Return the page after a key, or the first one and a sentence where the key is none of ours."""
    try:
        return page_after(rows, after, keys=keys, size=size), ""
    except DomainError as error:
        return page_after(rows, keys=keys, size=size), str(error)


def _beyond(rows: QuerySet[Row], after: str, keys: Sequence[str]) -> QuerySet[Row]:
    try:
        values = json.loads(urlsafe_b64decode(after.encode()))
        pairs = list(zip(keys, map(_storable, values), strict=True))
        beyond = Q(**{f"{keys[-1]}__gt": values[-1]})
        for key, value in reversed(pairs[:-1]):
            beyond = Q(**{f"{key}__gt": value}) | Q(**{key: value}) & beyond
        # The first column once more on its own, so that an index on it is used.
        return rows.filter(Q(**{f"{keys[0]}__gte": values[0]}), beyond)
    except _NO_KEY as error:
        raise DomainError(
            _("ページのつづきが見つかりません。一覧のはじめから開きなおしてください。")
        ) from error


def _storable(value: object) -> object:
    """Return the value, or raise ValueError for text that no database can hold."""
    if isinstance(value, str) and b"\0" in value.encode():
        raise ValueError(value)
    return value


def _value(row: Model, path: str) -> object:
    value: object = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _packed(values: list[object]) -> str:
    return urlsafe_b64encode(json.dumps(values, cls=DjangoJSONEncoder).encode()).decode()
