"""Places and activities beside a need: near, open in time, and how many more with a lift."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Area, Role
from sasaeai.assets.models import Asset
from sasaeai.matching import places
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_need
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
MONDAY = {"weekly": {"mon": [["10:00", "12:00"]]}}
SECOND_TUESDAY = {"monthly": [{"weeks": [2], "weekday": "tue", "start": "10:00", "end": "11:30"}]}


@pytest.fixture
def need(town: Town):
    Area.objects.filter(pk=town.sakuradai.pk).update(longitude=139.5, latitude=35.6)
    town.sakuradai.refresh_from_db()
    return make_need(town, code="salon", times={"tue": [["10:00", "12:00"]]})


def place(town: Town, need, *, lon: float = 139.501, **values):
    asset = AssetFactory(area=town.sakuradai, longitude=lon, latitude=35.6, **values)
    asset.categories.set([need.category])
    return asset


def test_near_and_open_in_time_comes_first_and_far_ones_are_counted(town: Town, need) -> None:
    near = place(town, need, times=SECOND_TUESDAY)
    nearest = place(town, need, lon=139.5, times={})
    place(town, need, times=MONDAY)
    place(town, need, lon=139.6)
    found = places.places(town.viewer(Role.COORDINATOR2), need)
    assert [one.row for one in found.near] == [nearest, near]
    assert found.with_lift == 1


def test_activity_stands_where_its_place_is_and_a_confidential_one_at_its_area(
    town: Town, need
) -> None:
    hall = AssetFactory(area=town.sakuradai, longitude=139.6, latitude=35.6)
    far = ActivityFactory(area=town.sakuradai, place=hall)
    home = place(town, need, lon=139.6, confidential=True)
    far.categories.set([need.category])
    found = places.places(town.viewer(Role.COORDINATOR2), need)
    assert ([one.row for one in found.near], found.with_lift) == ([home], 1)


def test_nothing_of_the_category_is_nothing(town: Town, need) -> None:
    AssetFactory(area=town.sakuradai)
    found = places.places(town.viewer(Role.COORDINATOR2), need)
    assert (found.near, found.with_lift) == ([], 0)


def test_dog_at_home_keeps_nobody_from_a_place(town: Town, need) -> None:
    near = place(town, need)
    need.has.set([term(town.municipality, Kind.TRAIT, "dog")])
    found = places.places(town.viewer(Role.COORDINATOR2), need)
    assert [one.row for one in found.near] == [near]


def test_money_is_nowhere_to_go(town: Town, need) -> None:
    place(town, need, kind=Asset.Kind.MONEY)
    found = places.places(town.viewer(Role.COORDINATOR2), need)
    assert (found.near, found.with_lift) == ([], 0)


def test_what_only_tells_something_is_passed_on_with_one_tap(town: Town, need) -> None:
    told = place(town, need, kind=Asset.Kind.INFO, name="やさしい体操の動画")
    client = town.client(Role.COORDINATOR2)
    page = client.get(reverse("matching:candidates", args=[need.pk])).content.decode()
    refer = reverse("needs:refer", args=[need.pk])
    assert f'action="{refer}"' in page
    assert f'name="to_words" value="{told.name}"' in page
    client.post(refer, {"to_words": told.name, "on": timezone.localdate().isoformat()})
    assert [one.to_words for one in need.referrals.all()] == [told.name]
