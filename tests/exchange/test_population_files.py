"""Tables of population as files write them: totals, withheld cells, sums, and whose they are."""

import csv as tables
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers import headcounts, plan
from sasaeai.exchange.readers.headcounts import Headcount
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.reading import book, said

HEAD = [
    "都道府県コード又は市区町村コード",
    "地域コード",
    "都道府県名",
    "市区町村名",
    "調査年月日",
    "地域名",
    "総人口",
    "男性",
    "女性",
    "0-64歳の男性",
    "0-64歳の女性",
    "65歳以上の男性",
    "65歳以上の女性",
    "世帯数",
    "備考",
]
CODES = ["KEY_CODE", "HYOSYO", "CITYNAME", "NAME", "HTKSYORI", "HTKSAKI", "GASSAN"]
LABELS = [
    *[""] * 7, "総数、年齢「不詳」含む", "男の総数、年齢「不詳」含む", "男６５歳未満", "男６５歳以上",
    "女の総数、年齢「不詳」含む", "女６５歳未満", "女６５歳以上",
]  # fmt: skip


def row(name: str, *people: object, **more: object) -> dict[str, object]:
    """Return a row of men and women below and from 65 on, with its sums."""
    men, women = (
        sum(one for one in some if isinstance(one, int)) for some in (people[::2], people[1::2])
    )
    return {
        "都道府県コード又は市区町村コード": "132250", "都道府県名": "東京都", "市区町村名": "稲城市",
        "調査年月日": "2026-02-01", "地域名": name, "総人口": men + women, "男性": men, "女性": women,
        **dict(zip(HEAD[9:13], people, strict=True)), **more,
    }  # fmt: skip


def file(*rows: dict[str, object], head: list[str] = HEAD, before: str = "") -> bytes:
    whole = io.StringIO()
    writer = tables.DictWriter(
        whole, head, restval="", extrasaction="ignore", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return (before + whole.getvalue()).encode("utf-8-sig")


def census(*rows: tuple[object, ...], codes: list[str] | None = None) -> bytes:
    """Return small areas as e-Stat gives them: two rows of headings, in CP932."""
    names = [f"T000999{number:03}" for number in range(1, 8)]
    lines = [[*CODES, *names], LABELS, *rows]
    return "\r\n".join(",".join(map(str, line)) for line in lines).encode("cp932")


def area(code: str, level: int, name: str, *people: object, **more: str) -> tuple[object, ...]:
    hidden = (more.get("how", "0"), more.get("into", ""), more.get("of", ""))
    return (code, level, "東大阪市", name, *hidden, *people)


def read(
    data: bytes, *, name: str = "jinko.csv", code: str = "132250", town: str = "稲城市"
) -> Reading:
    return plan.read("population", name, data, whose=Whose(code, town))


def told(reading: Reading) -> list[tuple[str, int, int]]:
    return [(line.name, line.year, line.tally.whole) for line in reading.records]


def counted(reading: Reading) -> tuple[int, int, int, int]:
    return reading.rows, reading.skipped, reading.duplicates, reading.refused


def test_register_is_read_by_its_headings_wherever_they_stand() -> None:
    reading = read(file(row("平尾一丁目", 100, 110, 30, 40), head=list(reversed(HEAD))))
    (line,) = reading.records
    assert (line.name, line.year, line.tally.totals) == (
        "平尾一丁目", 2026, {"": 280, "m": 130, "f": 150},
    )  # fmt: skip
    assert [(band.sex, band.low, band.high, people) for band, people in line.tally.counts.items()] == [
        ("f", 65, None, 40), ("m", 65, None, 30), ("f", 0, 64, 110), ("m", 0, 64, 100),
    ]  # fmt: skip
    assert said(reading) == []


def test_numbered_classes_and_both_coordinates_in_one_cell_are_read() -> None:
    head = ["#property", "prefCode", "regionCode", "cityName", "surveyDate", "regionName",
            "man1", "woman1", "man2", "woman2", "location"]  # fmt: skip
    rows = [head, [1, 13225, "", "稲城市", "2026-02-01", "平尾１丁目", 1, 2, 3, "４", "35.6,139.5"]]
    reading = read(book(Sheet0=rows), name="0066.xlsx")
    assert told(reading) == [("平尾１丁目", 2026, 10)]
    assert (reading.records[0].point, reading.with_location) == ((139.5, 35.6), 1)


def test_headings_of_two_rows_are_joined() -> None:
    rows = [["令和8年2月1日現在", "", "", "", ""], ["町名", "0〜64歳", "", "65歳以上", ""],
            ["", "男", "女", "男", "女"], ["平尾一丁目", 1, 2, 3, 4]]  # fmt: skip
    assert told(read(book(人口=rows), name="2026_jinko.xlsx")) == [("平尾一丁目", 2026, 10)]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026/2/1", 2026),
        ("令和8年2月1日", 2026),
        ("R6.2.1", 2024),
        ("46054", 2026),
        ("2020年", 2020),
    ],
)
def test_day_is_read_as_people_write_it(day: str, year: int) -> None:
    assert told(read(file(row("平尾", 1, 1, 1, 1, 調査年月日=day))))[0][1] == year


