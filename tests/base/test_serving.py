"""The real server, while strangers hold up what they can."""

import selectors
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest

from sasaeai.bodies import THREADS
from tests.browser.serving import served

pytestmark = pytest.mark.once

SENDERS = 2 * THREADS
GENEROUS = 60
UNFINISHED = (
    b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=a\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nlogin=1017"
)


def answers(sockets, number):
    """Return the first lines of so many answers, whichever come."""
    waiting, lines = selectors.DefaultSelector(), []
    for one in sockets:
        waiting.register(one, selectors.EVENT_READ)
    while len(lines) < number and (ready := waiting.select(GENEROUS)):
        for key, _events in ready:
            lines.append(key.fileobj.recv(4096).split(b"\r\n")[0])
            waiting.unregister(key.fileobj)
    return lines


def test_pages_answer_while_strangers_never_finish_what_they_send(tmp_path):
    with served(tmp_path, "serve", "--workers", "1") as url, ExitStack() as stack:
        place = (urlparse(url).hostname, urlparse(url).port)
        stalled = [stack.enter_context(socket.create_connection(place)) for _ in range(SENDERS)]
        for one in stalled:
            one.sendall(UNFINISHED)

        away = SENDERS - THREADS // 4  # all of them are one machine
        assert answers(stalled, away) == [b"HTTP/1.1 503 Service Unavailable"] * away
        page = urlopen(f"{url}/accounts/login/", timeout=GENEROUS)  # noqa: S310 -- our own
        assert page.status == 200


def test_two_that_start_at_once_in_one_installation_both_answer(tmp_path):
    def start(_which):
        with served(tmp_path, "serve", "--workers", "1") as url:
            page = urlopen(f"{url}/accounts/login/", timeout=GENEROUS)  # noqa: S310 -- our own
            return page.status

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(start, range(2))) == [200, 200]
