import io
import json
from datetime import date, time
from typing import Any

import pytest
import xlsxwriter

from sasaeai.exchange.readers import decode, grids, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town

TOWNS = [
    Town("", "ささえ市", "中央一丁目", "", 139.51, 35.61),
    Town("", "ささえ市", "北町", "", 139.52, 35.62),
]


def read(text: str, kind: str = "facilities", **more: Any) -> Reading:
    return plan.read(kind, "list.csv", text.encode(), municipality_code="132250", **more)


def book(**sheets: list[list[Any]]) -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return whole.getvalue()


def said(reading: Reading) -> list[str]:
    return [message.message for message in reading.messages]


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


def test_comments_titles_and_empty_rows_before_the_header_are_passed_over() -> None:
    reading = read(
        "# 2026年版\n公共施設一覧,,\n,,\n名称,住所,緯度,経度\nA館,北町1,,\n\n,,,\nB館,北町2,,\n"
    )
    assert (reading.header_row, reading.rows, reading.skipped) == (4, 2, 0)
    assert [record["row"] for record in reading.records] == [5, 8]


def test_header_in_two_rows_with_merged_cells_is_joined() -> None:
    reading = read(
        "施設,,位置,,連絡先,\n名称,住所,緯度,経度,電話番号,FAX番号\nA館,北町1,35.6,139.5,042-000-1234,042-000-1235\n"
    )
    record = reading.records[0]
    assert (reading.header_row, reading.rows) == (2, 1)
    assert (record["name"], record["lat"], record["fax"]) == ("A館", 35.6, "042-000-1235")


def test_header_whose_lower_row_names_only_some_columns_is_joined() -> None:
    reading = read("名称,住所,位置,,備考\n,,緯度,経度,\nA館,北町1,35.6,139.5,あ\n")
    assert reading.header_row == 2
    assert {k: reading.records[0][k] for k in ("name", "address", "lon", "note")} == {
        "name": "A館", "address": "北町1", "lon": 139.5, "note": "あ"
    }  # fmt: skip


def test_header_repeated_on_the_next_page_is_no_record() -> None:
    assert (
        read(
            "名称,住所,電話番号\nA館,北町1,042-000-1234\n名称,住所,電話番号\nB館,北町2,042-000-1235\n"
        ).rows
        == 2
    )


def test_row_of_units_below_the_header_is_no_record() -> None:
    assert read("名称,住所,定員,面積\n,,（人）,（㎡）\nA館,北町1,30,120\n").rows == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",合計,,,24", "合計の行なので取り込みません。"),
        ("計,,,,24", "合計の行なので取り込みません。"),
        (",北部地区計,,,24", "合計の行なので取り込みません。"),
        ("■公民館,,,,", "区切りの見出しの行なので取り込みません。"),
        (",【中央地区】,,,", "区切りの見出しの行なので取り込みません。"),
        ("公民館,,,,", "区切りの見出しの行なので取り込みません。"),
        (",,,,午後は要予約", "区切りの見出しの行なので取り込みません。"),
        (",,,x,午後は要予約", "前の行の続きなので、場所としては取り込みません。"),
        ("例,ささえ集会所,ささえ市1,,30", "記入例の行なので取り込みません。"),
        (",（記入例）ささえ集会所,ささえ市1,,30", "記入例の行なので取り込みません。"),
        ("※時間は目安です,,,,", "注記の行なので取り込みません。"),
    ],
)
def test_row_that_is_no_place_is_skipped_with_its_reason(row: str, reason: str) -> None:
    reading = read(f"NO,名称,住所,備考,定員\n1,A館,北町1,,10\n{row}\n2,B館,北町2,,14\n")
    assert (reading.rows, reading.skipped) == (2, 1)
    assert [text.split("：", 1)[1] for text in said(reading)] == [reason]


@pytest.mark.parametrize("name", ["食品サンプル工房", "例大祭会館", "田中会計", "みんなの家"])
def test_place_with_an_odd_name_is_kept(name: str) -> None:
    assert [r["name"] for r in read(f"名称,住所,備考\n{name},北町1,\n").records] == [name]


def test_place_with_only_its_name_is_kept() -> None:
    assert read("NO,名称,住所,備考\n,ひだまりサロン,,\n").rows == 1


