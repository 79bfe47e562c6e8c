"""When something is open, as the database answers it: the same as the schedule itself says."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.assets import open_times
from sasaeai.assets.models import Asset
from sasaeai.calc import day_parts
from sasaeai.calc.hours import DAYS, Week
from sasaeai.calc.monthly import NTHS, Monthly
from sasaeai.calc.schedule import Schedule
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

TOKYO = ZoneInfo("Asia/Tokyo")
MON = date(2026, 11, 23)
SECOND_WED = {"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:15"}
LAST_SUN = {"weeks": [-1], "weekday": "sun", "start": "09:00", "end": "11:00"}


def clock(day: date, at: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{at}").replace(tzinfo=TOKYO)


def opened(condition: object) -> list[str]:
    return sorted(Asset.objects.filter(condition).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("day", "at", "found"),
    [
        (MON, "09:59", 0),
        (MON, "10:00", 1),
        (MON, "11:59", 1),
        (MON, "12:00", 0),
        (MON, "13:30", 1),
        (MON + timedelta(days=1), "10:00", 0),
        (MON + timedelta(days=5), "23:59", 1),
        (date(2026, 11, 11), "12:14", 1),
        (date(2026, 11, 11), "12:15", 0),
        (date(2026, 11, 18), "10:00", 0),
        (date(2026, 11, 29), "10:00", 1),
        (date(2026, 11, 22), "10:00", 0),
    ],
)
def test_open_at_a_moment(town: Town, day: date, at: str, found: int) -> None:
    weekly = {"mon": [["10:00", "12:00"], ["13:00", "14:00"]], "sat": [["17:00", "24:00"]]}
    times = {"weekly": weekly, "monthly": [SECOND_WED, LAST_SUN]}
    AssetFactory(area=town.sakuradai, name="開く", times=times)
    AssetFactory(area=town.sakuradai, name="分からない", times={})

    assert opened(open_times.at(clock(day, at))) == ["開く"] * found


@pytest.mark.parametrize(
    ("days", "parts", "found"),
    [
        (["mon"], [day_parts.MORNING], ["月の朝"]),
        (["mon"], [day_parts.AFTERNOON], ["月の昼"]),
        (["tue"], [day_parts.MORNING], []),
        (["wed"], [day_parts.MORNING], ["第2水曜"]),
        (["wed"], [day_parts.AFTERNOON], ["第2水曜"]),
        (["wed"], [day_parts.EVENING], []),
        (DAYS, [day_parts.EVENING], ["月の夜"]),
    ],
)
def test_open_in_a_part_of_a_day(
    town: Town, days: list[str], parts: list[int], found: list[str]
) -> None:
    hours = {
        "月の朝": ["09:00", "12:00"],
        "月の昼": ["12:00", "17:00"],
        "月の夜": ["17:00", "18:00"],
    }
    for name, stretch in hours.items():
        AssetFactory(area=town.sakuradai, name=name, times={"weekly": {"mon": [stretch]}})
    AssetFactory(area=town.sakuradai, name="第2水曜", times={"monthly": [SECOND_WED]})

    assert opened(open_times.within(days, parts)) == found


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 11, 9), ["月曜", "第2水曜"]),
        (date(2026, 11, 10), ["第2水曜"]),
        (date(2026, 11, 16), ["月曜"]),
        (date(2026, 11, 29), ["最終日曜"]),
        (date(2026, 11, 22), []),
    ],
)
def test_open_this_week_is_from_today_until_sunday(
    town: Town, today: date, found: list[str]
) -> None:
    kept = {
        "月曜": {"weekly": {"mon": [["09:00", "12:00"]]}},
        "第2水曜": {"monthly": [SECOND_WED]},
        "最終日曜": {"monthly": [LAST_SUN]},
    }
    for name, times in kept.items():
        AssetFactory(area=town.sakuradai, name=name, times=times)

    assert opened(open_times.in_week_of(clock(today, "00:00"))) == found


@pytest.mark.parametrize(
    ("at", "weekdays", "found"),
    [
        ("11:59", DAYS, ["第2水曜", "水曜", "金曜"]),
        ("12:00", DAYS, ["第2水曜", "金曜"]),
        ("12:15", DAYS, ["金曜"]),
        ("09:00", ["wed"], ["第2水曜", "水曜"]),
        ("09:00", ["fri"], ["金曜"]),
        ("09:00", ["mon"], []),
    ],
)
def test_of_today_what_is_over_is_not_open_this_week(
    town: Town, at: str, weekdays: list[str], found: list[str]
) -> None:
    kept = {
        "月曜": {"weekly": {"mon": [["09:00", "12:00"]]}},
        "水曜": {"weekly": {"wed": [["09:00", "12:00"]]}},
        "金曜": {"weekly": {"fri": [["09:00", "12:00"]]}},
        "第2水曜": {"monthly": [SECOND_WED]},
        "第3金曜": {"monthly": [SECOND_WED | {"weekday": "fri", "weeks": [3]}]},
    }
    for name, times in kept.items():
        AssetFactory(area=town.sakuradai, name=name, times=times)

    assert opened(open_times.in_week_of(clock(date(2026, 11, 11), at), weekdays)) == sorted(found)


STRETCH = st.tuples(st.integers(0, 6), st.integers(0, 47), st.integers(1, 8))
PATTERN = st.builds(
    lambda weeks, day, hour: Monthly(tuple(weeks), day, time(hour), time(hour + 2)),
    st.sets(st.sampled_from(NTHS), min_size=1),
    st.integers(0, 6),
    st.integers(0, 21),
)


def of(stretches: list[tuple[int, int, int]], patterns: list[Monthly]) -> Schedule:
    bits = 0
    for day, start, length in stretches:
        end = min(48, start + length)
        bits |= (1 << day * 48 + end) - (1 << day * 48 + start)
    return Schedule(Week(bits), tuple(patterns))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(STRETCH, max_size=12),
    st.lists(PATTERN, max_size=9),
    st.integers(0, 59),
    st.integers(0, 1439),
)
def test_database_answers_as_the_schedule_does(
    town: Town,
    stretches: list[tuple[int, int, int]],
    patterns: list[Monthly],
    ahead: int,
    minute: int,
) -> None:
    schedule, day = of(stretches, patterns), MON + timedelta(days=ahead)
    Asset.objects.all().delete()
    AssetFactory(area=town.sakuradai, times=schedule.to_json())

    now = clock(day, f"{minute // 60:02}:{minute % 60:02}")

    expected = any(start <= minute < end for start, end in schedule.hours_on(day))
    assert Asset.objects.filter(open_times.at(now)).exists() == expected
