"""The gram index on both databases; with the migration the only place that knows their SQL.

`search_index` holds, for each `Text`, one token for every gram of its words and one more for every
gram of its title. A token is a checksum of municipality, kind, part and gram: a search reads only
its own town's and kind's entries, and a token is eight hexadecimal digits, so no input can ever
be read as syntax of a query. Two grams may share a token; who narrows by tokens checks the text too.

SQLite: an FTS5 table without content, keyed by rowid = Text.id (SQLite 3.40 has no
`contentless_delete`, so a row is taken out by giving its tokens again). PostgreSQL: a table of
id and `tsvector` with a GIN index.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID
from zlib import crc32

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from sasaeai.calc.text import bigrams, grams
from sasaeai.search.models import SEPARATOR, Text

SQLITE_ADD = "INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)"
SQLITE_DROP = "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)"
# With the query of the texts' ids and tokens for GIVEN.
SQLITE_POUR = "INSERT INTO search_index (rowid, tokens) SELECT * FROM (GIVEN) given"
SQLITE_POUR_OUT = """INSERT INTO search_index (search_index, rowid, tokens)
    SELECT 'delete', * FROM (GIVEN) given"""
POSTGRESQL_POUR = """INSERT INTO search_index (id, tokens)
    WITH given (id, tokens) AS (GIVEN)
    SELECT id, array_to_tsvector(string_to_array(tokens, ' ')) FROM given"""
POSTGRESQL_POUR_OUT = """DELETE FROM search_index
    WHERE id IN (WITH given (id, tokens) AS (GIVEN) SELECT id FROM given)"""
POSTGRESQL_ADD = """INSERT INTO search_index (id, tokens) VALUES (%s, array_to_tsvector(%s))
    ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"""
POSTGRESQL_DROP = "DELETE FROM search_index WHERE id = ANY(%s)"
TOWN = UUIDField()


def _seed(kind: str, municipality: UUID, part: str) -> int:
    return crc32(f"{part} {kind} {municipality.hex}".encode())


def _tokens(pieces: Iterable[str], seed: int) -> list[str]:
    return [f"{crc32(piece.encode(), seed):08x}" for piece in pieces]


def tokens_of(text: Text) -> list[str]:
    """Returns what leads to a text: a token for every gram of its words, and of its title."""
    pieces = dict.fromkeys(gram for part in text.folded.split(SEPARATOR) for gram in grams(part))
    body = _tokens(pieces, _seed(text.kind, text.municipality, "words"))
    return body + _tokens(grams(text.title), _seed(text.kind, text.municipality, "title"))


def _covering(word: str) -> list[str]:
    """Every second bigram, and the last where one character is left: fewer tokens to look up."""
    pairs = bigrams(word)
    return pairs[::2] + pairs[-1:] * (len(word) % 2)


def sought(
    kind: str, municipality: UUID, folded: Sequence[str], *, part: str = "words"
) -> list[str]:
    """Returns the tokens that a text of this kind and town has if it holds all the folded words."""
    pieces = dict.fromkeys(gram for word in folded for gram in _covering(word))
    return _tokens(pieces, _seed(kind, municipality, part))


def add(texts: Sequence[Text]) -> None:
    """Puts the grams of saved texts into the index; on SQLite they must not be in it."""
    postgresql = connection.vendor == "postgresql"
    rows = [(text.pk, tokens_of(text)) for text in texts]
    with connection.cursor() as cursor:
        if postgresql:
            cursor.executemany(POSTGRESQL_ADD, rows)
        else:
            cursor.executemany(SQLITE_ADD, [(pk, " ".join(tokens)) for pk, tokens in rows])


def drop(texts: Sequence[Text]) -> None:
    """Takes texts, given as they are in the database, out of the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_DROP, [[text.pk for text in texts]])
        else:
            rows = [(text.pk, " ".join(tokens_of(text))) for text in texts]
            cursor.executemany(SQLITE_DROP, rows)


def add_poured(texts: QuerySet[Any]) -> None:
    """Puts texts into the index that lie in another table, given as their ids and tokens."""
    _pour(POSTGRESQL_POUR if connection.vendor == "postgresql" else SQLITE_POUR, texts)


def drop_poured(texts: QuerySet[Any]) -> None:
    """Takes texts out of the index whose tokens so far lie in another table, given as above."""
    _pour(POSTGRESQL_POUR_OUT if connection.vendor == "postgresql" else SQLITE_POUR_OUT, texts)


def _pour(statement: str, texts: QuerySet[Any]) -> None:
    sql, params = texts.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("(GIVEN)", f"({sql})"), params)


