"""Days, times and schedules said in Japanese; `english` says the same in English.

Times are minutes since midnight (0..1440), stretches of time (from, until) of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sasaeai.calc.dates import distance, wareki
from sasaeai.calc.hours import DAYS, Interval, Week
from sasaeai.calc.monthly import LAST, Monthly
from sasaeai.calc.schedule import Schedule

WEEKDAYS = "月火水木金土日"
NEAR_DAYS = {0: "今日", 1: "きのう", -1: "あした"}
UNITS = {"day": "日", "week": "週間", "month": "か月", "year": "年"}


def month_of(day: date) -> str:
    """Return the month and year a day lies in, 「令和8年11月」."""
    return wareki(day).removesuffix(f"{day.day}日")


def day_label(day: date) -> str:
    """Return the day with its weekday and without its year, 「11月23日（月）」."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def full_day(day: date) -> str:
    """Return the whole day with its weekday, 「令和8年11月23日（月）」."""
    return f"{wareki(day)}（{WEEKDAYS[day.weekday()]}）"


def day_of_month(day: date) -> str:
    """Return the day alone, 「23日」."""
    return f"{day.day}日"


def weekday(day: date) -> str:
    """Return the day's weekday, 「月曜」."""
    return f"{WEEKDAYS[day.weekday()]}曜"


def spoken_minutes(minutes: int) -> str:
    """Return a time as it is said: 「午前10時」, 「正午」, 「午後1時30分」; 1440 is 「午後12時」."""
    if minutes == 720:
        return "正午"
    if minutes == 1440:
        return "午後12時"
    hour, minute = divmod(minutes, 60)
    half = "午前" if hour < 12 else "午後"
    return f"{half}{hour % 12}時{minute}分" if minute else f"{half}{hour % 12}時"


def hours(stretches: Iterable[Interval]) -> str:
    """Return stretches of a day, 「午前10時〜正午と午後1時30分〜3時」; a whole day is 「いつでも」."""
    return "と".join(
        f"{spoken_minutes(start)}〜{_until(start, end)}" if end - start < 1440 else "いつでも"
        for start, end in stretches
    )


def _until(start: int, end: int) -> str:
    """Return the end; 午前 or 午後 is not said twice of one stretch."""
    said, half = spoken_minutes(end), spoken_minutes(start)[:2]
    return said.removeprefix(half) if end < 1440 else said


def days_ago(day: date, *, today: date) -> str:
    """Return how far a day is from today: 「きのう」「2週間前」「8か月前」「3日後」."""
    if near := NEAR_DAYS.get((today - day).days):
        return near
    number, unit = distance(day, today)
    return f"{number}{UNITS[unit]}{'前' if day < today else '後'}"


def when_done(day: date, *, today: date) -> str:
    """Return how long ago it was as it stands before a verb: 「きのう」, 「2週間前に」."""
    said = days_ago(day, today=today)
    return f"{said}に" if said.endswith("前") else said


def week(given: Week) -> str:
    """Return weekly hours, 「月・水 午前10時〜正午、土 午後1時〜3時」; empty for none."""
    return "、".join(f"{_days(days)} {hours(stretches)}" for stretches, days in given.alike())


def schedule(given: Schedule) -> str:
    """Return weekly and monthly times, 「火 午前10時〜正午、第2水曜 午後1時〜3時」."""
    parts = [week(given.week), *(_monthly(pattern) for pattern in given.monthly)]
    return "、".join(part for part in parts if part)


def _days(days: Sequence[int]) -> str:
    """Return 「毎日」, 「月〜金」 for three or more in a row, else 「月・水」."""
    if len(days) == len(DAYS):
        return "毎日"
    if len(days) > 2 and days[-1] - days[0] + 1 == len(days):
        return f"{WEEKDAYS[days[0]]}〜{WEEKDAYS[days[-1]]}"
    return "・".join(WEEKDAYS[day] for day in days)


def _monthly(pattern: Monthly) -> str:
    weeks = "・".join("最終" if nth == LAST else f"第{nth}" for nth in pattern.ordered_weeks)
    return f"{weeks}{WEEKDAYS[pattern.weekday]}曜 {hours([pattern.stretch])}"
