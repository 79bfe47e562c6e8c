"""Taking in two years of entries and stories at once: the same rules, a few statements, one audit entry."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.areas.models import Area
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.journal import queries, stories
from sasaeai.journal.models import Entry, Story

BATCH = 500
# By the name of a link, of each row the other rows it is linked to.
Links = Mapping[str, Mapping[UUID, Sequence[Model]]]


@transaction.atomic
def add_many(actor: Actor, rows: Sequence[Entry], links: Links) -> list[Entry]:
    """Write down many entries of the actor's municipality, each in a posting that held on its day.

    An entry comes after the one whose next step it was. Where it says when it was written, lists follow it.
    """
    for row in rows:
        row.municipality_id = actor.municipality
        row.take_place_in_lists()
        _keep_rules(row)
    _require_of_town(actor, rows, links)
    added = create_as_written(Entry, rows)
    _link(Entry, links)
    subjects = [row.pk for row in added]
    audit.record(actor, "journal.add_many", kind=queries.KIND, subjects=subjects)
    return added


@transaction.atomic
def tell_many(actor: Actor, rows: Sequence[Story], links: Links) -> list[Story]:
    """Tell many stories of the actor's municipality."""
    for row in rows:
        row.municipality_id = actor.municipality
    _require_of_town(actor, rows, links)
    added = create_as_written(Story, rows)
    _link(Story, links)
    subjects = [row.pk for row in added]
    audit.record(actor, "journal.tell_many", kind=stories.KIND, subjects=subjects)
    return added


def _keep_rules(row: Entry) -> None:
    posting = row.posting
    ended = posting.until is not None and posting.until < row.on
    if row.on > timezone.localdate() or row.on < posting.since or ended:
        raise DomainError(_("記録は、どれも、配置されていた日のものにしてください。"))
    if not row.area.path.startswith(posting.area.path) or row.by_id != posting.user_id:
        raise DomainError(_("記録は、どれも、書いた人の受け持ちの地区のものにしてください。"))


def _require_of_town(actor: Actor, rows: Sequence[Entry] | Sequence[Story], links: Links) -> None:
    areas = Area.objects.filter(municipality_id=actor.municipality)
    others = chain.from_iterable(some for by_row in links.values() for some in by_row.values())
    towns = {_town(one) for one in others}
    if outsiders((row.area_id for row in rows), within=areas) or towns - {actor.municipality}:
        raise DomainError(_("同じ市町村の地区と、同じ市町村のものをつないでください。"))


def _town(linked: Model) -> Any:  # noqa: ANN401 -- the key of a municipality, however the table names it
    return getattr(linked, "municipality_id", None) or getattr(linked, "realm_id", None)


def _link(model: type[Model], links: Links) -> None:
    for name, by_row in links.items():
        field: Any = model._meta.get_field(name)  # noqa: SLF001 -- Django's public name for it
        through, mine, other = (
            field.remote_field.through,
            field.m2m_column_name(),
            field.m2m_reverse_name(),
        )
        through._default_manager.bulk_create(  # noqa: SLF001 -- the manager of whichever table it is
            _pairs(through, mine, other, by_row), batch_size=BATCH
        )


def _pairs(
    through: type[Model], mine: str, other: str, by_row: Mapping[UUID, Sequence[Model]]
) -> Iterable[Model]:
    return (through(**{mine: row, other: one.pk}) for row, some in by_row.items() for one in some)
