"""The whole fictional demo town, made from one seed: nothing here is read from any real place."""

from dataclasses import dataclass

from sasaeai.demo.activities import Activity, activities
from sasaeai.demo.assets import Asset, assets
from sasaeai.demo.geography import Geography, geography
from sasaeai.demo.organisations import Organisation, organisations
from sasaeai.demo.plan import MUNICIPALITIES
from sasaeai.demo.population import Headcount, population
from sasaeai.demo.residents import Resident, residents
from sasaeai.demo.staff import Office, office

CHECK_WEIGHTS = (6, 5, 4, 3, 2)
SEED = 20261


@dataclass(frozen=True)
class Municipality:
    """One municipality: key is also its area's key; code has six digits, the last one checked."""

    key: str
    code: str
    name: str
    kana: str


@dataclass(frozen=True)
class Town:
    """ささえ市 with its neighbour となり町, whole."""

    municipalities: tuple[Municipality, ...]
    land: Geography
    population: tuple[Headcount, ...]
    organisations: tuple[Organisation, ...]
    assets: tuple[Asset, ...]
    activities: tuple[Activity, ...]
    office: Office
    residents: tuple[Resident, ...]


def town(seed: int = SEED) -> Town:
    """Return the demo town of this seed; the same seed gives the same town."""
    land = geography(seed)
    bodies = organisations(seed, land)
    things = assets(seed, land, bodies)
    return Town(
        municipalities=tuple(
            Municipality(plan.key, with_check_digit(plan.code5), plan.name, plan.kana)
            for plan in MUNICIPALITIES
        ),
        land=land,
        population=population(seed, land),
        organisations=bodies,
        assets=things,
        activities=activities(seed, land, bodies, things),
        office=office(seed),
        residents=residents(seed, land),
    )


def with_check_digit(code5: str) -> str:
    """Return the six-digit 全国地方公共団体コード of a five-digit one."""
    total = sum(int(digit) * weight for digit, weight in zip(code5, CHECK_WEIGHTS, strict=True))
    return f"{code5}{(11 - total % 11) % 10}"
