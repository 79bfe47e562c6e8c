"""Reading the record book and proving that nobody rewrote it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from sasaeai.audit.actor import Actor
from sasaeai.audit.chain import START, digest
from sasaeai.audit.models import NOBODY, Chain, Entry, Mention, Seal, Unsealed

# So many of a person's newest entries tell what they did lately.
LAST = 200


def of_municipality(municipality: UUID) -> QuerySet[Entry]:
    """Return the municipality's entries, newest first."""
    return Entry.objects.filter(municipality=municipality).order_by("-id")


def about_person(person: UUID, *, municipality: UUID) -> QuerySet[Entry]:
    """Return what was done to or seen of a person, newest first."""
    mentions = Mention.objects.filter(person=person)
    return of_municipality(municipality).filter(pk__in=mentions.values("entry"))


def lately(actor: Actor, verb: str, *, since: datetime, field: str) -> set[str]:
    """Return to what this person did so since then in this field, as far as their last entries go back."""
    own = of_municipality(actor.municipality).filter(actor=actor.user)[:LAST]
    told = own.values_list("verb", "at", "fields", "subjects")
    return {
        one
        for done, at, fields, ids in told
        if done == verb and at >= since and field in fields
        for one in ids
    }


def last_fields(verb: str, *, undone_by: str) -> dict[str, list[str]]:
    """Return which fields the last entry of a verb told of each subject, where no other verb undid it since."""
    done = Entry.objects.filter(verb__in=(verb, undone_by)).order_by("id")
    told: dict[str, list[str]] = {}
    for which, subjects, fields in done.values_list("verb", "subjects", "fields").iterator():
        for one in subjects:
            if which == verb:
                told[one] = fields
            else:
                told.pop(one, None)
    return told


def was_touched(
    municipality: UUID, subject: UUID, *, since: datetime, besides: Collection[str]
) -> bool:
    """Return whether anything was done to this since then, besides what these verbs say."""
    done = of_municipality(municipality).filter(at__gte=since).exclude(verb__in=besides)
    told = done.values_list("subjects", flat=True).iterator()
    return any(str(subject) in subjects for subjects in told)


def was_done_by_another(actor: Actor, verb: str, subject: UUID, *, since: datetime) -> bool:
    """Return whether anybody but this person did so to this since then."""
    done = of_municipality(actor.municipality).filter(at__gte=since, verb=verb)
    told = done.exclude(actor=actor.user).values_list("subjects", flat=True).iterator()
    return any(str(subject) in subjects for subjects in told)


class Matter(NamedTuple):
    """What entries are about: things of a kind but for some verbs, and some verbs on other kinds."""

    kind: str
    besides: Collection[str] = ()
    without: Collection[str] = ()


def chosen(
    municipality: UUID,
    *,
    actor: UUID | None = None,
    matter: Matter | None = None,
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> QuerySet[Entry]:
    """Return the entries of who acted in which matter on which days, with their seals.

    `actor` may be NOBODY: where residents or the installation itself acted. `before` is the number of an entry: those written before it go on from a page.
    """
    entries = of_municipality(municipality).select_related("seal")
    if actor:
        entries = entries.filter(actor=None if actor == NOBODY else actor)
    if matter:
        of_kind = Q(kind=matter.kind) & ~Q(verb__in=matter.without)
        entries = entries.filter(of_kind | Q(verb__in=matter.besides))
    if since:
        entries = entries.filter(at__gte=_midnight(since))
    if until:
        entries = entries.filter(at__lt=_midnight(until + timedelta(days=1)))
    if before:
        entries = entries.filter(pk__lt=before)
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def chains() -> QuerySet[Chain]:
    """Return the end of every municipality's chain."""
    return Chain.objects.order_by("pk")


def digest_at(municipality: UUID, number: int) -> str:
    """Return the digest of one entry of a municipality's chain, or nothing where it has none."""
    seals = Seal.objects.filter(chain__municipality=municipality, number=number)
    return seals.values_list("digest", flat=True).first() or ""


@dataclass
class Proof:
    """What a walk along all chains found."""

    chains: int = 0
    sealed: int = 0
    unsealed: int = 0
    faults: list[str] = field(default_factory=list)


def prove() -> Proof:
    """Walk every chain from its start and return what is sealed, unsealed and broken."""
    proof = Proof(unsealed=Unsealed.objects.count())
    for chain in chains():
        proof.chains += 1
        proof.sealed += _walk(chain, proof.faults)
    adrift = Entry.objects.filter(seal=None, unsealed=None).count()
    if again := Unsealed.objects.exclude(entry__seal=None).count():
        proof.faults.append(f"{again} sealed entries wait to be sealed again")
    if adrift:
        proof.faults.append(f"{adrift} entries are neither sealed nor waiting")
    return proof


def _walk(chain: Chain, faults: list[str]) -> int:
    previous, number = START, 0
    # Before the walk, so that what others seal meanwhile is left for the next one.
    newest = Seal.objects.filter(chain=chain).aggregate(number=Max("number", default=0))["number"]
    chain.refresh_from_db()
    walked = max(newest, chain.length)
    seals = (
        Seal.objects.filter(chain=chain, number__lte=walked)
        .select_related("entry")
        .prefetch_related("entry__mentions")
        .order_by("number")
    )
    for seal in seals.iterator(chunk_size=1000):
        number += 1
        if seal.number != number:
            faults.append(f"{chain.municipality}: number {number} is missing")
            number = seal.number
        if seal.entry.municipality != chain.municipality:
            faults.append(f"{chain.municipality}: entry {seal.entry_id} is another municipality's")
        if seal.digest != digest(previous, seal.number, seal.entry):
            faults.append(f"{chain.municipality}: entry {seal.entry_id} was changed")
        elif not _is_found_by_its_persons(seal.entry):
            faults.append(
                f"{chain.municipality}: the persons of entry {seal.entry_id} were changed"
            )
        previous = seal.digest
    if (chain.length, chain.digest) != (number, previous):
        faults.append(f"{chain.municipality}: the end of the chain is missing")
    return number


def _is_found_by_its_persons(entry: Entry) -> bool:
    """Return whether the record of each person whom the entry names shows it, and of no other."""
    found_by = {str(mention.person) for mention in entry.mentions.all()}
    return found_by == (set(entry.subjects) if entry.kind == "person" else set())