def test_year_is_the_file_names_where_no_row_says_it() -> None:
    data = file(row("平尾", 1, 1, 1, 1, 調査年月日=""))
    assert told(read(data, name="132250_population_20250401.csv")) == [("平尾", 2025, 4)]
    reading = read(data)
    assert counted(reading) == (1, 0, 0, 1)
    assert "いつの人口か分かりません" in said(reading)[0]


def test_misspelt_heading_is_read_and_told() -> None:
    head = ["調査年月目" if name == "調査年月日" else name for name in HEAD]
    reading = read(file(row("平尾", 1, 2, 3, 4, 調査年月目="2026-02-01"), head=head))
    assert told(reading) == [("平尾", 2026, 10)]
    assert said(reading) == [
        "見出し「調査年月目」を「調査年月日」として読みました。ちがうときは見出しを直してください。"
    ]


def test_missing_age_refuses_the_table_naming_the_ages_it_has() -> None:
    head = [name.replace("0-64歳の女性", "0-64歳の女姓") for name in HEAD]
    with pytest.raises(Refused, match="65歳以上の女性"):
        read(file(row("平尾", 1, 2, 3, 4), head=head))


def test_totals_are_skipped_by_name_by_town_and_by_sum() -> None:
    reading = read(file(
        row("稲城市", 9, 9, 9, 9), row("合計", 9, 9, 9, 9), row("平尾地区計", 2, 2, 2, 2),
        row("平尾", 2, 2, 2, 2), row("平尾１丁目", 1, 1, 1, 1), row("平尾二丁目", 1, 1, 1, 1),
        row("大丸", 5, 5, 5, 5), row("大丸一丁目", 1, 1, 1, 1),
    ))  # fmt: skip
    assert [name for name, _year, _people in told(reading)] == [
        "平尾１丁目", "平尾二丁目", "大丸", "大丸一丁目",
    ]  # fmt: skip
    assert counted(reading) == (4, 4, 0, 0)
    (sentence,) = said(reading)
    assert sentence == (
        "4件は、ほかの行を足した合計なので、読みとばしました"
        "（例：F2「稲城市」、F3「合計」、F4「平尾地区計」、F5「平尾」）。"
    )


def test_census_takes_each_person_once() -> None:
    reading = read(
        census(
            area("27227", 1, "", 60, 30, 20, 10, 30, 20, 10),
            # Withheld or of unknown age in a block: the whole says more than its blocks do.
            area("272270050", 3, "新喜多", 40, 20, 16, 5, 20, 15, 5),
            area("27227005001", 4, "新喜多一丁目", 30, 15, 10, 5, 15, 10, 5),
            area("27227005002", 4, "新喜多二丁目", 10, 5, 5, "-", 5, 5, "-"),
            area("272270080", 2, "徳庵本町", 20, 10, 5, 5, 10, 5, 5),
        ),
        name="tbl_2020.csv", code="272272", town="東大阪市",
    )  # fmt: skip
    assert [name for name, _year, _people in told(reading)] == [
        "新喜多一丁目", "新喜多二丁目", "徳庵本町",
    ]  # fmt: skip
    assert (counted(reading), reading.encoding, reading.header_row) == ((3, 2, 0, 0), "CP932", 2)
    assert sum(people for _name, _year, people in told(reading)) == 60


def test_withheld_areas_are_never_zero_and_named_with_the_one_they_are_in() -> None:
    reading = read(
        census(
            area("27227030003", 4, "長田東三丁目", 4, 2, 1, 1, 2, 1, 1, how="1", of="030004"),
            area("27227030004", 4, "長田東四丁目", *"XXXXXXX", how="2", into="030003"),
            area("272271180", 3, "本庄中", 8, 4, 2, 2, 4, 2, 2, how="1", of="118001"),
            area("27227118001", 4, "本庄中一丁目", *"*******", how="2", into="1180"),
        ),
        name="tbl_2020.csv", code="272272", town="東大阪市",
    )  # fmt: skip
    # All of 本庄中 is withheld below it: its people stand in no other row.
    assert [name for name, _year, _people in told(reading)] == ["長田東三丁目", "本庄中"]
    assert counted(reading) == (2, 2, 0, 0)
    silent, merged = said(reading)
    assert silent == (
        "2件は、人数がどこにも書かれていない（X・*・-・空）ので、読みとばしました"
        "（例：D4「長田東四丁目」、D6「本庄中一丁目」）。0人とはしていません。"
    )
    assert merged == (
        "伏せられた2件の人数は、ほかの地域の人数に入っています"
        "（「長田東四丁目」は「長田東三丁目」に、「本庄中一丁目」は「本庄中」に）。"
    )


