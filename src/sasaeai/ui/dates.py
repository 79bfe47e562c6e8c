"""Days, times and schedules, said in the language of the reader; the words are calc's."""

from collections.abc import Callable
from datetime import date, time
from typing import ParamSpec

from django.utils.translation import get_language

from sasaeai.calc import dates as calendar
from sasaeai.calc import english, japanese

P = ParamSpec("P")


def _either(in_japanese: Callable[P, str], in_english: Callable[P, str]) -> Callable[P, str]:
    """Return what says it in the language that is active; Japanese where none is."""

    def said(*args: P.args, **kwargs: P.kwargs) -> str:
        is_english = (get_language() or "").startswith("en")
        return (in_english if is_english else in_japanese)(*args, **kwargs)

    return said


long_day = _either(calendar.wareki, english.long_day)
month_of = _either(japanese.month_of, english.month_of)
full_day = _either(japanese.full_day, english.full_day)
day_label = _either(japanese.day_label, english.day_label)
day_of_month = _either(japanese.day_of_month, english.day_of_month)
weekday = _either(japanese.weekday, english.weekday)
spoken_minutes = _either(japanese.spoken_minutes, english.spoken_minutes)
hours = _either(japanese.hours, english.hours)
days_ago = _either(japanese.days_ago, english.days_ago)
when_done = _either(japanese.when_done, english.days_ago)
week = _either(japanese.week, english.week)
schedule = _either(japanese.schedule, english.schedule)


def near_day(day: date, *, today: date) -> str:
    """Return the day with its weekday, 「11月23日（月）」; one of another year with its year."""
    return day_label(day) if day.year == today.year else full_day(day)


def spoken_time(at: time) -> str:
    """Return a time of day as it is said: 午後1時30分, "1:30 pm"."""
    return spoken_minutes(at.hour * 60 + at.minute)
