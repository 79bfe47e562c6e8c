import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.placed import placed
from sasaeai.calc.text import fold

anything = st.text(st.characters(), max_size=60)  # surrogates and unassigned characters included


@pytest.mark.parametrize(
    ("text", "start", "end", "written"),
    [
        ("明日 ゴミの日", 2, 4, "ゴミ"),
        ("ｶﾞｰﾃﾞﾝの草", 0, 4, "ｶﾞｰﾃﾞﾝ"),
        ("か\u3099っき", 0, 1, "か\u3099"),
        ("㈱と米", 0, 3, "㈱"),
        ("買い 物", 0, 3, "買い 物"),
    ],
)
def test_part_of_the_folded_text_is_given_as_it_was_written(text, start, end, written):
    assert placed(text).written(start, end) == written


def test_text_whose_letters_fold_only_together_is_given_folded():
    text = "か \u3099き"
    assert placed(text) == (fold(text), "がき", ((0, 1), (1, 2)))


@given(anything)
def test_every_character_of_the_folded_text_has_its_place(text):
    found = placed(text)
    assert (found.folded, len(found.at)) == (fold(text), len(fold(text)))
    assert list(found.at) == sorted(found.at)
    assert all(0 <= start < end <= len(found.text) for start, end in found.at)


@given(anything)
def test_what_was_written_folds_to_the_part_asked_for(text):
    found = placed(text)
    if found.folded:
        assert found.written(0, len(found.folded)) in found.text
        assert fold(found.written(0, len(found.folded))) == found.folded
