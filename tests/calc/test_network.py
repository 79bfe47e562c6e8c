"""Who works with whom: the same picture whatever the order of input, and what it lacks."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.network import Body, draw

CLUB, SHOP, CARE, SCHOOL = (
    Body("a", "club", "桜会"),
    Body("b", "shop", "青果店"),
    Body("c", "care", "包括"),
    Body("d", "school", "中学校"),
)
BODIES = [CLUB, SHOP, CARE, SCHOOL]


def test_ties_are_counted_once_for_a_pair_whichever_way_they_are_told():
    assert draw(BODIES, [("a", "b"), ("b", "a"), ("c", "a")]).ties == {("a", "b"): 2, ("a", "c"): 1}


def test_tie_to_oneself_or_to_nobody_is_none():
    assert draw(BODIES, [("a", "a"), ("a", "?")]).ties == {}


def test_body_without_a_tie_is_alone():
    assert draw(BODIES, [("a", "b")]).alone == (SCHOOL, CARE)


def test_kinds_that_are_here_and_never_met_are_apart():
    kinds = ["club", "shop", "care", "bank"]
    assert draw(BODIES, [("a", "b"), ("b", "c")], kinds=kinds).apart == (("club", "care"),)


def test_whoever_works_together_stands_side_by_side():
    order = [
        spot.body.id
        for spot in draw(BODIES, [("c", "b"), ("b", "c"), ("b", "a"), ("d", "a")]).spots
    ]
    assert order == ["a", "b", "c", "d"]


def test_first_stands_at_the_top_and_one_alone_too():
    assert [(spot.x, spot.y) for spot in draw([CLUB], []).spots] == [(0.0, -1.0)]
    assert draw([], []).spots == ()


graphs = st.tuples(
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8),
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20),
)


@given(graphs, st.randoms(use_true_random=False))
def test_picture_is_the_same_whatever_the_order_of_input(graph, dice):
    ids, ties = graph
    bodies = [Body(one, "club", f"会{ord(one) % 3}") for one in ids]
    shuffled = [pair[:: dice.choice([1, -1])] for pair in dice.sample(ties, len(ties))]
    assert draw(bodies, ties) == draw(dice.sample(bodies, len(bodies)), shuffled)


@given(graphs)
def test_everybody_stands_once_on_the_circle(graph):
    ids, ties = graph
    spots = draw([Body(one, "club", one) for one in ids], ties).spots
    assert sorted(spot.body.id for spot in spots) == sorted(ids)
    assert all(math.isclose(math.hypot(spot.x, spot.y), 1, abs_tol=1e-3) for spot in spots)
