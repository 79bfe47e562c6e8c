"""The ground of the moving map: whose areas, what of them, how heavy, and when it is drawn anew."""

import gzip
import json
import math
import random
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas import actions, outlines
from sasaeai.areas.models import Area, Landmark, Role
from tests.factories.areas import Town

RIVER = {"type": "LineString", "coordinates": [[139.4, 35.605], [139.7, 35.605]]}


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    cache.clear()


def bound(area: Area, *, corners: int = 40, west: float = 139.5, ragged: float = 0.0) -> Area:
    """Give an area a round boundary with so many corners, some further out than others."""
    dice = random.Random(7)  # noqa: S311 -- the same boundary every time
    spokes = [
        (2 * math.pi * corner / corners, 0.01 + ragged * dice.random()) for corner in range(corners)
    ]
    ring = [[west + far * math.cos(turn), 35.6 + far * math.sin(turn)] for turn, far in spokes]
    area.boundary = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    actions.frame(area)
    area.save()
    return area


def river(town: Town, name: str = "ささえ川") -> Landmark:
    return Landmark.objects.create(
        municipality=town.municipality, kind=Landmark.Kind.RIVER, name=name, shape=RIVER,
        west=139.4, south=35.605, east=139.7, north=35.605,
    )  # fmt: skip


def ground(town: Town, role: Role = Role.VIEWER) -> list[dict[str, Any]]:
    answer = town.client(role).get(reverse("pages:ground"))
    features: list[dict[str, Any]] = json.loads(answer.content)["features"]
    return features


def test_ground_has_boundaries_names_and_landmarks_cut_to_the_surroundings(town: Town) -> None:
    bound(town.sakuradai)
    river(town)

    water, area, name = ground(town)

    assert water["properties"] == {"kind": "river", "name": "ささえ川"}
    assert [round(x, 3) for x, _y in water["geometry"]["coordinates"]] == [139.484, 139.516]
    assert (area["properties"], area["geometry"]["type"]) == (
        {"kind": "area", "level": "district"},
        "Polygon",
    )
    assert name["properties"] == {"kind": "name", "level": "district", "name": "桜台"}


def test_ground_leaves_out_ended_areas_and_the_next_town(town: Town, next_town: Town) -> None:
    bound(next_town.sakuradai)
    ended = bound(town.sakuradai)
    ended.until = timezone.localdate() - timedelta(days=1)
    ended.save()

    assert ground(town) == []


def test_heavy_ground_is_thinned_until_it_may_be_sent(town: Town) -> None:
    ragged = bound(town.sakuradai, corners=30_000, ragged=0.01)
    whole = len(gzip.compress(json.dumps(ragged.boundary).encode()))

    thin = outlines.ground(town.viewer(Role.VIEWER), "thin")

    assert whole > outlines.HEAVIEST >= len(gzip.compress(thin.encode()))
    assert len(json.loads(thin)["features"][0]["geometry"]["coordinates"][0]) > 100


def test_ground_has_the_same_edition_until_something_on_it_changes(town: Town) -> None:
    bound(town.sakuradai)
    viewer = town.viewer(Role.VIEWER)
    first, again = outlines.edition(viewer), outlines.edition(viewer)
    river(town)
    with_river = outlines.edition(viewer)
    bound(town.sakuradai, west=139.6)

    editions = [first, again, with_river, outlines.edition(viewer)]

    assert [editions.index(one) for one in editions] == [0, 0, 2, 3]


def test_whoever_has_an_edition_is_not_sent_it_again(town: Town) -> None:
    bound(town.sakuradai)
    client = town.client(Role.VIEWER)
    mark = client.get(reverse("pages:ground"))["ETag"]

    again = client.get(reverse("pages:ground"), headers={"If-None-Match": mark})
    river(town)
    changed = client.get(reverse("pages:ground"), headers={"If-None-Match": mark})

    assert [again.status_code, changed.status_code] == [304, 200]


def test_ground_is_drawn_once_for_an_edition(town: Town) -> None:
    bound(town.sakuradai)
    viewer = town.viewer(Role.VIEWER)
    first = outlines.ground(viewer, "same")
    bound(town.sakuradai, west=139.6)

    assert outlines.ground(viewer, "same") == first
