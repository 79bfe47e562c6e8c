"""Two people at the same moment: one waits for the other, on both databases."""

from collections.abc import Callable
from threading import Thread

from django.db import connection, transaction

from sasaeai.base.errors import DomainError

Try = Callable[[], object]


def said(trying: Try) -> str:
    """Return the sentence with which something is refused, and nothing where it is not."""
    try:
        trying()
    except DomainError as refusal:
        return str(refusal)
    return ""


def is_waited_for(second: Thread) -> bool:
    """Return whether the second person's transaction has come as far as it gets before ours ends."""
    if connection.vendor != "postgresql":
        return True  # SQLite lets nobody else even begin to write
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() != (0,) or not second.is_alive()


def meanwhile(try_it: Try, second: Thread) -> None:
    """Do something whose transaction ends when the second person can no longer see it."""
    with transaction.atomic():
        try_it()
        second.start()
        while not is_waited_for(second):
            pass
    second.join()
