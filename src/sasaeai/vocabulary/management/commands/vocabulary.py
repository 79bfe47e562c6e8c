"""`sasaeai vocabulary CODE`: bring a municipality's code lists up to the national ones."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sasaeai.areas import queries as areas
from sasaeai.audit.actor import MACHINE
from sasaeai.vocabulary import actions


class Command(BaseCommand):
    help = "Adds the national terms a municipality lacks: sasaeai vocabulary 132250"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the six-digit code of the municipality")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        municipality = areas.by_code(options["code"])
        if municipality is None:
            raise CommandError("No municipality here has this code.")
        added = actions.load_national(MACHINE, municipality)
        self.stdout.write(f"{municipality.name}: {added} terms added")
