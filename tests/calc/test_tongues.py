"""The same days, times and schedules, said in Japanese and in English."""

from datetime import date, timedelta
from inspect import getmembers, isfunction, signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import english, japanese
from sasaeai.calc.schedule import Schedule, schedule_from_json
from tests.english import NO_BREAK, plain

TODAY = date(2026, 11, 23)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SALON = {"weeks": [2, 4], "weekday": "wed", "start": "13:30", "end": "15:00"}


def spoken(tongue):
    """Return what a tongue can say: name -> the names of its arguments."""
    return {
        name: list(signature(function).parameters)
        for name, function in getmembers(tongue, isfunction)
        if function.__module__ == tongue.__name__ and not name.startswith("_")
    }


def weekly(**days):
    return schedule_from_json({"weekly": days})


def each(days, start, end):
    return weekly(**{day: [[start, end]] for day in days})


def test_both_tongues_say_the_same_things():
    only_japanese = {"when_done": ["day", "today"]}  # English puts nothing before its verb
    only_english = {"long_day": ["day"]}  # 和暦 is calc.dates'

    assert spoken(japanese) | only_english == spoken(english) | only_japanese


@pytest.mark.parametrize(
    ("say", "in_japanese", "in_english"),
    [
        ("month_of", "令和8年11月", "November 2026"),
        ("day_label", "11月23日（月）", "Mon 23 November"),
        ("day_of_month", "23日", "23"),
        ("weekday", "月曜", "Mon"),
    ],
)
def test_day_is_said_in_parts(say, in_japanese, in_english):
    assert getattr(japanese, say)(TODAY) == in_japanese
    assert getattr(english, say)(TODAY) == in_english


def test_month_of_a_first_day_keeps_its_number():
    assert japanese.month_of(date(2027, 1, 1)) == "令和9年1月"


def test_whole_day_in_english_is_western():
    assert english.long_day(TODAY) == "23 November 2026"


@pytest.mark.parametrize(
    ("minutes", "in_japanese", "in_english"),
    [
        (0, "午前0時", "midnight"),
        (15, "午前0時15分", "12:15 am"),
        (600, "午前10時", "10 am"),
        (690, "午前11時30分", "11:30 am"),
        (720, "正午", "noon"),
        (735, "午後0時15分", "12:15 pm"),
        (785, "午後1時5分", "1:05 pm"),
        (1080, "午後6時", "6 pm"),
        (1440, "午後12時", "midnight"),
    ],
)
def test_time_is_said_in_halves_of_the_day(minutes, in_japanese, in_english):
    assert japanese.spoken_minutes(minutes) == in_japanese
    assert plain(english.spoken_minutes(minutes)) == in_english


def test_no_line_ends_between_a_number_and_its_half_of_the_day():
    assert english.hours([(690, 785)]) == f"11:30{NO_BREAK}am–1:05{NO_BREAK}pm"


@pytest.mark.parametrize(
    ("stretches", "in_japanese", "in_english"),
    [
        ([(600, 720)], "午前10時〜正午", "10 am–noon"),
        ([(810, 900)], "午後1時30分〜3時", "1:30–3 pm"),
        ([(690, 750)], "午前11時30分〜午後0時30分", "11:30 am–12:30 pm"),
        ([(0, 1440)], "いつでも", "any time"),
        (
            [(600, 660), (780, 840)],
            "午前10時〜11時と午後1時〜2時",
            "10–11 am and 1–2 pm",
        ),
        ([], "", ""),
    ],
)
def test_stretches_are_said_one_after_the_other(stretches, in_japanese, in_english):
    assert japanese.hours(stretches) == in_japanese
    assert plain(english.hours(stretches)) == in_english


@pytest.mark.parametrize(
    ("days", "in_japanese", "before_a_verb", "in_english"),
    [
        (0, "今日", "今日", "today"),
        (1, "きのう", "きのう", "yesterday"),
        (3, "3日前", "3日前に", "3 days ago"),
        (14, "2週間前", "2週間前に", "2 weeks ago"),
        (245, "8か月前", "8か月前に", "8 months ago"),
        (800, "2年前", "2年前に", "2 years ago"),
        (-1, "あした", "あした", "tomorrow"),
        (-3, "3日後", "3日後", "in 3 days"),
        (-92, "3か月後", "3か月後", "in 3 months"),
    ],
)
def test_distance_from_today_is_said_in_words(days, in_japanese, before_a_verb, in_english):
    day = TODAY - timedelta(days=days)

    assert japanese.days_ago(day, today=TODAY) == in_japanese
    assert japanese.when_done(day, today=TODAY) == before_a_verb
    assert english.days_ago(day, today=TODAY) == in_english


@pytest.mark.parametrize(
    ("schedule", "in_japanese", "in_english"),
    [
        (Schedule(), "", ""),
        (
            each(("tue", "thu"), "10:00", "12:00"),
            "火・木 午前10時〜正午",
            "Tue, Thu 10 am–noon",
        ),
        (
            weekly(mon=[["10:00", "12:00"], ["13:30", "15:00"]], sat=[["18:00", "24:00"]]),
            "月 午前10時〜正午と午後1時30分〜3時、土 午後6時〜午後12時",
            "Mon 10 am–noon and 1:30–3 pm; Sat 6 pm–midnight",
        ),
        (each(WEEKDAYS[:5], "9:00", "17:00"), "月〜金 午前9時〜午後5時", "Mon–Fri 9 am–5 pm"),
        (each(WEEKDAYS, "9:00", "17:00"), "毎日 午前9時〜午後5時", "Every day 9 am–5 pm"),
        (
            each(("mon", "tue", "thu"), "9:00", "10:00"),
            "月・火・木 午前9時〜10時",
            "Mon, Tue, Thu 9–10 am",
        ),
        (
            schedule_from_json({"monthly": [SALON]}),
            "第2・第4水曜 午後1時30分〜3時",
            "2nd and 4th Wed 1:30–3 pm",
        ),
        (
            schedule_from_json({"monthly": [SALON | {"weeks": [-1]}]}),
            "最終水曜 午後1時30分〜3時",
            "Last Wed 1:30–3 pm",
        ),
        (
            schedule_from_json(
                {
                    "weekly": {"tue": [["10:00", "12:00"]]},
                    "monthly": [SALON | {"weeks": [-1, 3, 1]}],
                }
            ),
            "火 午前10時〜正午、第1・第3・最終水曜 午後1時30分〜3時",
            "Tue 10 am–noon; 1st, 3rd and last Wed 1:30–3 pm",
        ),
    ],
)
def test_schedule_is_said_with_like_days_together(schedule, in_japanese, in_english):
    assert japanese.schedule(schedule) == in_japanese
    assert plain(english.schedule(schedule)) == in_english


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 1440),
    st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, unique=True),
)
def test_english_holds_no_japanese(day, minutes, weeks):
    schedule = schedule_from_json(
        {"weekly": {"sun": [["00:00", "24:00"]]}, "monthly": [SALON | {"weeks": weeks}]}
    )
    said = [
        *(say(day) for say in (english.long_day, english.day_label, english.month_of)),
        english.spoken_minutes(minutes),
        english.days_ago(day, today=TODAY),
        english.schedule(schedule),
    ]
    assert all(plain(words).replace("–", "-").isascii() for words in said)
