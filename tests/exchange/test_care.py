"""Lists of 介護サービス事業所: read by their headings, one place an establishment, only the town's own."""

import csv as tables
import gzip
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers import care, establishments, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose, is_ours
from tests.exchange.reading import book, said

NATIONAL = [
    "都道府県コード又は市町村コード",
    "No",
    "都道府県名",
    "市区町村名",
    "事業所名",
    "事業所名カナ",
    "サービスの種類",
    "住所",
    "方書（ビル名等）",
    "緯度",
    "経度",
    "電話番号",
    "FAX番号",
    "法人番号",
    "法人の名称",
    "事業所番号",
    "利用可能曜日",
    "利用可能曜日特記事項",
    "定員",
    "URL",
    "高齢者の方と障害者の方が同時一体的に利用できるサービス",
    "介護保険の通常の指定基準を満たしている",
    "障害福祉の通常の指定基準を満たしている",
    "備考",
]
LEGACY = [
    "都道府県コード又は市区町村コード",
    "NO",
    "都道府県名",
    "市区町村名",
    "介護サービス事業所名称",
    "介護サービス事業所名称_カナ",
    "実施サービス",
    "住所",
    "方書",
    "緯度",
    "経度",
    "電話番号",
    "内線番号",
    "FAX番号",
    "法人番号",
    "法人の名称",
    "事業所番号",
    "利用可能曜日",
    "利用可能曜日特記事項",
    "定員",
    "URL",
    "備考",
]
CURRENT = [
    "municipality_code",
    "facility_id",
    "name",
    "kana",
    "service_type",
    "address",
    "lat",
    "lon",
    "phone",
    "fax",
    "corporate_number",
    "corporate_name",
    "business_number",
    "available_days",
    "available_notes",
    "capacity",
    "url",
    "notes",
]
SAKURA = {
    "都道府県コード又は市町村コード": "132250", "No": "1373800001", "都道府県名": "東京都",
    "市区町村名": "稲城市", "事業所名": "さくらデイ", "事業所名カナ": "ｻｸﾗﾃﾞｲ", "サービスの種類": "通所介護",
    "住所": "東京都稲城市東長沼１－２", "緯度": "35.637481131214980", "経度": "139.504687387310800",
    "電話番号": "042-302-0000", "FAX番号": "042-302-0001", "法人番号": "2012401015219",
    "法人の名称": "社会福祉法人さくら", "事業所番号": "1373800001", "利用可能曜日": "平日,土曜日",
    "定員": "30", "URL": "https://sakura.example/",
}  # fmt: skip
HOME = SAKURA | {
    "サービスの種類": "訪問介護",
    "定員": "0",
    "利用可能曜日": "平日",
    "事業所名": "さくらヘルパー",
}
ELSEWHERE = SAKURA | {"都道府県コード又は市町村コード": "132241", "No": "1372400001",
                      "事業所番号": "1372400001", "市区町村名": "多摩市"}  # fmt: skip


