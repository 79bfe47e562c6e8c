"""Days, times and schedules said in English; `japanese` says the same in Japanese.

Times are minutes since midnight (0..1440), stretches of time (from, until) of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sasaeai.calc.dates import distance
from sasaeai.calc.hours import DAYS, Interval, Week
from sasaeai.calc.monthly import LAST, Monthly
from sasaeai.calc.schedule import Schedule

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
NEAR_DAYS = {0: "today", 1: "yesterday", -1: "tomorrow"}
ROUND_TIMES = {0: "midnight", 720: "noon", 1440: "midnight"}
AM, PM = "\u00a0am", "\u00a0pm"  # no line ends between a number and its half of the day
NTHS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", LAST: "last"}


def long_day(day: date) -> str:
    """Return the whole day, "23 November 2026"."""
    return f"{day.day} {month_of(day)}"


def month_of(day: date) -> str:
    """Return the month and year a day lies in, "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_label(day: date) -> str:
    """Return the day with its weekday and without its year, "Mon 23 November"."""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """Return the whole day with its weekday, "Mon 23 November 2026"."""
    return f"{weekday(day)} {long_day(day)}"


def day_of_month(day: date) -> str:
    """Return the day alone, "23"."""
    return str(day.day)


def weekday(day: date) -> str:
    """Return the day's weekday, "Mon"."""
    return WEEKDAYS[day.weekday()]


def spoken_minutes(minutes: int) -> str:
    """Return a time as it is said: "10 am", "noon", "1:30 pm"; 0 and 1440 are "midnight"."""
    if minutes in ROUND_TIMES:
        return ROUND_TIMES[minutes]
    hour, minute = divmod(minutes, 60)
    half = AM if hour < 12 else PM
    clock = hour % 12 or 12
    return f"{clock}:{minute:02}{half}" if minute else f"{clock}{half}"


def hours(stretches: Iterable[Interval]) -> str:
    """Return stretches of a day, "10 am–noon and 1:30–3 pm"; a whole day is "any time"."""
    return " and ".join(
        _stretch(start, end) if end - start < 1440 else "any time" for start, end in stretches
    )


def days_ago(day: date, *, today: date) -> str:
    """Return how far a day is from today: "yesterday", "2 weeks ago", "in 3 days"."""
    if near := NEAR_DAYS.get((today - day).days):
        return near
    number, unit = distance(day, today)
    # Whatever is one of its unit away is still told in the smaller unit.
    return f"{number} {unit}s ago" if day < today else f"in {number} {unit}s"


def week(given: Week) -> str:
    """Return weekly hours, "Mon, Wed 10 am–noon; Sat 1–3 pm"; empty for none."""
    return "; ".join(f"{_days(days)} {hours(stretches)}" for stretches, days in given.alike())


def schedule(given: Schedule) -> str:
    """Return weekly and monthly times, "Tue 10 am–noon; 2nd Wed 1–3 pm"; empty for never."""
    parts = [week(given.week), *(_monthly(pattern) for pattern in given.monthly)]
    words = "; ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _stretch(start: int, end: int) -> str:
    """Return one stretch; what both halves of the day share is said once."""
    first, last = spoken_minutes(start), spoken_minutes(end)
    half = last[-len(AM) :]
    return f"{first.removesuffix(half)}–{last}" if half in {AM, PM} else f"{first}–{last}"


def _days(days: Sequence[int]) -> str:
    """Return "Every day", "Mon–Fri" for three or more in a row, else "Mon, Wed"."""
    if len(days) == len(DAYS):
        return "Every day"
    if len(days) > 2 and days[-1] - days[0] + 1 == len(days):
        return f"{WEEKDAYS[days[0]]}–{WEEKDAYS[days[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in days)


def _monthly(pattern: Monthly) -> str:
    *before, last = (NTHS[nth] for nth in pattern.ordered_weeks)
    weeks = f"{', '.join(before)} and {last}" if before else last
    return f"{weeks} {WEEKDAYS[pattern.weekday]} {hours([pattern.stretch])}"
