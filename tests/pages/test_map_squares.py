"""The squares of the moving map: points where they are few, clusters where they are many, never too much."""

import gzip
import json
import random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.calc import tiles
from sasaeai.pages import pins
from sasaeai.pages.pinned import Asked
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset, make_home, make_master
from tests.house import ROOT
from tests.pages.live_map import CLOSE, SPOT, WIDE, names, placed, square

MOST_FEATURES, MOST_BYTES = 5_000, 150_000


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def crowd(
    town: Town, number: int, *, tile: tuple[int, int, int] = WIDE, name: str = "集会所"
) -> None:
    """Fill a square with places that lie here and there."""
    west, south, east, north = tiles.box_of_tile(*tile)
    dice = random.Random(7)  # noqa: S311 -- the same places every time
    Asset.objects.bulk_create(
        AssetFactory.build(
            area=town.sakuradai, municipality=town.municipality, name=f"{name}{one}",
            longitude=dice.uniform(west, east), latitude=dice.uniform(south, north),
        )
        for one in range(number)
    )  # fmt: skip


def numbers(features: list[dict[str, object]]) -> list[int]:
    """Return how many each cluster stands for; a point stands for itself."""
    return [one["properties"].get("number", 1) for one in features]


def test_few_things_are_shown_one_by_one_however_far_away(town: Town, client: Client) -> None:
    hall = placed(town, name="集会所")
    check_asset(town.viewer(Role.COORDINATOR2), hall)
    club = ActivityFactory(area=town.sakuradai, name="お茶の会", place=hall)

    found = square(client)

    said = [one["properties"] for one in found]
    assert said == [
        {"id": str(hall.pk), "kind": "place", "name": "集会所", "stale": False},
        {"id": str(club.pk), "kind": "activity", "name": "お茶の会", "stale": True},
    ]
    assert [one["geometry"]["coordinates"] for one in found] == [[*SPOT], [*SPOT]]


def test_many_things_are_counted_and_none_is_lost(town: Town, client: Client) -> None:
    crowd(town, 300)
    hall = Asset.objects.order_by("name")[0]
    ActivityFactory.create_batch(20, area=town.sakuradai, place=hall)

    found = square(client)

    assert sum(numbers(found)) == 320
    assert len(found) <= pins.CELLS**2
    assert max(numbers(found)) > 20


def test_cluster_tells_how_many_should_be_checked_again(town: Town, client: Client) -> None:
    for _number in range(pins.FEW + 1):
        hall = placed(town)
    check_asset(town.viewer(Role.COORDINATOR2), hall)

    (cluster,) = square(client)

    assert cluster["properties"] == {"number": pins.FEW + 1, "stale": pins.FEW}
    assert cluster["geometry"]["coordinates"] == pytest.approx(SPOT)


def test_thing_by_itself_among_clusters_is_a_point(town: Town, client: Client) -> None:
    for _number in range(pins.FEW + 1):
        placed(town)
    west, south, _east, _north = tiles.box_of_tile(*WIDE)
    placed(town, name="はずれ", longitude=west + 1e-4, latitude=south + 1e-4)

    found = square(client)

    assert numbers(found) == [1, pins.FEW + 1]
    assert names(found[:1]) == ["はずれ"]


def test_close_up_even_many_are_shown_one_by_one(town: Town, client: Client) -> None:
    crowd(town, pins.FEW + 60, tile=CLOSE)

    assert len(names(square(client, CLOSE))) == pins.FEW + 60


def test_script_knows_the_cells_that_the_server_counts() -> None:
    script = (ROOT / "src/sasaeai/pages/static/pages/js/numbered.js").read_text(encoding="utf-8")

    assert f"const CELLS = {pins.CELLS};" in script


def test_things_on_the_border_lie_in_just_one_square(town: Town, client: Client) -> None:
    west, south, _east, _north = tiles.box_of_tile(*WIDE)
    placed(town, name="さかい", longitude=west, latitude=south)
    zoom, column, row = WIDE

    around = [(zoom, column + x, row + y) for x in (-1, 0) for y in (0, 1)]

    assert [name for tile in around for name in names(square(client, tile))] == ["さかい"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zoom=st.integers(0, tiles.DEEPEST))
def test_no_square_is_too_heavy_at_any_zoom(full: tuple[Client, Town], zoom: int) -> None:
    client, _town = full
    side = 2**zoom
    column, row = (int(part * side) for part in _share(SPOT))

    content = client.get(reverse("pages:tile", args=[zoom, column, row])).content

    assert len(json.loads(content)["features"]) <= MOST_FEATURES
    assert len(gzip.compress(content)) <= MOST_BYTES