@pytest.mark.parametrize("cell", ["X", "x", "*", "＊＊", "", " ", "秘匿", "…", "-", "－"])
def test_withheld_cell_is_left_out_of_its_row(cell: str) -> None:
    reading = read(file(row("平尾", 1, 2, cell, 4)))
    (line,) = reading.records
    assert sorted(line.tally.counts.values()) == [1, 2, 4]
    assert "0とはせず、書かずにおきます" in said(reading)[0]


@pytest.mark.parametrize("cell", ["-5", "3.5", "たくさん", "12人くらい", "99999999999", "1,2"])
def test_cell_that_is_no_number_of_people_refuses_its_row(cell: str) -> None:
    reading = read(file(row("平尾", 1, 2, cell, 4), row("大丸", 1, 1, 1, 1)))
    assert (told(reading), counted(reading)) == ([("大丸", 2026, 4)], (2, 0, 0, 1))
    assert said(reading) == ["L2：人数として読めません。0以上の整数に直してください。"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"総人口": 11}, "男性と女性を足しても総数になりません"),
        ({"男性": 5, "総人口": 11}, "年齢ごとの人数を足しても"),
        ({"男性": 3, "総人口": 9}, "年齢ごとの人数を足しても"),
    ],
)
def test_sums_that_differ_are_told_and_the_ages_taken(change: dict[str, Any], words: str) -> None:
    reading = read(file(row("平尾", 1, 2, 3, 4) | change, row("大丸", 1, 1, 1, 1)))
    assert told(reading)[0] == ("平尾", 2026, 10)
    assert [words in message for message in said(reading)] == [True]
    assert "例：F2" in said(reading)[0]


def test_people_of_unknown_age_explain_a_sum_and_are_told() -> None:
    head = [*HEAD, "不詳者の男性", "不詳者の女性"]
    one = row("平尾", 1, 2, 3, 4, 不詳者の男性=2, 不詳者の女性=1) | {
        "男性": 6, "女性": 7, "総人口": 13,
    }  # fmt: skip
    assert said(read(file(one, head=head))) == [
        "年齢の分からない方3人は、どの年齢の人数にも入れていません。"
    ]


def test_same_area_again_is_one() -> None:
    one = row("平尾", 1, 2, 3, 4)
    reading = read(file(one, one, one | {"調査年月日": "2025-02-01"}))
    assert (counted(reading), [year for _name, year, _people in told(reading)]) == (
        (3, 0, 1, 0), [2026, 2025],
    )  # fmt: skip
    assert said(reading) == ["F3：F2と同じ地域・同じ人数なので、1つにまとめました。"]


def test_of_rows_that_count_one_area_otherwise_none_is_taken() -> None:
    one, other = row("平尾", 1, 2, 3, 4), row("平尾", 9, 9, 9, 9)
    reading = read(file(one, one, other, row("大丸", 1, 1, 1, 1)))
    assert (counted(reading), told(reading)) == ((4, 0, 0, 3), [("大丸", 2026, 4)])
    (message,) = said(reading)
    assert message == (
        "F2、F3、F4は、どれも「平尾」の2026年の人数ですが、数がちがうので、どの行も取り込みません。"
        "正しい1行だけを残して、もう一度選んでください。"
    )


def test_people_of_a_day_to_come_are_refused_and_hide_none_of_before() -> None:
    today = timezone.localdate()
    rows = [
        row("平尾", 1, 1, 1, 1, 調査年月日=str(today)),
        row("平尾", 2, 2, 2, 2, 調査年月日=str(today + timedelta(days=1))),
        row("大丸", 2, 2, 2, 2, 調査年月日=str(today.year + 1)),
    ]
    reading = read(file(*rows))
    assert (counted(reading), told(reading)) == ((3, 0, 0, 2), [("平尾", today.year, 4)])
    (message,) = said(reading)
    assert message == (
        "2件は、調査の日（年）が今日より先なので、取り込みません（例：F3、F4）。"
        "日付かファイルの名前の年を直して、もう一度選んでください。これからの推計は取り込めません。"
    )


