"""The drawing of the map: a sign for each place, with the numbers of the list, where the place is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.pages.map_drawing import Drawing
from tests.factories.areas import Town
from tests.factories.assets import check_asset
from tests.pages.live_map import AROUND, placed

UNIT = 0.02 / 640 * 4 / 3  # degrees of latitude, about what one unit of the drawing shows


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def page_of(client: Client) -> str:
    return client.get(reverse("pages:map"), {"box": AROUND}).content.decode()


def drawing_of(client: Client, box: str = AROUND) -> Drawing:
    drawing: Drawing = client.get(reverse("pages:map"), {"box": box}).context["drawing"]
    return drawing


def test_drawing_has_a_pin_for_each_line_with_a_ring_where_a_check_is_due(
    town: Town, client: Client
) -> None:
    sure = placed(town, name="確かな", longitude=139.505)
    check_asset(town.viewer(Role.COORDINATOR2), sure)
    placed(town, name="古い")

    page = page_of(client)
    drawing = re.search(r"data-map-still.*?</nav>", page, re.DOTALL)[0]

    assert re.findall(r"<text y=\"8\">(\d)</text>", drawing) == ["1", "2"]
    assert drawing.count("map-ring") == 1
    assert re.findall(r"data-number=\"(\d)\"[^>]*data-stale", page) == ["1"]


def test_things_of_one_place_share_a_sign_there(town: Town, client: Client) -> None:
    for _number in range(5):
        placed(town)
    placed(town, longitude=139.508)

    shared, alone = drawing_of(client).pins

    assert (shared.place.label, shared.place.alone) == ("1〜5", None)
    assert (alone.place.alone and alone.place.alone.number, alone.spot.is_moved) == (6, False)
    assert (shared.spot.x, shared.spot.y) == pytest.approx((320, 240), abs=1)
    drawn = re.search(r"data-map-still.*?</nav>", page_of(client), re.DOTALL)[0]
    assert re.findall(r">([^<]+)</text></(?:svg|g)>", drawn) == ["1〜5", "6"]


def test_no_sign_is_moved_off_its_place_where_many_things_are(town: Town, client: Client) -> None:
    for step in range(20):
        placed(town, longitude=139.5 + step % 5 * 12 * UNIT, latitude=35.6 + step // 5 * 12 * UNIT)

    pins = drawing_of(client).pins

    assert [pin.spot.is_moved for pin in pins] == [False] * len(pins)
    assert sorted(one.number for pin in pins for one in pin.place.listed) == list(range(1, 21))


@pytest.mark.parametrize(
    ("there", "label"),
    [([0, 1], "1・2"), ([0, 1, 2, 4], "1〜3・5"), ([0, 2, 4, 6], "4件")],
    ids=["two", "some", "every other"],
)
def test_shared_sign_says_its_numbers_or_how_many_where_that_is_long(
    town: Town, client: Client, there: list[int], label: str
) -> None:
    # All are as far from the middle as their number says; the others lie on its other side.
    for step in range(7):
        side = 1 if step in there else -1
        placed(town, longitude=139.5 + side * (0.004 + step * 1e-6))

    found = [pin.place.label for pin in drawing_of(client).pins if pin.spot.x > 320]

    assert found == [label]


def test_shared_sign_has_a_ring_where_one_of_them_should_be_checked(
    town: Town, client: Client
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    sure = [placed(town, longitude=longitude) for longitude in (139.5, 139.5, 139.506)]
    for one in sure:
        check_asset(viewer, one)
    placed(town, longitude=139.506)

    assert [pin.place.stale for pin in drawing_of(client).pins] == [0, 0.5]
    assert page_of(client).count("is-due") == 1


def test_shared_sign_at_the_edge_lies_in_the_drawing(town: Town, client: Client) -> None:
    for longitude in (139.4837, 139.5163):
        for _number in range(3):
            placed(town, longitude=longitude)

    pins = drawing_of(client, "139.4836,35.5900,139.5164,35.6100").pins

    edges = sorted((pin.left, pin.left + pin.place.width) for pin in pins)
    assert (edges[0][0], edges[1][1]) == (0, 640)


def test_things_beyond_the_list_are_counted_where_they_are(town: Town, client: Client) -> None:
    for step in range(20):
        placed(town, longitude=139.5 + step * 1e-6)
    for _number in range(3):
        placed(town, longitude=139.508, latitude=35.595)

    shared, crowd = drawing_of(client).pins

    assert (shared.place.label, crowd.place.label) == ("1〜20", "3件")
    assert (crowd.spot.x > 400, crowd.spot.y > 300, crowd.place.alone) == (True, True, None)


def test_counted_sign_has_a_ring_where_one_of_them_should_be_checked(
    town: Town, client: Client
) -> None:
    for step in range(20):
        placed(town, longitude=139.5 + step * 1e-6)
    far = [placed(town, longitude=longitude, latitude=35.595) for longitude in (139.492, 139.508)]
    check_asset(town.viewer(Role.COORDINATOR2), far[0])

    _shared, west, east = drawing_of(client).pins

    assert (west.place.stale, east.place.stale) == (0, 1)


def test_counted_sign_keeps_off_the_numbers_and_counts_nothing_twice(
    town: Town, client: Client
) -> None:
    for step in range(30):
        placed(town, longitude=139.5 + step * 1e-6)

    shared, crowd = drawing_of(client).pins

    assert (shared.place.label, crowd.place.label) == ("1〜20", "10件")
    assert abs(shared.spot.y - crowd.spot.y) >= 31
    assert crowd.spot.x == pytest.approx(shared.spot.x, abs=2)


def test_all_in_view_stands_on_the_drawing_once(town: Town, client: Client) -> None:
    for step in range(60):
        placed(town, longitude=139.491 + step % 10 * 0.0018, latitude=35.593 + step // 10 * 0.0027)

    signs = [pin.place for pin in drawing_of(client).pins]

    counted = sum(getattr(sign, "number", 0) for sign in signs)
    numbered = [one.number for sign in signs for one in getattr(sign, "listed", ())]
    assert (sorted(numbered), counted) == (list(range(1, 21)), 40)
