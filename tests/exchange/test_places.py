"""What a row says of its place: name, address, point, telephone."""

from datetime import date

import pytest

from tests.exchange.reading import TOWNS, read, said


def test_plain_list_becomes_records_with_cleaned_values() -> None:
    record = read(
        "№,施設名,ﾌﾘｶﾞﾅ,〒,所在地,緯度,経度,TEL,利用可能曜日,開始時間,終了時間,休館日,定員,エレベーター\n"
        '7,ひだまり　集会所,ﾋﾀﾞﾏﾘ,2060802,ささえ市中央一丁目1,35.63,139.5,(042)000-1234,月火水木金,9:00,17:00,祝日,"1,200人",有\n'
    ).records[0]
    wanted = {
        "source_id": "7", "name": "ひだまり 集会所", "kana": "ヒダマリ", "postal_code": "206-0802",
        "address": "ささえ市中央一丁目1", "lat": 35.63, "lon": 139.5, "phone": "042-000-1234",
        "hours_words": "月〜金 9:00〜17:00。休み：祝日", "capacity": 1200.0,
        "barrier_free": ["エレベーター"], "category_guess": "salon", "extra": {}, "spot": "B2",
    }  # fmt: skip
    assert {name: record[name] for name in wanted} == wanted


def test_property_header_and_location_in_one_cell_are_read() -> None:
    record = read('#property,name,address,location,man1\n12,A館,北町1,"35.6,139.5",3\n').records[0]
    assert (record["source_id"], record["lat"], record["lon"]) == ("12", 35.6, 139.5)
    assert record["extra"] == {"man1": "3"}


def test_location_in_words_is_the_address() -> None:
    reading = read("name,location,tel\nA館,北町1（駅前）,042-000-1234\n")
    assert (reading.records[0]["address"], reading.without_location) == ("北町1（駅前）", 1)


def test_words_of_a_place_beside_its_address_are_kept() -> None:
    reading = read("名称,住所,location\nA館,北町1,弁天\n")
    assert (reading.records[0]["address"], reading.records[0]["extra"]) == (
        "北町1",
        {"location": "弁天"},
    )


@pytest.mark.parametrize(
    ("text", "capacity", "extra"),
    [
        ("大会議室：120名、研修室：24名", None, {"定員": "大会議室：120名、研修室：24名"}),
        ("80名（うち短期入所5名）", 80, {"定員": "80名（うち短期入所5名）"}),
        ("80名", 80, {}),
        ("", None, {}),
    ],
)
def test_words_of_a_number_that_it_does_not_tell_are_kept(
    text: str, capacity: int | None, extra: dict[str, str]
) -> None:
    record = read(f"名称,住所,定員\nA館,北町1,{text}\n").records[0]
    assert (record["capacity"], record["extra"]) == (capacity, extra)


def test_row_that_is_merged_leaves_what_it_says_otherwise() -> None:
    rows = "7,A館,北町1,042-000-1234,3,青\n8,A館,北町1,042-000-5678,26,赤\n9,A館,北町1,042-000-1234,3,青\n"
    (record,) = read(f"NO,名称,住所,電話番号,定員,色\n{rows}").records
    assert (record["source_id"], record["phone"]) == ("7", "042-000-1234")
    assert record["extra"] == {
        "色": "青；赤",
        "NO": "8；9",
        "電話番号": "042-000-5678",
        "定員": "26",
    }


def test_address_is_joined_from_its_parts() -> None:
    reading = read(
        "名称,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下\nA館,東京都,ささえ市,北町,2-11\n"
    )
    assert reading.records[0]["address"] == "東京都ささえ市北町2-11"


def test_letter_lost_in_an_address_is_told() -> None:
    reading = read("名称,住所\nA館,北町1812?3\n")
    assert said(reading) == [
        "B2：住所の中に失われた文字（?）があるようですが、そのまま入れました。確かめてください。"
    ]


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("0", "0", "緯度・経度が0なので"),
        ("139.5", "35.6", "緯度と経度が入れかわっているようなので"),
        ("53.4", "-8.2", "日本の外の位置なので"),
        ("-35000.5", "12000.1", "日本の外の位置なので"),
        ("未定", "139.5", "緯度・経度として読めないので"),
        ("35.6", "", "緯度と経度の片方が空なので"),
    ],
)
def test_doubtful_point_is_listed_with_its_cell_and_not_placed(
    lat: str, lon: str, words: str
) -> None:
    reading = read(f"名称,経度,緯度,住所\nA館,{lon},{lat},どこか\n")
    assert (reading.with_location, reading.without_location) == (0, 1)
    assert said(reading)[0].startswith(f"C2：{words}")


