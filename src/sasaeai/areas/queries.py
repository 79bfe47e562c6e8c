"""Reading the town: its areas, who is posted where, how many people live there."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Sum

from sasaeai.accounts.models import User
from sasaeai.areas.models import (
    AccessRule,
    Area,
    AreaPart,
    Employer,
    Landmark,
    LevelName,
    Municipality,
    Population,
    Posting,
    Role,
)
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.composition import composed
from sasaeai.calc.geography import Box
from sasaeai.ui.wording import listed, placed

OLD = 65
STEP = 5  # letters of a path from an area to those right below it


def visible_to(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of the viewer's municipality that exist today, in the order of the tree."""
    return with_ended(viewer).exclude(until__lt=viewer.today)


def with_ended(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of the viewer's municipality, those that have ended too."""
    here = Area.objects.filter(municipality_id=viewer.municipality)
    return here.select_related("parent").order_by("path")


def ended(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas that no longer exist, without their boundaries."""
    return with_ended(viewer).filter(until__lt=viewer.today).defer("boundary")


def to_choose_from(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of the viewer's municipality for a form, without their boundaries."""
    return visible_to(viewer).select_related(None).defer("boundary")


def municipality_of(viewer: Viewer) -> Municipality:
    """Return the viewer's municipality."""
    return Municipality.objects.get(pk=viewer.municipality)


def by_code(code: str) -> Municipality | None:
    """Return the municipality with this six-digit code, if it is here."""
    # Whatever stands in an address: PostgreSQL takes no NUL.
    return Municipality.objects.filter(code=code).first() if code.isdecimal() else None


def with_open_portal() -> QuerySet[Municipality]:
    """Return the municipalities whose residents' pages are open."""
    return Municipality.objects.filter(portal_open=True).order_by("code")


def responsible_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas at or below the viewer's postings: where the viewer may write."""
    return visible_to(viewer).filter(in_care_of(viewer, path="path"))


def in_care_of(viewer: Viewer, *, path: str = "area__path") -> Q:
    """Return the condition that a row's area lies at or below one of the viewer's postings."""
    within = Q(pk__in=())
    for post in viewer.posts:
        within |= Q(**{f"{path}__startswith": post.path})
    return within


def landmarks(viewer: Viewer, box: Box | None) -> list[Landmark]:
    """Return the landmarks of the viewer's municipality whose boxes meet a box; none without one."""
    if box is None:
        return []
    west, south, east, north = box
    near = Landmark.objects.filter(municipality_id=viewer.municipality)
    near = near.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    return list(near.order_by("kind", "name"))


def drawn_in(viewer: Viewer, box: Box) -> list[Area]:
    """Return the areas that a map of this box draws: the districts, or what there is above them."""
    west, south, east, north = box
    near = visible_to(viewer).filter(
        west__lte=east, east__gte=west, south__lte=north, north__gte=south, boundary__isnull=False
    )
    found = list(near.exclude(level=Level.TOWN).select_related(None))
    return [area for area in found if area.level == Level.DISTRICT] or found


def box_of(area: Area) -> Box | None:
    """Return the box of an area's boundary; None where it has none."""
    sides = (area.west, area.south, area.east, area.north)
    west, south, east, north = (side or 0.0 for side in sides)
    return None if None in sides else (west, south, east, north)


def box_around(viewer: Viewer, paths: Collection[str]) -> Box | None:
    """Return the box of all boundaries at or below these places of the tree; None without any."""
    within = Q()
    for path in paths:
        within |= Q(path__startswith=path)
    ends = visible_to(viewer).filter(within).aggregate(Min("west"), Min("south"), Max("east"), Max("north"))  # fmt: skip
    west, south, east, north = ends.values()
    return None if west is None else (west, south, east, north)


def below(area: Area) -> QuerySet[Area]:
    """Return the area and everything below it."""
    return Area.objects.filter(municipality_id=area.municipality_id, path__startswith=area.path)


def level_names(municipality: UUID) -> dict[str, str]:
    """Return what the town calls each level, its own words before the usual ones."""
    own = dict(LevelName.objects.filter(municipality_id=municipality).values_list("level", "name"))
    return {level.value: own.get(level.value, str(level.label)) for level in Level}


def told_apart(areas: Collection[Area]) -> dict[UUID, str]:
    """Return what each of the areas is called; two of one name are told apart by their level.

    Where that is the same too, the area above them tells.
    """
    met = Counter(area.name for area in areas)
    twins = [area for area in areas if met[area.name] > 1]
    levels = level_names(twins[0].municipality_id) if twins else {}
    alike = Counter((twin.name, twin.level) for twin in twins)
    above = _above([twin for twin in twins if alike[twin.name, twin.level] > 1])
    called = {
        twin.pk: placed(twin.name, listed(filter(None, (levels[twin.level], above.get(twin.pk)))))
        for twin in twins
    }
    return {area.pk: called.get(area.pk, area.name) for area in areas}


def _above(areas: Sequence[Area]) -> dict[UUID, str]:
    """Return the name of the area above each, in one query."""
    if not areas:
        return {}
    paths = {area.pk: area.path[:-STEP] for area in areas}
    here = Area.objects.filter(municipality=areas[0].municipality_id, path__in=paths.values())
    names = dict(here.values_list("path", "name"))
    return {pk: names[path] for pk, path in paths.items() if path in names}


def latest_year(municipality: UUID) -> int | None:
    """Return the newest year with a population, if any is known."""
    return (
        Population.objects.filter(municipality_id=municipality)
        .order_by("-year")
        .values_list("year", flat=True)
        .first()
    )


def employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies that employ people here."""
    return Employer.objects.filter(municipality_id=viewer.municipality).order_by("name")


def staff(viewer: Viewer) -> QuerySet[User]:
    """Return the municipality's accounts with their postings, whoever works today first."""
    working = Posting.objects.filter(user=OuterRef("pk"), since__lte=viewer.today).exclude(
        until__lt=viewer.today
    )
    postings = Posting.objects.select_related("area", "employer").order_by("-since")
    return (
        User.objects.filter(realm_id=viewer.municipality)
        .annotate(working=Exists(working))
        .prefetch_related(Prefetch("postings", postings))
        .order_by("-is_active", "-working", "name", "staff_id")
    )


def postings(viewer: Viewer) -> QuerySet[Posting]:
    """Return all postings of the municipality, the newest first."""
    return (
        Posting.objects.filter(municipality_id=viewer.municipality)
        .select_related("user", "area", "employer")
        .order_by("-since")
    )


def officers_after(posting: Posting, day: date) -> QuerySet[Posting]:
    """Return the other postings by which somebody still keeps the town after a day."""
    return (
        Posting.objects.filter(
            municipality_id=posting.municipality_id, role=Role.OFFICER, user__is_active=True
        )
        .filter(Q(until=None) | Q(until__gt=day), since__lte=day + timedelta(days=1))
        .exclude(pk=posting.pk)
    )


def other_officers(viewer: Viewer) -> QuerySet[Posting]:
    """Return the postings by which somebody besides the viewer keeps the town today."""
    return (
        Posting.objects.filter(
            municipality_id=viewer.municipality, role=Role.OFFICER, user__is_active=True
        )
        .filter(Q(until=None) | Q(until__gte=viewer.today), since__lte=viewer.today)
        .exclude(user=viewer.user)
    )


def access_rules(viewer: Viewer) -> QuerySet[AccessRule]:
    """Return how each role sees a person's record, with what was and what will be."""
    return AccessRule.objects.filter(municipality_id=viewer.municipality).order_by("role", "-since")


def names_on(municipality: UUID, users: set[UUID]) -> dict[UUID, str]:
    """Return the names of the municipality's accounts by id, for showing the record book."""
    return dict(User.objects.filter(realm_id=municipality, pk__in=users).values_list("pk", "name"))


def area_on(municipality: UUID, area: UUID, today: date) -> Area | None:
    """Return the area if it belongs to the municipality and exists on this day."""
    return (
        Area.objects.filter(municipality_id=municipality, pk=area).exclude(until__lt=today).first()
    )


def employer_named(municipality: UUID, name: str, *, besides: UUID) -> bool:
    """Return whether another employer of the municipality has this name."""
    return (
        Employer.objects.filter(municipality_id=municipality, name=name)
        .exclude(pk=besides)
        .exists()
    )


def children(viewer: Viewer, area: Area) -> QuerySet[Area]:
    """Return the areas right below one that exist today."""
    return visible_to(viewer).filter(parent=area)


def pieces(viewer: Viewer, area: Area) -> QuerySet[Area]:
    """Return the 町丁 that an area can be composed of."""
    return visible_to(viewer).filter(level=Level.TOWN).exclude(pk=area.pk)


def part_rows(viewer: Viewer) -> QuerySet[AreaPart]:
    """Return what the viewer's areas are and were composed of."""
    return (
        AreaPart.objects.filter(area__municipality_id=viewer.municipality)
        .select_related("area", "piece")
        .order_by("piece__path", "since")
    )


def parts_on(area: Area, day: date) -> list[AreaPart]:
    """Return what an area is composed of on a day."""
    return list(
        AreaPart.objects.filter(area=area)
        .exclude(since__gt=day)
        .exclude(until__lt=day)
        .select_related("piece")
        .order_by("piece__path")
    )


def former_parts(viewer: Viewer, area: Area) -> QuerySet[AreaPart]:
    """Return what an area was composed of and no longer is."""
    return part_rows(viewer).filter(area=area, until__lt=viewer.today)


def same_part(part: AreaPart) -> AreaPart | None:
    """Return the row by which the area holds or held this piece from the same day on."""
    return AreaPart.objects.filter(
        area_id=part.area_id, piece_id=part.piece_id, since=part.since
    ).first()


def share_elsewhere(part: AreaPart) -> Decimal:
    """Return how much of a piece areas of the same level hold besides this part, from its day on."""
    others = AreaPart.objects.filter(piece_id=part.piece_id, area__level=part.area.level).exclude(
        pk=part.pk
    )
    others = others.exclude(until__lt=F("since"))
    if part.since is not None:
        others = others.exclude(until__lt=part.since)
    held: Decimal = others.aggregate(held=Sum("weight", default=Decimal(0)))["held"]
    return held


def composed_people(parts: Sequence[AreaPart], *, year: int) -> tuple[int | None, int]:
    """Return (people aged 65 and over, all people) of an area from its parts in a year."""
    people = _people(Population.objects.filter(area__in=[part.piece_id for part in parts]), year)
    known = [(part.weight, people[part.piece_id]) for part in parts if part.piece_id in people]
    aged = [(weight, one.aged) for weight, one in known if one.aged is not None]
    return (
        composed(aged) if len(aged) == len(known) else None,
        composed((weight, one.whole) for weight, one in known),
    )


def posted_in(viewer: Viewer, area: Area) -> QuerySet[Posting]:
    """Return who is responsible for an area today: posted there or above."""
    above = [area.path[:end] for end in range(5, len(area.path) + 1, 5)]
    return (
        postings(viewer)
        .filter(area__path__in=above, since__lte=viewer.today)
        .exclude(until__lt=viewer.today)
        .order_by("-area__path", "role", "user__name")
    )


class People(NamedTuple):
    """People of 65 and over (nothing where a band runs across that age), all people, who says so."""

    aged: int | None
    whole: int
    source: str


def sources(area: Area, *, year: int) -> list[str]:
    """Return who gave figures of an area in a year: first whose were written last, which count."""
    rows = Population.objects.filter(area=area, year=year).order_by().values("source")
    last = rows.annotate(last=Max("updated_at")).order_by("-last", "-source")
    return list(last.values_list("source", flat=True))


def bands(area: Area, *, year: int, source: str) -> list[Population]:
    """Return the population of an area in a year by one source, youngest first."""
    rows = Population.objects.filter(area=area, year=year, source=source)
    return list(rows.order_by("age_from", "sex"))


def aged_by_area(viewer: Viewer, *, year: int) -> dict[UUID, People]:
    """Return the people of every area with figures in a year."""
    return _people(Population.objects.filter(municipality_id=viewer.municipality), year)


def _people(figures: QuerySet[Population], year: int) -> dict[UUID, People]:
    """Return the people of each area by the source that was written last: two are never added."""
    across = Q(age_from__lt=OLD) & (Q(age_to=None) | Q(age_to__gte=OLD))
    rows = (
        figures.filter(year=year)
        .order_by()
        .values_list("area", "source")
        .annotate(
            old=Sum("count", filter=Q(age_from__gte=OLD), default=0),
            whole=Sum("count", default=0),
            undivided=Count("pk", filter=across),
            last=Max("updated_at"),
        )
        .order_by("last", "source")
    )
    # The later row of an area takes the place of the earlier one.
    return {
        area: People(None if undivided else old, whole, source)
        for area, source, old, whole, undivided, _last in rows
    }
