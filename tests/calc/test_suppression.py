import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sasaeai.calc.refusal import Refusal
from sasaeai.calc.suppression import MaskedList, mask_list, mask_table

counts = st.one_of(st.integers(0, 6), st.integers(0, 200))
tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(counts, min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)
thresholds = st.integers(0, 12)


def ranges(figures, equations, *, least):
    """Return for each masked figure the least and greatest value the published ones allow."""
    masked = [at for at, figure in enumerate(figures) if figure is None]
    known = np.array([0 if figure is None else figure for figure in figures])
    lines = np.array(equations)
    found = []
    for column in range(len(masked)):
        aim = np.eye(len(masked))[column]
        low, high = (
            linprog(
                sign * aim,
                A_eq=lines[:, masked],
                b_eq=-(lines @ known),
                bounds=(least, None),
            )
            for sign in (1, -1)
        )
        assert low.status == 0
        found.append((low.fun, float("inf") if high.status == 3 else -high.fun))
    return found


def equations_of(height, width):
    """Return the sums of a table with totals as lines of 1 (part), −1 (total) and 0."""
    at = np.arange((height + 1) * (width + 1)).reshape(height + 1, width + 1)
    lines = []
    for line in [*at, *at.T]:
        equation = np.zeros(at.size)
        equation[line] = 1
        equation[line[-1]] = -1
        lines.append(equation)
    return lines


def flat(table):
    lines = [[*row, total] for row, total in zip(table.counts, table.row_totals, strict=True)]
    return [figure for line in lines for figure in line] + [*table.column_totals, table.total]


def whole(rows):
    lines = [[*row, sum(row)] for row in rows]
    return [
        figure
        for line in [*lines, [sum(column) for column in zip(*lines, strict=True)]]
        for figure in line
    ]


@settings(max_examples=200)
@given(tables, thresholds, st.booleans())
def test_masked_table_gives_no_masked_figure_away(rows, threshold, keep_zero):
    masked = flat(mask_table(rows, threshold=threshold, keep_zero=keep_zero))
    found = ranges(masked, equations_of(len(rows), len(rows[0])), least=1 if keep_zero else 0)
    assert [low for low, high in found if high - low < 0.999] == []


@given(tables, thresholds, st.booleans())
def test_masked_table_shows_no_small_figure_and_no_wrong_one(rows, threshold, keep_zero):
    shown = [
        (figure, true)
        for figure, true in zip(
            flat(mask_table(rows, threshold=threshold, keep_zero=keep_zero)),
            whole(rows),
            strict=True,
        )
        if figure is not None
    ]
    assert all(figure == true for figure, true in shown)
    assert all(figure >= threshold or (keep_zero and figure == 0) for figure, _ in shown)


@given(tables, thresholds)
def test_masked_table_that_keeps_zeros_masks_none_of_them(rows, threshold):
    masked = flat(mask_table(rows, threshold=threshold, keep_zero=True))
    assert [
        true
        for figure, true in zip(masked, whole(rows), strict=True)
        if figure is None and true == 0
    ] == []


@given(tables)
def test_table_without_small_figures_stays_as_it_is(rows):
    large = [[count + 10 for count in row] for row in rows]
    assert flat(mask_table(large, threshold=10)) == whole(large)


@given(st.lists(counts, min_size=1, max_size=8), thresholds, st.booleans())
def test_masked_list_gives_no_masked_figure_away(row, threshold, keep_zero):
    masked = mask_list(row, threshold=threshold, keep_zero=keep_zero)
    sums = [[1] * len(row) + [-1]]
    found = ranges([*masked.counts, masked.total], sums, least=1 if keep_zero else 0)
    assert [low for low, high in found if high - low < 0.999] == []


def test_masked_list_masks_the_smallest_other_count_and_keeps_the_total():
    assert mask_list([3, 40, 25, 60], threshold=10) == MaskedList((None, 40, None, 60), 128)


def test_masked_list_with_two_small_counts_needs_no_third():
    assert mask_list([3, 40, 5], threshold=10) == MaskedList((None, 40, None), 48)


def test_masked_list_with_two_ones_and_known_zeros_masks_a_third():
    assert mask_list([1, 1, 40, 0], threshold=10, keep_zero=True) == MaskedList(
        (None, None, None, 0), 42
    )


def test_masked_table_masks_the_cheapest_square():
    masked = mask_table([[3, 50, 20], [40, 60, 30], [70, 80, 90]], threshold=10)
    assert masked.counts == ((None, 50, None), (None, 60, None), (70, 80, 90))
    assert masked.row_totals == (73, 130, 240)
    assert masked.column_totals == (113, 190, 140)
    assert masked.total == 443


def test_masked_table_of_one_small_cell_masks_its_totals():
    assert flat(mask_table([[3]], threshold=10)) == [None] * 4


def test_masking_of_nothing_shows_nothing():
    assert mask_list([], threshold=10).counts == ()
    assert mask_table([], threshold=10).counts == ()
    assert mask_table([[]], threshold=10).counts == ((),)


def test_masked_table_refuses_rows_of_different_length():
    with pytest.raises(Refusal, match="表の行の長さ"):
        mask_table([[1, 2], [3]], threshold=10)


def test_masked_list_refuses_counts_below_zero():
    with pytest.raises(Refusal, match="0以上"):
        mask_list([1, -2], threshold=10)
