"""What is told of one activity or asset, on its page and on its card; no more than is public."""

from typing import NamedTuple, TypeAlias

from django.utils.translation import gettext as _

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset
from sasaeai.assets.rules import may_see_place
from sasaeai.portal import queries, words
from sasaeai.portal.readings import marked
from sasaeai.ui import wording

Listed: TypeAlias = Activity | Asset
Fact: TypeAlias = tuple[str, str]


class Where(NamedTuple):
    """Where something is, as far as everybody may know; `place` has a page of its own."""

    name: str
    kana: str
    address: str
    point: tuple[float, float] | None
    place: Asset | None


def where(viewer: Viewer, listed: Listed) -> Where:
    """Return where it is; what is confidential, hidden or somebody's own is only its area."""
    area = Where(listed.area.name, listed.area.kana, "", None, None)
    if isinstance(listed, Asset):
        if not may_see_place(viewer, listed):
            return area
        return area._replace(address=listed.address, point=_point(listed))
    place = listed.place
    if place is None:
        # A place that is kept but not public is not told in words either.
        is_told = listed.place_id is None and listed.place_words
        return Where(listed.place_words, "", "", None, None) if is_told else area
    if not may_see_place(viewer, place):
        return area
    page = place if place.retired_on is None else None
    return Where(place.name, place.kana, place.address, _point(place), page)


def _point(asset: Asset) -> tuple[float, float] | None:
    if asset.longitude is None or asset.latitude is None:
        return None
    return asset.longitude, asset.latitude


def is_hidden(viewer: Viewer, listed: Listed) -> bool:
    """Return whether there is a place that is only told by telephone."""
    if isinstance(listed, Asset):
        return listed.confidential and not may_see_place(viewer, listed)
    place = listed.place
    return listed.place_id is not None and (place is None or not may_see_place(viewer, place))


def of(viewer: Viewer, listed: Listed) -> list[Fact]:
    """Return what is known besides the place and the telephone, as (label, words)."""
    facts = _of_activity(listed) if isinstance(listed, Activity) else _of_asset(listed)
    return [(label, value) for label, value in facts if value]


def _of_activity(activity: Activity) -> list[Fact]:
    organiser = activity.organiser.name if activity.organiser else activity.organiser_words
    return [
        (_("だれが"), activity.who_may_come),
        (_("お{金|かね}"), activity.fee),
        (_("{世話役|せわやく}"), organiser),
    ]


def _of_asset(asset: Asset) -> list[Fact]:
    people = _("%(number)s{人|にん}くらい") % {"number": asset.capacity} if asset.capacity else ""
    return [
        (_("いつ"), words.when(asset)),
        (_("お{金|かね}"), asset.fee),
        (_("{約束|やくそく}"), asset.terms),
        (_("{人数|にんずう}"), people),
        (
            _("{来|き}やすさ"),
            wording.told(marked(str(term), term.reading) for term in queries.barrier_free(asset)),
        ),
        (_("{持|も}ち{主|ぬし}"), asset.owner.name if asset.owner else ""),
    ]
