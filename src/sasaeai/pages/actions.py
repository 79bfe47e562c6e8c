"""What comes back from a 宝探し walk: typed in one pass, taken back in one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError

ACTIVITY = "activity"
SALT = "sasaeai walk"
DAY = 24 * 3600


class Taken(NamedTuple):
    """What was written down."""

    assets: list[Asset]
    activities: list[Activity]


@transaction.atomic
def take_in(
    viewer: Viewer, lines: Sequence[Mapping[str, Any]], *, areas: Mapping[str, Area], sheet: str
) -> Taken:
    """Write down what a walk found, all of it or nothing; `areas` by id, "" is the walk's own.

    Everything starts as staff only: somebody checks it before it is shown.
    """
    if not lines:
        raise DomainError(
            _("まだ1行も書かれていません。見つけたものの種類と名前を書いてください。")
        )
    things, gatherings = [], []
    for line in lines:
        shared = {
            "municipality_id": viewer.municipality,
            "area": areas[line["area"]],
            "name": line["name"],
            "times_words": line["when"],
            "notes": line["note"],
            "visibility": Visibility.STAFF,
            "source": _("宝探し"),
            "source_id": sheet,
        }
        if line["kind"] == ACTIVITY:
            gatherings.append(Activity(**shared, organiser_words=line["whose"]))
        else:
            kind, origin = line["kind"], Asset.Origin.FOUND
            things.append(Asset(**shared, kind=kind, origin=origin, owner_words=line["whose"]))
    with audit.as_one(viewer.actor, "pages.take_in", kind="walk"):
        return Taken(
            assets.add_many(viewer.actor, things) if things else [],
            activities.add_many(viewer.actor, gatherings) if gatherings else [],
        )


@transaction.atomic
def take_back(viewer: Viewer, taken: Taken) -> None:
    """Retire and end what was typed in by mistake; nothing is deleted."""
    for asset in taken.assets:
        asset.retired_on = viewer.today
    for activity in taken.activities:
        activity.state, activity.state_since = Activity.State.ENDED, viewer.today
    with audit.as_one(viewer.actor, "pages.take_back", kind="walk"):
        if taken.assets:
            assets.change_many(viewer.actor, taken.assets, fields=["retired_on"])
        if taken.activities:
            activities.change_many(viewer.actor, taken.activities, fields=["state", "state_since"])


def receipt(viewer: Viewer, found: Iterable[UUID]) -> str:
    """Return a token by which only this person can take back what they just typed in."""
    return signing.dumps([str(viewer.user), *map(str, found)], salt=SALT, compress=True)


def received(viewer: Viewer, token: str) -> list[UUID]:
    """Return what a token stands for; raises DomainError for one that is not this person's."""
    try:
        user, *found = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature as error:
        raise DomainError(
            _("元に戻せる時間が過ぎました。1件ずつ、引退か終わりにしてください。")
        ) from error
    if user != str(viewer.user):
        raise DomainError(
            _(
                "元に戻せるのは、書いた人だけです。書いた人に頼むか、1件ずつ引退か終わりにしてください。"
            )
        )
    return [UUID(one) for one in found]
