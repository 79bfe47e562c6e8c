"""Who looked at which cards of persons; places and things have no such book."""

from collections.abc import Iterable

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit


def is_persons(asset: Asset) -> bool:
    """Return whether it is the card of a person that not everybody may see."""
    return asset.kind == Asset.Kind.PERSON and asset.visibility != Visibility.PUBLIC


def record_list(viewer: Viewer, assets: Iterable[Asset]) -> None:
    """Write one entry with the cards of persons that a list showed, if it showed any."""
    if cards := [asset.pk for asset in assets if is_persons(asset)]:
        audit.record(
            viewer.actor, "assets.look_list", kind="asset", subjects=cards, fields=["name"]
        )
