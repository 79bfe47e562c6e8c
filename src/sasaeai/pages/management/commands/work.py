"""`sasaeai work`: do the long work that waits, one piece after the other, until told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sasaeai.exchange import imports
from sasaeai.jobs import keeper, limits, worker

# Long work of every room below: each names what it does, so that no room has to know this one.
WORKS = {**imports.WORKS}


class Command(BaseCommand):
    help = "Does long work, such as reading lists that were brought: started by sasaeai serve"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--beside", action="store_true", help="stop when the standard input ends"
        )

    def handle(self, *, beside: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        over = keeper.told_to_stop(by_input=beside)
        limits.bound_memory()
        worker.work(WORKS, until=over)
