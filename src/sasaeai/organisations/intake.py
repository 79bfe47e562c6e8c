"""Taking in many organisations and members at once, under one entry in the record book each."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.areas.models import Area
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.organisations import actions
from sasaeai.organisations.models import Membership, Organisation
from sasaeai.people.models import Person
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Kind, Term

BATCH = 200


@transaction.atomic
def add_many(actor: Actor, rows: Sequence[Organisation]) -> list[Organisation]:
    """Write down many organisations of the actor's municipality."""
    _keep_rules(actor, rows)
    added = Organisation.objects.bulk_create(rows, batch_size=BATCH)
    _index(added)
    ids = [row.pk for row in added]
    audit.record(actor, "organisations.add_many", kind=actions.KIND, subjects=ids)
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
    audit.record(actor, "organisations.change_many", kind=actions.KIND, subjects=ids, fields=fields)
    return list(rows)


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
def take_out(actor: Actor, rows: Sequence[Organisation]) -> None:
    """Delete organisations that a list brought by mistake, as if they had never been."""
    ids = [row.pk for row in rows]
    search.drop(actions.KIND, ids)
    Organisation.objects.filter(pk__in=ids).delete()
    audit.record(actor, "organisations.take_out", kind=actions.KIND, subjects=ids)


def _keep_rules(actor: Actor, rows: Sequence[Organisation]) -> None:
    town = actor.municipality
    for row in rows:
        row.municipality_id = town
    areas = Area.objects.filter(municipality_id=town)
    if outsiders((row.area_id for row in rows), within=areas):
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    kinds = Term.objects.filter(municipality_id=town, kind=Kind.ORG_TYPE)
    if outsiders((row.kind_id for row in rows), within=kinds):
        raise DomainError(_("団体の種類は、同じ市町村の一覧の中から選んでください。"))


def _index(rows: Sequence[Organisation]) -> None:
    # One query for all kinds instead of one for each organisation's words.
    prefetch_related_objects(rows, "kind")
    actions.index(rows)
