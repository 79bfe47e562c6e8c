"""Asking the program as a browser does: signed in, through the WSGI handler."""

import sys
from typing import Any
from wsgiref.util import setup_testing_defaults

import ground  # noqa: F401 -- sets Django up, which the handler needs
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from sasaeai.accounts.models import User


def signed_in(user: User) -> str:
    """Return the cookie of a session."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def get(handler: WSGIHandler, address: str, *, cookie: str, htmx: bool = False) -> bytes:
    """Return what an address answers; the connection is given back as after every request."""
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    environ |= {"HTTP_HX_REQUEST": "true"} if htmx else {}
    setup_testing_defaults(environ)
    answer = handler(environ, start_response)
    body = b"".join(answer)
    answer.close()
    return body


def start_response(status: str, headers: list[tuple[str, str]]) -> None:
    if not status.startswith("200"):
        sys.exit(f"{status}: {headers}")
