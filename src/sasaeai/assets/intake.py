"""Taking in many assets at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.assets import actions, batches
from sasaeai.assets.models import Asset, Check
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term

BATCH = 200
NONE: Mapping[UUID, Sequence[Term]] = {}


@transaction.atomic
def add_many(
    actor: Actor,
    rows: Sequence[Asset],
    *,
    categories: Mapping[UUID, Sequence[Term]] = NONE,
    checks: Sequence[Check] = (),
) -> list[Asset]:
    """Write down many assets of the actor's municipality, with what was already checked of them."""
    _keep_rules(actor, rows, categories)
    batches.renew(actor, rows, batches.by_row(actor, checks))
    added = Asset.objects.bulk_create(rows, batch_size=BATCH)
    batches.put_categories(Asset, categories)
    Check.objects.bulk_create(checks, batch_size=BATCH)
    actions.index(added)
    audit.record(actor, "assets.add_many", kind=actions.KIND, subjects=[row.pk for row in added])
    return added


@transaction.atomic
def change_many(
    actor: Actor,
    rows: Sequence[Asset],
    *,
    fields: Sequence[str],
    categories: Mapping[UUID, Sequence[Term]] = NONE,
) -> list[Asset]:
    """Save these fields of many assets, and the categories of those that are named."""
    _keep_rules(actor, rows, categories)
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    Asset.objects.bulk_update(rows, {*fields, "updated_at"}, batch_size=BATCH)
    batches.put_categories(Asset, categories)
    actions.index(rows)
    changed = [*fields, "categories"] if categories else fields
    ids = [row.pk for row in rows]
    audit.record(actor, "assets.change_many", kind=actions.KIND, subjects=ids, fields=changed)
    return list(rows)


@transaction.atomic
def take_out(actor: Actor, rows: Sequence[Asset]) -> None:
    """Delete assets that a list brought by mistake, as if they had never been."""
    ids = [row.pk for row in rows]
    search.drop(actions.KIND, ids)
    Asset.objects.filter(pk__in=ids).delete()
    audit.record(actor, "assets.take_out", kind=actions.KIND, subjects=ids)


def _keep_rules(
    actor: Actor, rows: Sequence[Asset], categories: Mapping[UUID, Sequence[Term]]
) -> None:
    for row in rows:
        row.municipality_id = actor.municipality
        if row.kind == Asset.Kind.PERSON:
            # A person's card is never a pin (look book, principle 6).
            row.longitude = row.latitude = None
        if (row.longitude is None) != (row.latitude is None):
            raise DomainError(
                _("「%(name)s」の緯度と経度は、両方とも入れるか、両方とも空けてください。")
                % {"name": row.name}
            )
    batches.require_of_town(actor, rows, categories)
    owners = Organisation.objects.filter(municipality_id=actor.municipality)
    if outsiders((row.owner_id for row in rows), within=owners):
        raise DomainError(_("持ち主は、同じ市町村の団体から選んでください。"))
    actions.hold_owners(rows)
