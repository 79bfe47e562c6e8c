"""A file of 町丁目 points held against the town's areas of that level."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.calc.geography import Point
from sasaeai.calc.text import nfkc
from sasaeai.exchange import afar, queries
from sasaeai.exchange.afar import Spot
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.messages import Message, about_each, cut_short
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town, fold
from sasaeai.exchange.spoken import Spoken

LONGEST_NAME, LONGEST_KANA = 80, 120
# Residents see it above the name, as furigana.
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which 町丁 would be new or get a point; those without a point are kept without."""
    found = Preview(reading, choice.source)
    spoken = Spoken(found, choice, town.pk)
    ground = queries.ground(town)
    areas = [area for area in ground.areas if area.level == Level.TOWN]
    places: Sequence[Town] = reading.records
    known = _known([(one, _name(one, town)) for one in places], areas, spoken.lost(areas))
    found.messages += [*_far(places, ground), *_moved(places, known), *_stays(places, known)]
    found.messages += cut_short((_name(one, town) for one in places), most=LONGEST_NAME)
    fresh = [place for index, place in enumerate(places) if index not in known]
    held = [
        row for index, area in known.items() for row in _hold(spoken, area, places[index], town)
    ]
    found.rows = [*_new(spoken, fresh, ground, town), *held, *spoken.missing(areas)]
    return found


def _known(
    listed: Sequence[tuple[Town, str]], areas: Sequence[Area], before: Sequence[Area]
) -> dict[int, Area]:
    """Return which of the 町丁, by their order, is which area: by name, else by the code of one that the edition before named."""
    codes = Counter(place.code for place, _name in listed)
    ways: list[tuple[dict[str, Area], Callable[[Town, str], str]]] = [
        # Spelt the same first, so that 「字本町」 does not take what is 「本町」's.
        ({area.name: area for area in areas}, lambda _place, name: name),
        ({fold(area.name): area for area in areas}, lambda _place, name: fold(name)),
        (
            {area.code: area for area in before if area.code},
            lambda place, _name: place.code if codes[place.code] == 1 else "",
        ),
    ]
    found: dict[int, Area] = {}
    taken: set[Area] = set()
    for here, tell in ways:
        for index, (place, name) in enumerate(listed):
            area = here.get(tell(place, name))
            if area is not None and area not in taken and index not in found:
                found[index] = area
                taken.add(area)
    return found


def _far(places: Sequence[Town], ground: Ground) -> list[Message]:
    placed = [(place.name, point) for place in places if (point := _point(place))]
    return afar.remarks([Spot(*one) for one in placed], ground)


def _moved(places: Sequence[Town], known: Mapping[int, Area]) -> list[Message]:
    listed = ((area, _point(places[index])) for index, area in sorted(known.items()))
    return afar.moved((area, point) for area, point in listed if point)


def _stays(places: Sequence[Town], known: Mapping[int, Area]) -> list[Message]:
    """Return what to say of those whose point the file does not give: that which is known stays."""
    names = [
        area.name
        for index, area in sorted(known.items())
        if area.longitude is not None and _point(places[index]) is None
    ]
    sentence = ngettext(
        "%(number)s件は、ファイルから位置が分からないので、いまの位置のままにします（%(spots)s）。",
        "%(number)s件は、ファイルから位置が分からないので、いまの位置のままにします（%(spots)s）。",
        len(names),
    )
    return about_each("info", sentence, [_("「%(name)s」") % {"name": name} for name in names])


def _point(place: Town) -> Point | None:
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def _name(place: Town, town: Municipality) -> str:
    return name_in(town, city=place.city, name=place.name)


def name_in(town: Municipality, *, city: str, name: str) -> str:
    """Return the name of a 町丁 inside the town: with its ward where the town has wards."""
    ward = city.removeprefix(town.name) if town.name else ""
    return f"{ward}{name}" if ward.endswith("区") and ward != city else name


def _hold(spoken: Spoken, area: Area, place: Town, town: Municipality) -> Iterator[StagedRow]:
    """Set what the file knows of a 町丁; an empty cell takes nothing away."""
    name = _name(place, town)
    wanted = {
        "name": area.name if fold(name) == fold(area.name) else name[:LONGEST_NAME],
        # By the code that it has, other files know it: those of the census, of 住所 and of 字 differ.
        "code": area.code or place.code[:20],
        "kana": _reading(place.kana, known=area.kana),
        "longitude": place.lon,
        "latitude": place.lat,
    }
    told = {name: value for name, value in wanted.items() if value not in ("", None)}
    yield from spoken.hold(area, told)


def _reading(kana: str, *, known: str = "") -> str:
    """Return how a name is read, in hiragana; one that is known and goes on further stays."""
    plain, ours = (nfkc(one).translate(_TO_HIRAGANA)[:LONGEST_KANA] for one in (kana, known))
    return ours if plain and ours.startswith(plain) else plain


def _new(
    spoken: Spoken, places: Sequence[Town], ground: Ground, town: Municipality
) -> Iterator[StagedRow]:
    above = ground.containing([_point(place) for place in places], above=Level.TOWN)
    for place, parent in zip(places, above, strict=True):
        area = Area(
            parent=parent or ground.root,
            level=Level.TOWN,
            name=_name(place, town)[:LONGEST_NAME],
            kana=_reading(place.kana),
            code=place.code[:20],
            longitude=place.lon,
            latitude=place.lat,
        )
        yield spoken.add(area)
