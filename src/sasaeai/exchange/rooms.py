"""Into which room the rows of each kind of list go, and how that room takes many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import actions as areas
from sasaeai.areas import intake as ground
from sasaeai.areas.models import Area, Landmark
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Kind
from sasaeai.organisations import intake as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Term

Rows: TypeAlias = Sequence[Any]
Fields: TypeAlias = Sequence[str]
Categories: TypeAlias = Mapping[UUID, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Room:
    """The table, and what adds many rows to it, sets fields of many, and takes many out again."""

    model: type[Any]
    add: Callable[[Actor, Rows, Categories], object]
    change: Callable[[Actor, Rows, Fields, Categories], object]
    take_out: Callable[[Actor, Rows], object]


_AREAS = Room(
    Area,
    lambda actor, rows, _categories: areas.add_areas(actor, rows),
    lambda actor, rows, fields, _categories: ground.change_areas(actor, rows, fields=fields),
    ground.take_out_areas,
)
ROOMS: Mapping[str, Room] = {
    Kind.FACILITIES: Room(
        Asset,
        lambda actor, rows, categories: assets.add_many(actor, rows, categories=categories),
        lambda actor, rows, fields, categories: assets.change_many(
            actor, rows, fields=fields, categories=categories
        ),
        assets.take_out,
    ),
    Kind.GATHERINGS: Room(
        Activity,
        lambda actor, rows, categories: activities.add_many(actor, rows, categories=categories),
        lambda actor, rows, fields, categories: activities.change_many(
            actor, rows, fields=fields, categories=categories
        ),
        activities.take_out,
    ),
    Kind.ORGANISATIONS: Room(
        Organisation,
        lambda actor, rows, _categories: organisations.add_many(actor, rows),
        lambda actor, rows, fields, _categories: organisations.change_many(
            actor, rows, fields=fields
        ),
        organisations.take_out,
    ),
    Kind.BOUNDARIES: _AREAS,
    Kind.TOWNS: _AREAS,
    Kind.LANDMARKS: Room(
        Landmark,
        lambda actor, rows, _categories: ground.put_landmarks(actor, rows),
        lambda actor, rows, fields, _categories: ground.change_landmarks(
            actor, rows, fields=fields
        ),
        ground.take_out_landmarks,
    ),
}
