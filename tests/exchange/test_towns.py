import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers import plan, towns
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.towns import Town
from sasaeai.exchange.readers.whose import Whose

CITY = [
    Town("", "ささえ市", name, "", lon, 35.6)
    for name, lon in (
        ("向陽台一丁目", 139.1), ("向陽台十一丁目", 139.2), ("平尾", 139.3), ("平尾二丁目", 139.4),
        ("字上鍋倉", 139.5), ("大字山田字中屋敷", 139.6), ("鰯ケ島", 139.7), ("本町", 139.8),
    )
] + [Town("", "ささえ市", "平尾三丁目", "", None, None)]  # fmt: skip

NATIONWIDE = (
    "prefecture,city,town,koaza,lat,lng\n"
    "東京都,府中市,本町一丁目,,35.66,139.47\n東京都,府中市,本町二丁目,,,\n広島県,府中市,本町,,34.56,133.23\n"
    "東京都,西多摩郡瑞穂町,箱根ケ崎,上,35.77,139.35\n北海道,札幌市中央区,大通西一丁目,,43.06,141.35\n"
)


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("東京都ささえ市向陽台一丁目2番3号", "向陽台一丁目"),
        ("ささえ市向陽台１－２－３", "向陽台一丁目"),
        ("向陽台1丁目2", "向陽台一丁目"),
        ("ささえ市 向陽台11-2", "向陽台十一丁目"),
        ("ささえ市平尾100番地", "平尾"),
        ("ささえ市平尾2番地", "平尾"),
        ("ささえ市平尾2-1", "平尾二丁目"),
        ("ささえ市平尾三丁目1", "平尾"),
        ("ささえ市大字上鍋倉27番地", "字上鍋倉"),
        ("ささえ市山田字中屋敷１５番地１", "大字山田字中屋敷"),
        ("ささえ市鰯ヶ島136-24", "鰯ケ島"),
        ("なかよし郡ささえ市本町2", "本町"),
        ("よその市本町2", ""),
        ("ささえ市どこか1", ""),
        ("", ""),
    ],
)
def test_address_is_located_in_the_town_with_the_longest_name(address: str, town: str) -> None:
    located = towns.locate(address, CITY)
    assert (located.town.name if located else "") == town


def test_located_point_is_the_towns() -> None:
    located = towns.locate("本町1", CITY)
    assert located is not None
    assert (located.lon, located.lat, located.town.name) == (139.8, 35.6, "本町")


def test_towns_without_a_city_find_addresses_with_one() -> None:
    located = towns.locate("東京都ささえ市本町2", [Town("", "", "本町", "", 139.8, 35.6)])
    assert located is not None


@given(st.text())
def test_any_text_is_located_or_not(address: str) -> None:
    located = towns.locate(address, CITY)
    assert located is None or located.town in CITY


def test_nationwide_file_gives_the_rows_of_one_municipality() -> None:
    reading = plan.read(
        "towns",
        "t.csv.gz",
        gzip.compress(NATIONWIDE.encode()),
        whose=Whose("132063", "府中市"),
    )
    assert [(town.city, town.name) for town in reading.records] == [
        ("府中市", "本町一丁目"),
        ("府中市", "本町二丁目"),
    ]
    assert (reading.rows, reading.with_location, reading.without_location) == (2, 1, 1)
    assert reading.messages[-1].message.startswith("3行目：代表点がない")


@pytest.mark.parametrize(
    ("lat", "lon", "sentence"),
    [
        ("139.47", "35.66", "2行目：緯度と経度が入れかわっているようです。"),
        ("0", "0", "2行目：緯度・経度が0です。"),
        ("51.5", "-0.1", "2行目：日本の外の位置です。"),
        ("35.66", "", "2行目：緯度と経度の片方が空です。"),
        ("北", "東", "2行目：緯度・経度として読めません。"),
    ],
)
def test_point_that_is_none_is_told_with_the_reason(lat: str, lon: str, sentence: str) -> None:
    data = f"町丁目名,緯度,経度\n本町,{lat},{lon}\n".encode()
    reading = plan.read("towns", "t.csv", data, whose=Whose("132063", "府中市"))
    (told,) = reading.messages
    assert told.message.startswith(sentence)
    assert (told.level, reading.records[0].lat) == ("warning", None)


def test_rows_of_other_municipalities_are_skipped_and_told() -> None:
    reading = plan.read("towns", "t.csv", NATIONWIDE.encode(), whose=Whose("132063", "府中市"))
    others = NATIONWIDE.count("\n") - 1 - reading.rows
    assert (reading.skipped, reading.messages[0].message) == (
        others,
        f"ほかの市区町村の町丁目{others}件は、読みとばしました。",
    )


@pytest.mark.parametrize(
    ("code", "city", "name"),
    [("133035", "瑞穂町", "箱根ケ崎上"), ("011002", "札幌市", "大通西一丁目")],
)
def test_county_and_wards_belong_to_their_municipality(code: str, city: str, name: str) -> None:
    reading = plan.read("towns", "t.csv", NATIONWIDE.encode(), whose=Whose(code, city))
    assert [town.name for town in reading.records] == [name]


def test_nationwide_file_without_codes_asks_for_the_name() -> None:
    with pytest.raises(Refused, match="市区町村の名前も指定してください"):
        plan.read("towns", "t.csv", NATIONWIDE.encode(), whose=Whose("132063"))


def test_file_with_codes_is_picked_by_code() -> None:
    text = "市区町村コード,大字町丁目コード,大字町丁目名,大字町丁目名カナ,緯度,経度\n13225,132250001001,大丸,オオマル,35.64,139.47\n13224,x,関戸,,35.6,139.4\n"
    reading = plan.read("towns", "t.csv", text.encode("cp932"), whose=Whose("132250"))
    assert reading.records == [Town("132250001001", "", "大丸", "オオマル", 139.47, 35.64)]


def test_json_of_one_city_is_taken_whole_with_the_given_name() -> None:
    data = json.dumps([{"town": "大丸", "koaza": "", "lat": 35.64, "lng": 139.47}]).encode()
    reading = plan.read("towns", "t.json", data, whose=Whose("132250", "ささえ市"))
    assert reading.records == [Town("", "ささえ市", "大丸", "", 139.47, 35.64)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("名称,住所\nA館,北町1\n", "見つかった見出しは「名称」、「住所」です"),
        ("一覧\n", "見出しの行が見つかりません"),
        ("townid,town\n1,大丸\n", "緯度・経度の列が見つかりません"),
        (
            "市区町村コード,町名,緯度,経度\n13224,関戸,35.6,139.4\n",
            "この市区町村の町丁目がありません",
        ),
    ],
)
def test_file_without_the_towns_is_refused(data: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        plan.read("towns", "t.csv", data.encode(), whose=Whose("132250", "稲城市"))


@pytest.mark.parametrize(
    ("code", "municipality"),
    [("13225", "132250"), ("132250", "132250"), ("1101", "011002"), ("14131", "141305")],
)
def test_code_is_of_its_municipality_or_designated_city(code: str, municipality: str) -> None:
    assert towns.is_of(code, municipality_code=municipality)


@pytest.mark.parametrize(
    ("code", "municipality"),
    [("13224", "132250"), ("14131", "141003"), ("14151", "141305"), ("", "132250")],
)
def test_code_of_another_municipality_is_not_taken(code: str, municipality: str) -> None:
    assert not towns.is_of(code, municipality_code=municipality)
