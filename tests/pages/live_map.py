"""What the tests of the map share: places on it, and what its page and its squares say of them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from sasaeai.assets.models import Asset
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

SPOT = (139.5, 35.6)
AROUND = "139.49,35.59,139.51,35.61"
# The squares that hold the spot.
WIDE, CLOSE = (10, 908, 403), (17, 116326, 51649)
ROW = re.compile(r'data-map-row="([^"]+)"')
NAME = re.compile(r'<li class="place" .*?<h3>.*?<a href="[^"]+">([^<]+)</a>', re.DOTALL)


def placed(town: Town, **values: Any) -> Asset:
    """Write down something that stands on the map."""
    spot = {"area": town.sakuradai, "longitude": SPOT[0], "latitude": SPOT[1]}
    made: Asset = AssetFactory(**spot | values)
    return made


def beside(client: Client, **asked: object) -> list[str]:
    """Return the names in the list beside the map, in order."""
    page = client.get(reverse("pages:map"), {"box": AROUND, **asked})
    return NAME.findall(page.content.decode())


def square(
    client: Client, tile: tuple[int, int, int] = WIDE, **asked: object
) -> list[dict[str, Any]]:
    """Return what a square of the map holds."""
    features: list[dict[str, Any]] = client.get(reverse("pages:tile", args=tile), asked).json()[
        "features"
    ]
    return features


def names(features: list[dict[str, Any]]) -> list[str]:
    """Return the names of the points of a square."""
    return sorted(one["properties"]["name"] for one in features)
