"""The map without numbers of many: each thing a dot, as far as an answer holds them."""

import gzip
import random
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.pages import pins
from tests.factories.areas import Town
from tests.factories.assets import check_asset
from tests.pages.live_map import AROUND, CLOSE, WIDE, placed, square

pytestmark = pytest.mark.django_db
MOST_FEATURES, MOST_BYTES = 5_000, 150_000


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def scattered(town: Town, number: int) -> None:
    """Put so many places all over the view."""
    dice = random.Random(number)  # noqa: S311 -- nothing is hidden
    first = placed(town)
    Asset.objects.bulk_create(
        Asset(
            municipality=town.municipality,
            area=town.sakuradai,
            kind=first.kind,
            name=f"場所{one}",
            visibility=first.visibility,
            longitude=dice.uniform(139.4901, 139.5099),
            latitude=dice.uniform(35.5901, 35.6099),
        )
        for one in range(number - 1)
    )


def drawn(client: Client, **asked: object) -> str:
    """Return the drawing of the view."""
    page = client.get(reverse("pages:map"), {"box": AROUND, **asked}).content.decode()
    return re.search(r"data-map-still.*?</nav>", page, re.DOTALL)[0]


def dots_of(drawing: str) -> int:
    """Return how many dots a drawing has."""
    return sum(
        len(points.split()) for points in re.findall(r'map-dots"[^>]*points="([^"]*)"', drawing)
    )


def test_square_shows_each_thing_as_a_dot_that_tells_its_kind_and_no_more(
    town: Town, client: Client
) -> None:
    scattered(town, 60)

    found = square(client, each="on")

    assert (len(found), "number" in found[0]["properties"]) == (60, False)
    assert {tuple(one["properties"]) for one in found} == {("kind", "stale")}
    assert any("number" in one["properties"] for one in square(client))


def test_dot_says_whether_it_should_be_checked(town: Town, client: Client) -> None:
    check_asset(town.viewer(Role.COORDINATOR2), placed(town))
    placed(town)

    assert sorted(one["properties"]["stale"] for one in square(client, each="on")) == [False, True]
    assert set(re.findall(r'marker id="([^"]+)"', drawn(client, each="on"))) == {
        "dot-place",
        "dot-place-late",
    }


def test_close_up_each_thing_can_be_pressed(town: Town, client: Client) -> None:
    scattered(town, 60)

    found: list[dict[str, Any]] = square(client, CLOSE, each="on")

    assert found
    assert all("id" in one["properties"] for one in found)


def test_drawing_shows_all_of_the_view_as_dots_beneath_the_numbers(
    town: Town, client: Client
) -> None:
    scattered(town, 60)

    drawing = drawn(client, each="on")

    assert dots_of(drawing) == 60
    assert "60件" not in drawing
    assert dots_of(drawn(client)) == 0


def test_answer_of_many_dots_stays_within_its_bounds(town: Town, client: Client) -> None:
    scattered(town, MOST_FEATURES)

    packed = client.get(
        reverse("pages:tile", args=WIDE), {"each": "on"}, headers={"accept-encoding": "gzip"}
    )

    assert len(square(client, each="on")) == MOST_FEATURES
    assert len(packed.content) <= MOST_BYTES


def test_more_than_an_answer_holds_are_counted_after_all(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "MOST_IN_SQUARE", 50)
    monkeypatch.setattr(pins, "MOST_IN_VIEW", 50)
    scattered(town, 60)

    assert any("number" in one["properties"] for one in square(client, each="on"))
    assert dots_of(drawn(client, each="on")) == 0


def test_page_with_all_the_dots_it_may_have_stays_small(town: Town, client: Client) -> None:
    scattered(town, pins.MOST_IN_VIEW)

    page = client.get(
        reverse("pages:map"), {"box": AROUND, "each": "on"}, headers={"accept-encoding": "gzip"}
    )

    assert page["Content-Encoding"] == "gzip"
    assert dots_of(gzip.decompress(page.content).decode()) == pins.MOST_IN_VIEW
    assert len(page.content) <= MOST_BYTES


@pytest.mark.parametrize("number", [30, 300])
def test_dots_are_asked_for_in_as_many_queries_however_many(
    town: Town, client: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    scattered(town, number)
    square(client, each="on")

    with django_assert_max_num_queries(8):
        square(client, each="on")
