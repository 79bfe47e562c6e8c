"""Taking a file in: what the preview says, in one short transaction with one audit entry."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sasaeai.activities import intake as activities
from sasaeai.areas import actions as areas
from sasaeai.areas import intake as ground
from sasaeai.assets import intake as assets
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.base.models import Record
from sasaeai.exchange.models import Import, Kind, Source, TakenRow
from sasaeai.exchange.previews import Choice, Preview, as_json
from sasaeai.organisations import intake as organisations
from sasaeai.vocabulary.models import Term

BATCH = 500
GROUND = (Kind.BOUNDARIES, Kind.TOWNS)
MOST_MESSAGES = 1000  # kept with the import; the rest was shown before it was applied


def apply(actor: Actor, preview: Preview, *, choice: Choice, sha256: str) -> Import:
    """Write what a preview says: rows to add and to change, and what the source now says of each."""
    try:
        with transaction.atomic(), audit.as_one(actor, "exchange.import", kind="import"):
            source = _lock(actor, preview, choice)
            _add(actor, choice.kind, preview)
            _change(actor, choice.kind, preview)
            _remember(source, preview)
            made = _write(actor, source, preview, sha256=sha256)
            audit.record(actor, "exchange.import", kind="import", subjects=[made.pk])
            return made
    except IntegrityError as error:
        raise _meanwhile() from error


def _lock(actor: Actor, preview: Preview, choice: Choice) -> Source:
    """Return the source, locked, or refuse where somebody took it in since the preview."""
    source, is_new = Source.objects.select_for_update().get_or_create(
        municipality_id=actor.municipality,
        kind=choice.kind,
        name=choice.source,
        defaults={"file_name": choice.file_name},
    )
    if not is_new and source.updated_at != preview.seen:
        raise _meanwhile()
    source.file_name = choice.file_name
    source.save(update_fields=["file_name", "updated_at"])
    return source


def _meanwhile() -> DomainError:
    return DomainError(
        _(
            "同じ出どころの取り込みが、いまほかでもありました。もう一度ファイルを選んで、見直してください。"
        )
    )


def _add(actor: Actor, kind: str, preview: Preview) -> None:
    rows: list[Any] = preview.created
    if not rows:
        return
    if kind in GROUND:
        areas.add_areas(actor, rows)
    elif kind == Kind.LANDMARKS:
        ground.put_landmarks(actor, rows)
    elif kind == Kind.ORGANISATIONS:
        organisations.add_many(actor, rows)
    else:
        room = assets if kind == Kind.FACILITIES else activities
        room.add_many(actor, rows, categories=_categories(preview, rows))


def _change(actor: Actor, kind: str, preview: Preview) -> None:
    rows: list[Any] = [change.row for change in preview.changed]
    if not rows:
        return
    names = {name for change in preview.changed for name in change.fields}
    fields = sorted(names - {"categories"})
    if kind in GROUND:
        ground.change_areas(actor, rows, fields=fields)
    elif kind == Kind.LANDMARKS:
        ground.change_landmarks(actor, rows, fields=fields)
    elif kind == Kind.ORGANISATIONS:
        organisations.change_many(actor, rows, fields=fields)
    else:
        room = assets if kind == Kind.FACILITIES else activities
        room.change_many(actor, rows, fields=fields, categories=_categories(preview, rows))


def _categories(preview: Preview, rows: Sequence[Record]) -> dict[UUID, Sequence[Term]]:
    return {row.pk: preview.categories[row.pk] for row in rows if row.pk in preview.categories}


def _remember(source: Source, preview: Preview) -> None:
    """Keep what the source said, so that its next edition changes only what it says anew."""
    TakenRow.objects.bulk_create(
        (TakenRow(source=source, subject=pk, said=said) for pk, said in preview.said.items()),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["source", "subject"],
        update_fields=["said", "updated_at"],
    )


def _write(actor: Actor, source: Source, preview: Preview, *, sha256: str) -> Import:
    remarks = preview.remarks()
    return Import.objects.create(
        municipality_id=actor.municipality,
        source=source,
        file_name=source.file_name,
        sha256=sha256,
        encoding=preview.reading.encoding,
        counts=preview.counts(),
        messages=[as_json(message) for message in remarks[:MOST_MESSAGES]],
        created=[str(row.pk) for row in preview.created],
        user=actor.user,
    )
