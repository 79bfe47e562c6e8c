from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sasaeai.calc import dates
from sasaeai.calc.refusal import Refusal

days = st.dates(min_value=date(1873, 1, 1), max_value=dates.LATEST)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "令和8年11月23日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_wareki_at_the_edges_of_the_eras_names_the_right_one(day, words):
    assert dates.wareki(day) == words


def test_wareki_before_the_western_calendar_is_a_western_day():
    assert dates.wareki(date(1872, 12, 31)) == "西暦1872年12月31日"


@given(days)
def test_parse_date_of_wareki_is_the_same_day(day):
    assert dates.parse_date(dates.wareki(day)) == day


@given(days)
def test_parse_date_of_iso_date_is_the_same_day(day):
    assert dates.parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "令和8年11月23日",
        "令和 8年11月23日（月）",
        "R8.11.23",
        "r8/11/23",
        "Ｒ８．１１．２３",
        "2026/11/23",
        "２０２６年１１月２３日",
        "2026-11-23",
        "㋿8年11月23日",
    ],
)
def test_parse_date_in_any_writing_is_the_day(text):
    assert dates.parse_date(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("S20.8.15", date(1945, 8, 15)),
        ("T元.7.30", date(1912, 7, 30)),
        ("M45.7.29", date(1912, 7, 29)),
    ],
)
def test_parse_date_with_older_era_is_the_day(text, day):
    assert dates.parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "来週",
            "「来週」は日付として読めません。「令和8年11月23日」か「2026/11/23」のように入れてください。",
        ),
        ("2026年2月30日", "2026年2月30日という日はありません。月と日を確かめてください。"),
        (
            "平成31年5月1日",
            "「平成31年5月1日」という日は、その元号にはありません。西暦で「2019/5/1」のことでしょうか。",
        ),
        (
            "8年11月23日",
            "「8年11月23日」の年が分かりません。元号を付けるか、西暦4桁で入れてください。",
        ),
        (
            "元年11月23日",
            "「元年11月23日」の年が分かりません。元号を付けるか、西暦4桁で入れてください。",
        ),
        ("令和9999年1月1日", "12017年1月1日という日はありません。月と日を確かめてください。"),
        *(
            (
                text,
                "明治6年（1873年）より前の日は書けません。暦が違うためです。年を確かめてください。",
            )
            for text in ("M5.1.1", "1872-12-31", "1800/1/1")
        ),
        ("3000-01-01", "西暦2999年より後の日は書けません。年を確かめてください。"),
    ],
)
def test_parse_date_of_no_date_says_why(text, sentence):
    with pytest.raises(Refusal, match="。") as refusal:
        dates.parse_date(text)
    assert str(refusal.value) == sentence


def parsed_or_refused(text):
    try:
        return dates.wareki(dates.parse_date(text))
    except Refusal as refusal:
        return str(refusal)


@given(st.text(alphabet="令和平成RH元年月日0123456789./-８ "))
def test_parse_date_of_any_text_is_a_date_or_a_sentence(text):
    assert parsed_or_refused(text).endswith(("日", "。"))


@pytest.mark.parametrize(
    ("day", "far"),
    [
        (date(2026, 11, 23), (0, "day")),
        (date(2026, 11, 22), (1, "day")),
        (date(2026, 11, 10), (13, "day")),
        (date(2026, 11, 9), (2, "week")),
        (date(2026, 9, 25), (8, "week")),
        (date(2026, 9, 24), (2, "month")),
        (date(2026, 3, 23), (8, "month")),
        (date(2026, 3, 24), (7, "month")),
        (date(2024, 11, 24), (23, "month")),
        (date(2024, 11, 23), (2, "year")),
        (date(2026, 11, 26), (3, "day")),
        (date(2027, 2, 23), (3, "month")),
    ],
)
def test_distance_is_in_the_unit_one_says(day, far):
    assert dates.distance(day, date(2026, 11, 23)) == far


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-800, 800))
@example(date(2026, 9, 29), -60)
def test_distance_is_the_same_both_ways_and_never_one_of_a_larger_unit(today, days):
    there = today + timedelta(days=days)
    number, unit = dates.distance(there, today)

    assert dates.distance(today, there) == (number, unit)
    assert unit == "day" or number >= 2
