"""`sasaeai audit verify`: prove that nobody rewrote the record book."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sasaeai.audit import queries


class Command(BaseCommand):
    help = "Checks the chain of the record book: sasaeai audit verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="LINE",
            help="a line that this command printed before; the chain must still hold it",
        )

    def handle(self, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        proof = queries.prove()
        self.stdout.write(
            f"chains {proof.chains}, sealed {proof.sealed}, not yet sealed {proof.unsealed}"
        )
        for chain in queries.chains():
            # Kept on paper elsewhere and given to --expect, this line also shows that no chain was cut
            # short, written anew from its start or taken away as a whole.
            self.stdout.write(f"{chain.municipality}  {chain.length}  {chain.digest}")
        faults = [*proof.faults, *filter(None, map(_missed, options["expect"]))]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("The record book is whole.")


def _missed(line: str) -> str:
    """Return what is amiss with a line that was printed before: nothing where it still holds."""
    try:
        municipality, length, digest = line.split()
        kept = queries.digest_at(UUID(municipality), int(length))
    except ValueError as error:
        message = (
            f"--expect takes a line as it was printed: municipality, number, digest; not {line!r}"
        )
        raise CommandError(message) from error
    return "" if kept == digest else f"{municipality}: number {length} is no longer what it was"