class Holds(Func):
    """True where the id given is one of a text whose tokens include all of `tokens`."""

    arity = 1
    output_field = BooleanField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """Returns the condition for FTS5."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        narrowed = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        return f"{sql} IN ({narrowed})", (*params, " ".join(self.extra["tokens"]))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """Returns the condition for `tsvector`."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        narrowed = "SELECT id FROM search_index WHERE tokens @@ %s::tsquery"
        return f"{sql} IN ({narrowed})", (*params, " & ".join(self.extra["tokens"]))


def is_read_in_order() -> bool:
    """True where the index gives its hits newest first, one by one, without collecting them all."""
    return connection.vendor == "sqlite"


class Condition(NamedTuple):
    """A part of a WHERE clause over `search_text`, with its parameters."""

    sql: str
    params: tuple[Any, ...]

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"{self.sql} AND {other.sql}", self.params + other.params)

    def __invert__(self) -> "Condition":
        return Condition(f"NOT ({self.sql})", self.params)


def of(kind: str, municipality: UUID) -> Condition:
    """Returns that a text is of this kind and town."""
    town = TOWN.get_db_prep_value(municipality, connection)
    return Condition("search_text.kind = %s AND search_text.municipality = %s", (kind, town))


def with_row(among: QuerySet[Any]) -> Condition:
    """Returns that a text's subject is one of the rows; raises EmptyResultSet if there can be none."""
    rows, params = among.order_by().values_list("pk").query.sql_with_params()
    # Looked up row by row: as EXISTS, PostgreSQL may read all visible rows for a page of fifty.
    row = f"SELECT 1 FROM ({rows}) seen WHERE seen.pk = search_text.subject LIMIT 1"  # noqa: S608 -- SQL of the ORM; input is in params
    return Condition(f"({row}) IS NOT NULL", params)


def holding(column: str, folded: Sequence[str]) -> Condition:
    """Returns that the column holds all the folded words, whatever signs they are made of."""
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    return Condition(" AND ".join([f"{find}({column}, %s) > 0"] * len(folded)), tuple(folded))


def older(pk: int) -> Condition:
    """Returns that a text was first put before the given one."""
    return Condition("search_text.id < %s", (pk,))


def newest(
    wanted: Condition, *, tokens: Sequence[str] | None, limit: int
) -> list[tuple[int, UUID]]:
    """Returns id and subject of the newest wanted texts, read through the index if given tokens."""
    tables, key, sought_for = _reading(tokens)
    columns = "SELECT search_text.id, search_text.subject"
    sql = f"{columns} FROM {tables} WHERE {wanted.sql} ORDER BY {key} DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*sought_for, *wanted.params, limit])
        return [(pk, _uuid(subject)) for pk, subject in cursor.fetchall()]


def _reading(tokens: Sequence[str] | None) -> tuple[str, str, list[str]]:
    """The tables to read the newest texts from, the column of their order, and the parameters.

    With tokens the hits come first, and each one's text is looked up until LIMIT is reached.
    """
    if tokens is None:
        return "search_text", "search_text.id", []
    if connection.vendor == "postgresql":
        # As a sorted array: as a plain join PostgreSQL may walk all texts to meet the hits.
        found = "ARRAY(SELECT id FROM search_index WHERE tokens @@ %s::tsquery)"
        hits = f"(SELECT unnest({found}) AS id ORDER BY id DESC) hits"
        return f"{hits} JOIN search_text USING (id)", "hits.id", [" & ".join(tokens)]
    # The plus sign keeps SQLite from asking the index once for every text instead.
    hits = "search_index(%s) hits CROSS JOIN search_text ON search_text.id = +hits.rowid"
    return hits, "hits.rowid", [" ".join(tokens)]


class Sample(NamedTuple):
    """The newest texts as title and whole, and about how many texts there are."""

    words: list[tuple[str, str]]
    texts: float


@lru_cache(maxsize=32)
def sampled(kind: str, municipality: UUID, *, size: int, age: int) -> Sample:
    """Returns the newest texts of a kind and town, as they were when first asked for at this `age`."""
    scope = of(kind, municipality)
    span = "(SELECT min(id) FROM search_text), (SELECT max(id) FROM search_text)"
    newest = f"WHERE {scope.sql} ORDER BY id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT title, folded, id, {span} FROM search_text {newest}",  # noqa: S608 -- pieces of this module; input is in params
            [*scope.params, size],
        )
        rows = cursor.fetchall()
    if not rows:
        return Sample([], 0)
    *_words, oldest, first, last = rows[-1]
    # As dense among all ids as among those since the oldest that was read.
    texts = len(rows) * (last - first + 1) / (last - oldest + 1)
    return Sample([(title, folded) for title, folded, *_ids in rows], texts)


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
