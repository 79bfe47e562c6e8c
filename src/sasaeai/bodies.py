"""What may be sent here: whole, of a known length, in UTF-8, and not by too many at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, parse_cookie
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.http import parse_header_parameters

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

THREADS = 16  # in which one worker answers
LARGEST_OF_STRANGERS = 1024 * 1024
SENTENCES = {
    400: "とちゅうで切れました。もう一度送ってください。\nIt broke off. Please send it again.",
    411: "長さの書かれていないものは受け取れません。ページの欄から送ってください。\nPlease send it from a form of our pages.",
    413: "大きすぎて受け取れません。サインインしてから、50MBまでのものを送ってください。\nToo large. Please sign in and send 50 MB at most.",
    503: "いま混みあっています。少し待って、もう一度送ってください。\nBusy just now. Please wait a moment and send it again.",
}


class WholeBodies:
    """Django's application, given each body only after all of it has come."""

    def __init__(self, application: Application, *, at_once: int = THREADS // 2) -> None:
        self.application, self.at_once = application, at_once
        self.lock, self.sending = Lock(), Counter[str]()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        _drop_charset(environ)
        with SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE) as body:
            fault = self._take(environ, body)
            environ["wsgi.input"] = body
            return _refuse(fault, environ, start) if fault else self.application(environ, start)

    def _take(self, environ: Environ, body: IO[bytes]) -> int:
        """Copy what is sent; return the status that says why it cannot be taken, or 0."""
        said = environ.get("CONTENT_LENGTH") or "0"
        if "HTTP_TRANSFER_ENCODING" in environ or not said.isdecimal():
            return 411
        # Most bodies are small: nobody is looked up for them.
        if (length := int(said)) > LARGEST_OF_STRANGERS and length > _most(environ):
            return 413
        if length == 0:
            return 0
        # A proxy in front sends for all.
        sender = "" if settings.PROXIES else environ.get("REMOTE_ADDR", "")
        if not self._let_in(sender):
            return 503
        try:
            return _copy(environ["wsgi.input"], length, body)
        finally:
            with self.lock:
                self.sending -= Counter([sender])

    def _let_in(self, sender: str) -> bool:
        """Count one that sends; half of the places at most are for one machine."""
        with self.lock:
            most_of_one = max(1, self.at_once // 2) if sender else self.at_once
            has_place = self.sending.total() < self.at_once and self.sending[sender] < most_of_one
            self.sending += Counter([sender] * has_place)
        return has_place


def _most(environ: Environ) -> int:
    cookie = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME, "")
    if not (cookie.isalnum() and SessionStore().exists(cookie)):
        return LARGEST_OF_STRANGERS
    return settings.LARGEST_UPLOAD + settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # the form around a file


def _copy(sent: IO[bytes], left: int, body: IO[bytes]) -> int:
    while left and (piece := sent.read(min(left, 64 * 1024))):
        left -= body.write(piece)
    body.seek(0)
    return 400 if left else 0


def _drop_charset(environ: Environ) -> None:
    """Take all forms for UTF-8, as ours are: Django stumbles where another encoding is named."""
    try:
        kind, said = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except ValueError:
        kind, said = "", {"charset": ""}
    if "charset" in said:
        boundary = said.get("boundary")
        environ["CONTENT_TYPE"] = f'{kind}; boundary="{boundary}"' if boundary else kind


def _refuse(status: int, environ: Environ, start: Start) -> Iterable[bytes]:
    answer = HttpResponse(SENTENCES[status], "text/plain; charset=utf-8", status)
    if status == 503:
        answer["Retry-After"] = "5"
    guards = SecurityMiddleware(CSPMiddleware(XFrameOptionsMiddleware(lambda _request: answer)))
    guards(WSGIRequest(environ))
    start(f"{status} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]
