"""The throw-away cluster."""

import socket
from urllib.parse import urlparse

import psycopg
import pytest

from bootstrap import postgresql

pytestmark = pytest.mark.skipif(postgresql.find() is None, reason="no PostgreSQL server here")


def is_listening(url):
    address = urlparse(url)
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname, address.port)) == 0


def test_cluster_answers_with_utf8_and_may_create_databases():
    with postgresql.cluster() as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_sasaeai")
        encoding = connection.execute("SHOW server_encoding").fetchone()
    assert encoding == ("UTF8",)


def break_with_a_cluster(seen):
    with postgresql.cluster() as url:
        seen += [url, is_listening(url)]
        raise ZeroDivisionError


def test_cluster_is_gone_afterwards_also_when_the_tests_broke():
    seen = []
    with pytest.raises(ZeroDivisionError):
        break_with_a_cluster(seen)
    assert (seen[1], is_listening(seen[0])) == (True, False)


def test_cluster_listens_on_loopback_only():
    with postgresql.cluster() as url, psycopg.connect(url) as connection:
        addresses = connection.execute("SHOW listen_addresses").fetchone()
    assert (addresses, urlparse(url).hostname) == (("127.0.0.1",), "127.0.0.1")


def test_cluster_refuses_a_wrong_password():
    with postgresql.cluster() as url:
        guessed = url.replace(urlparse(url).password, "guess")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(guessed)
