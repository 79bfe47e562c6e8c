"""Taking in many organisations and members at once, under one entry in the record book each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.areas.models import Area
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.organisations import actions
from sasaeai.organisations.models import Membership, Organisation
from sasaeai.people.models import Person
from sasaeai.search import actions as search
from sasaeai.search.actions import Wording
from sasaeai.vocabulary.models import Kind, Term

BATCH = 200
KIND = actions.KIND


NONE: Mapping[UUID, Sequence[Term]] = {}


@transaction.atomic
def add_many(
    actor: Actor, rows: Sequence[Organisation], *, categories: Mapping[UUID, Sequence[Term]] = NONE
) -> list[Organisation]:
    """Write down many organisations of the actor's municipality, with what each can help with."""
    _keep_rules(actor, rows)
    _require_terms(actor, categories)
    added = Organisation.objects.bulk_create(rows, batch_size=BATCH)
    through = Organisation.categories.through
    through.objects.bulk_create(
        (
            through(organisation_id=organisation, term_id=term.pk)
            for organisation, terms in categories.items()
            for term in terms
        ),
        batch_size=BATCH,
    )
    _index(added)
    ids = [row.pk for row in added]
    audit.record(actor, "organisations.add_many", kind=KIND, subjects=ids)
    return added


@transaction.atomic
def change_many(
    actor: Actor, rows: Sequence[Organisation], *, fields: Sequence[str]
) -> list[Organisation]:
    """Save these fields of many organisations."""
    _keep_rules(actor, rows)
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    Organisation.objects.bulk_update(rows, {*fields, "updated_at"}, batch_size=BATCH)
    _index(rows)
    ids = [row.pk for row in rows]
    audit.record(actor, "organisations.change_many", kind=KIND, subjects=ids, fields=fields)
    return list(rows)


def prepare(town: UUID, rows: Sequence[Organisation]) -> Iterator[Wording]:
    """Put the rows into the town, before they are kept; return the words each is to be found by."""
    for row in rows:
        row.municipality_id = town
    prefetch_related_objects(rows, "kind")
    return map(actions.wording, rows)


@transaction.atomic
def take_in(actor: Actor, ready: Ready) -> None:
    """Write down organisations that stand ready, new ones and those that are there, in a few statements."""
    _require_of_town(actor, sets.ids_in(ready.rows, "area_id"), sets.ids_in(ready.rows, "kind_id"))
    sets.pour_records(ready.rows, Organisation, municipality_id=actor.municipality)
    search.pour(KIND, ready.rows)
    subjects = ready.rows.values("subject")
    # Their words were made ready when the kind may have been called otherwise.
    late = Organisation.objects.filter(pk__in=subjects, kind__updated_at__gt=ready.since)
    actions.index(late.select_related("kind"))
    ids = subjects.values_list("subject", flat=True)
    fields = ready.fields
    audit.record(actor, "organisations.take_in", kind=KIND, subjects=ids, fields=fields)


@transaction.atomic
def join_many(actor: Actor, memberships: Sequence[Membership]) -> list[Membership]:
    """Write down who has which part in which organisation."""
    town = actor.municipality
    people = outsiders(
        (one.person_id for one in memberships), within=Person.objects.filter(municipality_id=town)
    )
    bodies = outsiders(
        (one.organisation_id for one in memberships),
        within=Organisation.objects.filter(municipality_id=town),
    )
    if people or bodies:
        raise DomainError(_("同じ市町村の人と団体を選んでください。"))
    made = Membership.objects.bulk_create(memberships, batch_size=BATCH)
    ids = [one.person_id for one in made]
    # Under the persons, so that each one's own record shows it.
    audit.record(
        actor, "organisations.join_many", kind="person", subjects=ids, fields=["memberships"]
    )
    return made


@transaction.atomic
def take_out(actor: Actor, rows: QuerySet[Any]) -> None:
    """Delete the organisations that these rows of another table are about, as if they had never been.

    They came by mistake, nothing points at them, and `text_before` is how they are found.
    """
    ids = [*rows.values_list("subject", flat=True)]
    search.pour_out(KIND, rows)
    sets.take_out(rows, Organisation.categories.through, "organisation_id")
    sets.take_out(rows, Organisation)
    audit.record(actor, "organisations.take_out", kind=KIND, subjects=ids)


def _keep_rules(actor: Actor, rows: Sequence[Organisation]) -> None:
    for row in rows:
        row.municipality_id = actor.municipality
    _require_of_town(actor, (row.area_id for row in rows), (row.kind_id for row in rows))


def _require_of_town(
    actor: Actor, areas: Iterable[UUID | None], kinds: Iterable[UUID | None]
) -> None:
    town = actor.municipality
    if outsiders(areas, within=Area.objects.filter(municipality_id=town)):
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    terms = Term.objects.filter(municipality_id=town, kind=Kind.ORG_TYPE)
    if outsiders(kinds, within=terms):
        raise DomainError(_("団体の種類は、同じ市町村の一覧の中から選んでください。"))


def _require_terms(actor: Actor, categories: Mapping[UUID, Sequence[Term]]) -> None:
    here = Term.objects.filter(municipality_id=actor.municipality, kind=Kind.SUPPORT_CATEGORY)
    if outsiders((term.pk for terms in categories.values() for term in terms), within=here):
        raise DomainError(_("手伝えることは、同じ市町村の一覧の中から選んでください。"))


def _index(rows: Sequence[Organisation]) -> None:
    # One query for all kinds instead of one for each organisation's words.
    prefetch_related_objects(rows, "kind")
    actions.index(rows)
