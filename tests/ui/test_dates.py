"""Days, times and schedules in the language of the reader."""

from datetime import date, time

import pytest
from django.template import Context, Template
from django.utils import translation

from sasaeai.calc.hours import week_of
from sasaeai.calc.monthly import Monthly
from sasaeai.calc.schedule import Schedule
from sasaeai.ui import dates
from tests.english import plain

DAY = date(2026, 11, 23)
WEEK = week_of((1, 20, 24), (3, 20, 24))
SCHEDULE = Schedule(WEEK, (Monthly((2, 4), 2, time(13, 30), time(15)),))
SAID = [
    (lambda: dates.long_day(DAY), "令和8年11月23日", "23 November 2026"),
    (lambda: dates.month_of(DAY), "令和8年11月", "November 2026"),
    (lambda: dates.day_label(DAY), "11月23日（月）", "Mon 23 November"),
    (lambda: dates.full_day(DAY), "令和8年11月23日（月）", "Mon 23 November 2026"),
    (lambda: dates.day_of_month(DAY), "23日", "23"),
    (lambda: dates.weekday(DAY), "月曜", "Mon"),
    (lambda: dates.spoken_minutes(720), "正午", "noon"),
    (lambda: dates.spoken_time(time(13, 30)), "午後1時30分", "1:30 pm"),
    (lambda: dates.hours([(600, 720)]), "午前10時〜正午", "10 am–noon"),
    (lambda: dates.days_ago(date(2026, 11, 9), today=DAY), "2週間前", "2 weeks ago"),
    (lambda: dates.days_ago(date(2026, 11, 26), today=DAY), "3日後", "in 3 days"),
    (lambda: dates.when_done(date(2026, 11, 9), today=DAY), "2週間前に", "2 weeks ago"),
    (lambda: dates.week(WEEK), "火・木 午前10時〜正午", "Tue, Thu 10 am–noon"),
    (
        lambda: dates.schedule(SCHEDULE),
        "火・木 午前10時〜正午、第2・第4水曜 午後1時30分〜3時",
        "Tue, Thu 10 am–noon; 2nd and 4th Wed 1:30–3 pm",
    ),
]


@pytest.mark.parametrize(("say", "in_japanese", "in_english"), SAID)
def test_it_is_said_in_the_language_of_the_reader(say, in_japanese, in_english) -> None:
    with translation.override("ja"):
        assert say() == in_japanese
    with translation.override("en-gb"):
        assert plain(say()) == in_english


def test_without_a_language_it_is_said_in_japanese() -> None:
    with translation.override(None):
        assert dates.long_day(DAY) == "令和8年11月23日"


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ at|wareki }}", DAY, "23 November 2026"),
        ("{{ at|weekday_date }}", DAY, "Mon 23 November"),
        ("{{ at|spoken_time }}", time(9), "9 am"),
        ("{{ at|days_ago }}", date(2026, 11, 22), "3 days ago"),
    ],
)
def test_filters_speak_english_on_an_english_page(
    source: str, value: object, words: str, today: date
) -> None:
    with translation.override("en"):
        shown = Template("{% load dates %}" + source).render(Context({"at": value}))

    assert plain(shown) == words
