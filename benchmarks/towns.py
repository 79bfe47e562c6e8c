"""Invented towns with areas, people and assets, put in by the actions of the rooms."""

import math
import random
from datetime import date, timedelta

import ground  # noqa: F401 -- sets Django up, which the rooms need
import invented
from django.utils import timezone

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.models import User
from sasaeai.areas import actions as areas
from sasaeai.areas.models import Area, Employer, Municipality, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.assets import intake
from sasaeai.assets.models import Asset, Check
from sasaeai.assets.models.freshness import Means
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.calc import codes
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary.models import Kind, Term

LONG_AGO = date(2020, 4, 1)
KINDS = {"place": 42, "thing": 22, "person": 18, "money": 7, "info": 11}
VISIBILITIES = {"public": 60, "professionals": 15, "council": 10, "staff": 15}
CHECKED, RETIRED = 0.95, 0.03
CORNERS = 200


def weighted(dice: random.Random, weights: dict[str, int]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]


def town(number: int, *, assets: int, dice: random.Random) -> User:
    """Found a town with its code lists and assets; return its 第2層 coordinator."""
    code, name = f"13{number:03}", f"{invented.place(dice)}市"
    municipality = Municipality(code=code + codes.check_digit(code), name=name)
    areas.found(MACHINE, municipality, since=LONG_AGO)
    vocabulary.load_national(MACHINE, municipality)
    districts = _areas(municipality, dice=dice)
    coordinator = _coordinator(municipality, area=districts[0])
    actor = Actor(coordinator.pk, municipality.pk)
    rows = [_asset(dice.choice(districts), dice=dice) for _ in range(assets)]
    terms = list(
        Term.objects.filter(municipality=municipality, kind=Kind.SUPPORT_CATEGORY, until=None)
    )
    categories = {row.pk: dice.sample(terms, dice.randint(1, 2)) for row in rows}
    checks = [_check(row, dice=dice) for row in rows if dice.random() < CHECKED]
    intake.add_many(actor, rows, categories=categories, checks=checks)
    return coordinator


def _areas(municipality: Municipality, *, dice: random.Random) -> list[Area]:
    """Four to ten areas: living areas, and districts below them."""
    root = Area.objects.get(municipality=municipality, parent=None)
    count = dice.randint(4, 10)
    living = [
        _area(root, level=Level.LIVING_AREA, name=f"{invented.place(dice)}圏域", dice=dice)
        for _ in range(count // 4 + 1)
    ]
    districts = [
        _area(dice.choice(living), level=Level.DISTRICT, name=f"{invented.place(dice)}地区", dice=dice)
        for _ in range(count - len(living))
    ]  # fmt: skip
    return areas.add_areas(Actor(municipality=municipality.pk), [*living, *districts])


def _area(parent: Area, *, level: Level, name: str, dice: random.Random) -> Area:
    """An area whose boundary has as many corners as the published ones have."""
    west, south = 139 + dice.random(), 35 + dice.random()
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    ring = [[west + 0.01 * math.cos(turn), south + 0.01 * math.sin(turn)] for turn in turns]
    boundary = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return Area(parent=parent, level=level, name=name, boundary=boundary)


def _coordinator(municipality: Municipality, *, area: Area) -> User:
    here = Actor(municipality=municipality.pk)
    user = User(realm_id=municipality.pk, staff_id="sc", name="桜井 花", is_active=True)
    accounts.open_account(here, user)
    employer = Employer.objects.create(municipality=municipality, name="地域包括支援センター")
    areas.post(
        here,
        Posting(
            municipality=municipality,
            user=user,
            role=Role.COORDINATOR2,
            area=area,
            employer=employer,
            since=LONG_AGO,
        ),
    )
    return user


def _asset(area: Area, *, dice: random.Random) -> Asset:
    name, description = invented.words_of(dice)
    kind = weighted(dice, KINDS)
    has_point = kind in {"place", "thing"}
    numbers = "-".join(str(dice.randint(1, 20)) for _ in range(3))
    return Asset(
        area=area,
        kind=kind,
        name=name,
        description=description,
        visibility=weighted(dice, VISIBILITIES),
        address=f"{area.name}{numbers}" if has_point else "",
        longitude=139 + dice.random() if has_point else None,
        latitude=35 + dice.random() if has_point else None,
        confidential=dice.random() < 0.02,
        times_words=f"毎週{dice.choice('月火水木金土')}曜日 {dice.randint(9, 14)}時から",
        fee=dice.choice(["", "無料", "100円", "300円"]),
        retired_on=LONG_AGO if dice.random() < RETIRED else None,
    )


def _check(asset: Asset, *, dice: random.Random) -> Check:
    days_ago = min(900, int(dice.lognormvariate(4.2, 1)))
    return Check(
        listed=asset,
        on=timezone.localdate() - timedelta(days=days_ago),
        means=dice.choice([Means.VISIT, Means.PHONE, Means.MET, Means.PAPER]),
        result=Check.Result.SAME,
    )
