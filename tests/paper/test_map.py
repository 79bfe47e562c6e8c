"""The map of a sheet: each part of it is drawn, and said to whoever cannot see it."""

import pytest

from sasaeai.paper.content import Map
from tests.paper import samples
from tests.paper.reading import alternatives, drawing, needs_pdftotext, set_now, words


def drawn(area: Map) -> bytes:
    """Return what is drawn on the first page of a list with this map."""
    return next(drawing(set_now("list", {**samples.list_sheet(), "map": area})))


@pytest.mark.parametrize("part", sorted(Map.__optional_keys__ - {"landmarks"}))
def test_every_part_of_a_map_is_drawn(part: str) -> None:
    whole = samples.area_map() | {"leaders": [[(10, 10), (20, 20)]]}
    without = {name: value for name, value in whole.items() if name != part}

    assert drawn(whole) != drawn(without)


@pytest.mark.parametrize("sign", ["station", "hill", "green"])
def test_every_sign_is_drawn_in_its_own_way(sign: str) -> None:
    alone = samples.area_map() | {"marks": [{"x": 80, "y": 57, "sign": sign}]}
    other = samples.area_map() | {"marks": [{"x": 80, "y": 57, "sign": "hill"}]}

    assert (drawn(alone) == drawn(other)) is (sign == "hill")


def test_hole_in_the_green_is_no_green() -> None:
    ring = [(10, 10), (60, 10), (60, 60), (10, 60)]
    hole = [(20, 20), (20, 30), (30, 30), (30, 20)]
    maps = [samples.area_map() | {"green": rings} for rings in ([ring], [ring, hole])]

    assert drawn(maps[0]) != drawn(maps[1])


@pytest.mark.parametrize(
    ("landmarks", "alt"),
    [
        ("ささえ川、川西駅", "川西の地図。目印はささえ川、川西駅です。"),
        ("", "川西の地図。"),
    ],
)
def test_words_of_a_map_name_its_landmarks(landmarks: str, alt: str) -> None:
    area = samples.area_map() | {"alt": "川西の地図。", "landmarks": landmarks}
    assert alternatives("list", "figure", {**samples.list_sheet(), "map": area}) == [alt]


@needs_pdftotext
def test_names_of_landmarks_are_printed_as_text(tmp_path) -> None:
    area = samples.area_map() | {"names": [{"x": 80, "y": 57, "text": "柳沢用水"}]}

    assert "柳沢用水" in words(set_now("list", {**samples.list_sheet(), "map": area}), tmp_path)[0]
