import pytest

from sasaeai.search.forms import LONGEST, SearchForm


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("体操", "体操"),
        ("  体操　配食 ", "体操 配食"),
        ("体\x00操\x1f", "体 操"),
        ("\ud800体操\x85", "体操"),
        ("", ""),
        ("体" * LONGEST, "体" * LONGEST),
    ],
)
def test_search_form_words_are_cleaned(typed, words):
    form = SearchForm({"q": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"q": words, "after": ""}


def test_search_form_too_long_says_what_to_do():
    form = SearchForm({"q": "体" * (LONGEST + 1)})
    assert form.errors == {
        "q": ["さがすことばは100文字までです。短くしてもう一度おためしください。"]
    }


@pytest.mark.parametrize("after", ["title-1", "words-123456789012345678"])
def test_search_form_key_of_a_page_is_taken(after):
    assert SearchForm({"after": after}).is_valid()


@pytest.mark.parametrize(
    "after", ["1", "title-", "body-1", "title-1x", "title--1", "words-" + "9" * 19, "title-１"]
)
def test_search_form_key_of_no_page_says_what_to_do(after):
    form = SearchForm({"q": "体操", "after": after})
    assert form.errors == {
        "after": ["つづきの場所が分かりません。さがすことばを入れて、はじめからおためしください。"]
    }
