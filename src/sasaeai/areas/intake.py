"""Taking in many rows at once: what they may point at, areas and how they are composed, landmarks."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, QuerySet, UUIDField, When
from django.utils import timezone

from sasaeai.areas import actions, paths
from sasaeai.areas.models import Area, AreaPart, Landmark, Population
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.models import AnyRecord, Record
from sasaeai.base.sets import Kept, Ready
from sasaeai.calc import geography

AREA, LANDMARK = "area", "landmark"
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


def create_as_written(table: type[AnyRecord], rows: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Write down many rows; those that say when they were first written down keep that moment."""
    given = {row.pk: row.created_at for row in rows if row.created_at}
    manager = table._default_manager  # noqa: SLF001 -- the manager of whichever table it is
    added: list[AnyRecord] = manager.bulk_create(rows, batch_size=BATCH)
    dated = [row for row in added if row.pk in given]
    for row in dated:
        row.created_at = given[row.pk]
    manager.bulk_update(dated, ["created_at"], batch_size=BATCH)
    return added


@transaction.atomic
def compose(actor: Actor, parts: Sequence[AreaPart]) -> list[AreaPart]:
    """Say of which pieces areas are composed, under one entry in the record book."""
    made = AreaPart.objects.bulk_create(parts, batch_size=BATCH)
    audit.record(
        actor, "areas.compose", kind=AREA, subjects=sorted({part.area_id for part in parts})
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
    audit.record(actor, "areas.change_areas", kind=AREA, subjects=ids, fields=fields)
    return list(areas)


def prepare_areas(town: UUID, rows: Sequence[Area]) -> tuple[()]:
    """Frame areas of a town before they are kept; nobody looks for them by their words."""
    for area in rows:
        area.municipality_id = town
        actions.frame(area)
    return ()


@transaction.atomic
def take_in_areas(actor: Actor, ready: Ready) -> None:
    """Write areas that stand ready, new ones below theirs in the order in which they are listed."""
    rows = ready.rows.annotate(above=Kept("values", "parent_id", UUIDField()))
    paths.hold(rows.filter(seen=None), "above")
    path = Case(When(seen=None, then=paths.below("above")), default=Kept("values", "path"))
    sets.pour_records(rows, Area, path=path, municipality_id=actor.municipality)
    ids = ready.rows.values_list("subject", flat=True)
    audit.record(actor, "areas.take_in", kind=AREA, subjects=ids, fields=ready.fields)


def prepare_landmarks(town: UUID, rows: Sequence[Landmark]) -> tuple[()]:
    """Put landmarks of a town into their boxes before they are kept; nobody looks for them by their words."""
    for row in rows:
        row.municipality_id = town
        _box(row)
    return ()


@transaction.atomic
def take_in_landmarks(actor: Actor, ready: Ready) -> None:
    """Write landmarks that stand ready, new ones and those that are there."""
    sets.pour_records(ready.rows, Landmark, municipality_id=actor.municipality)
    ids = ready.rows.values_list("subject", flat=True)
    audit.record(actor, "areas.take_in", kind=LANDMARK, subjects=ids, fields=ready.fields)


@transaction.atomic
def put_landmarks(actor: Actor, rows: Sequence[Landmark]) -> list[Landmark]:
    """Add many landmarks with the boxes they lie in, under one entry in the record book."""
    for row in rows:
        _box(row)
    made = Landmark.objects.bulk_create(rows, batch_size=FEW)
    audit.record(actor, "areas.put_landmarks", kind=LANDMARK, subjects=[row.pk for row in made])
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
    audit.record(actor, "areas.change_landmarks", kind=LANDMARK, subjects=ids, fields=fields)
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
    audit.record(actor, "areas.put_population", kind=AREA, subjects=ids)
    actions.put_population(actor, rows)
    return list(rows)


@transaction.atomic
def take_out_areas(actor: Actor, rows: QuerySet[Any]) -> None:
    """Delete the areas that these rows of another table are about, as if they had never been.

    They came by mistake, and nothing points at them.
    """
    _take_out(actor, Area, AREA, rows)


@transaction.atomic
def take_out_landmarks(actor: Actor, rows: QuerySet[Any]) -> None:
    """Delete the landmarks that these rows of another table are about, as if they had never been."""
    _take_out(actor, Landmark, LANDMARK, rows)


def _take_out(actor: Actor, model: type[Record], kind: str, rows: QuerySet[Any]) -> None:
    ids = [*rows.values_list("subject", flat=True)]
    sets.take_out(rows, model)
    audit.record(actor, "areas.take_out", kind=kind, subjects=ids)


def _box(row: Landmark) -> None:
    row.west, row.south, row.east, row.north = geography.bounding_box(row.shape)
