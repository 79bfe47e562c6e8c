"""Municipalities, their areas with boundaries, what composes them, landmarks, and who lives there."""

from collections import Counter

from sasaeai.areas import actions, intake
from sasaeai.areas.models import Area, AreaPart, Landmark, Municipality, Population
from sasaeai.areas.models.area import Level
from sasaeai.audit.actor import MACHINE
from sasaeai.calc import clipping
from sasaeai.demo import geography
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.vocabulary import actions as vocabulary

SINCE_DAYS = -3650
OFFICES = {"sasae": ("高齢福祉課", "shiyakusho"), "tonari": ("健康福祉課", "t-yakuba")}
HOURS = "平日 午前8時30分〜午後5時15分"
LEVELS = {"block": Level.TOWN}
NAMES = {"living_area": "圏域", "district": "地区", "town": "町丁目"}
SOURCE = "住民基本台帳（デモの作りごと）"
LANDMARKS = {
    "river": Landmark.Kind.RIVER,
    "stream": Landmark.Kind.RIVER,
    "railway": Landmark.Kind.RAILWAY,
    "station": Landmark.Kind.STATION,
    "road": Landmark.Kind.ROAD,
    "park": Landmark.Kind.GREEN,
    "forest": Landmark.Kind.GREEN,
    "hill": Landmark.Kind.HILL,
}
FINEST_M = 3.0  # nothing smaller shows on a drawing of a 地区


def found(loaded: Loaded) -> int:
    """Found both municipalities; return how many."""
    phones = {body.key: body.phone for body in loaded.town.organisations}
    for drawn in loaded.town.municipalities:
        office, desk = OFFICES[drawn.key]
        row = Municipality(
            code=drawn.code,
            name=drawn.name,
            kana=drawn.kana,
            office=office,
            phone=phones[desk],
            hours=HOURS,
        )
        loaded.municipalities[drawn.key] = actions.found(MACHINE, row, since=loaded.day(SINCE_DAYS))
        actions.name_levels(loaded.nobody(drawn.key), NAMES)
    return len(loaded.municipalities)


def put_words(loaded: Loaded) -> int:
    """Give each town the national code lists; return how many terms."""
    return sum(
        vocabulary.load_national(MACHINE, municipality)
        for municipality in loaded.municipalities.values()
    )


def add_areas(loaded: Loaded) -> int:
    """Add every area below its parent, with its boundary; return how many."""
    for key, municipality in loaded.municipalities.items():
        root = Area.objects.get(municipality=municipality, parent=None)
        root.boundary = loaded.town.land.area(key).geojson
        loaded.areas[key] = actions.change_area(loaded.actor(key), root, changed=["boundary"])
        inside = [area for area in loaded.town.land.areas if _home(loaded, area) == key]
        actions.add_areas(
            loaded.actor(key), [_row(loaded, area) for area in inside if area.parent is not None]
        )
    return len(loaded.areas)


def _home(loaded: Loaded, area: geography.Area) -> str:
    return loaded.town.land.above(area.key)[-1].key


def _row(loaded: Loaded, area: geography.Area) -> Area:
    row = Area(
        parent=loaded.areas[area.parent or ""],
        level=LEVELS.get(area.level, area.level),
        name=area.name,
        kana=area.kana,
        boundary=area.geojson,
    )
    loaded.areas[area.key] = row
    return row


def compose(loaded: Loaded) -> int:
    """Compose each 地区 of its 町丁目, whole; return how many parts."""
    land = loaded.town.land
    made = 0
    for key in loaded.municipalities:
        parts = [
            AreaPart(area=loaded.areas[district.key], piece=loaded.areas[block.key], weight=1)
            for district in land.at("district")
            if _home(loaded, district) == key
            for block in land.children(district.key)
        ]
        made += len(intake.compose(loaded.actor(key), parts))
    return made


def put_landmarks(loaded: Loaded) -> int:
    """Put what shows people their way into each town it lies in; return how many rows."""
    return sum(
        len(intake.put_landmarks(loaded.actor(key), _landmarks(loaded, key)))
        for key in loaded.municipalities
    )


def _landmarks(loaded: Loaded, municipality: str) -> list[Landmark]:
    boundary = loaded.town.land.area(municipality).geojson
    seen = [feature for feature in loaded.town.land.features if feature.kind in LANDMARKS]
    return [
        Landmark(
            municipality=loaded.municipalities[municipality],
            kind=LANDMARKS[feature.kind],
            name=feature.name,
            kana=feature.kana,
            shape=shape,
        )
        for feature in seen
        if (shape := clipping.part_within(feature.geojson, boundary, tolerance_m=FINEST_M))
    ]


def put_population(loaded: Loaded) -> int:
    """Put the population of every 町丁目 and, summed up, of every area above; return how many rows."""
    counts: Counter[tuple[str, int, int, int | None, str]] = Counter()
    rings = {a.key: [r.key for r in loaded.town.land.above(a.key)] for a in loaded.town.land.areas}
    for head in loaded.town.population:
        for ring in rings[head.area]:
            counts[ring, head.year, head.age_from, head.age_to, head.sex] += head.people
    return sum(_put(loaded, key, counts) for key in loaded.municipalities)


def _put(
    loaded: Loaded, municipality: str, counts: Counter[tuple[str, int, int, int | None, str]]
) -> int:
    town = loaded.municipalities[municipality]
    rows = [
        Population(
            municipality=town,
            area=loaded.areas[area],
            year=year,
            age_from=age_from,
            age_to=age_to,
            sex=sex,
            count=people,
            source=SOURCE,
        )
        for (area, year, age_from, age_to, sex), people in counts.items()
        if loaded.areas[area].municipality_id == town.pk
    ]
    return actions.put_population(loaded.actor(municipality), rows)
