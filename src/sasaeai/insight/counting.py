"""Counting what happened in months, from the rows of all rooms: one question for each measure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, DateTimeField, F, Min, Model, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.audit import queries as record_book
from sasaeai.audit.models import Entry as Noted
from sasaeai.insight.models import MonthlySum
from sasaeai.journal.models import Entry, Story
from sasaeai.matching.models import Match
from sasaeai.visions.models import Goal, Measurement
from sasaeai.voices.models import Voice, VoiceAnswer

Measure = MonthlySum.Measure


class Key(NamedTuple):
    area: UUID
    employer: UUID | None
    month: date
    measure: str
    term: UUID | None


class Source(NamedTuple):
    """Where a measure is counted: a table, its day, and how area, body, town and term are reached."""

    table: type[Model]
    day: str
    area: str = "area"
    employer: str = "employer"
    municipality: str = "municipality"
    term: str = ""


SOURCES = {
    Measure.ENTRIES: Source(Entry, "on"),
    Measure.FUNCTION: Source(Entry, "on", term="functions"),
    Measure.TASK: Source(Entry, "on", term="tasks"),
    Measure.TYPE: Source(Entry, "on", term="types"),
    Measure.MEANS: Source(Entry, "on", term="means"),
    Measure.HEARD: Source(Voice, "heard_on"),
    Measure.ANSWERS: Source(
        VoiceAnswer, "on", "voice__area", "voice__employer", "voice__municipality"
    ),
    Measure.CONNECTED: Source(Match, "agreed_on", "need__area", "need__employer"),
    Measure.STORIES: Source(Story, "on"),
    Measure.MEASURED: Source(
        Measurement, "on", "indicator__goal__vision__area", "", "indicator__goal__municipality"
    ),
    Measure.BEGUN: Source(Activity, "created_at", employer=""),
}
# What the record book calls a kind of row: whose own table it is, and in which tables days hang on it.
KINDS: dict[str, tuple[type[Model], tuple[tuple[type[Model], str, str], ...]]] = {
    "entry": (Entry, ((Entry, "pk", "on"),)),
    "voice": (Voice, ((Voice, "pk", "heard_on"), (VoiceAnswer, "voice", "on"))),
    "match": (Match, ((Match, "pk", "agreed_on"),)),
    "story": (Story, ((Story, "pk", "on"),)),
    "goal": (Goal, ((Measurement, "indicator__goal", "on"),)),
    "activity": (Activity, ((Activity, "pk", "created_at"),)),
}
# Verbs after which the days of the rows are as they were.
LOOKS = ("look", "export", "print")
DAYS = ("on", "heard_on", "agreed_on")


def month_of(day: date | datetime) -> date:
    """Return the first day of the month that a day lies in."""
    on = timezone.localdate(day) if isinstance(day, datetime) else day
    return on.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after this one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(since: date, until: date) -> list[date]:
    """Return the months from the one to the other, both with it."""
    found, month = [], month_of(since)
    while month <= until:
        found.append(month)
        month = next_month(month)
    return found


def counted(municipality: UUID, months: Collection[date]) -> Counter[Key]:
    """Return what there is of everything in these months, counted from the rows themselves."""
    found: Counter[Key] = Counter()
    if months:
        for measure, source in SOURCES.items():
            found.update(_of(municipality, months, measure, source))
    return found


def _of(
    municipality: UUID, months: Collection[date], measure: str, source: Source
) -> dict[Key, int]:
    rows = (
        source.table._default_manager.filter(  # noqa: SLF001 -- the manager of whichever table it is
            _within(source, months), **{source.municipality: municipality}
        )
        .order_by()
        .annotate(_month=TruncMonth(source.day))
    )
    columns = [
        "_month",
        source.area,
        *([source.employer] if source.employer else []),
        *([source.term] if source.term else []),
    ]
    found = {}
    for row in rows.values(*columns).annotate(_number=Count("pk")):
        term = row[source.term] if source.term else None
        if source.term and term is None:
            continue
        employer = row[source.employer] if source.employer else None
        found[Key(row[source.area], employer, month_of(row["_month"]), measure, term)] = row[
            "_number"
        ]
    return found


def _within(source: Source, months: Collection[date]) -> Q:
    """Return the condition that a row's day lies in one of the months; those in a row are one stretch."""
    is_moment = isinstance(source.table._meta.get_field(source.day), DateTimeField)  # noqa: SLF001 -- Django's public name for it
    within = Q(pk__in=())
    for since, until in stretches(months):
        ends = (_midnight(since), _midnight(until)) if is_moment else (since, until)
        within |= Q(**{f"{source.day}__gte": ends[0], f"{source.day}__lt": ends[1]})
    return within


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def stretches(months: Iterable[date]) -> list[tuple[date, date]]:
    """Return months that follow each other as one stretch: from its first day until the day after it."""
    found: list[tuple[date, date]] = []
    for month in sorted({*months}):
        if found and found[-1][1] == month:
            found[-1] = (found[-1][0], next_month(month))
        else:
            found.append((month, next_month(month)))
    return found


def first_month(municipality: UUID) -> date | None:
    """Return the month of the oldest row that is counted; none where there is nothing yet."""
    days = [
        source.table._default_manager.filter(**{source.municipality: municipality}).aggregate(  # noqa: SLF001 -- as above
            first=Min(F(source.day))
        )["first"]
        for measure, source in SOURCES.items()
        if not source.term
    ]
    return min((month_of(day) for day in days if day), default=None)


def touched(municipality: UUID, *, after: int) -> set[date] | None:
    """Return the months of the rows that were written since this entry of the record book.

    None where it cannot be told: a row is gone, or its day was another before. Then all are counted anew.
    """
    asked: defaultdict[str, set[str]] = defaultdict(set)
    noted = record_book.of_municipality(municipality).filter(pk__gt=after, kind__in=KINDS)
    for verb, kind, subjects, fields in noted.values_list("verb", "kind", "subjects", "fields"):
        what = verb.partition(".")[2]
        if "take_back" in what or ("change" in what and not {*DAYS}.isdisjoint(fields)):
            return None
        if not what.startswith(LOOKS):
            asked[kind].update(subjects)
    months: set[date] = set()
    for kind, ids in asked.items():
        table, days = KINDS[kind]
        if table._default_manager.filter(pk__in=ids).count() < len(ids):  # noqa: SLF001 -- as above
            return None
        for hanging, key, day in days:
            rows = hanging._default_manager.filter(**{f"{key}__in": ids})  # noqa: SLF001 -- as above
            months |= {month_of(one) for one in rows.values_list(day, flat=True) if one}
    return months


def newest_noted(municipality: UUID) -> int:
    """Return the number of the newest entry of the town's record book."""
    newest: Noted | None = record_book.of_municipality(municipality).only("pk").first()
    return newest.pk if newest else 0
