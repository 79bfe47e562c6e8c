"""A file of 町丁目 points held against the town's areas of that level."""

from collections.abc import Sequence

from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.exchange import queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.previews import Changed, Choice, Preview
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
    taken: set[Area] = set()
    # Spelt the same first, so that 「字本町」 does not take what is 「本町」's.
    for place in sorted(reading.records, key=lambda one: _name(one, town) not in exact):
        name = _name(place, town)
        area = exact.get(name) or folded.get(fold(name))
        if area is None or area in taken:
            fresh.append(place)
        else:
            taken.add(area)
            _hold(found, area, place)
    _add(found, fresh, ground, town)
    return found


def _name(place: Town, town: Municipality) -> str:
    """Return the name inside the town: with its ward where the town has wards."""
    ward = place.city.removeprefix(town.name) if town.name else ""
    return f"{ward}{place.name}" if ward.endswith("区") and ward != place.city else place.name


def _hold(found: Preview, area: Area, place: Town) -> None:
    """Set what the file knows of a 町丁; an empty cell takes nothing away."""
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
        found.changed.append(Changed(area, tuple(changed)))
    else:
        found.unchanged += 1


def _add(found: Preview, places: Sequence[Town], ground: Ground, town: Municipality) -> None:
    points = [
        (place.lon, place.lat) if place.lon is not None and place.lat is not None else None
        for place in places
    ]
    above = ground.containing(points, above=Level.TOWN)
    found.created += [
        Area(
            parent=parent or ground.root,
            level=Level.TOWN,
            name=_name(place, town)[:80],
            kana=place.kana[:120],
            code=place.code[:20],
            longitude=place.lon,
            latitude=place.lat,
        )
        for place, parent in zip(places, above, strict=True)
    ]
