"""目印: written in bulk, read by where they lie, drawn below the borders, told in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from sasaeai.areas import actions, ground, intake, maps, queries
from sasaeai.areas.maps import Picture, Pin
from sasaeai.areas.models import Area, Landmark, Role
from sasaeai.areas.viewer import resident
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from tests.factories.areas import Town

Kind = Landmark.Kind
HERE = (139.5, 35.6, 139.6, 35.7)
SQUARE = [[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.7], [139.5, 35.6]]
ACROSS = {"type": "LineString", "coordinates": [[139.4, 35.65], [139.7, 35.65]]}
ALONG = {"type": "LineString", "coordinates": [[139.52, 35.5], [139.52, 35.8]]}
FAR = {"type": "LineString", "coordinates": [[140.4, 35.65], [140.7, 35.65]]}
POND = {
    "type": "Polygon",
    "coordinates": [[[139.57, 35.61], [139.59, 35.61], [139.59, 35.63], [139.57, 35.61]]],
}
STATION = {"type": "Point", "coordinates": [139.55, 35.65]}


def landmark(town: Town | None, kind: Kind, name: str, shape: dict[str, Any]) -> Landmark:
    return Landmark(
        municipality=town.municipality if town else None, kind=kind, name=name, shape=shape
    )


def put(town: Town, *rows: tuple[Kind, str, dict[str, Any]]) -> list[Landmark]:
    return intake.put_landmarks(MACHINE, [landmark(town, *row) for row in rows])


def drawn(name: str = "桜台") -> Area:
    area = Area(name=name, boundary={"type": "Polygon", "coordinates": [SQUARE]})
    actions.frame(area)
    return area


def sketch(*rows: tuple[Kind, str, dict[str, Any]]) -> list[Landmark]:
    return [landmark(None, *row) for row in rows]


def picture(*rows: tuple[Kind, str, dict[str, Any]]) -> Picture:
    found = maps.picture([drawn()], sketch(*rows))
    assert found
    return found


def test_landmarks_are_put_with_their_boxes_under_one_entry(town: Town) -> None:
    made = put(town, (Kind.RIVER, "ささえ川", ACROSS), (Kind.STATION, "桜台駅", STATION))

    rows = Landmark.objects.filter(municipality=town.municipality)
    assert [(row.name, row.west, row.north) for row in rows.order_by("kind")] == [
        ("ささえ川", 139.4, 35.65),
        ("桜台駅", 139.55, 35.65),
    ]
    (entry,) = Entry.objects.filter(verb="areas.put_landmarks")
    assert entry.subjects == [str(row.pk) for row in made]


def test_box_of_a_landmark_follows_its_shape(town: Town) -> None:
    (river,) = put(town, (Kind.RIVER, "ささえ川", ACROSS))
    river.shape, river.name = FAR, "not asked for"

    intake.change_landmarks(MACHINE, [river], fields=["shape"])

    river.refresh_from_db()
    assert (river.shape, river.west, river.name) == (FAR, 140.4, "ささえ川")
    assert Entry.objects.get(verb="areas.change_landmarks").fields == ["shape"]


def test_landmark_of_one_kind_and_name_is_there_once(town: Town) -> None:
    put(town, (Kind.RIVER, "ささえ川", ACROSS), (Kind.ROAD, "ささえ川", ACROSS))

    with pytest.raises(IntegrityError):
        put(town, (Kind.RIVER, "ささえ川", ALONG))


def test_landmark_without_a_name_is_called_by_its_kind() -> None:
    assert [str(one) for one in sketch((Kind.GREEN, "", POND), (Kind.HILL, "桜山", STATION))] == [
        "公園・緑地",
        "桜山",
    ]


def test_only_landmarks_whose_box_meets_the_asked_one_are_read(town: Town, next_town: Town) -> None:
    river, _far = put(town, (Kind.RIVER, "ささえ川", ACROSS), (Kind.ROAD, "遠い道", FAR))
    put(next_town, (Kind.RIVER, "となりの川", ACROSS))

    found = [
        queries.landmarks(viewer, HERE)
        for viewer in (town.viewer(Role.VIEWER), resident(town.municipality.pk))
    ]

    assert found == [[river], [river]]


def test_without_a_box_nothing_is_asked_for(
    town: Town, django_assert_num_queries: Callable[[int], Any]
) -> None:
    put(town, (Kind.RIVER, "ささえ川", ACROSS))

    with django_assert_num_queries(0):
        assert queries.landmarks(resident(town.municipality.pk), maps.box_of([town.root])) == []


def test_picture_draws_each_sort_of_ground_within_its_frame() -> None:
    made = picture(
        (Kind.RIVER, "ささえ川", ACROSS),
        (Kind.RIVER, "池", POND),
        (Kind.GREEN, "", POND),
        (Kind.RAILWAY, "ささえ線", ALONG),
        (Kind.ROAD, "遠い道", FAR),
        (Kind.STATION, "桜台駅", STATION),
    )

    middle = f"{made.height / 2:.1f}"
    assert made.paths["river"] == f"M0.0 {middle} 640.0 {middle}"
    assert [bool(path) for path in made.paths.values()] == [True, True, True, False, True]
    assert made.paths["water"].endswith("z")
    assert [(mark.sign, round(mark.x)) for mark in made.marks] == [("station", 320)]


def test_names_stand_apart_from_each_other_and_from_the_areas_name() -> None:
    made = picture(
        (Kind.RIVER, "ささえ川", ACROSS), (Kind.RAILWAY, "ささえ線", ACROSS),
        (Kind.STATION, "桜台駅", STATION), (Kind.ROAD, "遠い道", FAR),
    )  # fmt: skip

    spots = {name.text: (name.x, name.y) for name in made.names}
    spots["桜台"] = (made.outlines[0].x, made.outlines[0].y)
    assert sorted(spots) == ["ささえ川", "ささえ線", "桜台", "桜台駅"]
    crowded = [
        (one, other)
        for one, (x, y) in spots.items()
        for other, (u, v) in spots.items()
        if one < other
        and abs(x - u) < (len(one) + len(other)) * maps.NAME / 2 - 1
        and abs(y - v) < maps.NAME - 1
    ]
    assert crowded == []


def test_name_without_room_is_left_out_and_still_told() -> None:
    made = picture((Kind.ROAD, "とても長い名前の道" * 5, ACROSS))

    assert (made.names, made.words) == ([], "とても長い名前の道" * 5)


@pytest.mark.parametrize(("names", "is_crowded"), [(["桜台"], False), (["桜台", "柏木"], True)])
def test_picture_with_names_upon_each_other_is_crowded(
    names: list[str], *, is_crowded: bool
) -> None:
    found = maps.picture([drawn(name) for name in names])

    assert found
    assert found.is_crowded is is_crowded


def test_words_name_what_lies_in_the_areas_stations_first() -> None:
    corner = {"type": "Point", "coordinates": [139.7, 35.65]}
    made = picture(
        (Kind.ROAD, "本町通り", ALONG), (Kind.GREEN, "", POND), (Kind.RIVER, "ささえ川", ACROSS),
        (Kind.STATION, "桜台駅", STATION), (Kind.STATION, "遠い駅", corner),
    )  # fmt: skip

    assert made.words == "桜台駅、ささえ川、本町通り"


def test_words_are_no_more_than_one_reads() -> None:
    made = picture(*((Kind.ROAD, f"{number}号線", ALONG) for number in range(30)))

    assert len(made.landmarks) == ground.MOST_NAMED


def sheet(*rows: tuple[Kind, str, dict[str, Any]], pins: tuple[Pin, ...] = ()) -> dict[str, Any]:
    return dict(
        maps.sheet_map(drawn(), [], pins, sketch(*rows), frame=(100.0, 100.0), alt="桜台の地図")
    )


def test_sheet_draws_the_ground_and_says_what_it_shows() -> None:
    made = sheet(
        (Kind.RIVER, "ささえ川", ACROSS), (Kind.RIVER, "池", POND), (Kind.GREEN, "緑地", POND),
        (Kind.RAILWAY, "ささえ線", ALONG), (Kind.ROAD, "本町通り", ALONG),
        (Kind.STATION, "桜台駅", STATION),
    )  # fmt: skip

    kinds = ("rivers", "water", "green", "railways", "roads", "marks")
    assert {kind: len(made[kind]) for kind in kinds} == dict.fromkeys(kinds, 1)
    assert made["landmarks"] == "桜台駅、ささえ川、池、ささえ線、緑地、本町通り"
    assert {name["text"] for name in made["names"]} >= {"桜台駅", "ささえ川", "ささえ線"}


def test_numbers_keep_off_the_station_and_its_name() -> None:
    pins = tuple(Pin(139.55, 35.65, number, "circle") for number in range(1, 5))

    made = sheet((Kind.STATION, "桜台駅", STATION), pins=pins)

    (mark,) = made["marks"]
    (name,) = made["names"]
    hidden = [
        spot["number"]
        for spot in made["spots"]
        for thing in (mark, name)
        if abs(spot["x"] - thing["x"]) < maps.RADIUS and abs(spot["y"] - thing["y"]) < maps.RADIUS
    ]
    assert hidden == []


def draw(area: Area) -> None:
    area.boundary = {"type": "Polygon", "coordinates": [SQUARE]}
    actions.change_area(MACHINE, area, changed=["boundary"])


def test_area_names_its_landmarks_in_words(town: Town) -> None:
    draw(town.sakuradai)
    put(town, (Kind.RIVER, "ささえ川", ACROSS), (Kind.STATION, "桜台駅", STATION))
    client = town.client(Role.VIEWER)

    pages = [
        client.get(url).content.decode()
        for url in (
            town.sakuradai.get_absolute_url(),
            town.west.get_absolute_url(),
            reverse("areas:index"),
        )
    ]

    assert ["目印：桜台駅、ささえ川" in page for page in pages] == [True, True, True]


@pytest.mark.parametrize("url", [reverse("areas:index"), ""], ids=["tree", "area"])
def test_page_asks_once_for_all_landmarks(
    town: Town, url: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    draw(town.sakuradai)
    client = town.client(Role.VIEWER)
    address = url or town.sakuradai.get_absolute_url()
    put(town, (Kind.RIVER, "ささえ川", ACROSS))
    counted = asked(client, address, django_assert_max_num_queries)

    put(town, *((Kind.ROAD, f"{number}号線", ALONG) for number in range(40)))

    assert asked(client, address, django_assert_max_num_queries) == counted


def asked(client: Client, url: str, limit: Callable[..., Any]) -> int:
    client.get(url)  # the first visit of a session asks more
    with limit(100) as queries_made:
        client.get(url)
    return len(queries_made)
