"""Into which room the rows of each kind of list go, and how that room takes many at once."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import intake as ground
from sasaeai.areas.models import Area, Landmark
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange.counted import Counted
from sasaeai.exchange.models import Import, Kind, StagedRow
from sasaeai.exchange.readers.readings import Report
from sasaeai.exchange.records import Records, Staged
from sasaeai.organisations import intake as organisations
from sasaeai.organisations.models import Organisation


class Room(Protocol):
    """Writes what was staged for many rows, and takes it back."""

    def prepare(self, made: Import, staged: Staged) -> None:
        """Do what can be done before rows are written, when they are staged."""

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write what was staged; return the names of the rows that stay, for somebody changed them."""

    def prepare_back(self, made: Import, report: Report) -> None:
        """Do what can be done before rows are taken back, some hundred at a time."""

    def take_back(self, actor: Actor, made: Import) -> None:
        """Put back and take out what nobody touched or uses since, and note which rows those are."""

    def prepare_out(self, made: Import) -> None:
        """Do what can be done before added rows that were left are taken out after all."""

    def take_out(
        self, actor: Actor, added: QuerySet[StagedRow], *, speaking: Collection[UUID]
    ) -> None:
        """Take out those of the added rows that nobody touched or uses since, and note which they are."""

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set, or were."""

    def urls(self, made: Import, staged: Staged) -> Mapping[UUID, str]:
        """Return the pages of those rows that are here, by their ids."""


_AREAS = Records(
    Area,
    ground.AREA,
    ground.prepare_areas,
    ground.take_in_areas,
    ground.take_out_areas,
    lambda actor, rows, fields, _categories: ground.change_areas(actor, rows, fields=fields),
)
_PLACES = Records(
    Asset,
    assets.KIND,
    assets.prepare,
    assets.take_in,
    assets.take_out,
    lambda actor, rows, fields, categories: assets.change_many(
        actor, rows, fields=fields, categories=categories
    ),
)
ROOMS: Mapping[str, Room] = {
    Kind.FACILITIES: _PLACES,
    Kind.CARE_PROVIDERS: _PLACES,
    Kind.GATHERINGS: Records(
        Activity,
        activities.KIND,
        activities.prepare,
        activities.take_in,
        activities.take_out,
        lambda actor, rows, fields, categories: activities.change_many(
            actor, rows, fields=fields, categories=categories
        ),
    ),
    Kind.ORGANISATIONS: Records(
        Organisation,
        organisations.KIND,
        organisations.prepare,
        organisations.take_in,
        organisations.take_out,
        lambda actor, rows, fields, _categories: organisations.change_many(
            actor, rows, fields=fields
        ),
    ),
    Kind.BOUNDARIES: _AREAS,
    Kind.TOWNS: _AREAS,
    Kind.LANDMARKS: Records(
        Landmark,
        ground.LANDMARK,
        ground.prepare_landmarks,
        ground.take_in_landmarks,
        ground.take_out_landmarks,
        lambda actor, rows, fields, _categories: ground.change_landmarks(
            actor, rows, fields=fields
        ),
    ),
    Kind.POPULATION: Counted(),
}
