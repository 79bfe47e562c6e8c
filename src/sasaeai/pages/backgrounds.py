"""What may lie under the town's own lines, where the town has switched it on: the only other hosts."""

from typing import Any, NamedTuple

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality

Background = Municipality.Background


class Tiles(NamedTuple):
    """Pictures from another host: where they are, who made them, how close one can go."""

    host: str
    path: str
    credit: Promise
    credit_url: str
    closest: int

    @property
    def address(self) -> str:
        """Return the address of a square, with its zoom, column and row in braces."""
        return f"{self.host}{self.path}"

    @property
    def policy(self) -> dict[str, list[str]]:
        """Return what the policy of a page must allow besides."""
        return {"img-src": [self.host], "connect-src": ["'self'", self.host]}

    @property
    def told(self) -> dict[str, Any]:
        """Return what the script needs to know."""
        return {"address": self.address, "closest": self.closest}


SOURCES = {
    Background.GSI: Tiles(
        "https://cyberjapandata.gsi.go.jp",
        "/xyz/pale/{z}/{x}/{y}.png",
        _("地理院タイル（淡色地図）"),
        "https://maps.gsi.go.jp/development/ichiran.html",
        18,
    )
}


def of(municipality: Municipality) -> Tiles | None:
    """Return what the town has switched on; nothing at first."""
    return SOURCES.get(Background(municipality.background))


def allowed(page: HttpResponse, tiles: Tiles | None, *, request: HttpRequest) -> HttpResponseBase:
    """Return a page whose policy names the host of a background, if there is one."""
    return csp_update(tiles.policy)(lambda _request: page)(request) if tiles else page
