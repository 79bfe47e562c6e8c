"""`sasaeai verify`: count all stored sums again, take the fingerprints of sent reports again, say what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sasaeai.areas.models import Municipality
from sasaeai.audit.actor import Actor
from sasaeai.insight import actions, sums
from sasaeai.reports import kept

ALTERED = {
    "row": "figures, words, date or sender, by fingerprint and record book",
    "sheet": "its PDF, altered or missing",
    "filled": "the filled template, altered or missing",
}


class Command(BaseCommand):
    help = (
        "Proves the stored sums of months that are over and sent reports: sasaeai verify [--store]"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--store", action="store_true", help="first store what is not stored or no longer holds"
        )

    def handle(self, *, store: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        today = timezone.localdate()
        faults: list[str] = []
        for town in Municipality.objects.order_by("code"):
            if store:
                actions.store_sums(Actor(None, town.pk, ()), today=today)
            held, waiting = sums.fresh(town.pk), sums.to_store(town.pk, today)
            self.stdout.write(
                f"{town.code}  months stored {len(held)}, to be counted {len(waiting)}"
            )
            faults += [
                f"{town.code}  {one.month:%Y-%m}  {one.measure}: stored {one.stored}, counted {one.counted}"
                for one in sums.differences(town.pk)
            ]
        faults += [
            f"{one.municipality.code}  {one.kind} {one.since:%Y-%m} {one.area.name} {one.employer.name},"
            f" version {one.version}: not as it was sent: {', '.join(ALTERED[part] for part in parts)}  {one.pk}"
            for one, parts in kept.altered()
        ]
        faults += [
            f"sent, as the record book says, and no sent report now  {pk}" for pk in kept.gone()
        ]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(
            "All stored sums are what the rows say, all sent reports are as they were sent."
        )
