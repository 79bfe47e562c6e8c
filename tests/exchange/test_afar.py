"""Map files of another part of Japan, and single slips in one of the town's own."""

import json
from typing import Any

import pytest

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.exchange.models import Kind
from sasaeai.exchange.readers.messages import Refused
from tests.exchange import bringing
from tests.exchange.lists import choice, geojson, square
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
HERE, AWAY, SLIP = (35.63, 139.55), (39.16, 140.49), (35.63, 139.95)
Rows = dict[str, tuple[float, float]]


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return a town with a boundary."""
    Area.objects.filter(pk=town.root.pk).update(
        boundary=square(139.5, 35.6, 0.1), west=139.5, south=35.6, east=139.6, north=35.7
    )
    return town


def file(kind: str, rows: Rows) -> bytes:
    if kind == Kind.TOWNS:
        listed = [{"town": name, "lat": lat, "lng": lon} for name, (lat, lon) in rows.items()]
        return json.dumps(listed).encode()
    return geojson(*(({"name": name}, square(lon, lat)) for name, (lat, lon) in rows.items()))


def said(town: Town, kind: str, rows: Rows, **more: Any) -> list[str]:
    """Return what is remarked of a file, nothing being taken in."""
    name = "f.json" if kind == Kind.TOWNS else "f.geojson"
    found, _rows = bringing.looked_at(
        choice(kind, file_name=name, **more), file(kind, rows), town.municipality
    )
    return [one.message for one in found.remarks()]


@pytest.mark.parametrize("kind", [Kind.TOWNS, Kind.BOUNDARIES])
def test_file_of_another_part_of_the_country_is_refused(drawn: Town, kind: str) -> None:
    sentence = (
        r"このファイルの3件のうち2件が、ささえ市から遠く離れています（「北町」39\d\.\dkm、「南町」"
    )
    with pytest.raises(Refused, match=sentence):
        said(drawn, kind, {"北町": AWAY, "南町": AWAY, "中町": HERE})


@pytest.mark.parametrize("kind", [Kind.TOWNS, Kind.BOUNDARIES])
def test_single_one_far_outside_is_told_with_its_distance(drawn: Town, kind: str) -> None:
    (message,) = said(drawn, kind, {"北町": SLIP, "南町": HERE, "中町": HERE})
    assert message.startswith("1件は、町から遠く離れています（「北町」3")
    assert message.endswith("km）。緯度・経度を確かめてください。")


@pytest.mark.parametrize("kind", [Kind.TOWNS, Kind.BOUNDARIES])
def test_town_without_a_boundary_takes_its_first_file(town: Town, kind: str) -> None:
    assert said(town, kind, {"北町": AWAY, "南町": AWAY}) == []


def test_areas_in_the_border_that_the_file_itself_gives_the_town_are_not_far(drawn: Town) -> None:
    wide = geojson(
        ({"name": "ささえ市"}, square(139.5, 35.6, 0.3)),
        *(({"name": name}, square(139.7, 35.8)) for name in ("北町", "南町", "中町")),
    )
    found, _rows = bringing.looked_at(
        choice(Kind.BOUNDARIES, file_name="f.geojson"), wide, drawn.municipality
    )
    assert [one.message for one in found.remarks()] == []


def test_point_that_moves_far_is_told_with_its_distance(town: Town) -> None:
    AreaFactory(
        parent=town.root, name="北町", level=Level.TOWN, longitude=HERE[1], latitude=HERE[0]
    )
    AreaFactory(
        parent=town.root, name="南町", level=Level.TOWN, longitude=HERE[1], latitude=HERE[0] + 0.01
    )
    (message,) = said(town, Kind.TOWNS, {"北町": SLIP, "南町": HERE})
    assert message == (
        "1件は、いまの位置から遠くへ動きます（「北町」36.2km）。緯度・経度を確かめてください。"
    )
