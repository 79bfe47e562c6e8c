"""The sheet of a walk as it is printed, and the form as a browser sends it."""

from django.test import Client
from django.utils import timezone

from sasaeai.assets.models import Asset, Walk
from sasaeai.pages.found import FEWEST_BLANKS as LINES
from tests.factories.areas import Town

POINT = {"longitude": 139.511, "latitude": 35.631}


def rows(town: Town, *lines: dict[str, str], **more: str) -> dict[str, str]:
    """Return the form as a browser sends it, empty lines and all."""
    blank = dict.fromkeys(("kind", "name", "whose", "when", "note", "area"), "")
    sent = {
        "form-TOTAL_FORMS": str(LINES), "form-INITIAL_FORMS": "0", "area": str(town.west.pk),
        "walked_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    for number in range(LINES):
        line = blank | (lines[number] if number < len(lines) else {})
        sent |= {f"form-{number}-{name}": value for name, value in line.items()}
    return sent | more


def printed(town: Town, client: Client, *spots: Asset) -> Walk:
    """Return the sheet as it was printed for 川西."""
    client.get(f"/walk/sheet/?area={town.west.pk}")
    walk = Walk.objects.latest("created_at")
    assert walk.spots == [str(spot.pk) for spot in spots]
    return walk


def seen(walk: Walk, asset: Asset, state: str, note: str = "") -> dict[str, str]:
    """Return what the page sends of one spot that stood on the paper."""
    said = {f"seen-{asset.pk}-state": state, f"seen-{asset.pk}-note": note}
    return {"sheet": walk.number, "opened": walk.number} | said
