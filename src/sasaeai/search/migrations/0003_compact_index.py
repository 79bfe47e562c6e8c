from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# The tokens are only read through the GIN index, but every hit's row is looked at, so that rows
# without their tokens keep the table in memory. PostgreSQL moves a value out of its row only where
# the row is above 2 kB, whatever the target: `filler` brings it there and is pressed to some thirty
# bytes once the tokens are out.
POSTGRESQL = [
    "ALTER TABLE search_index RENAME TO search_index_wide",
    "ALTER INDEX search_index_pkey RENAME TO search_index_wide_pkey",
    "ALTER INDEX search_index_tokens RENAME TO search_index_wide_tokens",
    """CREATE TABLE search_index (
        id bigint PRIMARY KEY,
        tokens tsvector NOT NULL,
        filler text NOT NULL DEFAULT repeat(' ', 2100)
    )""",
    "ALTER TABLE search_index SET (toast_tuple_target = 128)",
    """ALTER TABLE search_index
        ALTER COLUMN tokens SET STORAGE EXTERNAL, ALTER COLUMN filler SET STORAGE MAIN""",
    "INSERT INTO search_index (id, tokens) SELECT id, tokens FROM search_index_wide",
    "DROP TABLE search_index_wide",
    "CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off)",
]


def move_tokens_out(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_text_index")]

    operations = [migrations.RunPython(move_tokens_out, migrations.RunPython.noop)]
