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
        for chain in queries.chains():
            # Kept on paper elsewhere, this line also shows that no end of a chain was cut off.
            self.stdout.write(f"{chain.municipality}  {chain.length}  {chain.digest}")
        if proof.faults:
            raise CommandError("\n".join(proof.faults))
        self.stdout.write("The record book is whole.")