def test_deleted_entry_is_skipped() -> None:
    reading = read("名称,住所,ステータス\nA館,北町1,公開\nB館,北町2,削除\n")
    assert (reading.rows, reading.skipped) == (1, 1)


def test_section_goes_with_the_records_below_it() -> None:
    reading = read("NO,名称,住所\n■公民館,,\n1,A館,北町1\n■図書館,,\n2,B館,北町2\n")
    assert [record["section"] for record in reading.records] == ["■公民館", "■図書館"]


def test_property_header_and_location_in_one_cell_are_read() -> None:
    record = read('#property,name,address,location,man1\n12,A館,北町1,"35.6,139.5",3\n').records[0]
    assert (record["source_id"], record["lat"], record["lon"]) == ("12", 35.6, 139.5)
    assert record["extra"] == {"man1": "3"}


def test_location_in_words_is_the_address() -> None:
    reading = read("name,location,tel\nA館,北町1（駅前）,042-000-1234\n")
    assert (reading.records[0]["address"], reading.without_location) == ("北町1（駅前）", 1)


def test_address_is_joined_from_its_parts() -> None:
    reading = read(
        "名称,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下\nA館,東京都,ささえ市,北町,2-11\n"
    )
    assert reading.records[0]["address"] == "東京都ささえ市北町2-11"


def test_letter_lost_in_an_address_is_told() -> None:
    reading = read("名称,住所\nA館,北町1812?3\n")
    assert said(reading) == ["B2：住所の中に失われた文字（?）があるようです。確かめてください。"]


def test_same_name_and_address_are_one_place_and_said_so() -> None:
    reading = read(
        "名称,住所,設置位置,電話番号,緯度,経度\nA館,北町１,1階,,35.6,139.5\nB館,北町2,,,,\nＡ 館,北町1,2階,042-000-1234,,\n"
    )
    assert (reading.rows, reading.duplicates, len(reading.records)) == (3, 1, 2)
    assert (reading.with_location, reading.without_location) == (1, 2)
    assert reading.records[0]["position"] == "1階\n2階"
    assert reading.records[0]["phone"] == "042-000-1234"
    assert said(reading)[-1] == "A4：A2と名前・住所が同じなので、1つにまとめました。"


def test_same_name_without_address_at_another_point_is_another_place() -> None:
    reading = read("名称,緯度,経度\n児童公園,35.60,139.50\n児童公園,35.61,139.51\n")
    assert (reading.rows, reading.duplicates) == (2, 0)


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


def test_row_without_a_name_is_refused_with_its_cell() -> None:
    reading = read("名称,住所\nA館,北町1\n,北町2\n")
    assert (reading.rows, reading.refused, len(reading.records)) == (2, 1, 1)
    assert said(reading) == ["A3：名前が空です。場所の名前を入力してください。"]


def test_cell_beyond_the_limit_refuses_its_row() -> None:
    reading = read(f"名称,住所,備考\nA館,北町1,{'あ' * 10_001}\n")
    assert (reading.rows, reading.refused) == (1, 1)
    assert said(reading)[0] == "C2：1つのセルの文字が10,000字をこえています。短くしてください。"


def test_second_telephone_number_is_kept_beside_the_first() -> None:
    reading = read("名称,住所,電話番号\nA館,北町1,（受付）042-000-1234 （事務）042-000-5678\n")
    assert reading.records[0]["phone"] == "042-000-1234"
    assert reading.records[0]["extra"] == {"電話番号": "（受付）042-000-1234 （事務）042-000-5678"}
    assert said(reading) == ["C2：電話番号が2つ以上あるので、1つ目を読みました。"]


def test_names_of_people_are_left_out_of_a_list_of_places() -> None:
    assert read("名称,住所,施設長名\nA館,北町1,山田花子\n").records[0]["extra"] == {}


def test_id_in_scientific_notation_tells_nothing_apart() -> None:
    assert [r["source_id"] for r in read("ID,名称,住所\n1.32E+12,A館,北町1\n").records] == [""]


