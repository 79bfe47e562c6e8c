"""What long work may take of its machine, so that a file made to hold it up harms nothing else."""

import faulthandler
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from sasaeai.jobs.worker import Report

MEMORY = 3 * 1024**3
"""Bytes: more than the largest list takes that may be brought, less than a town's one PC has."""
SILENCE = 120.0
"""Seconds of the processor in which a step ends that is told to nobody."""
STILL = 300.0
"""Seconds of the clock in which a step ends that is told to nobody, and its process with it."""
AGAIN = 5.0
"""Seconds of the processor until it rings again: what is raised while Python disposes of something is lost."""

STDERR = 2  # by number: sys.stderr may be none of the system's


class TooLong(Exception):  # noqa: N818 -- no fault of ours: work that does not come to an end
    """Raised inside of work of which nothing was heard for too long."""


def bound_memory(most: int = MEMORY) -> None:
    """Have this process get no more memory than that, where its system can tell: MemoryError beyond."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- Windows has no such module

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextmanager
def heard_of(report: Report) -> Iterator[Report]:
    """Yield a report that must be told something again and again, or TooLong is raised inside.

    What counts is time of the processor: who waits for others takes nothing. Only the main thread
    of a process can be called back, and not on Windows; elsewhere the work takes what it takes.
    What waits for ever inside of a library hears nothing: after STILL the process is ended.
    """
    is_called_back = sys.platform != "win32" and current_thread() is main_thread()

    def told(done: int, total: int) -> None:
        _watch(is_called_back=is_called_back)
        report(done, total)

    former = signal.signal(signal.SIGPROF, _ring) if is_called_back else None
    _watch(is_called_back=is_called_back)
    try:
        yield told
    finally:
        faulthandler.cancel_dump_traceback_later()
        if is_called_back:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, former)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def _watch(*, is_called_back: bool) -> None:
    """Begin to count from here; what ends the process needs no turn of Python's, and tells the log where it stood."""
    faulthandler.dump_traceback_later(STILL, file=STDERR, exit=True)
    if is_called_back:
        signal.setitimer(signal.ITIMER_PROF, SILENCE, AGAIN)
