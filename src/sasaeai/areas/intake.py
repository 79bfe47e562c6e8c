"""Taking in many rows at once: what they may point at, and how areas are composed."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sasaeai.areas.models import AreaPart
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor

BATCH = 500


def outsiders(ids: Iterable[UUID | None], *, within: QuerySet[Any]) -> set[UUID]:
    """Return those of the ids that are none of these rows, in few queries whatever their number."""
    wanted = {one for one in ids if one is not None}
    listed = sorted(wanted)
    for start in range(0, len(listed), BATCH):
        batch = within.filter(pk__in=listed[start : start + BATCH])
        wanted -= set(batch.values_list("pk", flat=True))
    return wanted


@transaction.atomic
def compose(actor: Actor, parts: Sequence[AreaPart]) -> list[AreaPart]:
    """Say of which pieces areas are composed, under one entry in the record book."""
    made = AreaPart.objects.bulk_create(parts, batch_size=BATCH)
    audit.record(
        actor, "areas.compose", kind="area", subjects=sorted({part.area_id for part in parts})
    )
    return made
