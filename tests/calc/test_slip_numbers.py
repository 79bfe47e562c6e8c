"""Numbers of slips: what is mistyped or misheard is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.refusal import Refusal
from sasaeai.calc.slip_numbers import COUNT, DIGITS, numbered, read, spoken

numbers = st.integers(0, COUNT - 1).map(numbered)


@given(numbers)
def test_number_is_read_as_it_is_spoken(number: str) -> None:
    assert read(spoken(number)) == number


@given(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1))
def test_every_place_has_a_number_of_its_own(one: int, other: int) -> None:
    assert (numbered(one) == numbered(other)) is (one == other)


@given(numbers)
def test_number_has_eight_digits_and_begins_with_none_that_is_dropped(number: str) -> None:
    assert (len(number), number.isdecimal(), number[0] == "0") == (DIGITS, True, False)


@given(numbers, st.integers(0, DIGITS - 1), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(number: str, place: int, more: int) -> None:
    digit = str((int(number[place]) + more) % 10)
    with pytest.raises(Refusal, match="どこかの数字がちがうようです"):
        read(number[:place] + digit + number[place + 1 :])


@given(numbers, st.integers(0, DIGITS - 2))
def test_neighbours_that_changed_places_are_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        assert read(swapped) == number
        return
    with pytest.raises(Refusal, match="どこかの数字がちがうようです"):
        read(swapped)


@pytest.mark.parametrize(
    "typed",
    ["1234-5671", "12345671", "１２３４－５６７１", " 1234 5671 ", "1234ー5671", "1234・5671"],
)
def test_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read(typed) == "12345671"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "数字8けたで"),
        ("あいうえ", "数字8けたで"),
        ("1234-567a", "数字8けたで"),
        ("1234-567", "いまは7けたです"),
        ("1234-5671-1", "いまは9けたです"),
        ("1234-5672", "どこかの数字"),
    ],
)
def test_what_is_no_number_gets_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        read(typed)


def test_check_digit_is_that_of_the_source() -> None:
    """572 takes a 4 in Damm's own example; before it stand zeros, which change nothing."""
    with pytest.raises(Refusal, match="どこかの数字"):
        read("00005723")
    assert read("00005724") == "00005724"
