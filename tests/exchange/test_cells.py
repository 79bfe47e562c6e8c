from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers import cells, hours


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("35.6378", 35.6378),
        ("３５．６３７８　", 35.6378),
        ("33.075843 ", 33.075843),
        ("北緯35度38分24.0秒", 35.64),
        ("35°38'24.0\"", 35.64),
        ("139.5E", 139.5),
        ("不明", None),
        ("nan", None),
        ("35,63", None),
    ],
)
def test_degrees_reads_what_people_type(text: str, degrees: float | None) -> None:
    assert cells.degrees(text) == (pytest.approx(degrees) if degrees is not None else None)


@pytest.mark.parametrize(
    ("lat", "lon", "trouble"),
    [
        ("35.6", "139.5", ""),
        ("", " ", "blank"),
        ("35.6", "", "half"),
        ("0", "0.0", "zero"),
        ("139.5", "35.6", "swapped"),
        ("53.41291", "-8.24389", "outside"),
        ("999", "999", "outside"),
        ("1e999", "139", "outside"),
        ("調査中", "139.5", "unreadable"),
    ],
)
def test_point_says_why_it_cannot_be_drawn(lat: str, lon: str, trouble: str) -> None:
    point = cells.point(lat, lon)
    assert point.trouble == trouble
    assert (point.lat is None) == bool(trouble)


@pytest.mark.parametrize(
    ("lat", "lon"), [("46.1", "140"), ("19.9", "140"), ("35", "121.9"), ("35", "154.1")]
)
def test_point_just_beyond_the_rectangle_around_japan_is_outside(lat: str, lon: str) -> None:
    assert cells.point(lat, lon).trouble == "outside"


def test_wrong_check_digit_is_told_with_the_right_one() -> None:
    code, remark = cells.municipality_code("132251")
    assert (code, "132250" in remark) == ("", True)


@given(st.text(), st.text())
def test_point_of_any_text_is_in_japan_or_none(lat: str, lon: str) -> None:
    point = cells.point(lat, lon)
    assert point.lat is None or point.lon is None or cells.in_japan(point.lat, point.lon)


def test_pair_reads_both_numbers_of_one_cell() -> None:
    assert cells.pair("34.34, 134.05") == cells.Point(34.34, 134.05)
    assert cells.pair("（３４．３４，１３４．０５）").lat == 34.34
    assert cells.pair("湯沢").trouble == "unreadable"


@pytest.mark.parametrize(
    ("text", "number", "remark"),
    [
        ("042-000-1234", "042-000-1234", ""),
        ("（０４２）０００－１２３４", "042-000-1234", ""),
        ("TEL　042-000-1234", "042-000-1234", ""),
        ("0420001234", "0420001234", ""),
        ("42-000-1234", "042-000-1234", "電話番号の先頭の0を補いました。"),
        ("+81 42-000-1234", "042-000-1234", ""),
        (
            "00-1234",
            "00-1234",
            "市外局番がないようですが、そのまま入れました。市外局番から入力してください。",
        ),
        (
            "なし-",
            "",
            "電話番号として読めないので、覚え書きに残しました。数字とハイフンで入力してください。",
        ),
        ("-", "", ""),
        (
            "042-000-1234、042-000-5678",
            "042-000-1234",
            "電話番号が2つ以上あるので、1つ目を入れ、もとの言葉を覚え書きに残しました。",
        ),
    ],
)
def test_phone_is_unified_and_repairs_are_told(text: str, number: str, remark: str) -> None:
    assert cells.phone(text) == (number, remark)


def test_postal_code_that_lost_its_zero_is_repaired_and_told() -> None:
    assert cells.postal_code("128501") == ("012-8501", "郵便番号の先頭の0を補いました。")
    assert cells.postal_code("〒０１２－８５０１") == ("012-8501", "")
    assert cells.postal_code("206") == (
        "",
        "郵便番号は7けたなので、覚え書きに残しました。けた数を確かめてください。",
    )


def test_municipality_code_of_five_digits_needs_no_remark_but_a_wrong_check_digit_does() -> None:
    assert cells.municipality_code("13225") == ("132250", "")
    assert cells.municipality_code("132250") == ("132250", "")
    assert cells.municipality_code("5207")[0] == "052078"
    assert cells.municipality_code("132251")[0] == ""


def test_number_drops_separators_width_and_units() -> None:
    assert cells.number("11,176 ") == 11176
    assert cells.number("１，２３４人") == 1234
    assert cells.number("若干名") is None


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("○", "yes"),
        ("有", "yes"),
        ("１", "yes"),
        ("△", "partly"),
        ("×", "no"),
        ("無", "no"),
        ("0", "no"),
        ("要予約", ""),
    ],
)
def test_flag_reads_the_marks_of_lists(text: str, flag: str) -> None:
    assert cells.flag(text) == flag


def test_day_reads_eras_western_dates_and_serial_numbers() -> None:
    assert cells.day("令和8年4月1日") == date(2026, 4, 1)
    assert cells.day("S47.11. 1") == date(1972, 11, 1)
    assert cells.day("1947/4/1") == date(1947, 4, 1)
    assert cells.day("39431") == date(2007, 12, 15)
    assert cells.day("毎月第2火曜") is None
    assert cells.day("令和8年13月1日") is None


def test_clean_widens_half_width_kana_and_keeps_line_breaks() -> None:
    assert cells.clean(" ｺﾏｴｼﾔｸｼｮ \r\n2階（改行）奥 ") == "コマエシヤクショ\n2階\n奥"
    assert cells.one_line("社会福祉法人　\nささえ会") == "社会福祉法人 ささえ会"


def test_key_compares_without_width_and_spaces() -> None:
    assert cells.key("Ａ集会所　１号") == cells.key("A集会所1号")


def test_weekly_hours_join_days_with_the_same_hours() -> None:
    times = dict.fromkeys("月火水木金", ("8:30", "17：15")) | {
        "土": ("9時", "午後0時30分"),
        "日": ("-", "-"),
    }
    assert hours.weekly(times) == "月〜金 8:30〜17:15、土 9:00〜12:30"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("月火水木金", "月〜金"),
        ("月水金", "月・水・金"),
        ("火水木金土日", "火〜日"),
        ("土;日;祝", "土・日・祝"),
        ("月〜金（祝日を除く）", "月〜金（祝日を除く）"),
        ("第2火曜", "第2火曜"),
        ("-", ""),
    ],
)
def test_days_are_said_as_runs(text: str, words: str) -> None:
    assert hours.days(text) == words
