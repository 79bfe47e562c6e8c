"""Taking in many activities at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.activities import actions
from sasaeai.activities.models import Activity, ActivityCheck
from sasaeai.areas.intake import outsiders
from sasaeai.assets import batches
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.calc.schedule import schedule_from_json
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term

BATCH = 200
NONE: Mapping[UUID, Sequence[Term]] = {}


@transaction.atomic
def add_many(
    actor: Actor,
    rows: Sequence[Activity],
    *,
    categories: Mapping[UUID, Sequence[Term]] = NONE,
    checks: Sequence[ActivityCheck] = (),
) -> list[Activity]:
    """Write down many activities of the actor's municipality, with what was already checked."""
    _keep_rules(actor, rows, categories)
    batches.renew(actor, rows, batches.by_row(actor, checks))
    added = Activity.objects.bulk_create(rows, batch_size=BATCH)
    batches.put_categories(Activity, categories)
    ActivityCheck.objects.bulk_create(checks, batch_size=BATCH)
    actions.index(added)
    ids = [row.pk for row in added]
    audit.record(actor, "activities.add_many", kind=actions.KIND, subjects=ids)
    return added


@transaction.atomic
def change_many(
    actor: Actor,
    rows: Sequence[Activity],
    *,
    fields: Sequence[str],
    categories: Mapping[UUID, Sequence[Term]] = NONE,
) -> list[Activity]:
    """Save these fields of many activities, and the categories of those that are named."""
    _keep_rules(actor, rows, categories)
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    written = {*fields, "weekdays", "updated_at"}
    Activity.objects.bulk_update(rows, written, batch_size=BATCH)
    batches.put_categories(Activity, categories)
    actions.index(rows)
    changed = [*fields, "categories"] if categories else fields
    ids = [row.pk for row in rows]
    audit.record(actor, "activities.change_many", kind=actions.KIND, subjects=ids, fields=changed)
    return list(rows)


@transaction.atomic
def take_out(actor: Actor, rows: Sequence[Activity]) -> None:
    """Delete activities that a list brought by mistake, as if they had never been."""
    ids = [row.pk for row in rows]
    search.drop(actions.KIND, ids)
    Activity.objects.filter(pk__in=ids).delete()
    audit.record(actor, "activities.take_out", kind=actions.KIND, subjects=ids)


def _keep_rules(
    actor: Actor, rows: Sequence[Activity], categories: Mapping[UUID, Sequence[Term]]
) -> None:
    town = actor.municipality
    for row in rows:
        row.municipality_id = town
        row.weekdays = " ".join(schedule_from_json(row.times).weekdays())
    batches.require_of_town(actor, rows, categories)
    organisers = Organisation.objects.filter(municipality_id=town)
    places = Asset.objects.filter(municipality_id=town)
    if outsiders((row.organiser_id for row in rows), within=organisers) or (
        outsiders((row.place_id for row in rows), within=places)
    ):
        raise DomainError(_("同じ市町村の地区・団体・場所を選んでください。"))
    actions.hold_parts(rows)