def _share(point: tuple[float, float]) -> tuple[float, float]:
    """Return where a point lies in the square of the whole world."""
    _zoom, column, row = CLOSE
    assert tiles.box_of_tile(*CLOSE)[0] <= point[0]
    return (column + 0.5) / 2**17, (row + 0.5) / 2**17


@pytest.fixture
def full(town: Town) -> tuple[Client, Town]:
    """Return a town where everything lies in one street, each under a long name of its own."""
    client = town.client(Role.COORDINATOR2)
    long = "ささえあいの家"
    crowd(town, 6_000, tile=CLOSE, name=long * 15)
    return client, town


def test_fullest_street_is_counted_even_close_up(full: tuple[Client, Town]) -> None:
    client, _town = full

    assert sum(numbers(square(client, CLOSE))) == 6_000
    assert len(square(client, CLOSE)) <= pins.CELLS**2


def test_square_is_packed_where_the_browser_unpacks(full: tuple[Client, Town]) -> None:
    client, _town = full

    packed = client.get(reverse("pages:tile", args=CLOSE), headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR1, ["council", "professionals", "public", "staff"]),
        (Role.COUNCIL_MEMBER, ["council", "public"]),
        (Role.VIEWER, ["professionals", "public"]),
    ],
)
def test_everybody_gets_what_they_may_see(town: Town, role: Role, seen: list[str]) -> None:
    for visibility in Visibility:
        placed(town, name=visibility.value, visibility=visibility)

    assert names(square(town.client(role))) == seen


def test_what_one_may_not_see_is_not_even_counted(town: Town) -> None:
    for number in range(pins.FEW + 1):
        placed(town, visibility=Visibility.STAFF if number % 2 else Visibility.PUBLIC)

    sums = [sum(numbers(square(town.client(role)))) for role in (Role.COORDINATOR2, Role.VIEWER)]

    assert sums == [pins.FEW + 1, pins.FEW // 2 + 1]


def test_every_employer_gets_the_same(town: Town) -> None:
    placed(town, visibility=Visibility.STAFF, name="車いす")

    found = [
        names(square(town.client(Role.COORDINATOR2, employer=employer)))
        for employer in (town.centre, town.council, town.city)
    ]

    assert found == [["車いす"]] * 3


def test_persons_and_hidden_places_are_in_no_square(town: Town, client: Client) -> None:
    home = make_home(town)
    make_master(town)

    hidden = square(client, (0, 0, 0))
    home.confidential = False
    home.save()

    assert (hidden, names(square(client, (0, 0, 0)))) == ([], ["みんなの縁側"])


def test_next_towns_things_are_in_no_square(town: Town, next_town: Town, client: Client) -> None:
    placed(next_town, name="となりの")

    assert square(client) == []


def test_square_is_narrowed_like_the_list(town: Town, client: Client) -> None:
    placed(town, name="集会所")
    placed(town, name="車いす", kind=Asset.Kind.THING)

    found = [names(square(client, kinds=kind)) for kind in ("thing", "activity")]

    assert found == [["車いす"], []]


@pytest.mark.parametrize(
    "address", ["3/8/0", "3/0/8", "23/0/0", f"{9**40}/0/0", f"3/{9**40}/1", "-1/0/0", "a/b/c"]
)
def test_square_that_is_none_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/map/tiles/{address}/").status_code == 404


@pytest.mark.parametrize("asked", [{"kinds": "xyz"}, {"area": "xyz"}, {"weekday": "x"}])
def test_filter_that_cannot_be_read_is_told(client: Client, asked: dict[str, str]) -> None:
    answer = client.get(reverse("pages:tile", args=WIDE), asked)

    assert answer.status_code == 400
    (sentence,) = next(iter(answer.json()["errors"].values()))
    assert "ください" in sentence


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        square(client)
    return len(asked)


@pytest.mark.parametrize("numbers", [(1, 2, 15), (200, 100, 300)], ids=["points", "clusters"])
def test_square_asks_the_same_however_much_it_holds(
    town: Town, client: Client, numbers: tuple[int, ...]
) -> None:
    square(client)
    counts = []
    for number in numbers:
        crowd(town, number)
        counts.append(queries_of(client))

    assert counts == [counts[0]] * 3


def test_clusters_of_all_squares_of_a_zoom_hold_everything_once(town: Town) -> None:
    crowd(town, 400)
    viewer = town.viewer(Role.COORDINATOR2)
    zoom, column, row = WIDE

    for deeper in range(4):
        side = 2**deeper
        found = [
            pins.square(viewer, Asked(), (zoom + deeper, column * side + x, row * side + y))
            for x in range(side)
            for y in range(side)
        ]
        points = [point.pk for one in found for point in one.points]
        counted = sum(cluster.number for one in found for cluster in one.clusters)
        assert (len(points), len(points) + counted) == (len(set(points)), 400)