def file(*rows: dict[str, str], head: list[str] = NATIONAL) -> bytes:
    """Return a list in the layout of a source, with all its marks: a BOM and CRLF."""
    whole = io.StringIO()
    writer = tables.DictWriter(
        whole, head, restval="", extrasaction="ignore", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return whole.getvalue().encode("utf-8-sig")


def read(
    data: bytes, *, code: str = "132250", town: str = "稲城市", name: str = "l.csv"
) -> Reading:
    return plan.read("care-providers", name, data, whose=Whose(code, town))


def counted(reading: Reading) -> tuple[int, int, int, int]:
    return reading.rows, reading.skipped, reading.duplicates, len(reading.records)


def test_services_of_one_number_become_one_place_and_are_counted_once() -> None:
    reading = read(file(SAKURA, HOME, SAKURA | {"サービスの種類": "居宅介護支援"}))
    assert counted(reading) == (3, 0, 2, 1)
    (made,) = reading.records
    assert establishments.services(made) == ["通所介護", "訪問介護", "居宅介護支援"]
    (told,) = (message for message in said(reading) if "1つの場所" in message)
    assert told == (
        "同じ事業所の2件を、ほかのサービスといっしょに、1つの場所にまとめました。"
        "事業所は1、サービスは、事業所ごとに数えて、あわせて3です。"
    )


def test_what_one_service_says_otherwise_is_kept_apart() -> None:
    (made,) = read(file(SAKURA, HOME)).records
    assert (made["name"], made["capacity"], made["hours_words"]) == ("さくらデイ", 30, "")
    assert made["apart"] == [
        ("通所介護", {"hours_words": "平日・土曜日"}),
        ("訪問介護", {"name": "さくらヘルパー", "hours_words": "平日"}),
    ]


def test_number_keeps_its_zeros_and_gets_a_lost_one_back() -> None:
    whole = SAKURA | {"事業所番号": "0170500001", "No": "1"}
    lost = HOME | {"事業所番号": "１７０５００００１", "No": "2"}
    reading = read(file(whole, lost))
    assert [made["source_id"] for made in reading.records] == ["0170500001"]
    assert "1件は、事業所番号の先頭の0を補いました（例：E3）。" in said(reading)


def test_id_that_is_no_running_number_goes_to_the_notes() -> None:
    head = ["facility_id", *CURRENT[2:]]
    base = {"name": "さくら", "address": "稲城市平尾1", "business_number": "1373800001"}
    (made,) = read(file(base | {"facility_id": "A-77"}, head=head)).records
    assert (made["source_id"], made["extra"]) == ("1373800001", {"facility_id": "A-77"})
    (made,) = read(file(base | {"facility_id": "12"}, head=head)).records
    assert (made["source_id"], made["extra"]) == ("1373800001", {})


def test_number_that_lost_its_digits_is_none_and_name_and_place_tell() -> None:
    lost = {"事業所番号": "1.3738E+09", "No": "1.3738E+09"}
    near = {"緯度": "35.6375", "事業所名": "さくらデイ"}
    reading = read(
        file(SAKURA | lost, HOME | lost | near, SAKURA | lost | {"事業所名": "うめデイ"})
    )
    assert [(made["name"], made["source_id"]) for made in reading.records] == [
        ("さくらデイ", ""),
        ("うめデイ", ""),
    ]
    assert [m for m in said(reading) if m.startswith("3件は、事業所番号が「1.37E+09」")] != []


def test_row_without_number_joins_the_same_name_and_address_but_not_another_point() -> None:
    bare = SAKURA | {"事業所番号": "", "No": "", "サービスの種類": "訪問介護"}
    far = bare | {"緯度": "35.66"}
    reading = read(file(SAKURA, bare, far))
    assert [establishments.services(made) for made in reading.records] == [
        ["通所介護", "訪問介護"],
        ["訪問介護"],
    ]


def test_nationwide_file_gives_the_towns_rows_and_says_once_how_many_are_not() -> None:
    reading = read(gzip.compress(file(SAKURA, *[ELSEWHERE] * 3)), name="j.csv.gz")
    assert counted(reading) == (1, 3, 0, 1)
    assert said(reading) == [
        "3件は、ほかの市区町村のコードなので、読みとばしました。コードが132250の行だけを取り込みます。"
    ]


def test_list_of_another_town_alone_is_taken_with_the_remark() -> None:
    reading = read(file(ELSEWHERE, SAKURA | {"都道府県コード又は市町村コード": ""}))
    assert counted(reading) == (2, 0, 0, 2)
    assert said(reading) == [
        "1件は、ほかの市区町村のコードです（例：E2）。取り込んでよいか確かめてください。"
    ]


def test_rows_of_a_citys_wards_are_no_strangers_in_any_list() -> None:
    list_of_places = "市区町村コード,名称,住所\n141356,A館,麻生区1\n141305,B館,川崎区1\n".encode()
    reading = plan.read("facilities", "l.csv", list_of_places, whose=Whose("141305"))
    assert (reading.rows, said(reading)) == (2, [])


@pytest.mark.parametrize(
    ("code", "city", "whose", "ours"),
    [
        ("132250", "", "132250", True),
        ("13225", "", "132250", True),
        ("１３２２５０", "", "132250", True),
        ("132251", "", "132250", True),  # a wrong check digit
        ("52078", "", "052078", True),  # a lost zero
        ("5207", "", "052078", True),
        ("141356", "", "141305", True),  # a ward
        ("132241", "", "132250", False),
        ("130001", "稲城市", "132250", True),  # the list of a prefecture
        ("130001", "多摩市", "132250", False),
        ("130001", "", "132250", None),
        ("稲城", "", "132250", None),
        ("", "稲城市", "132250", None),
    ],
)
def test_row_is_the_towns_by_its_code(code: str, city: str, whose: str, ours: Any) -> None:
    assert is_ours(code, city, whose=Whose(whose, "稲城市")) is ours


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (LEGACY, {
            "NO": "1", "介護サービス事業所名称": "さくらデイ", "実施サービス": "通所介護；訪問介護",
            "住所": "東京都稲城市東長沼1-2", "内線番号": "12", "事業所番号": "1373800001", "備考": "送迎あり",
        }),
        (CURRENT, {
            "facility_id": "F1", "name": "さくらデイ", "service_type": "通所介護、訪問介護",
            "address": "稲城市東長沼1-2", "business_number": "1373800001", "notes": "送迎あり",
        }),
        ([name.replace("事業所番号", "事業所番合") for name in LEGACY], {
            "介護サービス事業所名称": "さくらデイ", "実施サービス": "通所介護\r\n訪問介護",
            "住所": "東京都稲城市東長沼1-2", "事業所番合": "1373800001", "備考": "送迎あり",
        }),
    ],
)  # fmt: skip
def test_both_generations_of_headings_are_read_by_name(
    head: list[str], row: dict[str, str]
) -> None:
    (made,) = read(file(row, head=list(reversed(head)))).records
    assert (made["name"], made["source_id"], made["note"]) == (
        "さくらデイ", "1373800001", "送迎あり",
    )  # fmt: skip
    assert establishments.services(made) == ["通所介護", "訪問介護"]


