"""Lists that are brought as places and look like something else are told so."""

import pytest

from sasaeai.exchange.readers.messages import Refused
from tests.exchange.lists import geojson, square
from tests.exchange.reading import read, said
from tests.shared_data import shared_file

OUTLINES = (
    "区域の形だけが入っているファイルなので、名簿としては取り込みません。"
    "種類で「区域の境界」を選んで、もう一度取り込んでください。"
)
CARE = (
    "「事業所番号」、「サービス種別」の列があるので、介護サービス事業所の一覧かもしれません。"
    "そうなら、種類で「介護サービス事業所」を選ぶと、同じ事業所のサービスが1つの場所にまとまります。"
)
GATHERINGS = (
    "「開催日」、「会場」の列があるので、通いの場の一覧のようです。このまま取り込むと、場所として入ります。"
    "通いの場なら、種類で「通いの場」を選んで、もう一度取り込んでください。"
)
SQUARE = square(139.5, 35.6)


@pytest.mark.parametrize("kind", ["facilities", "organisations", "gatherings", "care-providers"])
@pytest.mark.parametrize(
    "name", ["東京都稲城市", "東京都千代田区内幸町", "北町一丁目", "東部圏域", "桜台地区", ""]
)
def test_outlines_of_areas_are_refused_and_their_kind_is_named(kind: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        read(geojson(({"name": name}, SQUARE)).decode(), kind)
    assert (refused.value.sentence, refused.value.headings) == (OUTLINES, ())


@pytest.mark.parametrize("name", ["13225_inagi.geojson", "chiyoda_towns.geojson"])
def test_real_boundaries_are_no_places(name: str) -> None:
    with pytest.raises(Refused, match="「区域の境界」を選んで"):
        read(shared_file(f"areas/{name}").read_text())


@pytest.mark.parametrize(
    "told",
    [
        {"name": "中央公園"},
        {"name": "東部地区", "住所": "北町1"},
        {"name": "桜町", "電話番号": "042-000-1234"},
        {"name": "桜市", "種別": "公園"},
    ],
)
def test_places_that_are_drawn_as_outlines_are_read(told: dict[str, str]) -> None:
    assert read(geojson((told, SQUARE)).decode()).rows == 1


def test_places_with_points_may_be_called_like_towns() -> None:
    point = {"type": "Point", "coordinates": [139.5, 35.6]}
    assert read(geojson(({"name": "東京都稲城市"}, point)).decode()).rows == 1


def test_list_of_care_providers_is_told_to_be_one() -> None:
    reading = read("事業所番号,サービス種別,名称,住所\n1370000001,訪問介護,桜,北町1\n")
    assert [(one.level, one.message) for one in reading.messages] == [("info", CARE)]


def test_list_of_gatherings_is_told_to_be_one() -> None:
    reading = read("名称,開催日,会場,住所\n桜サロン,毎週月曜,桜会館,北町1\n")
    assert [(one.level, one.message) for one in reading.messages] == [("warning", GATHERINGS)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("名称,種別,開館曜日,住所", "facilities"),
        ("名称,会場名,曜日,住所", "facilities"),
        ("名称,開催日,会場,住所", "gatherings"),
        ("名称,事業所番号,サービス種別,住所", "care-providers"),
    ],
)
def test_list_of_its_own_kind_is_told_nothing(head: str, kind: str) -> None:
    assert said(read(f"{head}\n桜館,1370000001,訪問介護,北町1\n", kind)) == []
