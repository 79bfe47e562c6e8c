"""Keeping one command running beside a server, from a process of its own.

Whoever starts a process waits on a pipe until the other has begun, and a server that forks its own at
that moment gives the pipe away: the wait would never end. So the server starts this process once,
before it forks, and only this process, which forks nothing else, starts anew what has died.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType

AGAIN = 1.0  # seconds until what died is started anew
PATIENCE = 10.0  # seconds for its last step; what it leaves is done from the start later


@contextmanager
def kept(command: Sequence[str]) -> Iterator[None]:
    """Have a command running while the block runs; it goes when its input ends, also where this process was killed."""
    with subprocess.Popen([sys.executable, "-m", __name__, *command], stdin=subprocess.PIPE) as one:  # noqa: S603 -- our own
        # Children of this process may outlive it; the input ends with the process itself.
        if one.stdin and sys.platform != "win32":
            os.register_at_fork(after_in_child=one.stdin.close)
        yield


def told_to_stop(*, by_input: bool) -> Event:
    """Return the event that comes when this process is told to stop, or when its input ends."""
    over = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        over.set()

    def wait_for_end() -> None:
        sys.stdin.buffer.read()
        over.set()

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    if by_input:
        Thread(target=wait_for_end, daemon=True).start()
    return over


def _keep(command: Sequence[str], over: Event) -> None:
    while not over.is_set():
        with subprocess.Popen(command, stdin=subprocess.PIPE) as one:  # noqa: S603 -- our own
            while one.poll() is None and not over.wait(AGAIN):
                pass
            if over.is_set():
                _let_go(one)


def _let_go(one: subprocess.Popen[bytes]) -> None:
    if one.stdin:
        one.stdin.close()
    try:
        one.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        one.kill()


if __name__ == "__main__":
    _keep(sys.argv[1:], told_to_stop(by_input=True))
