"""Rows that could not go when their import was taken back, because another list named or used them.

They go with the taking back after which none does so any more.
"""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.audit.actor import Actor
from sasaeai.exchange import queries
from sasaeai.exchange.models import Source, StagedRow, TakenRow
from sasaeai.exchange.rooms import ROOMS


def prepare(municipality: UUID) -> None:
    """Make ready what may go, before the one transaction in which it does."""
    for made in queries.left(municipality):
        ROOMS[made.kind].prepare_out(made)


def take_out(actor: Actor) -> None:
    """Take out what nobody touched, names or uses any more: area by area, up from the lowest."""
    while _some(actor):
        pass


def _some(actor: Actor) -> int:
    """Take out what can go now; return how many rows that was, for what they pointed at may follow."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for made in queries.left(actor.municipality):
        by_kind[made.kind].append(made.pk)
    speaking = queries.speaking(actor.municipality)
    for kind, ids in by_kind.items():
        added = StagedRow.objects.filter(made__in=ids, change=StagedRow.Change.ADD)
        ROOMS[kind].take_out(actor, added, speaking=speaking)
    ids = [pk for some in by_kind.values() for pk in some]
    gone = StagedRow.objects.filter(made__in=ids, change=StagedRow.Change.ADD, done=True)
    forget(actor.municipality, gone)
    return gone.delete()[0]


def forget(municipality: UUID, gone: QuerySet[StagedRow]) -> None:
    """Forget what lists said of rows that are gone; none of them is taken in now."""
    sources = [*Source.objects.filter(municipality=municipality).values_list("pk", flat=True)]
    TakenRow.objects.filter(source__in=sources, subject__in=gone.values("subject")).delete()
