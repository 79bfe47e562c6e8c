"""Which rows are places, which are passed over, which are one place twice."""

import pytest

from tests.exchange.reading import TOWNS, read, said


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


@pytest.mark.parametrize("kind", ["facilities", "care-providers", "organisations", "gatherings"])
@pytest.mark.parametrize(
    "row",
    [
        "3,計,-,-,40",
        ",合　計,2件,,40",
        ",「総計」,―,0,40",
        "小計,〔小計〕,計,,40",
        ",Grand Total,,２か所,40",
        ",合計（2件）,,,40",
    ],
)
def test_row_of_sums_is_no_place_whatever_stands_for_an_address(kind: str, row: str) -> None:
    head = "NO,名称,住所,電話番号,利用者,事業所番号"
    rows = f"1,A館,北町1,,10,1370000001\n2,B館,北町2,,30,1370000002\n{row},"
    reading = read(f"{head}\n{rows}\n", kind)
    assert ([one["name"] for one in reading.records], reading.skipped) == (["A館", "B館"], 1)


@pytest.mark.parametrize("row", ["計,北町3,", "計,,042-000-1234", "合計,1-2,", "合計会計,-,-"])
def test_place_called_like_a_sum_is_kept_where_it_can_be_found(row: str) -> None:
    assert read(f"名称,住所,電話番号\n{row}\n").rows == 1


@pytest.mark.parametrize("name", ["食品サンプル工房", "例大祭会館", "田中会計", "みんなの家"])
def test_place_with_an_odd_name_is_kept(name: str) -> None:
    assert [r["name"] for r in read(f"名称,住所,備考\n{name},北町1,\n").records] == [name]


def test_place_with_only_its_name_is_kept() -> None:
    assert read("NO,名称,住所,備考\n,ひだまりサロン,,\n").rows == 1


def test_deleted_entry_is_skipped() -> None:
    reading = read("名称,住所,ステータス\nA館,北町1,公開\nB館,北町2,削除\n")
    assert (reading.rows, reading.skipped) == (1, 1)


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


def test_row_without_a_name_is_refused_with_its_cell() -> None:
    reading = read("名称,住所\nA館,北町1\n,北町2\n")
    assert (reading.rows, reading.refused, len(reading.records)) == (2, 1, 1)
    assert said(reading) == ["A3：名前が空です。場所の名前を入力してください。"]


@pytest.mark.parametrize("row", [",北町2,,", ",,042-000-1234,"])
def test_row_with_only_an_address_or_a_number_is_no_heading(row: str) -> None:
    reading = read(f"名称,住所,電話番号,備考\nA館,北町1,,\n{row}\nB館,北町3,,\n")
    assert (reading.rows, reading.refused, reading.skipped) == (3, 1, 0)
    assert said(reading) == ["A3：名前が空です。場所の名前を入力してください。"]
    assert [record["section"] for record in reading.records] == ["", ""]


def test_cell_beyond_the_limit_refuses_its_row() -> None:
    reading = read(f"名称,住所,備考\nA館,北町1,{'あ' * 10_001}\n")
    assert (reading.rows, reading.refused) == (1, 1)
    assert said(reading)[0] == "C2：1つのセルの文字が10,000字をこえています。短くしてください。"


def test_records_of_another_municipality_are_told_once() -> None:
    reading = read("市区町村コード,名称,住所\n13224,A館,北町1\n13224,B館,北町2\n132250,C館,北町3\n")
    assert said(reading) == [
        "2件は、ほかの市区町村のコードです（例：B2、B3）。取り込んでよいか確かめてください。"
    ]


def test_counts_add_up() -> None:
    reading = read(
        "名称,住所,緯度,経度\nA館,北町1,35.6,139.5\nA館,北町1,,\n,北町3,35.6,139.5\n合計,,,\nC館,北町4,0,0\n",
        towns=TOWNS,
    )
    assert len(reading.records) + reading.duplicates + reading.refused == reading.rows == 4
    assert reading.with_location + reading.without_location == reading.rows
    assert (reading.with_location, reading.located_by_address, reading.skipped) == (4, 2, 1)
