"""A file of 町丁目 points held against the town's areas of that level."""

from collections.abc import Iterator, Sequence

from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.exchange import kept, queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town, fold


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which 町丁 would be new or get a point; those without a point are kept without."""
    found = Preview(reading, choice.source)
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    ground = queries.ground(town)
    areas = [area for area in ground.areas if area.level == Level.TOWN]
    exact = {area.name: area for area in areas}
    folded = {fold(area.name): area for area in areas}
    fresh: list[Town] = []
    rows: list[StagedRow] = []
    taken: set[Area] = set()
    # Spelt the same first, so that 「字本町」 does not take what is 「本町」's.
    for place in sorted(
        reading.records, key=lambda one: name_in(town, city=one.city, name=one.name) not in exact
    ):
        name = name_in(town, city=place.city, name=place.name)
        area = exact.get(name) or folded.get(fold(name))
        if area is None or area in taken:
            fresh.append(place)
        else:
            taken.add(area)
            rows += _hold(found, area, place)
    found.rows = [*_new(found, fresh, ground, town), *rows]
    return found


def name_in(town: Municipality, *, city: str, name: str) -> str:
    """Return the name of a 町丁 inside the town: with its ward where the town has wards."""
    ward = city.removeprefix(town.name) if town.name else ""
    return f"{ward}{name}" if ward.endswith("区") and ward != city else name


def _hold(found: Preview, area: Area, place: Town) -> Iterator[StagedRow]:
    """Set what the file knows of a 町丁; an empty cell takes nothing away."""
    stood = kept.values_of(area)
    wanted = {
        "code": place.code[:20],
        "kana": place.kana[:120],
        "longitude": place.lon,
        "latitude": place.lat,
    }
    changed = [
        name
        for name, value in wanted.items()
        if value not in ("", None) and value != getattr(area, name)
    ]
    for name in changed:
        setattr(area, name, wanted[name])
    if changed:
        yield found.change(area, changed, stood=stood)
    else:
        found.unchanged += 1


def _new(
    found: Preview, places: Sequence[Town], ground: Ground, town: Municipality
) -> Iterator[StagedRow]:
    points = [
        (place.lon, place.lat) if place.lon is not None and place.lat is not None else None
        for place in places
    ]
    above = ground.containing(points, above=Level.TOWN)
    for place, parent in zip(places, above, strict=True):
        area = Area(
            parent=parent or ground.root,
            level=Level.TOWN,
            name=name_in(town, city=place.city, name=place.name)[:80],
            kana=place.kana[:120],
            code=place.code[:20],
            longitude=place.lon,
            latitude=place.lat,
        )
        yield found.add(area)
