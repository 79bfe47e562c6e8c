"""Taking in many rows at once: what they may point at, how areas are composed, landmarks."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sasaeai.areas import actions
from sasaeai.areas.models import Area, AreaPart, Landmark, Population
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.calc import geography

BATCH = 500
FEW = 50  # boundaries are long
BOX = ("west", "south", "east", "north")
FRAME = (*BOX, "longitude", "latitude")


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


@transaction.atomic
def change_areas(actor: Actor, areas: Sequence[Area], *, fields: Sequence[str]) -> list[Area]:
    """Save these fields of many areas; bounding boxes follow boundaries."""
    now = timezone.now()
    for area in areas:
        actions.frame(area)
        area.updated_at = now
    saved = {*fields, *FRAME, "updated_at"} if "boundary" in fields else {*fields, "updated_at"}
    Area.objects.bulk_update(areas, saved, batch_size=FEW)
    ids = [area.pk for area in areas]
    audit.record(actor, "areas.change_areas", kind="area", subjects=ids, fields=fields)
    return list(areas)


@transaction.atomic
def put_landmarks(actor: Actor, rows: Sequence[Landmark]) -> list[Landmark]:
    """Add many landmarks with the boxes they lie in, under one entry in the record book."""
    for row in rows:
        _box(row)
    made = Landmark.objects.bulk_create(rows, batch_size=FEW)
    audit.record(actor, "areas.put_landmarks", kind="landmark", subjects=[row.pk for row in made])
    return made


@transaction.atomic
def change_landmarks(
    actor: Actor, rows: Sequence[Landmark], *, fields: Sequence[str]
) -> list[Landmark]:
    """Save these fields of many landmarks; their boxes follow their shapes."""
    now = timezone.now()
    for row in rows:
        _box(row)
        row.updated_at = now
    Landmark.objects.bulk_update(rows, {*fields, *BOX, "updated_at"}, batch_size=FEW)
    ids = [row.pk for row in rows]
    audit.record(actor, "areas.change_landmarks", kind="landmark", subjects=ids, fields=fields)
    return list(rows)


@transaction.atomic
def put_figures(
    actor: Actor, rows: Sequence[Population], *, instead_of: Sequence[Population]
) -> list[Population]:
    """Write the population of many areas; figures that a source no longer gives are taken out."""
    for start in range(0, len(instead_of), BATCH):
        given = [row.pk for row in instead_of[start : start + BATCH]]
        Population.objects.filter(pk__in=given).delete()
    ids = sorted({row.area_id for row in instead_of})
    audit.record(actor, "areas.put_population", kind="area", subjects=ids)
    actions.put_population(actor, rows)
    return list(rows)


@transaction.atomic
def take_out_areas(actor: Actor, areas: Sequence[Area]) -> None:
    """Delete areas that a file brought by mistake, as if they had never been."""
    ids = [area.pk for area in areas]
    Area.objects.filter(pk__in=ids).delete()
    audit.record(actor, "areas.take_out", kind="area", subjects=ids)


@transaction.atomic
def take_out_landmarks(actor: Actor, rows: Sequence[Landmark]) -> None:
    """Delete landmarks that a file brought by mistake, as if they had never been."""
    ids = [row.pk for row in rows]
    Landmark.objects.filter(pk__in=ids).delete()
    audit.record(actor, "areas.take_out", kind="landmark", subjects=ids)


def _box(row: Landmark) -> None:
    row.west, row.south, row.east, row.north = geography.bounding_box(row.shape)
