"""`sasaeai reindex`: write anew by which words everything is found.

For after an upgrade that changes what a text index or the key of a name holds, and after
`SASAEAI_SECRET_KEY` was changed, on which the keys of names depend.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import QuerySet

from sasaeai.activities import actions as activities
from sasaeai.activities.models import Activity
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset
from sasaeai.organisations import actions as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.people import actions as people
from sasaeai.people.models import Person
from sasaeai.search import actions as search

BATCH = 500


class Room(NamedTuple):
    """One kind of row, how it is indexed, and what its words are read from besides itself."""

    rows: QuerySet[Any]
    put: Callable[[list[Any]], None]
    kind: str = ""
    beside: tuple[str, ...] = ()


ROOMS = (
    Room(Organisation.objects.all(), organisations.index, organisations.KIND),
    Room(Asset.objects.all(), assets.index, assets.KIND, ("owner",)),
    Room(Activity.objects.all(), activities.index, activities.KIND, ("organiser", "place")),
    Room(Person.objects.all(), people.index),
)


class Command(BaseCommand):
    help = "Writes anew by which words and names everything is found; nothing else changes."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401 -- Django's signature
        for room in ROOMS:
            ids = list(room.rows.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(ids), BATCH):
                _again(room, ids[start : start + BATCH])
            self.stdout.write(f"{room.rows.model.__name__}: {len(ids)}")


@transaction.atomic
def _again(room: Room, ids: list[Any]) -> None:
    # Held while their words are read: whoever changes one meanwhile writes its words after us.
    rows = room.rows.select_for_update(of=("self",), no_key=True)
    if room.kind:
        search.drop(room.kind, ids)
    room.put(list(rows.select_related(*room.beside).filter(pk__in=ids).order_by("pk")))
