"""What the database knows of its own tables, by which it chooses how to find things."""

from contextlib import suppress

from django.db import OperationalError, connection


def renew() -> None:
    """Have SQLite count its tables anew; PostgreSQL does so by itself.

    Without counts it takes a town for ten rows, and looks through all of them for twenty that it
    could find by their ids.
    """
    if connection.vendor != "sqlite":
        return
    # Whoever writes meanwhile goes first: it is done again after the next work.
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
