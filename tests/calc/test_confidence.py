from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import confidence as trust
from sasaeai.calc.refusal import Refusal

TODAY = date(2026, 11, 23)
THRESHOLDS = trust.Thresholds(soon=0.7, stale=0.4)
HALF_LIVES = {"phone": 540, "schedule": 180, "place": 1460}


@pytest.mark.parametrize(("age", "value"), [(0, 1.0), (180, 0.5), (360, 0.25), (-10, 1.0)])
def test_confidence_halves_with_each_half_life(age, value):
    checked = TODAY - timedelta(days=age)
    assert trust.confidence(checked, today=TODAY, half_life_days=180) == value


def test_confidence_in_what_was_never_checked_is_none():
    assert trust.confidence(None, today=TODAY, half_life_days=180) == 0


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.floats(1, 5000))
def test_confidence_never_rises_with_age(age, more, half_life):
    def at(days):
        return trust.confidence(TODAY - timedelta(days=days), today=TODAY, half_life_days=half_life)

    assert 0 <= at(age + more) <= at(age) <= 1


@pytest.mark.parametrize("days", [0, -1, float("nan"), float("inf")])
def test_confidence_with_impossible_half_life_is_refused(days):
    with pytest.raises(Refusal, match="半減期は1日以上"):
        trust.confidence(TODAY, today=TODAY, half_life_days=days)


def test_weakest_field_decides():
    checks = {"phone": TODAY, "schedule": TODAY - timedelta(days=180), "place": TODAY}
    found = trust.weakest(checks, half_lives=HALF_LIVES, today=TODAY)
    assert found == trust.Weakest("schedule", 0.5)


def test_weakest_of_equals_is_the_first_by_name():
    found = trust.weakest({"schedule": None, "phone": None}, half_lives=HALF_LIVES, today=TODAY)
    assert found == ("phone", 0.0)


def test_weakest_of_nothing_is_refused():
    with pytest.raises(Refusal, match="確かめる項目がありません"):
        trust.weakest({}, half_lives=HALF_LIVES, today=TODAY)


def test_weakest_with_unknown_field_is_refused_by_name():
    with pytest.raises(Refusal, match="「fee」の半減期"):
        trust.weakest({"fee": TODAY}, half_lives=HALF_LIVES, today=TODAY)


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "fresh"), (0.7, "fresh"), (0.69, "soon"), (0.4, "soon"), (0.39, "stale")],
)
def test_freshness_follows_the_thresholds(value, word):
    assert trust.freshness(value, thresholds=THRESHOLDS) == word


@given(st.floats(0.5, 4000), st.floats(0.01, 1))
def test_due_on_is_the_first_day_below_the_threshold(half_life, threshold):
    due = trust.due_on(TODAY, half_life_days=half_life, threshold=threshold)

    def at(day):
        return trust.confidence(TODAY, today=day, half_life_days=half_life)

    assert at(due) < threshold <= at(due - timedelta(days=1))


def test_due_on_beyond_the_calendar_is_its_last_day():
    assert trust.due_on(date(9999, 1, 1), half_life_days=900, threshold=0.1) == date.max


@pytest.mark.parametrize("threshold", [0, 1.1, float("nan")])
def test_due_on_with_impossible_threshold_is_refused(threshold):
    with pytest.raises(Refusal, match="しきい値は0より大きく1以下"):
        trust.due_on(TODAY, half_life_days=180, threshold=threshold)


def test_due_on_with_impossible_half_life_is_refused():
    with pytest.raises(Refusal, match="半減期は1日以上"):
        trust.due_on(TODAY, half_life_days=0, threshold=0.5)
