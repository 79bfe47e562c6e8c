"""What an installation keeps open between two requests."""

import ast

import pytest
from django.db import close_old_connections, connection

from tests.house import SOURCE, called, calls


@pytest.mark.django_db(transaction=True)
def test_connection_to_the_database_ends_with_its_request() -> None:
    connection.ensure_connection()

    close_old_connections()  # as Django does where a request begins and ends

    assert connection.connection is None


def serving() -> dict[str | None, object]:
    """Return what the server is told in plain values."""
    (server,) = (node for node in calls(SOURCE / "server.py") if called(node) == "Granian")
    plain = (word for word in server.keywords if isinstance(word.value, ast.Constant))
    return {word.arg: ast.literal_eval(word.value) for word in plain}


def test_worker_that_a_request_has_killed_is_followed_by_another() -> None:
    assert serving().get("respawn_failed_workers") is True
