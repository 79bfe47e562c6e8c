"""Days and times read from words, whole or not at all."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import japanese
from sasaeai.calc.hours import DAYS
from sasaeai.calc.schedule import Schedule, schedule_from_json
from sasaeai.calc.spoken_times import Spoken, spoken
from sasaeai.calc.text import nfkc

TUESDAY = {"weekly": {"tue": [["10:00", "11:30"]]}}
THURSDAYS = {"monthly": [{"weeks": [2, 4], "weekday": "thu", "start": "13:30", "end": "15:00"}]}


def read(text: str) -> dict[str, Any] | None:
    found = spoken(text)
    return None if found is None else found.schedule.to_json()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("毎週火曜 10時～11時半", TUESDAY),
        ("毎週火曜日。午前10:00から11:30まで", TUESDAY),
        ("火 １０：００－１１：３０", TUESDAY),
        ("週1回 火曜日 am10:00~11:30", TUESDAY),
        ("第2・4木曜日 13:30-15:00", THURSDAYS),
        ("毎月第2、第4木曜 午後1時半〜3時", THURSDAYS),
        ("第2週・第4週の木曜日 午後1時30分〜午後3時", THURSDAYS),
        ("月2回 第2・4木 13:30〜15:00", THURSDAYS),
        ("土日 9時〜正午", {"weekly": {d: [["09:00", "12:00"]] for d in ("sat", "sun")}}),
        ("月・水曜日 午前10時〜12時", {"weekly": {d: [["10:00", "12:00"]] for d in ("mon", "wed")}}),
        ("月〜水 08:00〜24:00", {"weekly": {d: [["08:00", "24:00"]] for d in DAYS[:3]}}),
        ("毎日 06:30〜07:00", {"weekly": {day: [["06:30", "07:00"]] for day in DAYS}}),
        ("毎日 6:30～7:00", {"weekly": {day: [["06:30", "07:00"]] for day in DAYS}}),
        (
            "月・水・金 6:30-7:00",
            {"weekly": {day: [["06:30", "07:00"]] for day in ("mon", "wed", "fri")}},
        ),
        ("毎日 7時〜19時", {"weekly": {day: [["07:00", "19:00"]] for day in DAYS}}),
        ("毎週（火）１０：００～１１：３０", TUESDAY),
        ("（火）10時〜11時半", TUESDAY),
        ("㈫ 10時〜11時半", TUESDAY),
        ("毎週火曜日（10時〜11時半）", TUESDAY),
        ("第2・4（木） 13:30-15:00", THURSDAYS),
        ("（土）（日） 9時〜正午", {"weekly": {d: [["09:00", "12:00"]] for d in ("sat", "sun")}}),
        ("（土・日）9時〜正午", {"weekly": {d: [["09:00", "12:00"]] for d in ("sat", "sun")}}),
        (
            "第2（日） 13:30-15:00",
            {"monthly": [{"weeks": [2], "weekday": "sun", "start": "13:30", "end": "15:00"}]},
        ),
        (
            "第1・3木曜 10時〜12時",
            {"monthly": [{"weeks": [1, 3], "weekday": "thu", "start": "10:00", "end": "12:00"}]},
        ),
        (
            "日曜 午前10時〜13時、午後2時〜15時",
            {"weekly": {"sun": [["10:00", "13:00"], ["14:00", "15:00"]]}},
        ),
        (
            "毎週火曜 10:00〜11:30、最終木曜 13:15〜14:45",
            TUESDAY
            | {"monthly": [{"weeks": [-1], "weekday": "thu", "start": "13:15", "end": "14:45"}]},
        ),
        (
            "第1木曜・毎週火曜 10:00〜11:30",
            TUESDAY
            | {"monthly": [{"weeks": [1], "weekday": "thu", "start": "10:00", "end": "11:30"}]},
        ),
    ],
)  # fmt: skip
def test_words_that_mean_one_thing_are_read(text: str, said: dict[str, Any]) -> None:
    assert read(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "毎月10日",
        "毎月10日 10時〜12時",
        "隔週火曜 10時〜12時",
        "平日・土曜 10:00〜12:00",
        "平日 10:00〜12:00、土 9:00〜12:00",
        "第2平日 10時〜12時",
        "第2毎日 10時〜12時",
        "火曜（隔週） 10時〜12時",
        "火曜（第2・4） 10時〜12時",
        "火曜（土日を除く） 10時〜12時",
        "火曜（隔週、祝日を除く） 10時〜12時",
        "火曜（祝日） 10時〜12時",
        "火曜（祝日を除く 10時〜12時",
        "火曜（祝日を除く）・木曜 10時〜12時",
        "火曜 10時〜12時（祝日を除く）、13時〜15時",
        "火曜 10時〜12時（祝日を除く）、木曜 13時〜15時",
        "火曜（水曜） 10時〜12時",
        "10日（火） 10時〜12時",
        "4月10日（火） 10時〜12時",
        "火曜 10時〜12時（13時〜15時）",
        "火曜（10時〜12時、要予約）",
        "火曜 7:00〜9:00",
        "火曜 5:30〜6:30",
        "火曜 6時半〜7時",
        "火曜 7:00〜午後7:00",
        "火曜 7時〜正午",
        "毎週火曜",
        "10時〜12時",
        "毎週 10時〜12時",
        "毎週第2火曜 10時〜12時",
        "第2 10時〜12時",
        "第2第2火曜の10時〜12時",
        "第6火曜 10時〜12時",
        "火曜 10時〜12時 毎週",
        "火曜 10時〜12時 水曜",
        "毎週火曜 1時〜3時",
        "毎週火曜 10時〜3時",
        "毎週火曜 11時〜10時",
        "毎週火曜 10時",
        "毎週火曜 10:15〜11:45",
        "毎週火曜 10:99〜12:00",
        "毎週火曜 10:00〜25:00",
        "毎週火曜 午後12時〜3時",
        "毎週火曜 午前15時〜16時",
        "第2火曜 22:00〜24:00",
        "第2日 10時〜12時",
        "第2木曜・金曜 10時〜12時",
        "第2木曜。金曜 10時〜12時",
        "金〜月 10時〜12時",
        "月2回 火曜 10時〜12時",
        "週1回 第2火曜 10時〜12時",
        "週2回 火曜 10時〜12時",
        "火曜 10時〜12時" + "。" * 200,
    ],
)
def test_words_that_are_doubtful_are_left_as_they_are(text: str) -> None:
    assert read(text) is None


hours = st.tuples(st.integers(0, 47), st.integers(1, 48)).filter(lambda pair: pair[0] < pair[1])


def clock(slot: int) -> str:
    return f"{slot // 2:02}:{slot % 2 * 30:02}"


weekly = st.dictionaries(st.sampled_from(DAYS), hours, min_size=1).map(
    lambda days: {day: [[clock(start), clock(end)]] for day, (start, end) in days.items()}
)


@given(weekly)
def test_words_of_the_house_are_read_back_or_left(week: dict[str, Any]) -> None:
    written = schedule_from_json({"weekly": week})
    assert spoken(japanese.schedule(written)) in {Spoken(written, ""), None}


@given(weekly)
def test_words_of_ordinary_hours_are_read_back(week: dict[str, Any]) -> None:
    day = {name: [["09:30", "11:30"], ["13:00", "16:30"]] for name in week}
    written = schedule_from_json({"weekly": day})
    assert spoken(japanese.schedule(written)) == Spoken(written, "")


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("平日 10時〜12時", "平日"),
        ("毎週木曜（祝日を除く）10時〜11時", "祝日を除く"),
        ("毎週木曜 10時〜11時（祝日・年末年始はお休み）", "祝日・年末年始はお休み"),
        ("月〜金 9:00〜17:00、土 9:00〜12:00（12月29日〜1月3日を除く）", "12月29日〜1月3日を除く"),
        ("平日 10時〜12時（8月は休み）（要予約）", "平日、8月は休み、要予約"),
        ("第2木曜（雨天中止）（事前申込制）13:30〜15:00", "雨天中止、事前申込制"),
        ("毎週木曜 10時〜11時", ""),
    ],
)
def test_remark_stays_in_words_beside_the_times(text: str, remarks: str) -> None:
    found = spoken(text)
    assert found is not None
    assert (bool(found.schedule), found.remarks) == (True, remarks)


def test_remark_takes_no_day_and_no_time_away() -> None:
    assert read("毎週火曜（祝日を除く） 10時～11時半") == TUESDAY


def test_working_days_are_monday_to_friday() -> None:
    assert read("平日 9時～17時") == {"weekly": {day: [["09:00", "17:00"]] for day in DAYS[:5]}}


PIECES = (
    "毎週", "毎日", "平日", "第2・4", "最終", "（木）", "火曜日", "月・水", "土〜日", "（祝日を除く）",
    "（要予約）", "10時", "6:30", "７：００", "午後1時半", "正午", "24:00", "〜", "-", "から", "、", "。",
    "（", "）", "（10:00〜11:30）", "月2回", "隔週",
)  # fmt: skip
written = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
SIGNS = "毎週月第火水日曜2414:30時半〜-、・午前後最終回の 正（）祝を除く平"


@given(written | st.text(alphabet=SIGNS, max_size=40) | st.text(max_size=250))
def test_any_words_are_read_or_left(text: str) -> None:
    assert isinstance(spoken(text), Spoken | None)


def clocks_of(schedule: Schedule) -> list[tuple[int, int]]:
    """Return every hour and minute at which something begins or ends."""
    week = [stretch for day in range(len(DAYS)) for stretch in schedule.week.stretches(day)]
    both = [*week, *(pattern.stretch for pattern in schedule.monthly)]
    return [divmod(minute, 60) for stretch in both for minute in stretch]


@given(written | st.text(alphabet=SIGNS, max_size=40))
def test_no_time_is_read_that_is_not_written(text: str) -> None:
    found = spoken(text)
    plain = nfkc(text)
    said = {int(digits) for digits in re.findall(r"\d+", plain)} | (
        {12} if "正午" in plain else set()
    )
    minutes = said | {0} | ({30} if "半" in plain else set())
    clocks = clocks_of(found.schedule) if found else []
    assert [clock for clock in clocks if {clock[0], clock[0] - 12}.isdisjoint(said)] == []
    assert [clock for clock in clocks if clock[1] not in minutes] == []