def test_records_of_another_municipality_are_told_once() -> None:
    reading = read("市区町村コード,名称,住所\n13224,A館,北町1\n13224,B館,北町2\n132250,C館,北町3\n")
    assert said(reading) == [
        "2件は、ほかの市区町村のコードです（例：B2）。取り込んでよいか確かめてください。"
    ]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_delimiter_is_found_by_content(delimiter: str) -> None:
    text = "名称,住所,備考\nA館,北町1,い、ろ\n".replace(",", delimiter)
    assert read(text).records[0]["note"] == "い、ろ"


def test_line_breaks_inside_cells_are_kept_and_rows_keep_their_excel_number() -> None:
    reading = read('名称,住所,説明\r\n"A\r\n館",北町1,"上\r\n下"\r\nB館,北町2,（改行）あ\r\n')
    assert [(r["row"], r["name"], r["description"]) for r in reading.records] == [
        (2, "A 館", "上\n下"),
        (3, "B館", "あ"),
    ]


def test_quote_that_never_closes_refuses_the_file() -> None:
    with pytest.raises(Refused, match="閉じられていません"):
        read('名称,住所\n"A館,北町1\nB館,北町2\n')


def test_list_without_records_is_read_as_zero_rows() -> None:
    reading = read("名称,住所,緯度,経度\n,,,\n,,,\n")
    assert (reading.rows, said(reading)) == (0, ["見出しの下に記録が1件もありません。"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("データ名称,URL,形式\nAED,https://example.jp/,csv\n", "場所の名前の列（「名称」「施設名」など）が見つかりません。見つかった見出しは「データ名称」、「URL」、「形式」です。"),
        ("名称,URL\nA,https://example.jp/\n", "住所や緯度・経度などの列が見つかりません"),
        ("あ,い\n1,2\n", "見出しの行が見つかりません"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "見出しの行が見つかりません"),
        ("[1, 2]", "記録の一覧が見つかりません"),
        ('{"a": ', "JSONが1行目で壊れています"),
    ],
)  # fmt: skip
def test_file_that_is_no_list_of_places_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert words in refused.value.sentence


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(Refused, match="という種類はありません"):
        read("名称,住所\n", kind="persons")


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_ROWS", 100)
    with pytest.raises(Refused, match="行をこえています"):
        read("名称,住所\n" + "A館,北町1\n" * 300)
    with pytest.raises(Refused, match="列が500をこえています"):
        read("名称,住所" + ",x" * 500)


def test_workbook_gives_the_records_of_the_same_csv() -> None:
    rows = [
        ["施設名", "住所", "緯度", "経度", "定員"],
        ["A館", "北町1", 35.6, 139.5, 30],
        ["B館", "北町2", "３５．７", "139.6", "1,000"],
    ]
    csv = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    workbook = plan.read("facilities", "a.xlsx", book(一覧=rows), municipality_code="132250")
    assert workbook.records == read(csv).records
    assert workbook.encoding == "xlsx"


def test_workbook_dates_and_times_are_read_as_words() -> None:
    rows = [
        ["名称", "住所", "開始時間", "終了時間", "更新日"],
        ["A館", "北町1", time(9, 0), "17：30", date(2026, 4, 1)],
    ]
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"default_date_format": "hh:mm"}) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row[:4])
        sheet.write(0, 4, "更新日")
        sheet.write_datetime(1, 4, rows[1][4], workbook.add_format({"num_format": "yyyy/m/d"}))
    record = plan.read(
        "facilities", "a.xlsx", whole.getvalue(), municipality_code="132250"
    ).records[0]
    assert (record["hours_words"], record["checked_on"]) == ("9:00〜17:30", date(2026, 4, 1))


def test_sheets_that_are_no_lists_are_left_out_and_named() -> None:
    rows = [["名称", "住所"], ["A館", "北町1"]]
    data = book(記入例=rows, 公民館=rows, 集会所=[["名称", "住所"], ["", "北町2"]], メモ=[["あ"]])
    reading = plan.read("facilities", "a.xlsx", data, municipality_code="132250")
    assert (reading.rows, reading.refused) == (2, 1)
    assert said(reading) == [
        "シート「記入例」は一覧ではないので読みませんでした。",
        "シート「メモ」は一覧ではないので読みませんでした。",
        "「集会所」のA2：名前が空です。場所の名前を入力してください。",
    ]


