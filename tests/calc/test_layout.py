import math
from itertools import combinations, pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sasaeai.calc import geography, layout
from sasaeai.calc.refusal import Refusal

BOX = (139.4, 35.6, 139.6, 35.7)
FRAME = {"width_mm": 180, "height_mm": 240}
in_box = st.tuples(st.floats(139.4, 139.6), st.floats(35.6, 35.7))
spots = st.lists(st.tuples(st.floats(0, 180), st.floats(0, 240)), max_size=40)


def project(point, **frame):
    return layout.project(point, box=BOX, **FRAME | frame)


def test_project_puts_the_middle_in_the_middle():
    assert project((139.5, 35.65)) == pytest.approx((90, 120))


def test_project_fills_the_narrower_side():
    assert project((139.4, 35.65)) == pytest.approx((0, 120))
    assert project((139.6, 35.65)) == pytest.approx((180, 120))
    assert project((139.5, 35.7), height_mm=20)[1] == pytest.approx(0)


@given(in_box)
def test_project_of_point_in_the_box_is_on_the_frame(point):
    x, y = project(point)
    assert -1e-6 <= x <= 180 + 1e-6
    assert -1e-6 <= y <= 240 + 1e-6


@given(in_box, in_box)
def test_project_keeps_distances_in_proportion(here, there):
    metres, millimetres = layout.scale_bar(BOX, **FRAME)
    printed = math.dist(project(here), project(there)) / millimetres * metres
    assert printed == pytest.approx(geography.distance_m(here, there), rel=0.002, abs=0.1)


@pytest.mark.parametrize(
    ("box", "frame"),
    [
        ((139.5, 35.6, 139.5, 35.7), FRAME),
        ((139.4, 35.7, 139.6, 35.7), FRAME),
        (BOX, FRAME | {"width_mm": 0}),
        (BOX, FRAME | {"height_mm": 0}),
        ((math.nan, 35.6, 139.5, 35.7), FRAME),
    ],
)
def test_project_on_no_extent_is_refused(box, frame):
    with pytest.raises(Refusal, match="広がりがありません"):
        layout.project((139.5, 35.65), box=box, **frame)


@given(st.floats(0.0002, 5), st.floats(30, 400), st.floats(30, 400))
def test_scale_bar_is_the_longest_round_number_in_a_quarter(degrees, width, height):
    box = (139.0, 35.0, 139.0 + degrees, 35.0 + degrees)
    metres, millimetres = layout.scale_bar(box, width_mm=width, height_mm=height)
    longer = 2.5 if str(metres)[0] == "2" else 2
    assert str(metres).rstrip("0") in {"1", "2", "5"}
    assert millimetres <= width / 4 + 1e-9 < millimetres * longer + 1e-6


def test_scale_bar_of_a_town_is_two_kilometres():
    assert layout.scale_bar(BOX, **FRAME) == (2000, pytest.approx(19.9, abs=0.1))


def test_scale_bar_of_a_table_top_is_refused():
    with pytest.raises(Refusal, match="せますぎます"):
        layout.scale_bar((139.0, 35.0, 139.00001, 35.00001), **FRAME)


@given(spots)
def test_spread_discs_never_overlap_and_lie_on_the_frame(given_spots):
    placed = layout.spread(given_spots, radius_mm=4, **FRAME)
    places = [(disc.x, disc.y) for disc in placed]
    assert [disc.anchor for disc in placed] == given_spots
    assert all(4 <= x <= 176 and 4 <= y <= 236 for x, y in places)
    assert all(math.dist(one, other) >= 8 for at, one in enumerate(places) for other in places[:at])


@given(spots)
def test_spread_leaves_a_disc_that_is_free_on_its_spot(given_spots):
    placed = layout.spread(given_spots, radius_mm=4, **FRAME)
    again = layout.spread([(disc.x, disc.y) for disc in placed], radius_mm=4, **FRAME)
    assert [(disc.x, disc.y) for disc in again] == [(disc.x, disc.y) for disc in placed]
    assert not any(disc.is_moved for disc in again)


def test_spread_moves_the_later_of_two_on_one_spot_and_not_far():
    one, other = layout.spread([(50, 50), (50, 50)], radius_mm=4, **FRAME)
    assert (one.is_moved, other.is_moved) == (False, True)
    assert (other.x, other.y) == (50, 42)


def test_spread_moves_the_crowded_rather_than_the_free():
    placed = layout.spread([(50, 50), (50, 50), (57, 50), (120, 50)], radius_mm=4, **FRAME)
    assert not placed[3].is_moved


def test_spread_of_more_than_the_paper_holds_is_refused():
    with pytest.raises(Refusal, match="番号9個はこの地図に入りきりません"):
        layout.spread([(10, 10)] * 9, radius_mm=5, width_mm=20, height_mm=20)


