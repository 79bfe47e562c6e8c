"""What stands on an area's resource map: read as whoever sees the paper, put in order, numbered."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.assets.rules import hides_place
from sasaeai.calc.geography import Point
from sasaeai.calc.text import fold
from sasaeai.paper.content import Shape

Listed = Asset | Activity

# More would be a book, not a map.
MOST = 600


class Kind(models.TextChoices):
    """What a resource map may show; a person is never on a map."""

    ACTIVITY = "activity", _("活動")
    PLACE = Asset.Kind.PLACE.value, Asset.Kind.PLACE.label
    THING = Asset.Kind.THING.value, Asset.Kind.THING.label
    INFO = Asset.Kind.INFO.value, Asset.Kind.INFO.label
    MONEY = Asset.Kind.MONEY.value, Asset.Kind.MONEY.label


SHAPES: dict[str, Shape] = {
    Kind.ACTIVITY: "circle",
    Kind.PLACE: "square",
    Kind.THING: "diamond",
    Kind.INFO: "triangle",
    Kind.MONEY: "hexagon",
}


class Resource(NamedTuple):
    """An asset or an activity, and where it is as far as a map may show it."""

    listed: Listed
    kind: Kind
    point: Point | None

    @property
    def path(self) -> str:
        """The path of the area under which it stands."""
        return self.listed.area.path


class Line(NamedTuple):
    """One line of the index: its number on the map; none where it stands on no map."""

    resource: Resource
    number: int | None


class Section(NamedTuple):
    """The lines of one district."""

    heading: str
    lines: list[Line]


def in_area(reader: Viewer, area: Area, *, kinds: Collection[str]) -> list[Resource]:
    """Return what a reader may see in an area of these kinds, never a person; one more than a print holds."""
    found: list[Resource] = []
    if Kind.ACTIVITY in kinds:
        going_on = activities.narrowed(activities.begun(reader), viewer=reader, area=area)
        rows = going_on.defer("area__boundary").order_by("name", "id")[: MOST + 1]
        found += [Resource(one, Kind.ACTIVITY, _point(one.place)) for one in rows]
    shown = set(kinds) & set(Kind.values) - {Kind.ACTIVITY}
    if shown:
        there = assets.narrowed(assets.listed(reader), viewer=reader, area=area, kinds=shown)
        rows_there = there.defer("area__boundary").order_by("name", "id")[: MOST + 1]
        found += [Resource(one, Kind(one.kind), _point(one)) for one in rows_there]
    return found[: MOST + 1]


def place_words(listed: Listed) -> str:
    """Return where something is; nothing but its area is told of a place that is hidden."""
    if isinstance(listed, Asset):
        return "" if hides_place(listed) else listed.address
    if listed.place is not None:
        return "" if hides_place(listed.place) else listed.place.name
    # A place that is kept but not this reader's to see is not told in words either.
    return "" if listed.place_id else listed.place_words


def _point(place: Asset | None) -> Point | None:
    if place is None or hides_place(place) or place.longitude is None or place.latitude is None:
        return None
    return place.longitude, place.latitude


def districts(area: Area, below: Sequence[Area]) -> list[Area]:
    """Return the areas under which the index of an area stands: its districts, else what lies in it."""
    inside = [one for one in below if one.path.startswith(area.path) and one.path != area.path]
    of_level = [one for one in inside if one.level == Level.DISTRICT]
    return of_level or [one for one in inside if one.parent_id == area.pk]


def in_order(
    resources: Iterable[Resource], area: Area, *, among: Sequence[Area]
) -> list[tuple[Area, list[Resource]]]:
    """Return the resources under their districts, in each by kind and name; first what lies in none."""
    homes = {one.path: one for one in (area, *among)}

    def key(resource: Resource) -> tuple[str, int, str, str]:
        listed, rank = resource.listed, Kind.values.index(resource.kind)
        return _home(resource.path, homes), rank, fold(listed.kana or listed.name), str(listed.pk)

    ordered = sorted(resources, key=key)
    grouped = groupby(ordered, key=lambda one: _home(one.path, homes))
    return [(homes[path], list(some)) for path, some in grouped]


def _home(path: str, homes: Collection[str]) -> str:
    """Return the smallest of the areas that a path lies in."""
    return max((home for home in homes if path.startswith(home)), key=len)


def chosen(placed: Sequence[Resource], *, room: int) -> set[Resource]:
    """Return those that have room on a map: all of them, else those made sure of last."""
    latest = sorted(placed, key=lambda one: one.listed.checked_on or date.min, reverse=True)
    return set(latest[:room])


def numbered(
    groups: Iterable[tuple[Area, list[Resource]]], *, on_map: Collection[Resource], first: int
) -> Iterator[Section]:
    """Yield each district's lines: those on the map numbered on from `first`, then the others."""
    number = first
    for area, resources in groups:
        shown = [one for one in resources if one in on_map]
        lines = [Line(one, number + at) for at, one in enumerate(shown)]
        lines += [Line(one, None) for one in resources if one not in on_map]
        number += len(shown)
        yield Section(area.name, lines)
