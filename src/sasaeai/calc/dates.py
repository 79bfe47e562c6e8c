"""Dates as people here write them: 和暦, and how far a day is from another.

How they are said is in `japanese` and `english`.
Errors are `Refusal` with a whole sentence.
Sources: 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号), 明治5年太政官布告第337号
(the Gregorian calendar from 1873-01-01: before it a date is lunisolar and is refused).
"""

import re
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from sasaeai.calc.refusal import Refusal, gettext_noop
from sasaeai.calc.text import nfkc

Unit: TypeAlias = Literal["day", "week", "month", "year"]


class Era(NamedTuple):
    name: str
    letter: str
    since: date
    first_year: int


ERAS = (
    Era("令和", "R", date(2019, 5, 1), 2019),
    Era("平成", "H", date(1989, 1, 8), 1989),
    Era("昭和", "S", date(1926, 12, 25), 1926),
    Era("大正", "T", date(1912, 7, 30), 1912),
    Era("明治", "M", date(1873, 1, 1), 1868),
)
LATEST = date(2999, 12, 31)  # so that a day can be counted on from every day
TOO_EARLY = gettext_noop(
    "明治6年（1873年）より前の日は書けません。暦が違うためです。年を確かめてください。"
)
WRITTEN = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])?(?P<year>元|\d{1,4})"
    r"(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})日?(?:\([月火水木金土日]\))?",
    re.IGNORECASE | re.ASCII,
)


def era_of(day: date) -> Era:
    """Return the era a day belongs to; raises Refusal before 明治6年 (1873)."""
    for era in ERAS:
        if day >= era.since:
            return era
    raise Refusal(TOO_EARLY)


def wareki(day: date) -> str:
    """Return the day in the Japanese calendar, 「令和8年11月23日」; before 1873 「西暦1868年1月1日」."""
    if day < ERAS[-1].since:
        return f"西暦{day.year}年{day.month}月{day.day}日"
    era = era_of(day)
    return f"{era.name}{_era_year(day.year, era)}年{day.month}月{day.day}日"


def parse_date(text: str) -> date:
    """Return the date that is written as 令和8年11月23日, R8.11.23, 2026/11/23 or 2026-11-23, 1873 to 2999.

    Full width, 元年, spaces and a weekday in brackets are understood. Raises Refusal for
    anything else, for days that do not exist and for days outside the era that is named.
    """
    plain = re.sub(r"\s", "", nfkc(text))
    found = WRITTEN.fullmatch(plain)
    if found is None:
        raise Refusal(
            gettext_noop(
                "「%(text)s」は日付として読めません。"
                "「令和8年11月23日」か「2026/11/23」のように入れてください。"
            ),
            text=text.strip(),
        )
    era = _named_era(found["era"])
    number = 1 if found["year"] == "元" else int(found["year"])
    year = _western_year(number, era=era, text=plain, is_first=found["year"] == "元")
    day = _existing_day(year, int(found["month"]), int(found["day"]))
    own = era_of(day)
    if era is not None and own != era:
        raise Refusal(
            gettext_noop(
                "「%(text)s」という日は、その元号にはありません。"
                "西暦で「%(day)s」のことでしょうか。"
            ),
            text=plain,
            day=f"{day.year}/{day.month}/{day.day}",
        )
    if day > LATEST:
        raise Refusal(gettext_noop("西暦2999年より後の日は書けません。年を確かめてください。"))
    return day


def distance(day: date, today: date) -> tuple[int, Unit]:
    """Return how far two days are apart, as one says it: days, from a fortnight weeks, and so on."""
    earlier, later = sorted((day, today))
    days = (later - earlier).days
    if days < 14:
        return days, "day"
    if days < 60:
        return days // 7, "week"
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    months = max(2, months - (later.day < earlier.day))
    return (months, "month") if months < 24 else (months // 12, "year")


def _era_year(year: int, era: Era) -> str:
    number = year - era.first_year + 1
    return "元" if number == 1 else str(number)


def _named_era(word: str | None) -> Era | None:
    return next((era for era in ERAS if word and word.upper() in {era.name, era.letter}), None)


def _western_year(number: int, *, era: Era | None, text: str, is_first: bool) -> int:
    if era is not None:
        return era.first_year + number - 1
    if is_first or number < 1000:
        raise Refusal(
            gettext_noop(
                "「%(text)s」の年が分かりません。元号を付けるか、西暦4桁で入れてください。"
            ),
            text=text,
        )
    return number


def _existing_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refusal(
            gettext_noop(
                "%(year)d年%(month)d月%(day)d日という日はありません。月と日を確かめてください。"
            ),
            year=year,
            month=month,
            day=day,
        ) from error
