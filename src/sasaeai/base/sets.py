"""Rows from one table into another, many at once, without passing through Python.

A row stands ready as JSON: `values` holds, by the columns' names, what `kept` would write. The
statements are the same on both databases but for how JSON is taken apart.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Field, Func, OuterRef, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from sasaeai.base.models import Record

Sql = tuple[str, tuple[Any, ...]]
PREFIX = "to_"  # a column of the one table may be called as one of the other
WORDS: Field[Any, Any] = CharField()
WRITTEN = {"created_at", "updated_at"}


class Ready(NamedTuple):
    """Rows that stand ready in another table, with the columns `subject`, `values`, `categories`, `seen`.

    `values` is a whole row of the room: a new one where `seen` is null, else one that nobody has
    written in since. `fields` are set on rows that were there; `since` is before any of it was read.
    """

    rows: QuerySet[Any]
    fields: Collection[str]
    since: datetime


class Kept(Func):
    """What a JSON column keeps under a name, as the column of a field keeps it."""

    def __init__(self, column: str | OuterRef, name: str, field: Field[Any, Any] = WORDS) -> None:
        self.name, self.column = name, field
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        told = F(column) if isinstance(column, str) else column
        super().__init__(told, output_field=type(target)())

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: object
    ) -> Sql:
        """Return the expression for SQLite, whose columns turn texts to numbers themselves."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        path = f'$."{self.name}"'
        if isinstance(self.column, models.JSONField):
            return f"NULLIF({sql} -> %s, 'null')", (*params, path)
        told = f"JSON_EXTRACT({sql}, %s)"
        is_uuid = self.column.db_type(connection) == models.UUIDField().db_type(connection)
        return (f"REPLACE({told}, '-', '')" if is_uuid else told), (*params, path)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: object
    ) -> Sql:
        """Return the expression for PostgreSQL."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        if isinstance(self.column, models.JSONField):
            return f"NULLIF({sql} -> %s, 'null'::jsonb)", (*params, self.name)
        # Too long a text is an error, as it is anywhere else: only a cast would cut it short.
        kind = str(self.column.db_type(connection)).partition("(")[0]
        return f"({sql} ->> %s)::{kind}", (*params, self.name)


def pour(
    rows: QuerySet[Any],
    model: type[models.Model],
    columns: Mapping[str, Any],
    *,
    once: Collection[str] = ("id",),
    over: Collection[str] = (),
) -> None:
    """Write a row of `model` for each of `rows`; one that is there by `once` gets these columns set.

    The rows are narrowed by some condition: SQLite takes ON CONFLICT for a part of the query otherwise.
    """
    named = {f"{PREFIX}{column}": told for column, told in columns.items()}
    chosen = rows.order_by().annotate(**named).values_list(*named)
    sql, params = chosen.query.sql_with_params()
    quoted, table = connection.ops.quote_name, model._meta.db_table  # noqa: SLF001 -- Django's public name for it
    into = ", ".join(map(quoted, columns))
    statement = f"INSERT INTO {quoted(table)} ({into}) {sql}"
    if over:
        sets = ", ".join(f"{quoted(column)} = excluded.{quoted(column)}" for column in over)
        statement += f" ON CONFLICT ({', '.join(map(quoted, once))}) DO UPDATE SET {sets}"
    _run(statement, params)


def pour_records(rows: QuerySet[Any], model: type[Record], **fixed: Any) -> None:  # noqa: ANN401 -- values of columns
    """Write new records, and over those that were there; a new one that is there is an IntegrityError.

    What is fixed, a value or an expression, stands in every row, whatever its values say.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001 -- Django's public name for it
    now = timezone.now()
    columns = {name: Kept("values", name, field) for name, field in fields.items()}
    stamps = {name: Value(now, fields[name]) for name in WRITTEN}
    told = {name: one if hasattr(one, "resolve_expression") else Value(one, fields[name]) for name, one in fixed.items()}  # fmt: skip
    whole, over = {**columns, **stamps, **told}, sorted(fields.keys() - {"id", "created_at"})
    pour(rows.filter(seen=None), model, whole)
    pour(rows.filter(seen__isnull=False), model, whole, over=over)


def take_out(rows: QuerySet[Any], model: type[models.Model], column: str = "id") -> None:
    """Delete the rows of `model` whose column is the `subject` of one of `rows`; nothing follows them."""
    sql, params = rows.order_by().values_list("subject").query.sql_with_params()
    quoted, table = connection.ops.quote_name, model._meta.db_table  # noqa: SLF001 -- Django's public name for it
    _run(f"DELETE FROM {quoted(table)} WHERE {quoted(column)} IN ({sql})", params)  # noqa: S608 -- names of columns and SQL of the ORM; input is in params


def ids_in(rows: QuerySet[Any], name: str) -> set[UUID]:
    """Return the ids that the values of these rows keep under a name."""
    told = rows.order_by().annotate(told=Kept("values", name, models.UUIDField()))
    return {one for one in told.values_list("told", flat=True).distinct() if one}


def link(
    rows: QuerySet[Any], through: type[models.Model], left: str, right: str, *, among: QuerySet[Any]
) -> None:
    """Tie the subject of each row to those rows `among` others that its `categories` name, and no more.

    A row without `categories` keeps its ties; `left` and `right` are the columns of the table between.
    """
    speaking = rows.filter(categories__isnull=False).order_by()
    take_out(speaking, through, left)
    spoken, own = speaking.values_list("subject", "categories").query.sql_with_params()
    others, more = among.order_by().values_list("pk").query.sql_with_params()
    each, told = _each(connection.vendor)
    quoted, table = connection.ops.quote_name, through._meta.db_table  # noqa: SLF001 -- Django's public name for it
    # What is gone since is left out; what is named twice is tied once.
    statement = f"""
        WITH spoken (subject, categories) AS ({spoken}), other (id) AS ({others})
        SELECT DISTINCT spoken.subject, other.id FROM spoken, {each}, other WHERE other.id = {told}"""  # noqa: S608 -- SQL of the ORM; input is in params
    _run(f"INSERT INTO {quoted(table)} ({quoted(left)}, {quoted(right)}) {statement}", own + more)


def _run(statement: str, params: tuple[Any, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _each(vendor: str) -> tuple[str, str]:
    if vendor == "postgresql":
        return "jsonb_array_elements_text(spoken.categories) named (value)", "named.value::uuid"
    return "json_each(spoken.categories) named", "REPLACE(named.value, '-', '')"


def names_in(rows: QuerySet[Any], column: str) -> set[str]:
    """Return all names under which a JSON column of these rows keeps something."""
    sql, params = rows.order_by().values_list(column).query.sql_with_params()
    postgresql = connection.vendor == "postgresql"
    each = "jsonb_object_keys(kept.value) name" if postgresql else "json_each(kept.value)"
    name = "name" if postgresql else "key"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH kept (value) AS ({sql}) SELECT DISTINCT {name} FROM kept, {each}",  # noqa: S608 -- SQL of the ORM; input is in params
            params,
        )
        return {str(row[0]) for row in cursor.fetchall()}
