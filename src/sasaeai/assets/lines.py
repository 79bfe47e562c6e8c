"""One line of a list about an asset."""

from sasaeai.assets import rules, times
from sasaeai.assets.models import Asset


def words_of(asset: Asset) -> str:
    """Return where an asset is, when one may use it and what it costs; a hidden place is its area."""
    address = "" if rules.hides_place(asset) else asset.address
    return "　".join(filter(None, (asset.area.name, address, times.said(asset), asset.fee)))