def test_title_rows_and_totals_are_no_places() -> None:
    rows = [
        ["令和8年4月 介護サービス事業所一覧"],
        [],
        list(SAKURA),
        list(SAKURA.values()),
        ["合計", "1"],
    ]
    reading = read(book(一覧=rows), name="l.xlsx")
    assert counted(reading) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("139.50", "35.63", "入れかわっている"),
        ("0.000000", "0.000000", "0なので"),
        ("53.41291", "-8.24389", "日本の外"),
        ("あとで", "139.5", "読めない"),
    ],
)
def test_point_that_is_none_is_told_and_the_place_taken(lat: str, lon: str, words: str) -> None:
    reading = read(file(SAKURA | {"緯度": lat, "経度": lon}))
    assert (reading.rows, reading.with_location, reading.without_location) == (1, 0, 1)
    assert words in said(reading)[0]


def test_place_of_several_rows_takes_the_point_of_the_row_that_has_one() -> None:
    (made,) = read(file(SAKURA | {"緯度": "0", "経度": "0"}, HOME)).records
    assert (made["lat"], made["lon"]) == (35.63748113121498, 139.5046873873108)


def test_names_of_persons_are_left_in_the_file() -> None:
    heads = ("管理者名", "施設管理者氏名カナ", "サービス提供責任者", "介護支援専門員の氏名")
    row = SAKURA | dict.fromkeys(heads, "山田花子")
    reading = read(file(row, head=[*NATIONAL, *heads]))
    assert "山田花子" not in str(reading)
    assert said(reading)[0].startswith("人の名前の列（「管理者名」、「施設管理者氏名カナ」")


def test_empty_template_has_no_rows() -> None:
    reading = read(file({}, {}, head=LEGACY))
    assert counted(reading) == (0, 0, 0, 0)
    assert said(reading) == ["見出しの下に記録が1件もありません。"]


def test_list_of_something_else_is_refused_with_what_to_do() -> None:
    library = "名称,種別,住所\n中央図書館,図書館,稲城市東長沼1\n".encode()
    with pytest.raises(Refused, match="「場所（施設・店など）」を選んで"):
        read(library)


def test_list_that_only_names_services_of_care_is_one() -> None:
    reading = read("名称,種別,住所\nさくら,訪問看護,稲城市東長沼1\n".encode())
    assert establishments.services(reading.records[0]) == ["訪問看護"]


@given(st.text("0123456789０１２ -.E+AＢ", max_size=14))
def test_any_text_gives_a_number_that_is_read_the_same_again(text: str) -> None:
    number, _remark = care.provider_number(text)
    assert care.provider_number(number)[0] == number


@given(st.from_regex(r"\A[0-9]{10}\Z", fullmatch=True))
def test_number_that_a_sheet_took_for_a_figure_is_the_same(number: str) -> None:
    if number.startswith("0") and not number.startswith("00"):
        assert care.provider_number(str(int(number))) == (number, "repaired")
    assert care.provider_number(number) == (number, "")


@given(st.lists(st.sampled_from(["1373800001", "1373800002", ""]), max_size=6))
def test_merging_loses_no_service(numbers: list[str]) -> None:
    rows = [
        SAKURA | {"事業所番号": number, "No": "", "サービスの種類": f"訪問介護{at}"}
        for at, number in enumerate(numbers)
    ]
    records = read(file(*rows)).records
    told = [service for made in records for service in establishments.services(made)]
    assert sorted(told) == [f"訪問介護{at}" for at in range(len(numbers))]
