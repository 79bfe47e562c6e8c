"""`sasaeai work`: do the long work that waits, one piece after the other, until told to stop."""

import signal
import sys
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sasaeai.exchange import imports
from sasaeai.jobs import worker

# Long work of every room below: each names what it does, so that no room has to know this one.
WORKS = {**imports.WORKS}


class Command(BaseCommand):
    help = "Does long work, such as reading lists that were brought: started by sasaeai serve"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--beside", action="store_true", help="stop when the standard input ends"
        )

    def handle(self, *, beside: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        over = Event()

        def stop(_signal: int, _frame: FrameType | None) -> None:
            over.set()

        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, stop)
        if beside:
            Thread(target=_wait_for_end, args=[over], daemon=True).start()
        worker.work(WORKS, until=over)


def _wait_for_end(over: Event) -> None:
    sys.stdin.buffer.read()
    over.set()
