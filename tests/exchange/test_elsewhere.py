"""Addresses of other municipalities: told once, and not taken for ours that are called alike."""

import pytest

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.whose import Whose, is_elsewhere
from tests.exchange.reading import TOWNS, said
from tests.exchange.test_doubts import take_in
from tests.factories.areas import AreaFactory, Town

OURS = Whose("132250", "ささえ市", TOWNS)
TOLD = (
    "2件は、住所がほかの市町村です（例：B2、B3）。"
    "同じ名前の町丁がこの町にあっても、住所からは地図や地区に置きません。"
    "この町の名簿か、住所が正しいか、確かめてください。"
)


@pytest.mark.parametrize(
    "address",
    [
        "秋田県湯沢市北町1",
        "〒012-0000 秋田県湯沢市北町1",
        "秋田県ささえ市北町1",
        "東京都多摩市北町1",
        "東京都東村山市北町1",
        "多摩市北町1",
        "四日市市北町1",
        "町田市北町1",
        "市川市北町1",
        "東村山市北町1",
        "大和郡山市北町1",
        "東京都西多摩郡瑞穂町北町1",
        "西多摩郡瑞穂町北町1",
    ],
)
def test_address_of_another_municipality_is_elsewhere(address: str) -> None:
    assert is_elsewhere(address, prefecture="", city="", whose=OURS)


@pytest.mark.parametrize(
    "address",
    [
        "東京都ささえ市北町1",
        "ささえ市北町1",
        "東京都なかよし郡ささえ市北町1",
        "北町1-2",
        "中央一丁目2",
        "本町3",
        "市場町2",
        "今市町3",
        "八日市2",
        "市営北町住宅1",
        "村山団地1号棟",
        "駅前市営住宅1-2",
        "旧市民センター内",
        "",
    ],
)
def test_address_that_may_be_the_towns_own_is_not_elsewhere(address: str) -> None:
    assert not is_elsewhere(address, prefecture="", city="", whose=OURS)


@pytest.mark.parametrize(
    ("prefecture", "city", "is_it"),
    [
        ("秋田県", "", True),
        ("秋田県", "ささえ市", True),
        ("東京都", "湯沢市", True),
        ("", "湯沢市", True),
        ("東京都", "ささえ市", False),
        ("東京", "ささえ市役所前", False),
        ("", "北部", False),
    ],
)
def test_columns_beside_an_address_tell_too(prefecture: str, city: str, *, is_it: bool) -> None:
    assert is_elsewhere("北町1", prefecture=prefecture, city=city, whose=OURS) is is_it


def test_town_whose_name_and_code_tell_nothing_has_no_elsewhere() -> None:
    assert not is_elsewhere("秋田県湯沢市北町1", prefecture="", city="", whose=Whose("990000"))


def test_rows_elsewhere_are_told_once_and_get_no_point_of_ours() -> None:
    data = "名称,住所,市区町村名\nA館,秋田県湯沢市北町1,\nB館,北町1,湯沢市\nC館,北町1,ささえ市\n".encode()
    reading = plan.read("facilities", "list.csv", data, whose=OURS)
    assert [one["located_by_address"] for one in reading.records] == ["", "", "北町"]
    assert said(reading) == [TOLD]


@pytest.mark.django_db
def test_row_elsewhere_goes_to_no_area_of_ours(town: Town) -> None:
    AreaFactory(parent=town.root, name="花園町", level=Level.TOWN)
    take_in(town, "A館,花園町1,湯沢市", "B館,花園町1,", head="名称,住所,市区町村名")
    area = Area.objects.get(name="花園町")
    assert {one.name: one.area for one in Asset.objects.all()} == {"A館": town.root, "B館": area}


@pytest.mark.django_db
def test_district_of_another_municipality_is_none_of_ours(town: Town) -> None:
    take_in(town, "A館,湯沢市花園町1,桜台", "B館,,桜台", head="名称,住所,地区")
    away = Asset.objects.get(name="A館")
    assert (away.area, "地区：桜台" in away.notes) == (town.root, True)
    assert Asset.objects.get(name="B館").area == town.sakuradai
