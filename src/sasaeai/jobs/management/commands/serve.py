"""`sasaeai serve`: bring the database and static files up to date, then answer requests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sasaeai import server


class Command(BaseCommand):
    help = "Serves the town: sasaeai serve [--host 0.0.0.0] [--port 8000]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        server.require_free(host, port)
        server.prepare()
        server.answer(host=host, port=port, workers=workers)
