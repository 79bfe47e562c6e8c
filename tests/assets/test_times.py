"""Times travel between what is kept, the rows of a form, words and the grid without loss."""

from collections.abc import Callable

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.assets import times
from sasaeai.assets.fields import Line, TimesField
from sasaeai.assets.models import Asset
from sasaeai.assets.times import Row
from sasaeai.calc.hours import DAYS
from tests.english import plain

slots = st.tuples(st.integers(0, 46), st.integers(1, 47)).filter(lambda pair: pair[0] < pair[1])
rows = st.builds(
    lambda days, weeks, hours: Row(
        tuple(days),
        tuple(weeks),
        *(f"{slot // 2:02}:{slot % 2 * 30:02}" for slot in hours),
    ),
    st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), max_size=3, unique=True),
    slots,
)


@given(st.lists(rows, max_size=5))
def test_rows_of_what_is_kept_are_kept_the_same(found: list[Row]) -> None:
    kept = times.times_of(found)

    assert times.times_of(times.rows_of(kept)) == kept


@given(st.lists(rows, max_size=5))
def test_weekdays_are_those_of_the_rows(found: list[Row]) -> None:
    on = {day for row in found for day in row.days}

    assert times.weekdays_of(times.times_of(found)) == " ".join(day for day in DAYS if day in on)


@given(st.lists(rows, max_size=5))
def test_words_fit_their_column(found: list[Row]) -> None:
    assert len(times.words_of(times.times_of(found))) <= 200


def test_midnight_ends_the_day() -> None:
    kept = times.times_of([Row(("mon",), (), "22:00", "00:00")])

    assert kept == {"weekly": {"mon": [["22:00", "24:00"]]}}
    assert times.rows_of(kept) == [Row(("mon",), (), "22:00", "00:00")]


def test_grid_shows_each_part_of_the_day_that_holds_anything() -> None:
    kept = times.times_of(
        [Row(("mon",), (), "10:00", "12:00"), Row(("wed",), (2, -1), "13:30", "15:00")]
    )

    grid = times.grid(kept)

    assert [str(row["label"]) for row in grid] == ["午前", "午後"]
    assert [cell["text"] for cell in grid[0]["cells"]] == ["10時", "", "", "", "", "", ""]
    assert grid[1]["cells"][2] == {"mark": "want", "text": "第2・最終 1時半"}


def test_nothing_has_neither_words_nor_grid() -> None:
    assert (times.words_of({}), times.grid({}), times.rows_of({})) == ("", [], [])


def test_field_refuses_in_the_language_of_the_reader(read_in_english: Callable) -> None:
    sentence = "「%(text)s」は時刻として読めません。「10:00」のように入れてください。"
    line = "%(line)d行目：%(sentence)s"
    read_in_english({sentence: "“%(text)s” is no time.", line: "Line %(line)d: %(sentence)s"})

    with pytest.raises(forms.ValidationError) as refusal:
        TimesField().clean([Line(("mon",), (), "朝", "12:00")])

    assert refusal.value.messages == ["Line 1: “朝” is no time."]


SALON = {"weekly": {"tue": [["10:00", "12:00"]]}}


@pytest.mark.parametrize("reader", ["ja", "en"])
def test_words_are_kept_in_japanese_whoever_writes(reader: str) -> None:
    with translation.override(reader):
        assert times.words_of(SALON) == "火 午前10時〜正午"


@pytest.mark.parametrize(
    ("kept", "words", "in_japanese", "in_english"),
    [
        (SALON, "火 午前10時〜正午", "火 午前10時〜正午", "Tue 10 am–noon"),
        (SALON, "", "火 午前10時〜正午", "Tue 10 am–noon"),
        (SALON, "雨の日は休み", "火 午前10時〜正午　雨の日は休み", "Tue 10 am–noon　雨の日は休み"),
        ({}, "", "", ""),
        ({"weekly": "nonsense"}, "火曜の朝", "火曜の朝", "火曜の朝"),
    ],
)
def test_only_what_somebody_wrote_stays_japanese_in_english(
    kept: dict, words: str, in_japanese: str, in_english: str
) -> None:
    asset = Asset(times=kept, times_words=words)

    assert times.said(asset) == in_japanese
    with translation.override("en"):
        assert plain(times.said(asset)) == in_english