def test_workbook_with_a_far_corner_is_refused_before_it_is_opened() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["名称", "住所"])
        sheet.write(1_048_575, 600, "x")
    with pytest.raises(Refused, match="列が500をこえるシート"):
        plan.read("facilities", "a.xlsx", whole.getvalue(), municipality_code="132250")


def test_broken_workbook_is_refused() -> None:
    data = book(一覧=[["名称", "住所"], ["A館", "北町1"]])
    at = data.index(b"xl/worksheets/sheet1.xml")
    data = data[: at + 40] + b"\x00" * 40 + data[at + 80 :]
    with pytest.raises(Refused, match="壊れています"):
        plan.read("facilities", "a.xlsx", data, municipality_code="132250")


def test_zip_with_one_list_is_read_and_with_two_is_asked_about() -> None:
    one = {"list.csv": "名称,住所\nA館,北町1\n".encode("cp932"), "読んでください.txt": b"x"}
    assert (
        plan.read("facilities", "a.zip", decode.bundled(one), municipality_code="132250").encoding
        == "CP932"
    )
    with pytest.raises(Refused, match="1つだけ"):
        plan.read(
            "facilities",
            "a.zip",
            decode.bundled({**one, "b.csv": b"x"}),
            municipality_code="132250",
        )


def test_json_groups_become_sections_and_the_same_place_in_two_groups_is_one() -> None:
    tree = {
        "index": {"data_01": "デイサービス", "data_02": "ショートステイ"},
        "header": {
            "data_01": {"name": "施設名", "tel": "電話"},
            "data_02": {"name": "施設名", "tel": "電話"},
        },
        "data_01": [{"name": "ふくろう", "address": "北町1", "tel": "00-1234", "open": True}],
        "data_02": [
            {"name": "ふくろう", "address": "北町1", "tel": "00-1234"},
            {"name": " ", "address": None},
        ],
        "summary": {"total": "2"},
    }
    reading = read(json.dumps(tree, ensure_ascii=False))
    assert (reading.rows, reading.duplicates, reading.header_row) == (2, 1, 0)
    assert reading.records[0]["section"] == "デイサービス\nショートステイ"
    assert reading.records[0]["extra"] == {"open": "1"}
    assert (
        said(reading)[0]
        == "「デイサービス」の1件目の「電話」：市外局番がないようです。市外局番から入力してください。"
    )


def test_geojson_point_counts_more_than_rounded_properties() -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [139.5, 35.63]},
        "properties": {"name": "A小学校", "lat": 36, "lon": 140},
    }
    empty = {"type": "Feature", "geometry": None, "properties": {"name": "B小学校"}}
    reading = read(json.dumps({"type": "FeatureCollection", "features": [feature, empty]}))
    assert [(r["lat"], r["lon"]) for r in reading.records] == [(35.63, 139.5), (None, None)]


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


def test_counts_add_up() -> None:
    reading = read(
        "名称,住所,緯度,経度\nA館,北町1,35.6,139.5\nA館,北町1,,\n,北町3,35.6,139.5\n合計,,,\nC館,北町4,0,0\n",
        towns=TOWNS,
    )
    assert len(reading.records) + reading.duplicates + reading.refused == reading.rows == 4
    assert reading.with_location + reading.without_location == reading.rows
    assert (reading.with_location, reading.located_by_address, reading.skipped) == (4, 2, 1)


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ([{f"k{n}": 1 for n in range(501)}], "項目が500をこえています"),
        ([{"名称": "A館"}], "住所や緯度・経度などの列が見つかりません"),
        (
            {"a": {"b": {"c": {"d": {"e": [{"名称": "A館", "住所": "北町1"}]}}}}},
            "見出しの行が見つかりません",
        ),
    ],
)
def test_json_that_is_no_list_of_places_is_refused(tree: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(json.dumps(tree, ensure_ascii=False))
    assert words in refused.value.sentence


def test_json_nested_too_deep_is_refused() -> None:
    with pytest.raises(Refused, match="入れ子が深すぎます"):
        read("[" * 100_000)


def test_list_in_a_wrapped_answer_is_found() -> None:
    tree = {"result": {"records": [{"名称": "A館", "住所": "北町1"}]}}
    assert read(json.dumps(tree)).rows == 1
