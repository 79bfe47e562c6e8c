"""What may lie under the town's own lines, where the town has switched it on."""

from typing import Any, NamedTuple

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import map_files
from sasaeai.areas.map_files import MapFile
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


class OwnFile(NamedTuple):
    """A file in the town's own house, of which the browser reads parts: no host needs to be named."""

    file: MapFile

    @property
    def credit_url(self) -> str:
        """Return nothing: an address that a file names is not followed unasked."""
        return ""

    @property
    def credit(self) -> str:
        """Return who made the map, as its file says."""
        return self.file.credit

    @property
    def policy(self) -> dict[str, list[str]]:
        """Return nothing: the page may ask its own host as it is."""
        return {}

    @property
    def told(self) -> dict[str, Any]:
        """Return what the script needs to know: where the parts of the file begin."""
        archive = self.file.archive
        return {
            "file": f"{reverse('pages:background')}?edition={self.file.edition}",
            "root": archive.root,
            "leaves": archive.leaves,
            "squares": archive.squares,
            "directoriesPacked": archive.directories_packed,
            "squaresPacked": archive.squares_packed,
            "isVector": archive.is_vector,
            "furthest": archive.furthest,
            "closest": archive.closest,
        }


GSI = Tiles(
    "https://cyberjapandata.gsi.go.jp",
    "/xyz/pale/{z}/{x}/{y}.png",
    _("地理院タイル（淡色地図）"),
    "https://maps.gsi.go.jp/development/ichiran.html",
    18,
)


def of(municipality: Municipality) -> Tiles | OwnFile | None:
    """Return what the town has switched on; nothing at first, or where its file is gone or broken."""
    if municipality.background == Background.GSI:
        return GSI
    file = file_of(municipality)
    return OwnFile(file) if file else None


def file_of(municipality: Municipality) -> MapFile | None:
    """Return the map file that the town has switched on."""
    if municipality.background != Background.FILE:
        return None
    return map_files.drawable(municipality.background_file)


def allowed(
    page: HttpResponse, background: Tiles | OwnFile | None, *, request: HttpRequest
) -> HttpResponseBase:
    """Return a page whose policy names the host of a background, if there is one."""
    if background is None or not background.policy:
        return page
    return csp_update(background.policy)(lambda _request: page)(request)
