"""One line in time: whatever led there and came of it, causes first, and no circle without an end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.lineage import Branch, Knot, draw, runs

DAY = date(2026, 1, 1)
KINDS = ("voice", "need", "activity", "story")


def knot(name: str, days: int | None = 0, kind: str = "") -> Knot:
    kinds = {
        "v": "voice",
        "n": "need",
        "i": "issue",
        "a": "activity",
        "s": "story",
        "m": "match",
        "w": "visits",
    }
    return Knot(name, kind or kinds[name[0]], None if days is None else DAY + timedelta(days))


def names(knots) -> list[str]:
    return [one.id for one in knots]


CHAIN = [knot("v1"), knot("n1", 14), knot("i1", 90), knot("a1", 150), knot("s1", 300)]
LED = [("v1", "n1"), ("n1", "i1"), ("i1", "a1"), ("a1", "s1")]


@pytest.mark.parametrize("start", ["v1", "n1", "i1", "a1", "s1"])
def test_line_is_the_same_from_everywhere_on_it(start):
    assert names(draw(CHAIN, LED, start=start).knots) == ["v1", "n1", "i1", "a1", "s1"]


def test_what_other_effects_a_cause_had_lies_on_their_own_lines():
    knots = [*CHAIN, knot("n2", 20), knot("a2", 30)]
    line = draw(knots, [*LED, ("v1", "n2"), ("n2", "a2")], start="a1")
    assert names(line.knots) == ["v1", "n1", "i1", "a1", "s1"]


def test_how_a_need_that_led_there_was_answered_belongs_to_the_line_and_how_an_activity_helped_does_not():
    knots = [*CHAIN, knot("m1", 15), knot("w1", 16), knot("m2", 20), knot("a2", 400)]
    led = [*LED, ("n1", "m1"), ("m1", "w1"), ("a1", "m2"), ("a1", "a2")]
    assert names(draw(knots, led, start="a2").knots) == ["v1", "n1", "m1", "w1", "i1", "a1", "a2"]


def test_activity_born_from_an_activity_branches_off_with_all_below():
    knots = [*CHAIN, knot("a2", 400), knot("a3", 350), knot("a4", 500), knot("s2", 600)]
    line = draw(
        knots, [*LED, ("a1", "a2"), ("a1", "a3"), ("a2", "a4"), ("a2", "s2"), ("a3", "a4")], start="v1"
    )  # fmt: skip
    assert names(line.knots) == names(CHAIN)
    a4 = Branch(knots[7], ())
    assert line.branches == (Branch(knots[6], ()), Branch(knots[5], (a4,)))


def test_line_of_a_branch_goes_back_over_what_it_grew_from():
    knots = [*CHAIN, knot("a2", 400)]
    line = draw(knots, [*LED, ("a1", "a2")], start="a2")
    assert (names(line.knots), line.branches) == (["v1", "n1", "i1", "a1", "a2"], ())


def test_on_one_day_causes_come_before_effects():
    knots = [knot("s1"), knot("a1"), knot("v1")]
    assert names(draw(knots, [("v1", "a1"), ("a1", "s1")], start="s1").knots) == ["v1", "a1", "s1"]


def test_what_has_no_day_stands_behind_what_led_to_it():
    knots = [knot("v1", 5), knot("v2", 9), knot("n1", None), knot("a1", 20)]
    led = [("v1", "n1"), ("v2", "n1"), ("n1", "a1")]
    assert names(draw(knots, led, start="a1").knots) == ["v1", "v2", "n1", "a1"]


def test_circles_end():
    knots = [knot("a1"), knot("a2", 1), knot("a3", 2)]
    line = draw(knots, [("a1", "a2"), ("a2", "a3"), ("a3", "a1"), ("a1", "a1")], start="a1")
    assert (names(line.knots), line.branches) == (["a1", "a2", "a3"], ())


def test_arrow_to_nowhere_is_left_out():
    assert names(draw([knot("v1")], [("v1", "?"), ("?", "v1")], start="v1").knots) == ["v1"]


def test_knots_of_one_kind_in_a_row_run_together():
    told = [names(run) for run in runs([knot("v1"), knot("v2"), knot("n1"), knot("v3")])]
    assert told == [["v1", "v2"], ["n1"], ["v3"]]


graphs = st.integers(1, 9).flatmap(
    lambda size: st.tuples(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.one_of(st.none(), st.integers(0, 4))),
            min_size=size, max_size=size,
        ),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=25),
    )
)  # fmt: skip


@given(graphs, st.randoms(use_true_random=False))
def test_line_holds_each_thing_once_by_day_whatever_the_order_of_input(graph, dice):
    kinds, arrows = graph
    knots = [knot(str(number), day, kind) for number, (kind, day) in enumerate(kinds)]
    led = [(str(one), str(other)) for one, other in arrows]
    line = draw(knots, led, start="0")
    days = [one.day for one in line.knots if one.day is not None]
    told = [*names(line.knots), *(one.id for one in flat(line.branches))]
    assert (days, len(told)) == (sorted(days), len({*told}))
    assert "0" in names(line.knots)
    shuffled = dice.sample(knots, len(knots))
    assert {*names(draw(shuffled, led[::-1], start="0").knots)} == {*names(line.knots)}


def flat(branches) -> list[Knot]:
    return [one for branch in branches for one in (branch.knot, *flat(branch.below))]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_without_circles_causes_of_one_day_always_come_first(widths):
    knots, led, above = [], [], []
    for depth, width in enumerate(widths):
        row = [knot(f"s{depth}-{number}", 0) for number in range(width)]
        led += [(cause.id, one.id) for one in row for cause in above]
        knots, above = [*row, *knots], row
    order = names(draw(knots, led, start=f"s{len(widths) - 1}-0").knots)
    kept = [(one, other) for one, other in led if {one, other} <= {*order}]
    assert all(order.index(one) < order.index(other) for one, other in kept)
