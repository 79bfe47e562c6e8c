"""Doing the long work that waits, one piece after the other."""

from collections.abc import Callable, Mapping
from functools import partial
from threading import Event
from typing import Protocol

from django.utils import translation

from sasaeai.base.errors import DomainError
from sasaeai.jobs import actions, statistics
from sasaeai.jobs.alone import alone
from sasaeai.jobs.models import Job, State

PAUSE = 0.5


class Report(Protocol):
    """Told how far the work is, again and again; it raises where the work is to stop."""

    def __call__(self, done: int, total: int) -> None: ...


Work = Callable[[Job, Report], None]
"""Does the work from its start to its end; what it wrote before in vain it must do without."""


def work(works: Mapping[str, Work], *, until: Event) -> None:
    """Do what waits, and what comes, until the event."""
    with alone(until) as is_ours:
        if is_ours:
            actions.recover()
        while not until.is_set():
            if not work_once(works):
                until.wait(PAUSE)


def work_once(works: Mapping[str, Work]) -> bool:
    """Do one piece of work; return whether one waited."""
    job = actions.take()
    if job is None:
        return False
    with translation.override(job.language or None):
        _do(job, works[job.work])
    return True


def _do(job: Job, work: Work) -> None:
    """Do it and write how it ended; a fault of ours ends this worker, and the next tries again."""
    try:
        work(job, partial(actions.report, job))
    except actions.Stopped:
        actions.end(job, State.STOPPED)
    except DomainError as error:
        actions.end(job, State.FAILED, why=str(error))
    else:
        actions.end(job, State.DONE)
        statistics.renew()
