"""Writing the record book and sealing it."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from sasaeai.audit.actor import Actor
from sasaeai.audit.chain import START, digest
from sasaeai.audit.models import Chain, Entry, Mention, Seal, Unsealed

log = logging.getLogger(__name__)

BATCH = 500
_gathering: ContextVar[list[Entry] | None] = ContextVar("audit_gathering", default=None)


@contextmanager
def as_one(actor: Actor, verb: str, *, kind: str) -> Iterator[None]:
    """Write one entry for all that is recorded inside: the ids and field names of each, this verb.

    What touches persons is still written by itself, so that each person's record shows it.
    """
    gathered: list[Entry] = []
    token = _gathering.set(gathered)
    try:
        yield
    finally:
        _gathering.reset(token)
    subjects = [UUID(subject) for entry in gathered for subject in entry.subjects]
    fields = {name for entry in gathered for name in entry.fields}
    record(actor, verb, kind=kind, subjects=dict.fromkeys(subjects), fields=fields)


@transaction.atomic
def record(
    actor: Actor,
    verb: str,
    *,
    kind: str,
    subjects: Iterable[UUID] = (),
    fields: Iterable[str] = (),
) -> Entry:
    """Write one entry in the acting transaction and have it sealed right after the commit.

    Subjects of kind "person" can later be asked who looked at them.
    """
    ids = [str(subject) for subject in subjects]
    entry = Entry(
        at=timezone.now(),
        municipality=actor.municipality,
        actor=actor.user,
        postings=[str(posting) for posting in actor.postings],
        verb=verb,
        kind=kind,
        subjects=ids,
        fields=sorted(fields),
    )
    gathering = _gathering.get()
    if gathering is not None and kind != "person":
        gathering.append(entry)
        return entry
    entry.save()
    if kind == "person":
        Mention.objects.bulk_create(Mention(entry=entry, person=person) for person in set(ids))
    Unsealed.objects.create(entry=entry, municipality=actor.municipality)
    transaction.on_commit(partial(_seal_soon, actor.municipality), robust=True)
    return entry


def _seal_soon(municipality: UUID) -> None:
    try:
        seal(municipality)
    except DatabaseError:
        # The entry is safe and counted as unsealed; the next seal takes it along.
        log.exception("sealing put off for municipality %s", municipality)


def seal(municipality: UUID) -> int:
    """Append what waits to the municipality's chain; return how many entries were sealed."""
    sealed = batch = _seal_batch(municipality)
    while batch == BATCH:
        batch = _seal_batch(municipality)
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch(municipality: UUID) -> int:
    chain = _locked(municipality)
    waiting = list(
        # One that is sealed already would hold up all others; `verify` tells of it.
        Unsealed.objects.filter(municipality=municipality, entry__seal=None)
        .select_related("entry")
        .order_by("entry_id")[:BATCH]
    )
    seals = []
    for unsealed in waiting:
        chain.length += 1
        chain.digest = digest(chain.digest, chain.length, unsealed.entry)
        seals.append(
            Seal(entry=unsealed.entry, chain=chain, number=chain.length, digest=chain.digest)
        )
    if seals:
        Seal.objects.bulk_create(seals)
        Unsealed.objects.filter(pk__in=[unsealed.pk for unsealed in waiting]).delete()
        chain.save(update_fields=["length", "digest"])
    return len(seals)


def _locked(municipality: UUID) -> Chain:
    """Return the municipality's chain, which nobody else lengthens meanwhile; the first look makes it."""
    chains = Chain.objects.select_for_update().filter(municipality=municipality)
    if (chain := chains.first()) is not None:
        return chain
    Chain.objects.get_or_create(municipality=municipality, defaults={"digest": START})
    return chains.get()
