"""What residents find their way by, on the screen and on paper; asked for once a page."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sasaeai.areas import intake
from sasaeai.areas.models import Landmark, Role
from sasaeai.audit.actor import MACHINE
from tests.factories.areas import Town
from tests.paper import reading
from tests.portal.conftest import Place

RIVER = {"type": "LineString", "coordinates": [[139.4, 35.625], [139.6, 35.625]]}


def put(town: Town, *named: tuple[str, str]) -> None:
    """Let these rivers run through the town."""
    rows = [
        Landmark(municipality=town.municipality, kind="river", name=name, kana=kana, shape=RIVER)
        for name, kana in named
    ]
    intake.put_landmarks(MACHINE, rows)


def test_picture_of_a_place_names_the_landmarks_with_their_readings(
    place: Place, next_town: Town, client: Client
) -> None:
    put(place.town, ("ささえ川", "ささえがわ"))
    put(next_town, ("となり川", ""))

    page = client.get(f"{place.url}assets/{place.hall.pk}/").content.decode()

    assert "<span>ささえ<ruby>川<rt>がわ</rt></ruby></span>" in page
    assert '<path class="map-river"' in page
    assert "となり川" not in page


def test_picture_asks_as_often_for_many_landmarks_as_for_one(place: Place, client: Client) -> None:
    counts = []
    for names in (["ささえ川"], [f"第{number}用水" for number in range(30)]):
        put(place.town, *((name, "") for name in names))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{place.url}assets/{place.hall.pk}/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@reading.needs_pdftotext
@pytest.mark.parametrize("sheet", ["list", "walk"])
def test_printed_map_names_the_river(
    place: Place, client: Client, tmp_path: Path, sheet: str
) -> None:
    put(place.town, ("ささえ川", ""))
    area = place.town.sakuradai.pk
    made = {
        "list": lambda: client.get(f"{place.url}print/?area={area}"),
        "walk": lambda: place.town.client(Role.COORDINATOR2).get(f"/walk/sheet/?area={area}"),
    }[sheet]()

    assert "ささえ川" in "".join(reading.words(made.content, tmp_path))
