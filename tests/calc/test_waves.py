"""Whom to ask now: few, none twice, nobody when one has agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.refusal import Refusal
from sasaeai.calc.waves import next_wave

orders = st.lists(st.integers(0, 30), unique=True)
some = st.sets(st.integers(0, 30))


def test_first_wave_is_the_best_few():
    assert next_wave("abcdef", "", 0, 2) == ["a", "b"]


def test_next_wave_fills_up_to_what_may_wait_at_once():
    assert next_wave("abcdef", "abc", 1, 3) == ["d", "e"]


def test_nobody_is_asked_while_enough_are_waiting():
    assert next_wave("abcdef", "abc", 3, 2) == []


def test_nobody_is_asked_when_somebody_has_agreed():
    assert next_wave("abcdef", "a", 0, 2, has_agreed=True) == []


def test_last_wave_is_whoever_is_left():
    assert next_wave("abc", "ab", 0, 2) == ["c"]


def test_wave_of_nobody_is_refused():
    with pytest.raises(Refusal, match="1人以上にしてください。"):
        next_wave("abc", "", 0, 0)


@given(orders, some, st.integers(0, 6), st.integers(1, 6))
def test_wave_is_the_best_not_yet_asked_and_no_more_than_may_wait(order, asked, waiting, size):
    wave = next_wave(order, asked, waiting, size)
    left = [whom for whom in order if whom not in asked]
    assert wave == left[: len(wave)]
    assert len(wave) == min(len(left), max(0, size - waiting))


@given(orders, st.integers(1, 6), st.data())
def test_everybody_is_asked_once_however_they_answer(order, size, data):
    asked: list[int] = []
    waiting: set[int] = set()
    while wave := next_wave(order, asked, len(waiting), size):
        asked += wave
        waiting |= set(wave)
        assert len(waiting) <= size
        waiting -= data.draw(st.sets(st.sampled_from(sorted(waiting)), min_size=1))
    assert asked == order
