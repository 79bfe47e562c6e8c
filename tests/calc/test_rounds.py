from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from sasaeai.calc import rounds
from sasaeai.calc.geography import distance_m

START = (139.5, 35.6)
points = st.tuples(st.floats(139.4, 139.6), st.floats(35.5, 35.7))


def length(places, order):
    return rounds.walk_length_m(places, start=START, order=order)


@given(st.lists(points, max_size=30))
def test_walking_order_of_any_points_visits_each_once(places):
    assert sorted(rounds.walking_order(places, start=START)) == list(range(len(places)))


@given(st.lists(points, max_size=30))
def test_walking_order_is_never_longer_than_going_to_the_nearest(places):
    nearest = rounds.nearest_order(places, start=START)
    order = rounds.walking_order(places, start=START)
    assert length(places, order) <= length(places, nearest) + 1e-3


@settings(max_examples=30)
@given(st.lists(points, max_size=7))
def test_walking_order_of_seven_points_is_the_shortest_there_is(places):
    best = min(length(places, order) for order in permutations(range(len(places))))
    assert abs(length(places, rounds.walking_order(places, start=START)) - best) < 1e-6


@settings(max_examples=20)
@given(st.lists(points, min_size=10, max_size=20))
def test_walking_order_of_many_points_cannot_be_shortened_by_turning_a_stretch(places):
    order = rounds.walking_order(places, start=START)
    turned = [
        order[:first] + order[first : last + 1][::-1] + order[last + 1 :]
        for first in range(len(order))
        for last in range(first, len(order))
    ]
    assert min(length(places, other) for other in turned) >= length(places, order) - 1e-3


def test_walking_order_of_points_on_one_line_goes_along_it():
    places = [(139.5 + step / 1000, 35.6) for step in (5, 2, 9, 1, 7, 3, 8, 4, 10, 6, 11)]
    assert rounds.walking_order(places, start=START) == [3, 1, 5, 7, 0, 9, 4, 6, 2, 8, 10]


def test_walking_order_of_equal_points_keeps_the_order_given():
    assert rounds.walking_order([START] * 12, start=START) == list(range(12))
    assert rounds.walking_order([START] * 4, start=START) == list(range(4))


def test_nearest_order_goes_to_the_nearest_place_left():
    places = [(139.5 + east / 1000, 35.6) for east in (2, -1, 5)]
    assert rounds.nearest_order(places, start=START) == [1, 0, 2]


def test_walk_length_is_the_sum_of_its_legs():
    places = [(139.5, 35.61), (139.5, 35.62)]
    there = distance_m(START, places[1])
    back = distance_m(places[1], places[0])
    assert length(places, [1, 0]) == there + back


def test_legs_of_a_way_are_measured_from_point_to_point():
    places = [START, (139.5, 35.61), (139.51, 35.61)]
    assert rounds.leg_lengths_m(places) == [
        distance_m(places[0], places[1]),
        distance_m(places[1], places[2]),
    ]


@given(st.lists(points, max_size=1))
def test_way_of_fewer_than_two_points_has_no_legs(places):
    assert rounds.leg_lengths_m(places) == []


def test_minutes_on_foot_count_streets_at_an_older_persons_pace():
    assert rounds.minutes_on_foot(0) == 0
    assert rounds.minutes_on_foot(1) == 1
    assert rounds.minutes_on_foot(600) == 13  # 764 m of streets, 60 m a minute


@given(st.floats(0, 20_000))
def test_minutes_on_foot_are_never_fewer_than_along_the_straight_line(straight_m):
    assert rounds.minutes_on_foot(straight_m) >= straight_m / rounds.PACE_M_PER_MINUTE


def test_walking_order_of_many_places_does_not_turn_back_for_one_beside_the_way():
    street = [(139.5 + east / 1000, 35.6) for east in range(1, 10)]
    beside = (139.5026, 35.6007)  # between the second and the third, a little nearer to the third
    places = [*street, beside]
    assert rounds.nearest_order(places, start=START) == [0, 1, 2, 9, 3, 4, 5, 6, 7, 8]
    assert rounds.walking_order(places, start=START) == [0, 1, 9, 2, 3, 4, 5, 6, 7, 8]
