"""A town with things everybody may know and things nobody may read on the residents' side."""

from dataclasses import dataclass

import pytest

from sasaeai.activities.models import Activity
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.factories.vocabulary import term

DAILY = {
    "weekly": {
        day: [["10:00", "11:30"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    }
}
EVERY_DAY = "mon tue wed thu fri sat sun"
BOUNDARY = {
    "type": "Polygon",
    "coordinates": [
        [[139.50, 35.62], [139.52, 35.62], [139.52, 35.64], [139.50, 35.64], [139.50, 35.62]]
    ],
}
# Everything below holds this mark and must never be read by a resident.
SECRET = "ひみつのしるし"
SECRET_PHONE = "042-999-8765"
SECRET_POINT = (139.5147, 35.6383)


@dataclass
class Place:
    """The public rows of a town that also has what must not be shown."""

    town: Town
    hall: Asset
    home: Asset
    salon: Activity
    at_home: Activity

    @property
    def url(self) -> str:
        return f"/portal/{self.town.municipality.code}/"


def private() -> dict[str, str]:
    """Return what staff may read of a public row, marked."""
    return {
        "notes": f"{SECRET}の覚え書き",
        "private_contact": f"{SECRET}の方",
        "private_phone": SECRET_PHONE,
    }


@pytest.fixture
def place(town: Town) -> Place:
    """Return ささえ市 with public, confidential and staff-only rows."""
    for area in (town.west, town.sakuradai):
        area.boundary, area.west, area.south, area.east, area.north = (
            BOUNDARY, 139.50, 35.62, 139.52, 35.64,
        )  # fmt: skip
        area.longitude, area.latitude = 139.51, 35.63
        area.save()
    hidden = Organisation.objects.create(
        municipality=town.municipality,
        area=town.sakuradai,
        kind=term(town.municipality, Kind.ORG_TYPE, "npo"),
        name=f"{SECRET}の会",
        visibility=Visibility.STAFF,
    )
    hall = AssetFactory(
        area=town.sakuradai, name="桜台集会所", kana="さくらだいしゅうかいじょ", address="桜台1-2-3",
        longitude=139.511, latitude=35.631, owner=hidden, public_phone="042-000-1111", **private(),
    )  # fmt: skip
    home = make_home(town, **private())
    home.address, home.longitude, home.latitude = f"{SECRET}番地", *SECRET_POINT
    home.save()
    backroom = AssetFactory(
        area=town.sakuradai, name=f"{SECRET}の部屋", visibility=Visibility.STAFF, **private()
    )
    common = {"area": town.sakuradai, "times": DAILY, "weekdays": EVERY_DAY, **private()}
    salon = ActivityFactory(name="桜台サロン", place=hall, organiser=hidden, fee="100円", **common)
    at_home = ActivityFactory(name="縁側のお茶", place=home, place_words=f"{SECRET}様方", **common)
    ActivityFactory(name="裏のお茶", place=backroom, place_words=f"{SECRET}の裏", **common)
    ActivityFactory(name=f"{SECRET}の集まり", visibility=Visibility.STAFF, **common)
    ActivityFactory(name=f"{SECRET}協議体の集まり", visibility=Visibility.COUNCIL, **common)
    ActivityFactory(name=f"{SECRET}終わった集まり", state=Activity.State.ENDED, **common)
    AssetFactory(
        area=town.sakuradai, name=f"{SECRET}引退したもの", retired_on="2026-01-01", **private()
    )
    return Place(town, hall, home, salon, at_home)
