"""People of an area composed of shares."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.composition import composed

COUNTS = st.integers(min_value=0, max_value=100_000)
SHARES = st.decimals(min_value="0.0001", max_value=1, places=4)


def test_shares_are_summed_and_rounded_once() -> None:
    assert composed([(Decimal("0.5"), 101), (Decimal("0.25"), 2), (Decimal(1), 40)]) == 91


def test_half_a_person_is_rounded_up() -> None:
    assert composed([(Decimal("0.5"), 1)]) == 1


def test_area_of_nothing_has_nobody() -> None:
    assert composed([]) == 0


@given(st.lists(COUNTS))
def test_whole_pieces_are_their_sum(counts: list[int]) -> None:
    assert composed((Decimal(1), count) for count in counts) == sum(counts)


@given(SHARES, COUNTS)
def test_two_parts_of_a_piece_make_at_most_one_more_than_the_piece(
    share: Decimal, count: int
) -> None:
    halves = composed([(share, count)]) + (composed([(1 - share, count)]) if share < 1 else 0)
    assert count <= halves <= count + 1
