"""The organisations of ささえ市 (60) and となり町 (8), each at a spot in its 町丁目."""

import random
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from sasaeai.demo import organisation_words, people_names
from sasaeai.demo.chance import stream
from sasaeai.demo.geography import Area, Geography, closed_ground, spot_in
from sasaeai.demo.people_names import Name

FIRST_PHONE = 2001
LEADER_TITLES = {
    "neighbourhood": "会長", "senior_club": "会長", "minsei": "会長", "npo": "理事長",
    "chamber": "会長", "temple": "住職", "finance_post": "局長", "company": "店主",
    "volunteer": "代表", "silver": "事務局長", "shakyo": "事務局長", "hokatsu": "センター長",
    "municipality": "課長", "police_fire": "分団長", "transport_group": "代表",
}  # fmt: skip


@dataclass(frozen=True)
class Organisation:
    """One organisation; area is its 町丁目, reach the area it works in, members roughly how many."""

    key: str
    municipality: str
    kind: str
    name: str
    kana: str
    description: str
    area: str
    reach: str
    address: str
    lon: float
    lat: float
    phone: str
    leader: Name
    leader_title: str
    members: int


def organisations(seed: int, land: Geography) -> tuple[Organisation, ...]:
    """Return all organisations in the order of their lists."""
    rng = stream(seed, "organisations")
    ground = closed_ground(land)
    lists = (("sasae", organisation_words.SASAE), ("tonari", organisation_words.TONARI))
    rows = [(town, line) for town, words in lists for line in words.strip().splitlines()]
    return tuple(
        _organisation(
            rng, (town, *line.split("|")), land=land, ground=ground, phone=FIRST_PHONE + i
        )
        for i, (town, line) in enumerate(rows)
    )


def _organisation(
    rng: random.Random, words: tuple[str, ...], *, land: Geography, ground: BaseGeometry, phone: int
) -> Organisation:
    town, key, kind, name, kana, block, reach, about = words
    area = land.area(block)
    lon, lat = spot_in(rng, area, avoid=ground)
    leader = people_names.name(rng, sex=rng.choice("mf"), age=rng.randint(48, 80))
    return Organisation(
        key=key, municipality=town, kind=kind, name=name, kana=kana, description=about,
        area=block, reach=reach, address=address(rng, area), lon=lon, lat=lat,
        phone=f"042-000-{phone:04d}", leader=leader,
        leader_title=LEADER_TITLES.get(kind, "代表者"), members=rng.choice((8, 12, 15, 24, 30, 46, 80, 120)),
    )  # fmt: skip


def address(rng: random.Random, area: Area) -> str:
    """Return an invented address in a 町丁目."""
    numbers = [rng.randint(1, 28), rng.randint(1, 19)]
    if not area.name.endswith("丁目"):
        return f"{area.name}{numbers[0] * 37 + numbers[1]}番地"
    return f"{area.name}{numbers[0]}-{numbers[1]}"
