"""`sasaeai audit verify`: prove that nobody rewrote the record book."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sasaeai.audit import queries


class Command(BaseCommand):
    help = "Checks the chain of the record book: sasaeai audit verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])

    def handle(self, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        proof = queries.prove()
        self.stdout.write(
            f"chains {proof.chains}, sealed {proof.sealed}, not yet sealed {proof.unsealed}"
        )
        if proof.faults:
            raise CommandError("\n".join(proof.faults))
        self.stdout.write("The record book is whole.")