def test_address_without_point_is_placed_by_its_town_and_marked() -> None:
    reading = read("名称,住所\nA館,東京都ささえ市中央１－２－３\nB館,よその町1\n", towns=TOWNS)
    assert (reading.with_location, reading.without_location, reading.located_by_address) == (
        1,
        1,
        1,
    )
    assert (reading.records[0]["lat"], reading.records[0]["located_by_address"]) == (
        35.61,
        "中央一丁目",
    )


def test_second_telephone_number_is_kept_beside_the_first() -> None:
    reading = read("名称,住所,電話番号\nA館,北町1,（受付）042-000-1234 （事務）042-000-5678\n")
    assert reading.records[0]["phone"] == "042-000-1234"
    assert reading.records[0]["extra"] == {"電話番号": "（受付）042-000-1234 （事務）042-000-5678"}
    assert said(reading) == [
        "C2：電話番号が2つ以上あるので、1つ目を入れ、もとの言葉を覚え書きに残しました。"
    ]


def test_names_of_people_are_left_out_of_a_list_of_places() -> None:
    assert read("名称,住所,施設長名\nA館,北町1,山田花子\n").records[0]["extra"] == {}


def test_id_in_scientific_notation_tells_nothing_apart() -> None:
    assert [r["source_id"] for r in read("ID,名称,住所\n1.32E+12,A館,北町1\n").records] == [""]


def test_national_gatherings_are_read() -> None:
    head = (
        "No,都道府県コード,都道府県名,市区町村コード,市区町村名,備考,名称（ふりがな）,名称,郵便番号,所在地（都道府県から番地まで）,"
        "所在地（建物名・部屋番号等）,電話番号,対象者,活動内容,運営日（平日）－開始,運営日（平日）－終了,運営日（土曜）－開始,運営日（土曜）－終了,"
        "運営日（日曜）－開始,運営日（日曜）－終了,運営日（祝日）－開始,運営日（祝日）－終了,定休日,定員,料金体系,飲食の提供の有無,飲食持ち込みの可否,"
        "送迎の有無,対象エリア,総合事業実施の有無,その他,法人番号の有無,法人番号,法人名称（ふりがな）,法人名称,ステータス,緯度,経度"
    )
    row = (
        "501,13,東京都,13225,ささえ市,,ひだまり,ひだまりサロン,206-0802,東京都ささえ市北町1,2階,042-000-1234,65歳以上,"
        "体操（運動）、茶話会,10:00,12:00,,,,,,,水曜日,20,無料,1,0,0,北地区,1,,0,,,ささえ会,公開,35.63,139.5"
    )
    record = read(f"{head}\n{row}\n", kind="gatherings").records[0]
    wanted = {
        "source_id": "501", "name": "ひだまりサロン", "kana": "ひだまり", "building": "2階", "who": "65歳以上",
        "activity_words": "体操（運動）、茶話会", "category_guess": "exercise", "fee": "無料", "meals": "yes",
        "bring_food": "no", "transport": "no", "programme": "yes", "area_words": "北地区",
        "organisation": "ささえ会", "hours_words": "平日 10:00〜12:00。休み：水曜日", "lat": 35.63, "capacity": 20.0,
    }  # fmt: skip
    assert {name: record[name] for name in wanted} == wanted


def test_a_towns_own_list_of_gatherings_is_read() -> None:
    record = read(
        "サロン名,会場,会場所在地,開催日,時間,参加費,主催,対象\nひだまり,北集会所,北町1,毎月第2火曜,10時～12時,100円,ささえ会,どなたでも\n",
        kind="gatherings",
    ).records[0]
    wanted = {
        "name": "ひだまり", "venue": "北集会所", "address": "北町1", "hours_words": "毎月第2火曜。10時～12時",
        "fee": "100円", "organisation": "ささえ会", "who": "どなたでも",
    }  # fmt: skip
    assert {name: record[name] for name in wanted} == wanted


def test_organisations_are_read_with_their_kind_guessed() -> None:
    record = read(
        "団体名,代表者名,電話番号,活動内容,会員数,設立年月日\n北町自治会,山田花子,042-000-1234,見守り,1２0人,平成3年4月1日\n",
        kind="organisations",
    ).records[0]
    wanted = {
        "name": "北町自治会", "representative": "山田花子", "description": "見守り", "members": 120.0,
        "founded_on": date(1991, 4, 1), "category_guess": "neighbourhood",
    }  # fmt: skip
    assert {name: record[name] for name in wanted} == wanted
