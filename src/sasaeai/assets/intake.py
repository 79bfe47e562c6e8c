"""Taking in many assets at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.assets import actions, batches
from sasaeai.assets.models import Asset, Check
from sasaeai.assets.models.freshness import OF_TIMES, keep_times
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.search.actions import Wording
from sasaeai.vocabulary.models import Term

BATCH = 200
KIND = actions.KIND
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
    added = create_as_written(Asset, rows)
    batches.put_categories(Asset, categories)
    create_as_written(Check, checks)
    actions.index(added)
    audit.record(actor, "assets.add_many", kind=KIND, subjects=[row.pk for row in added])
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
    Asset.objects.bulk_update(rows, {*fields, *OF_TIMES, "updated_at"}, batch_size=BATCH)
    batches.put_categories(Asset, categories)
    actions.index(rows)
    changed = [*fields, "categories"] if categories else fields
    ids = [row.pk for row in rows]
    audit.record(actor, "assets.change_many", kind=KIND, subjects=ids, fields=changed)
    return list(rows)


def prepare(town: UUID, rows: Sequence[Asset]) -> Iterator[Wording]:
    """Put right what no asset may be, before it is kept; return the words each is to be found by."""
    for row in rows:
        _put_right(row, town)
    prefetch_related_objects(rows, "owner")
    return map(actions.wording, rows)


@transaction.atomic
def take_in(actor: Actor, ready: Ready) -> None:
    """Write down assets that stand ready, new ones and those that are there, in a few statements."""
    _require_owners(actor, sets.ids_in(ready.rows, "owner_id"))
    batches.take_in(actor, Asset, ready)
    search.pour(KIND, ready.rows)
    subjects = ready.rows.values("subject")
    # Their words were made ready when it may have been called otherwise.
    late = Asset.objects.filter(pk__in=subjects, owner__updated_at__gt=ready.since)
    actions.index(late.select_related("owner"))
    ids = subjects.values_list("subject", flat=True)
    audit.record(actor, "assets.take_in", kind=KIND, subjects=ids, fields=ready.fields)


@transaction.atomic
def take_out(actor: Actor, rows: QuerySet[Any]) -> None:
    """Delete the assets that these rows of another table are about, as if they had never been.

    They came by mistake, nothing points at them, and `text_before` is how they are found.
    """
    ids = [*rows.values_list("subject", flat=True)]
    search.pour_out(KIND, rows)
    batches.take_out(Asset, rows)
    audit.record(actor, "assets.take_out", kind=KIND, subjects=ids)


def _keep_rules(
    actor: Actor, rows: Sequence[Asset], categories: Mapping[UUID, Sequence[Term]]
) -> None:
    for row in rows:
        _put_right(row, actor.municipality)
        if (row.longitude is None) != (row.latitude is None):
            raise DomainError(
                _("「%(name)s」の緯度と経度は、両方とも入れるか、両方とも空けてください。")
                % {"name": row.name}
            )
    batches.require_of_town(actor, rows, categories)
    _require_owners(actor, (row.owner_id for row in rows))
    actions.hold_owners(rows)


def _put_right(row: Asset, town: UUID) -> None:
    row.municipality_id = town
    keep_times(row)
    if row.kind == Asset.Kind.PERSON:
        # A person's card is never a pin (look book, principle 6).
        row.longitude = row.latitude = None


def _require_owners(actor: Actor, ids: Iterable[UUID | None]) -> None:
    owners = Organisation.objects.filter(municipality_id=actor.municipality)
    if outsiders(ids, within=owners):
        raise DomainError(_("持ち主は、同じ市町村の団体から選んでください。"))
