"""Reading assets: what the viewer may see, filtered, searched, the stalest first."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, StrIndex
from django.db.models.lookups import GreaterThan

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import visibilities_for
from sasaeai.assets.freshness import SOON_DAYS
from sasaeai.assets.models import Asset, Check, Suggestion, Walk
from sasaeai.assets.models.freshness import CheckOf, Listed, SuggestionOf
from sasaeai.assets.rules import may_see_place
from sasaeai.calc.text import fold
from sasaeai.organisations import queries as organisations
from sasaeai.search import queries as search
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

AnyListed = TypeVar("AnyListed", bound=Listed)
AnyNews = TypeVar("AnyNews", bound=CheckOf | SuggestionOf)
# Too long for a list, and not for everybody who sees one.
NOT_IN_LISTS = ("description", "notes", "private_phone", "private_contact")
# What one line shows of an asset; an area's boundary is longer than all of it.
IN_LISTS = (
    "kind",
    "name",
    "area__name",
    "visibility",
    "confidential",
    "address",
    "placed_by_address",
    "times",
    "times_words",
    "fee",
    "checked_on",
    "checked_means",
    "check_due_on",
)


def visible_to(viewer: Viewer) -> QuerySet[Asset]:
    """Return the assets the viewer may see, retired ones included.

    An owner whom the viewer may not see reads as none.
    """
    return (
        _seen_by(viewer)
        .select_related("area")
        .prefetch_related(Prefetch("owner", organisations.visible_to(viewer)))
    )


def _seen_by(viewer: Viewer) -> QuerySet[Asset]:
    return Asset.objects.filter(
        municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
    )


def listed(viewer: Viewer, *, retired: bool = False) -> QuerySet[Asset]:
    """Return the visible assets, in use or retired, with owner and categories."""
    return visible_to(viewer).filter(retired_on__isnull=not retired).prefetch_related("categories")


def brief(viewer: Viewer, *, retired: bool = False) -> QuerySet[Asset]:
    """Return the visible assets, in use or retired, with no more than one line of a list shows."""
    return (
        _seen_by(viewer)
        .filter(retired_on__isnull=not retired)
        .select_related("area")
        .only(*IN_LISTS)
    )


def whole(viewer: Viewer) -> QuerySet[Asset]:
    """Return the visible assets with all that the page of one shows."""
    checks = Check.objects.select_related("by")
    return visible_to(viewer).prefetch_related("categories", Prefetch("checks", checks))


def voices_of(viewer: Viewer, asset: Asset) -> list[Voice]:
    """Return the voice an asset began with, as far as the viewer may read it today; at most one."""
    if asset.source_voice_id is None:
        return []
    return list(voices.visible_to(viewer).filter(pk=asset.source_voice_id))


def narrowed(
    assets: QuerySet[Asset],
    *,
    viewer: Viewer,
    kinds: Collection[str] = (),
    area: Area | None = None,
    category: UUID | None = None,
    freshness: str = "",
) -> QuerySet[Asset]:
    """Return those of the assets that fit the filters of the list."""
    if kinds:
        assets = assets.filter(kind__in=kinds)
    if area is not None:
        assets = assets.filter(area__in=areas.below(area))
    if category is not None:
        assets = assets.filter(categories=category)
    return by_freshness(assets, freshness, today=viewer.today)


def by_freshness(
    listed: QuerySet[AnyListed], freshness: str, *, today: date
) -> QuerySet[AnyListed]:
    """Return those that are fresh, to be checked soon, or stale; all where nothing is asked."""
    soon = today + timedelta(days=SOON_DAYS)
    wanted = {
        "stale": Q(check_due_on=None) | Q(check_due_on__lte=today),
        "soon": Q(check_due_on__gt=today, check_due_on__lte=soon),
        "fresh": Q(check_due_on__gt=soon),
    }
    return listed.filter(wanted[freshness]) if freshness in wanted else listed


def holding(assets: QuerySet[Asset], words: str, *, viewer: Viewer) -> QuerySet[Asset]:
    """Return those of the assets whose text holds all the words."""
    return assets.filter(pk__in=search.matching("asset", words, municipality=viewer.municipality))


def stalest(viewer: Viewer, area: Area, *, count: int) -> list[Asset]:
    """Return the assets one can go to in an area that most need a check, the stalest first."""
    return list(
        listed(viewer)
        .filter(within_reach(), area__path__startswith=area.path)
        .filter(Q(check_due_on=None) | Q(check_due_on__lte=viewer.today))
        .prefetch_related("checks")
        .order_by(F("check_due_on").asc(nulls_first=True), "id")[:count]
    )


def stale_count(viewer: Viewer, area: Area, *, placed: bool = False) -> int:
    """Return how many assets of an area, or of those one can go to, should be checked again."""
    stale = narrowed(listed(viewer), area=area, freshness="stale", viewer=viewer)
    return (stale.filter(within_reach()) if placed else stale).count()


def within_reach() -> Q:
    """Return the condition that one can go to an asset: it has a point, or a block to look for it in.

    Nobody goes looking for a person from door to door.
    """
    nearby = Q(area__level=Level.TOWN, area__latitude__isnull=False)
    return Q(latitude__isnull=False) | nearby & ~Q(kind=Asset.Kind.PERSON)


def suggestions(viewer: Viewer) -> QuerySet[Suggestion]:
    """Return what residents told us about visible assets and nobody has answered yet."""
    return about(_seen_by(viewer), Suggestion.objects.filter(state=Suggestion.State.NEW))


def told(viewer: Viewer, asset: Asset) -> QuerySet[Suggestion]:
    """Return what residents told us about one asset and nobody has answered yet."""
    return suggestions(viewer).filter(listed=asset)


def answered(viewer: Viewer) -> QuerySet[Suggestion]:
    """Return the suggestions about visible assets that somebody answered."""
    return about(_seen_by(viewer), Suggestion.objects.exclude(state=Suggestion.State.NEW))


def checks(viewer: Viewer) -> QuerySet[Check]:
    """Return the checks of visible assets."""
    return about(_seen_by(viewer), Check.objects.all())


def about(seen: QuerySet[Any], news: QuerySet[AnyNews]) -> QuerySet[AnyNews]:
    """Return those checks or suggestions that are about visible rows, each with its row."""
    return news.filter(listed__in=seen.values("pk")).select_related("listed__area")


def kind_counts(found: QuerySet[Asset]) -> dict[str, int]:
    """Return how many of the assets found are of each kind."""
    counted = found.order_by().values_list("kind").annotate(number=Count("*"))
    return dict.fromkeys(Asset.Kind.values, 0) | dict(counted)


def named(viewer: Viewer, name: str) -> Asset | None:
    """Return the visible asset in use of exactly this name, if there is just one."""
    same = list(visible_to(viewer).filter(retired_on=None, name=name.strip())[:2])
    return same[0] if len(same) == 1 else None


def alike(viewer: Viewer, asset: Asset) -> list[Asset]:
    """Return the visible assets, retired ones included, that are called the same in the same area."""
    return called_alike(visible_to(viewer), asset)


def called_alike(seen: QuerySet[AnyListed], new: AnyListed) -> list[AnyListed]:
    """Return those of the rows whose area is the same and whose name search takes for the same."""
    near = seen.filter(area=new.area_id)
    names = near.order_by().values_list("pk", "name")
    same = [pk for pk, name in names if fold(name) == fold(new.name)]
    return list(near.filter(pk__in=same).order_by("name", "id")) if same else []


def place_names(viewer: Viewer, *, count: int) -> list[str]:
    """Return the names of visible places in use, to be offered while one writes."""
    places = _seen_by(viewer).filter(retired_on=None, kind=Asset.Kind.PLACE)
    return list(places.order_by("name").values_list("name", flat=True)[:count])


def owner_names(viewer: Viewer, *, count: int) -> list[str]:
    """Return the names of visible, active organisations, to be offered while one writes."""
    owners = organisations.listed(viewer).order_by("name")
    return list(owners.values_list("name", flat=True)[:count])


def address_for(viewer: Viewer, asset: Asset) -> str:
    """Return the address where the viewer may see it; a hidden place or a person has none."""
    return asset.address if may_see_place(viewer, asset) else ""


def on_map(viewer: Viewer) -> QuerySet[Asset]:
    """Return the visible assets in use that a map shows: persons and hidden places are no pins."""
    return _seen_by(viewer).filter(is_pin(), retired_on=None)


def is_pin(path: str = "") -> Q:
    """Return the condition that an asset, or the one at this path of a row, may stand on a map."""
    hidden = Q(**{f"{path}kind": Asset.Kind.PERSON})
    return Q(**{f"{path}longitude__isnull": False, f"{path}confidential": False}) & ~hidden


def says(field: str, words: Collection[str]) -> Q:
    """Return the condition that a field of JSON holds each of these words, whole and in quotes."""
    said = Cast(field, TextField())
    return Q(*(GreaterThan(StrIndex(said, Value(f'"{word}"')), 0) for word in dict.fromkeys(words)))


def point_for(viewer: Viewer, asset: Asset) -> tuple[float, float] | None:
    """Return (longitude, latitude) where there is one and the viewer may see it."""
    if asset.longitude is None or asset.latitude is None:
        return None
    if not may_see_place(viewer, asset):
        return None
    return asset.longitude, asset.latitude


def walks(viewer: Viewer, within: Collection[Area]) -> QuerySet[Walk]:
    """Return the sheets printed for walks in these areas, the newest first."""
    return (
        Walk.objects.filter(municipality_id=viewer.municipality, area__in=within)
        .select_related("area")
        .order_by("-printed_on", "-created_at")
    )
