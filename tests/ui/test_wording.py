import pytest
from django import forms

from sasaeai.calc import codes
from sasaeai.calc.refusal import Refusal
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField
from tests.english import CONTEXT

NO_DAY = "%(year)d年%(month)d月%(day)d日という日はありません。月と日を確かめてください。"
NO_CODE = "「%(text)s」は団体コードではありません。6桁の数字（例 132250）で入れてください。"


def test_refusal_in_japanese_is_its_own_words():
    with pytest.raises(Refusal) as refusal:
        codes.normalise("稲城市")

    assert wording.refusal(refusal.value) == NO_CODE % {"text": "稲城市"}


def test_refusal_in_english_keeps_what_was_typed(read_in_english):
    read_in_english({NO_CODE: "“%(text)s” is no municipality code."})

    with pytest.raises(Refusal) as refusal:
        codes.normalise(" 稲城市 ")

    assert wording.refusal(refusal.value) == "“稲城市” is no municipality code."


def test_date_field_refuses_in_the_language_of_the_reader(read_in_english):
    read_in_english({NO_DAY: "There is no %(day)d/%(month)d/%(year)d."})

    with pytest.raises(forms.ValidationError) as refusal:
        DateField().clean("2026年2月30日")

    assert refusal.value.messages == ["There is no 30/2/2026."]


def test_words_one_after_another_stand_apart_as_the_language_has_it(read_in_english):
    assert (wording.listed(["月", "水"]), wording.told(["3件", "2件"])) == ("月・水", "3件、2件")

    read_in_english({f"語の間{CONTEXT}・": ", ", f"句の間{CONTEXT}、": "; "})

    assert (wording.listed(["Mon", 2]), wording.told(["a", "b"])) == ("Mon, 2", "a; b")