def test_height_for_a_box_fills_the_frame_to_its_edges() -> None:
    box = (139.0, 35.0, 139.2, 35.1)
    height = layout.height_for(box, width=100)

    corner = layout.project((139.0, 35.1), box=box, width_mm=100, height_mm=height)

    assert corner == pytest.approx((0, 0), abs=1e-6)


def test_height_for_a_box_without_extent_is_refused() -> None:
    with pytest.raises(Refusal, match="広がりがありません"):
        layout.height_for((139.0, 35.0, 139.0, 35.1), width=100)


def test_disc_keeps_off_words_and_points_at_its_spot():
    (moved,) = layout.spread([(50.0, 50.0)], radius_mm=4, avoid=[(50.0, 50.0)], **FRAME)

    assert moved.is_moved
    assert math.dist((moved.x, moved.y), (50, 50)) >= 8


def test_words_take_a_full_square_for_each_japanese_letter_and_half_of_one_for_others() -> None:
    assert layout.words_box((10, 10), letters="川西A1", size=4) == (4, 8, 16, 12)


ROOM = (0.0, 0.0, 20.0, 20.0)
NEAR, FAR, OUTSIDE = (2.0, 2.0, 8.0, 6.0), (2.0, 10.0, 8.0, 14.0), (-1.0, 2.0, 5.0, 6.0)


@pytest.mark.parametrize(
    ("boxes", "taken", "found"),
    [
        ([NEAR, FAR], [], NEAR),
        ([NEAR, FAR], [(7.0, 5.0, 9.0, 9.0)], FAR),
        ([NEAR, FAR], [(8.0, 2.0, 12.0, 6.0)], NEAR),
        ([OUTSIDE], [], None),
        ([NEAR], [NEAR], None),
    ],
    ids=["free", "taken", "beside", "outside", "no room"],
)
def test_first_box_that_is_free_is_taken(boxes, taken, found) -> None:
    assert layout.first_free(boxes, within=ROOM, taken=taken) == found


@given(st.floats(12, 200), st.floats(12, 200), st.floats(3, 7), st.randoms())
@settings(max_examples=25, deadline=None)
def test_as_many_discs_as_there_is_room_for_are_never_refused(width, height, radius, chance):
    frame = {"width_mm": width, "height_mm": height, "radius_mm": radius}
    count = min(layout.room_for(**frame), 60)
    crowded = [(chance.uniform(0, width / 9), chance.uniform(0, height / 9)) for _ in range(count)]
    assert len(layout.spread(crowded, **frame)) == count


@pytest.mark.parametrize(
    ("frame", "count"),
    [((10, 100), 0), ((100, 4), 0), ((12.5, 12.5), 1), ((180, 190), 137)],
)
def test_room_grows_with_the_frame(frame, count):
    width, height = frame
    assert layout.room_for(radius_mm=5, width_mm=width, height_mm=height) == count


@given(spots)
def test_no_two_spread_discs_would_be_nearer_their_spots_in_each_others_place(given_spots):
    placed = layout.spread(given_spots, radius_mm=4, **FRAME)
    for one, other in combinations(placed, 2):
        kept = math.dist(one[:2], one.anchor) + math.dist(other[:2], other.anchor)
        changed = math.dist(other[:2], one.anchor) + math.dist(one[:2], other.anchor)
        assert kept <= changed + 1e-5


def test_leaders_of_a_crowd_do_not_cross():
    crowd = [(60 + step * 7 % 31, 90 + step * 11 % 29) for step in range(30)]
    placed = layout.spread(crowd, radius_mm=5, **FRAME)
    leaders = [shapely.LineString([disc.anchor, disc[:2]]) for disc in placed if disc.is_moved]
    assert len(leaders) > 10
    assert not any(one.crosses(other) for one, other in combinations(leaders, 2))


@given(st.floats(31, 200), st.floats(0.01, 1))
def test_part_of_a_capsule_is_as_long_as_its_share(width: float, share: float) -> None:
    points = layout.along_capsule(width, 30, share=share)

    length = sum(math.dist(one, other) for one, other in pairwise(points))
    assert length == pytest.approx(share * (2 * (width - 30) + math.pi * 30), rel=0.01)
    assert all(-1e-9 <= x <= width + 1e-9 and -1e-9 <= y <= 30 + 1e-9 for x, y in points)


def test_whole_capsule_comes_back_to_where_it_began() -> None:
    first, *_rest, last = layout.along_capsule(80, 30, share=1)

    assert last == pytest.approx(first)


def test_nothing_of_a_capsule_is_no_line() -> None:
    assert layout.along_capsule(80, 30, share=0) == []
