"""What follows from what was chosen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.pointing import Arrow, pointed

A, B, C, D = (("list", code) for code in "abcd")
marks = st.tuples(st.sampled_from("xyz"), st.sampled_from("abc"))
arrow = st.builds(Arrow, marks, marks)


def test_what_follows_is_named_with_what_it_follows_from() -> None:
    arrows = [Arrow(A, C), Arrow(B, C), Arrow(C, D)]
    assert pointed([A, B], arrows) == {C: (A, B), D: (C,)}


def test_what_was_chosen_is_not_pointed_to_again() -> None:
    assert pointed([A, B], [Arrow(A, B), Arrow(B, A)]) == {}


def test_arrows_in_a_circle_end() -> None:
    assert pointed([A], [Arrow(A, B), Arrow(B, C), Arrow(C, B)]) == {B: (A, C), C: (B,)}


@pytest.mark.parametrize(
    ("since", "until", "roles", "holds"),
    [
        (None, None, (), True),
        (date(2026, 4, 1), date(2026, 4, 1), (), True),
        (date(2026, 4, 2), None, (), False),
        (None, date(2026, 3, 31), (), False),
        (None, None, ("one", "other"), True),
        (None, None, ("other",), False),
    ],
)
def test_arrow_holds_on_its_days_and_for_its_roles(since, until, roles, holds) -> None:
    one = Arrow(A, B, since=since, until=until, roles=frozenset(roles))
    assert one.holds(date(2026, 4, 1), {"one"}) is holds


@given(st.lists(marks), st.lists(arrow))
def test_nothing_chosen_is_pointed_to_and_every_reason_is_chosen_or_pointed_to(chosen, arrows):
    found = pointed(chosen, arrows)
    assert not {*found} & {*chosen}
    assert all({*because} <= {*chosen, *found} and because for because in found.values())


@given(st.lists(marks), st.lists(arrow))
def test_accepting_what_is_pointed_to_takes_nothing_else_away(chosen, arrows):
    found = pointed(chosen, arrows)
    for one in found:
        assert {*pointed([*chosen, one], arrows)} == {*found} - {one}
