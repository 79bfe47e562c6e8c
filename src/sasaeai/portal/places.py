"""The names people know their own streets by, and the area of the pages each belongs to."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.kana import row_of
from sasaeai.calc.text import fold
from sasaeai.portal import queries
from sasaeai.portal.readings import BEHIND_NAME, CHOME, CHOME_READINGS


class Place(NamedTuple):
    """A name people know, all that is called so, and the area it leads to."""

    name: str
    kana: str
    called: tuple[str, ...]
    area: Area


def places(viewer: Viewer) -> list[Place]:
    """Return the 町丁 and areas residents may look for, 丁目 of one area as one, in kana order."""
    regions = queries.regions(viewer)
    by_path = {area.path: area for area in regions}
    towns = list(areas.to_choose_from(viewer).filter(level=Level.TOWN))
    rows = [(*_stem(town), town.name, area) for town in towns if (area := _above(town, by_path))]
    rows += [
        (area.name, area.kana, area.name, area)
        for area in regions
        if not queries.holds_twin(area, regions)
    ]
    return sorted(_merged(rows), key=lambda place: (fold(place.kana), place.name))


def _above(town: Area, by_path: dict[str, Area]) -> Area | None:
    """Return the nearest area of the pages a 町丁 lies in."""
    path = town.path
    ends = range(len(path), 0, -5)
    return next((by_path[path[:end]] for end in ends if path[:end] in by_path), None)


def _stem(town: Area) -> tuple[str, str]:
    """Return name and kana without the 丁目: 「桜台二丁目」 is known as 「桜台」."""
    found = CHOME.fullmatch(town.name)
    if found is None:
        return town.name, town.kana
    ending = CHOME_READINGS[found["number"]]
    kana = town.kana.removesuffix(ending) if town.kana.endswith(ending) else ""
    return found["stem"], kana


def _merged(rows: Iterable[tuple[str, str, str, Area]]) -> Iterator[Place]:
    """Yield one place for what has the same name and leads to the same area."""
    known: dict[tuple[str, str], Place] = {}
    for name, kana, called, area in rows:
        before = known.get((name, area.path)) or Place(name, "", (), area)
        merged = before._replace(kana=before.kana or kana, called=(*before.called, called))
        known[name, area.path] = merged
    yield from known.values()


def found(among: list[Place], words: str) -> list[Place]:
    """Return the places whose name or kana holds what was typed, even as part of an address."""
    for asked in (words, BEHIND_NAME.sub("", words)):
        key = fold(asked)
        hits = [place for place in among if key and _is_called(place, key)]
        exact = [place for place in hits if key in {fold(place.name), fold(place.kana)}]
        if hits:
            return exact or hits
    return []


def _is_called(place: Place, key: str) -> bool:
    return any(key in fold(name) for name in (place.name, place.kana, *place.called))


def by_row(among: list[Place]) -> list[tuple[str, list[Place]]]:
    """Return the places under the row of the kana table each begins with."""
    rows = groupby(among, key=lambda place: row_of(place.kana))
    return [
        (_("%(kana)s{行|ぎょう}") % {"kana": row} if row else _("ほかの{名前|なまえ}"), list(some))
        for row, some in rows
    ]
