"""Reading what residents see: everything starts from the resident's visible_to."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.activities import queries as activities
from sasaeai.activities import rests
from sasaeai.activities.models import Activity
from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Picture, Pin
from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.assets.rules import hides_place
from sasaeai.assets.times import schedule_of
from sasaeai.calc.hours import DAYS
from sasaeai.portal import words
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

WEEK = 7
MOST_A_DAY = 100
FEW = 10
# Enough to meet the one weekday of a month among days of every week.
DAYS_AHEAD = 62


class Here(NamedTuple):
    """The open portal of one municipality, and the resident who looks."""

    town: Municipality
    viewer: Viewer


class Coming(NamedTuple):
    """An activity and the next day on which it takes place; None where no day is known."""

    activity: Activity
    day: date | None
    hours: str


def here(code: str) -> Here | None:
    """Return the municipality's portal if it is open."""
    town = areas.by_code(code)
    return Here(town, resident(town.pk)) if town and town.portal_open else None


def regions(viewer: Viewer) -> list[Area]:
    """Return the areas residents choose from: the living areas and what lies right below them."""
    found = areas.visible_to(viewer).filter(Q(level__in=(Level.LIVING_AREA, Level.DISTRICT)))
    return list(found)


def areas_to_say(viewer: Viewer) -> list[Area]:
    """Return the areas a resident may speak of, in the order of the tree, and last the whole town.

    Of two of one name, one in the other, only the smaller: nobody could tell them apart.
    """
    levels = (Level.MUNICIPALITY, Level.LIVING_AREA, Level.DISTRICT)
    whole, *rest = areas.to_choose_from(viewer).filter(level__in=levels)
    return [*(area for area in rest if not holds_twin(area, rest)), whole]


def holds_twin(area: Area, regions: list[Area]) -> bool:
    """Return whether a smaller area of the same name lies in it: that one is meant first."""
    return any(
        one.name == area.name and one.path != area.path and one.path.startswith(area.path)
        for one in regions
    )


def by_top(viewer: Viewer) -> list[tuple[Area, list[Area]]]:
    """Return each living area with its districts."""
    found = regions(viewer)
    tops = [area for area in found if area.parent and area.parent.parent_id is None]
    return [(top, [area for area in found if area.parent_id == top.pk]) for top in tops]


def activity_terms(viewer: Viewer) -> QuerySet[Term]:
    """Return the categories of the activities residents see, in the order of the list."""
    return _terms(activities.begun(viewer).values("categories"))


def asset_terms(viewer: Viewer) -> QuerySet[Term]:
    """Return the categories of the assets residents see, in the order of the list."""
    return _terms(assets.listed(viewer).values("categories"))


def _terms(used: QuerySet[Any, Any]) -> QuerySet[Term]:
    some = used.exclude(categories=None).order_by()
    return Term.objects.filter(pk__in=some).order_by("order", "code")


def activities_in(viewer: Viewer, chosen: Mapping[str, Any]) -> QuerySet[Activity]:
    """Return the activities of the chosen area, category and day of the week."""
    return activities.narrowed(
        activities.begun(viewer),
        viewer=viewer,
        area=chosen.get("area"),
        category=_pk(chosen.get("category")),
        weekday=chosen.get("day", ""),
    )


def assets_in(viewer: Viewer, chosen: Mapping[str, Any]) -> QuerySet[Asset]:
    """Return the assets of the chosen area, category and kind."""
    return assets.narrowed(
        assets.listed(viewer),
        viewer=viewer,
        area=chosen.get("area"),
        category=_pk(chosen.get("category")),
        kinds=[chosen["kind"]] if "kind" in chosen else (),
    )


def _pk(term: Term | None) -> UUID | None:
    return term.pk if term else None


def coming(activity: Activity, today: date, *, weekday: str = "") -> Coming:
    """Return the activity with its next day, or its next on a weekday; while it rests it has none."""
    days = next_days(activity, today, count=DAYS_AHEAD if weekday else 1)
    day = next((day for day in days if weekday in ("", DAYS[day.weekday()])), None)
    return Coming(activity, day, words.hours(schedule_of(activity), day) if day else "")


def next_days(activity: Activity, today: date, *, count: int) -> list[date]:
    """Return the next days on which an activity takes place, as far as is known; none while it rests."""
    if not rests.is_going_on(activity, today):
        return []
    schedule, rest = schedule_of(activity), rests.rest_of(activity, today)
    days = schedule.next_dates(today, count)
    if rest is None:
        return days
    before = [day for day in days if not rest.holds(day) and not rest.is_over(day)]
    after = schedule.next_dates(rest.resumes, count) if rest.resumes else []
    return [*before, *after][:count]


