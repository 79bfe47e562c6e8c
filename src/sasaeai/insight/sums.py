"""月の数 as they are read: stored for months that are over, counted now for this month and what was written since."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.queries import STEP
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.insight import counting
from sasaeai.insight.counting import Measure
from sasaeai.insight.models import CountedMonth, MonthlySum
from sasaeai.vocabulary.models import Kind, Term

MEETINGS = "meetings"


class Part(NamedTuple):
    """What was counted of one measure, in one place of the tree of areas; of a term or at all."""

    path: str
    measure: str
    term: UUID | None


def fresh(municipality: UUID) -> set[date]:
    """Return the months whose stored sums still hold: nothing was written into them since.

    The record book tells: what was written after a month was counted names its rows, and they their day.
    """
    marks = dict(
        CountedMonth.objects.filter(municipality=municipality).values_list("month", "upto")
    )
    if not marks:
        return set()
    touched = counting.touched(municipality, after=min(marks.values()))
    return set() if touched is None else {*marks} - touched


def to_store(municipality: UUID, today: date) -> list[date]:
    """Return the months that are over and whose sums are not stored, or no longer hold."""
    first = counting.first_month(municipality)
    if first is None:
        return []
    known = fresh(municipality)
    this = counting.month_of(today)
    return [
        month
        for month in counting.months_between(first, today)
        if month < this and month not in known
    ]


def sums(viewer: Viewer, area: Area | None, since: date, until: date) -> Counter[Part]:
    """Return what was counted in these months, at or below an area, of what the viewer may count."""
    known = fresh(viewer.municipality) & {*counting.months_between(since, until)}
    missing = {*counting.months_between(since, until)} - known
    found: Counter[Part] = Counter()
    for path, measure, term, number in (
        visible_to(viewer)
        .filter(month__in=known, area__path__startswith=area.path if area else "")
        .values_list("area__path", "measure", "term")
        .annotate(Sum("count"))
        .order_by()
    ):
        found[Part(path, measure, term)] += number
    found.update(_counted_now(viewer, area, missing))
    return found


def visible_to(viewer: Viewer) -> QuerySet[MonthlySum]:
    """Return the sums of the areas where the viewer may count: the viewer's own and those below."""
    within = Q(pk__in=())
    for path in _paths(viewer):
        within |= Q(area__path__startswith=path)
    return MonthlySum.objects.filter(within, municipality_id=viewer.municipality)


def _paths(viewer: Viewer) -> list[str]:
    return [post.path for post in viewer.posts if post.role in STAFF]


def _counted_now(viewer: Viewer, area: Area | None, months: Collection[date]) -> Counter[Part]:
    rows = counting.counted(viewer.municipality, months)
    here = areas.with_ended(viewer).order_by()
    paths = dict(here.values_list("pk", "path")) if rows else {}
    may = tuple(_paths(viewer))
    found: Counter[Part] = Counter()
    for key, number in rows.items():
        path = paths[key.area]
        if path.startswith(may) and path.startswith(area.path if area else ""):
            found[Part(path, key.measure, key.term)] += number
    return found


class Difference(NamedTuple):
    """One stored sum that is another when counted again."""

    month: date
    measure: str
    stored: int
    counted: int


def differences(municipality: UUID) -> list[Difference]:
    """Return where the stored sums that should hold are not what the rows say."""
    months = fresh(municipality)
    stored: Counter[counting.Key] = Counter()
    rows = MonthlySum.objects.filter(municipality=municipality, month__in=months)
    for row in rows.values_list("area", "employer", "month", "measure", "term", "count"):
        stored[counting.Key(*row[:5])] += row[5]
    now = counting.counted(municipality, months)
    return [
        Difference(key.month, key.measure, stored[key], now[key])
        for key in sorted({*stored, *now}, key=str)
        if stored[key] != now[key]
    ]


class Row(NamedTuple):
    """One area on the page of the 第1層: what changed first, meetings last."""

    area: Area
    numbers: dict[str, int]
    meetings: int


SHOWN = (
    Measure.HEARD, Measure.ANSWERS, Measure.CONNECTED, Measure.BEGUN, Measure.STORIES,
    Measure.MEASURED,
)  # fmt: skip


def by_area(viewer: Viewer, *, since: date, until: date) -> list[Row]:
    """Return the viewer's areas and those right below them, each with what happened at or below it."""
    found = sums(viewer, None, since, until)
    meeting = _meeting(viewer)
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = areas_of(viewer)
    for part, number in found.items():
        measure = part.measure
        if measure == Measure.MEANS:
            measure = MEETINGS if part.term == meeting else ""
        # A path names all areas above it: "0001.0003." lies in "0001.".
        for end in range(STEP, len(part.path) + 1, STEP):
            numbers[part.path[:end]][measure] += number
    return [
        Row(
            area,
            {one.value: numbers[area.path][one.value] for one in SHOWN},
            numbers[area.path][MEETINGS],
        )
        for area in rows
    ]


def areas_of(viewer: Viewer) -> list[Area]:
    """Return where the viewer works and what lies right below; the town's smallest pieces are left out."""
    paths = _paths(viewer)
    here = areas.to_choose_from(viewer).exclude(level=Level.TOWN)
    return [
        area
        for area in here
        if area.path in paths or (area.parent_id and area.path[:-STEP] in paths)
    ]


def _meeting(viewer: Viewer) -> UUID | None:
    terms = Term.objects.filter(
        municipality_id=viewer.municipality, kind=Kind.CONTACT_MEANS, code="meeting"
    )
    return terms.values_list("pk", flat=True).first()
