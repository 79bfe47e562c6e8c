from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """CREATE VIRTUAL TABLE search_index
    USING fts5 (tokens, content='', detail='none', columnsize=0, tokenize='ascii')"""
# The tokens are only ever read through the GIN index, so they lie apart from the small rows.
# Without a pending list no search pays for somebody else's writing.
POSTGRESQL = [
    "CREATE TABLE search_index (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "ALTER TABLE search_index SET (toast_tuple_target = 128)",
    "ALTER TABLE search_index ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off)",
]


def create_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else [SQLITE]:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
