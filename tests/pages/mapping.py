"""An area with a boundary, what lies in it, and its map as it is printed."""

from pathlib import Path

from django.test import Client

from sasaeai.areas import actions
from sasaeai.areas.models import Area
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE
from sasaeai.pages.resources import Kind
from tests.factories.assets import AssetFactory
from tests.paper import reading

WEST, SOUTH, SIDE = 139.50, 35.60, 0.02


def draw(area: Area, *, east: float = 0.0, across: float = SIDE, down: float = SIDE) -> Area:
    """Give an area a boundary, so far east of the others."""
    left, top = WEST + east, SOUTH + down
    corners = [(left, SOUTH), (left + across, SOUTH), (left + across, top), (left, top)]
    ring = [list(corner) for corner in (*corners, corners[0])]
    area.boundary = {"type": "Polygon", "coordinates": [ring]}
    actions.change_area(MACHINE, area, changed=["boundary"])
    return area


def at(step: int, *, east: float = 0.0) -> dict[str, float]:
    """Return one of many points that lie in the boundary."""
    across, down = step % 17 + 1, step // 17 % 17 + 1
    return {
        "longitude": WEST + east + across * SIDE / 19,
        "latitude": SOUTH + down * SIDE / 19,
    }


def asked(area: Area, **more: object) -> dict[str, object]:
    """Return what the page sends for an A4 sheet of everything that everybody may see."""
    usual = {"area": area.pk, "paper": "a4", "readers": "public", "kinds": Kind.values}
    return usual | more


def printed(client: Client, area: Area, **more: object) -> bytes:
    """Return the sheet as it is printed."""
    response = client.get("/map/print/", asked(area, **more))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response.content


def read(client: Client, area: Area, folder: Path, **more: object) -> str:
    """Return all words of the sheet, without white space."""
    return "".join(reading.words(printed(client, area, **more), folder))


def fill(area: Area, number: int, *, east: float = 0.0, **values: object) -> list[Asset]:
    """Write down so many places of an area, each where no other is."""
    return [
        AssetFactory(area=area, name=f"{area.name}{step:03}", **at(step, east=east), **values)
        for step in range(number)
    ]
