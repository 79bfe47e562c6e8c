"""Reading assets: what the viewer may see, filtered, searched, the stalest first."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import visibilities_for
from sasaeai.assets.freshness import SOON_DAYS
from sasaeai.assets.models import Asset, Suggestion
from sasaeai.organisations import queries as organisations
from sasaeai.search import queries as search


def visible_to(viewer: Viewer) -> QuerySet[Asset]:
    """Return the assets the viewer may see, retired ones included.

    An owner whom the viewer may not see reads as none.
    """
    return (
        Asset.objects.filter(
            municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
        )
        .select_related("area")
        .prefetch_related(Prefetch("owner", organisations.visible_to(viewer)))
    )


def listed(viewer: Viewer) -> QuerySet[Asset]:
    """Return the visible assets in use, with what a list shows of each."""
    return visible_to(viewer).filter(retired_on=None).prefetch_related("categories")


def narrowed(
    assets: QuerySet[Asset],
    *,
    kinds: Collection[str] = (),
    area: Area | None = None,
    category: UUID | None = None,
    freshness: str = "",
    viewer: Viewer,
) -> QuerySet[Asset]:
    """Return those of the assets that fit the filters of the list."""
    if kinds:
        assets = assets.filter(kind__in=kinds)
    if area is not None:
        assets = assets.filter(area__path__startswith=area.path)
    if category is not None:
        assets = assets.filter(categories=category)
    soon = viewer.today + timedelta(days=SOON_DAYS)
    if freshness == "stale":
        assets = assets.filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
    elif freshness == "soon":
        assets = assets.filter(check_due_on__gt=viewer.today, check_due_on__lte=soon)
    elif freshness == "fresh":
        assets = assets.filter(check_due_on__gt=soon)
    return assets


def found(viewer: Viewer, words: str) -> QuerySet[Asset]:
    """Return the visible assets in use whose text holds all the words."""
    return listed(viewer).filter(
        pk__in=search.matching("asset", words, municipality=viewer.municipality)
    )


def stalest(viewer: Viewer, area: Area, *, count: int) -> list[Asset]:
    """Return the assets with a place in an area that most need a check, the stalest first."""
    return list(
        listed(viewer)
        .filter(area__path__startswith=area.path, latitude__isnull=False)
        .filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
        .prefetch_related("checks")
        .order_by(F("check_due_on").asc(nulls_first=True), "id")[:count]
    )


def stale_count(viewer: Viewer, area: Area) -> int:
    """Return how many assets of an area should be checked again."""
    return narrowed(listed(viewer), area=area, freshness="stale", viewer=viewer).count()


def suggestions(viewer: Viewer) -> QuerySet[Suggestion]:
    """Return what residents told us about visible assets and nobody has answered yet."""
    return (
        Suggestion.objects.filter(
            municipality_id=viewer.municipality,
            state=Suggestion.State.NEW,
            asset__in=visible_to(viewer).values("pk"),
        )
        .select_related("asset__area")
        .order_by("created_at")
    )


def kind_counts(viewer: Viewer, area: Area | None) -> dict[str, int]:
    """Return how many assets of each kind the viewer finds in an area."""
    rows = narrowed(visible_to(viewer).filter(retired_on=None), area=area, viewer=viewer)
    counted = rows.order_by().values_list("kind").annotate(number=Count("pk"))
    return dict.fromkeys(Asset.Kind.values, 0) | dict(counted)