def test_of_two_days_in_a_year_the_later_is_taken() -> None:
    early, late = row("平尾", 1, 1, 1, 1), row("平尾", 2, 2, 2, 2, 調査年月日="2026-08-01")
    reading = read(file(late, early, row("大丸", 1, 1, 1, 1)))
    assert told(reading) == [("平尾", 2026, 8), ("大丸", 2026, 4)]
    assert (counted(reading), said(reading)) == (
        (2, 1, 0, 0),
        ["1件は、同じ地域・同じ年の、もっと新しい日の人数があるので、読みとばしました。"],
    )


@pytest.mark.parametrize("name", ["x" + "総計" * 5000, "1" * 90_000, "男" + "0歳" * 30_000])
def test_endless_headings_and_names_are_read_in_no_time(name: str) -> None:
    reading = read(file(row(name, 1, 1, 1, 1, **{name: 1}), head=[*HEAD, name]))
    assert (reading.rows, len(reading.records[0].name)) == (1, 100)


def test_names_that_only_fold_alike_are_two_areas() -> None:
    assert len(read(file(row("本町", 1, 1, 1, 1), row("字本町", 2, 2, 2, 2))).records) == 2


def test_one_code_for_all_rows_tells_no_areas_apart() -> None:
    rows = [row(name, 1, 1, 1, 1, 地域コード="132250") for name in ("平尾", "大丸")]
    assert len(read(file(*rows)).records) == 2


@pytest.mark.parametrize("code", ["132250", "13225", "132251", "１３２２５０", ""])
def test_rows_of_other_towns_are_skipped_in_one_sentence(code: str) -> None:
    ours = {"都道府県コード又は市区町村コード": code}
    other = row("関戸", 1, 1, 1, 1) | {"都道府県コード又は市区町村コード": "132241"}
    reading = read(file(row("平尾", 1, 1, 1, 1) | ours, other, other))
    assert (told(reading), counted(reading)) == ([("平尾", 2026, 4)], (1, 2, 0, 0))
    assert said(reading) == [
        "2件は、ほかの市区町村のコードなので、読みとばしました。コードが132250の行だけを取り込みます。"
    ]


def test_table_of_another_town_is_refused_whole() -> None:
    with pytest.raises(Refused, match="八丈町の人口がこのファイルにありません"):
        read(file(row("平尾", 1, 1, 1, 1)), code="134015", town="八丈町")


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [("139.5", "35.6", "入れかわって"), ("0", "0", "0なので"), ("53.4", "-8.2", "日本の外")],
)
def test_point_that_is_none_is_told_and_the_people_taken(lat: str, lon: str, words: str) -> None:
    reading = read(file(row("平尾", 1, 1, 1, 1, 緯度=lat, 経度=lon), head=[*HEAD, "緯度", "経度"]))
    assert (len(reading.records), reading.without_location) == (1, 1)
    assert words in said(reading)[0]


def test_empty_template_has_no_rows() -> None:
    reading = read(file({}, {}))
    assert counted(reading) == (0, 0, 0, 0)
    assert said(reading) == ["見出しの下に記録が1件もありません。"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("名称,住所\n図書館,平尾1\n", "見出しの行が見つかりません"),
        ("地域名,総人口,男性,女性\n平尾,2,1,1\n", "年齢と男女の列"),
        ("地域名,0-64歳,65歳以上\n平尾,2,1\n", "年齢と男女の列"),
        ("地域名,男0-4歳,男65歳以上,女0-4歳,女65歳以上\n平尾,2,1,1,1\n", "0歳から上の年齢まで続いていません"),
        ("年,男0歳以上,女0歳以上\n2020,2,1\n", "地域の列"),
        ("地域名,男0歳以上,女0歳以上,年\n01_北海道,2,1,2020\n02_青森県,2,1,2020\n", "町丁や地区ごとに数えた"),
    ],
)  # fmt: skip
def test_table_of_something_else_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(text.encode())


@given(st.text(max_size=12))
def test_any_cell_is_a_number_of_people_or_none(text: str) -> None:
    people, trouble = headcounts.people(text)
    assert (people is None) == bool(trouble)
    assert people is None or 0 <= people <= headcounts.MOST


@given(st.integers(0, headcounts.MOST))
def test_number_is_read_in_each_of_its_spellings(people: int) -> None:
    wide = str(people).translate({ord("0") + n: ord("０") + n for n in range(10)})
    spellings = (str(people), f"{people:,}", f"{people:,}人", wide, f" {people}.0 ")
    assert {headcounts.people(text) for text in spellings} == {(people, "")}


def test_headcount_is_known_by_code_name_and_year() -> None:
    made: list[Headcount] = read(file(row("平尾 １丁目", 1, 1, 1, 1, 地域コード="7"))).records
    assert made[0].key == ("7", "稲城市平尾1丁目", 2026)
