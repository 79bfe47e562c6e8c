"""Tables of entries: each entry is counted where it stands, and once in all."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import periods, tallies
from sasaeai.calc.tallies import Change, Filed

WORDS = st.frozensets(st.sampled_from("abc"))
ENTRIES = st.lists(
    st.builds(
        lambda means, words: Filed(means, {"functions": words}), st.sampled_from("xyz"), WORDS
    )
)


def test_entry_under_two_words_stands_in_two_rows_and_is_one() -> None:
    one = Filed("visit", {"functions": frozenset({"a", "b"})})
    table = tallies.crossed([one, Filed("visit", {})], "functions")
    assert table.cells == {("a", "visit"): 1, ("b", "visit"): 1}
    assert (table.rows, table.columns) == ({"a": 1, "b": 1}, {"visit": 2})
    assert (table.total, table.outside, table.several) == (2, 1, 1)


@given(ENTRIES)
def test_cells_add_up_to_their_rows_and_columns_to_the_whole(entries: list[Filed]) -> None:
    table = tallies.crossed(entries, "functions")
    assert {
        word: sum(number for (row, _), number in table.cells.items() if row == word)
        for word in table.rows
    } == table.rows
    assert sum(table.columns.values()) == table.total == len(entries)
    assert table.rows == tallies.tallied(entries, "functions")
    assert sum(table.rows.values()) >= table.total - table.outside


def test_what_is_no_more_and_what_is_new_are_changes() -> None:
    told, now = {"a": 2, "b": 1, "c": 3}, {"a": 2, "c": 4, "d": 1}
    assert tallies.changed(told, now) == [Change("b", 1, 0), Change("c", 3, 4), Change("d", 0, 1)]


def test_months_of_a_year_begin_with_april() -> None:
    year = periods.whole_year(2026)
    months = periods.months_of(year)
    assert (len(months), months[0].since, months[-1].until) == (12, date(2026, 4, 1), year.until)
    assert [periods.year_of(day) for day in (date(2027, 3, 31), date(2027, 4, 1))] == [2026, 2027]


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)))
def test_month_before_the_next_one_is_the_same(day: date) -> None:
    month = periods.month_of(day)
    assert periods.before(periods.after(month)) == month
    assert month.since <= day <= month.until
