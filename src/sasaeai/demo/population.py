"""How many people live in each 町丁目, by year, five-year age band and sex."""

from dataclasses import dataclass

from sasaeai.demo.chance import apportion, stream
from sasaeai.demo.geography import Area, Geography
from sasaeai.demo.plan import MUNICIPALITIES, MunicipalityPlan

YEARS = range(2021, 2027)
BANDS = range(0, 105, 5)
OLD = 65
OLDEST = 100
DENSITY = {"station": 1.75, "estate": 1.7, "flat": 1.25, "river": 1.05, "hill": 0.95,
           "village": 0.45, "mountain": 0.10}  # fmt: skip
AGED = {"station": 0.155, "estate": 0.32, "flat": 0.195, "river": 0.215, "hill": 0.285,
        "village": 0.30, "mountain": 0.42}  # fmt: skip
YEARLY_GROWTH = {"sasae": 0.0017, "tonari": -0.014}
YEARLY_AGEING = {"sasae": 0.0026, "tonari": 0.0048}
YOUNG_SHAPE = (4.2, 4.6, 4.9, 5.0, 5.4, 5.6, 5.9, 6.4, 6.9, 7.6, 8.0, 7.2, 6.1)
OLD_SHAPE = (5.4, 5.6, 5.3, 3.9, 2.7, 1.5, 0.55, 0.06)
STATION_YOUNG = (1.15, 1.1, 0.95, 1.0, 1.3, 1.35, 1.3, 1.2, 1.0, 0.95, 0.9, 0.85, 0.8)


@dataclass(frozen=True)
class Headcount:
    """People of one 町丁目, year, age band and sex; age_to is None in the open band of 100 and over."""

    area: str
    year: int
    age_from: int
    age_to: int | None
    sex: str
    people: int


def population(seed: int, land: Geography) -> tuple[Headcount, ...]:
    """Return the counts of both municipalities; each year's sums are exact."""
    return tuple(
        row
        for town in MUNICIPALITIES
        for year in YEARS
        for row in _year(seed, town, land.blocks_of(town.key), year)
    )


def _year(
    seed: int, town: MunicipalityPlan, blocks: tuple[Area, ...], year: int
) -> list[Headcount]:
    back = YEARS[-1] - year
    people = round(town.people * (1 - YEARLY_GROWTH[town.key] * back))
    aged = round(people * (town.aged_share - YEARLY_AGEING[town.key] * back))
    cells = [(b, age, sex) for b in blocks for age in BANDS for sex in ("m", "f")]
    chance = {b.key: stream(seed, f"population {b.key}") for b in blocks}
    crowd = {key: rng.uniform(0.85, 1.15) for key, rng in chance.items()}
    aged_here = {b.key: AGED[b.character] * chance[b.key].uniform(0.82, 1.18) for b in blocks}
    rows: list[Headcount] = []
    for old, total in ((False, people - aged), (True, aged)):
        chosen = [cell for cell in cells if (cell[1] >= OLD) == old]
        weights = [crowd[b.key] * _weight(b, age, sex, aged_here[b.key]) for b, age, sex in chosen]
        counts = apportion(total, weights)
        rows += [_row(cell, year, n) for cell, n in zip(chosen, counts, strict=True)]
    return rows


def _row(cell: tuple[Area, int, str], year: int, people: int) -> Headcount:
    block, age, sex = cell
    return Headcount(block.key, year, age, None if age == OLDEST else age + 4, sex, people)


def homes(block: Area) -> float:
    """Return how much of the municipality lives in a block, as a weight."""
    return float(block.shape.area) * DENSITY[block.character]


def _weight(block: Area, age: int, sex: str, aged: float) -> float:
    band = age // 5
    if age >= OLD:
        women = min(0.75, 0.52 + 0.007 * (age - OLD))
        late = 1 + 0.012 * (age - OLD) * (1 if aged > 0.25 else -0.6)
        share = aged * OLD_SHAPE[band - OLD // 5] * late / 25
        return homes(block) * share * (women if sex == "f" else 1 - women)
    young = YOUNG_SHAPE[band] * (STATION_YOUNG[band] if block.character == "station" else 1)
    return homes(block) * (1 - aged) * young / 78 * (0.494 if sex == "f" else 0.506)