def this_week(viewer: Viewer, area: Area | None, *, a_day: int) -> list[Coming]:
    """Return what takes place on each of the seven days from today, a few a day.

    What happens seldom goes before what happens every morning.
    """
    there = activities.narrowed(activities.begun(viewer), viewer=viewer, area=area)
    chosen: dict[UUID, date] = {}
    for ahead in range(WEEK):
        day = viewer.today + timedelta(days=ahead)
        going_on = activities.going_on(there, day)
        on_weekday = activities.narrowed(going_on, viewer=viewer, weekday=DAYS[day.weekday()])
        news = [pk for pk in _on(on_weekday, day) if pk not in chosen]
        chosen |= dict.fromkeys(news[:a_day], day)
    found = [
        Coming(row, day, words.hours(schedule_of(row), day))
        for row in there.filter(pk__in=chosen)
        for day in [chosen[row.pk]]
    ]
    return sorted(found, key=_by_time)


def _on(rows: QuerySet[Activity], day: date) -> list[UUID]:
    """Return those that take place on the day, the most seldom first."""
    times = rows.order_by("name", "id").prefetch_related(None).select_related(None)
    ranked = [
        (len(schedule.weekdays()) - bool(schedule.monthly), row.name, row.pk)
        for row in times.only("id", "times", "name")[:MOST_A_DAY]
        if (schedule := schedule_of(row)).hours_on(day)
    ]
    return [pk for _seldom, _name, pk in sorted(ranked)]


def _by_time(coming: Coming) -> tuple[date | None, list[tuple[int, int]], str]:
    schedule = schedule_of(coming.activity)
    return coming.day, schedule.hours_on(coming.day) if coming.day else [], coming.activity.name


def activity(viewer: Viewer, pk: UUID) -> Activity | None:
    """Return an activity residents may read about, unless it has ended."""
    return activities.begun(viewer).filter(pk=pk).first()


def asset(viewer: Viewer, pk: UUID) -> Asset | None:
    """Return an asset residents may read about, unless it is retired."""
    return assets.listed(viewer).filter(pk=pk).first()


def held_at(viewer: Viewer, asset: Asset) -> list[Coming]:
    """Return what takes place at an asset, the first few; of a hidden place nobody is told."""
    if hides_place(asset):
        return []
    rows = activities.begun(viewer).filter(place=asset).order_by("name", "id")[:FEW]
    return [coming(row, viewer.today) for row in rows]


def barrier_free(asset: Asset) -> list[Term]:
    """Return what makes the asset easy to reach and use, in the town's words."""
    known = (
        vocabulary.by_code(asset.municipality_id, Kind.BARRIER_FREE) if asset.barrier_free else {}
    )
    return [known[code] for code in asset.barrier_free if code in known]


def for_paper(viewer: Viewer, area: Area, *, most: int) -> tuple[list[Activity], list[Asset], bool]:
    """Return an area's activities and assets for its printed list, and whether some were left out."""
    going_on = activities.narrowed(activities.begun(viewer), viewer=viewer, area=area)
    there = assets.narrowed(assets.listed(viewer), viewer=viewer, area=area)
    acts, things = (
        list(going_on.prefetch_related("categories__parent").order_by("name", "id")[: most + 1]),
        list(there.order_by("kind", "name", "id")[: most + 1]),
    )
    is_cut = len(acts) > most or len(things) > most
    if len(things) > most and area.level == Level.LIVING_AREA:
        # The districts' own sheets hold them; half of them here would help nobody.
        things = []
    return acts[:most], things[:most], is_cut


def below(viewer: Viewer, area: Area) -> list[Area]:
    """Return the areas right below one, for the lines inside its map."""
    return list(areas.children(viewer, area))


def picture(viewer: Viewer, area: Area, point: tuple[float, float] | None) -> Picture | None:
    """Return a drawing of the area, its neighbours and landmarks with a pin; none without a point."""
    if point is None:
        return None
    around = [*areas.visible_to(viewer).filter(parent=area.parent, level=area.level)]
    landmarks = areas.landmarks(viewer, maps.box_of(around))
    return maps.picture(around, landmarks, pins=[Pin(*point)])
