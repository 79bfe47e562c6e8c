import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.text import KANJI, addressed, bigrams, fold, grams, is_seen, nfkc

anything = st.text(st.characters(), max_size=60)  # surrogates and unassigned characters included


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ﾗｼﾞｵ体操", "らじお体操"),
        ("ラジオ体操", "らじお体操"),
        ("ｶﾞｰﾃﾞﾝ", "がーでん"),
        ("ＡＢＣ １２３", "abc123"),
        ("Straße", "strasse"),
        ("サロン・さくら", "さろんさくら"),
        ("サロン　さくら", "さろんさくら"),
        ("2-3", "2ー3"),
        ("２−３", "2ー3"),
        ("２ー３", "2ー3"),
        ("10〜12時", "10ー12時"),
        ("三ヶ月", "三け月"),
        ("三ケ月", "三け月"),
        ("渡邊・渡邉", "渡辺渡辺"),
        ("澤", "沢"),
        ("髙﨑", "高崎"),
        ("齋藤", "斎藤"),
        ("斉藤", "斎藤"),
        ("辻\U000e0100", "辻"),
        ("か\u3099", "が"),
        ("か \u3099", "が"),
        ("\ud800配食\x00", "配食"),
        ("👨\u200d👩", "👨👩"),
        ("ビール", "びーる"),
        ("", ""),
        (" 　\t\n", ""),
    ],
)
def test_fold_spellings_of_one_word_become_the_same(text, folded):
    assert fold(text) == folded


@given(anything)
def test_fold_twice_equals_once(text):
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_fold_leaves_nothing_a_database_refuses(text):
    assert {unicodedata.category(sign) for sign in fold(text)} & {"Cc", "Cf", "Cs", "Zs"} == set()


def test_kanji_forms_each_lead_to_one_common_form():
    olds = [old for forms in KANJI.values() for old in forms]
    assert len(olds) == len(set(olds))
    assert set(olds) & set(KANJI) == set()


@given(anything, st.data())
def test_grams_of_text_hold_bigrams_of_every_substring(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert set(bigrams(text[start:end])) <= set(grams(text))


@given(anything)
def test_grams_are_given_once(text):
    assert len(grams(text)) == len(set(grams(text)))


def test_bigrams_keep_the_order_of_the_text():
    assert bigrams("配食会") == ["配食", "食会"]


def test_bigrams_of_one_character_are_that_character():
    assert bigrams("食") == ["食"]


def test_bigrams_of_nothing_are_none():
    assert bigrams("") == []


def test_grams_are_the_characters_and_then_their_pairs_each_once():
    assert grams("ささえさ") == ["さ", "え", "ささ", "さえ", "えさ"]


@given(st.text(st.characters(), min_size=1, max_size=30))
def test_nfkc_of_a_long_text_is_what_unicode_says(words):
    text = (words + "。") * 1000  # no letter has more marks than words has signs
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


def test_nfkc_leaves_thirty_of_thousands_of_marks_on_one_letter():
    assert len(nfkc("q" + "\u0301\u0323" * 30_000 + "q")) == 32


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("佐藤 ハル", "佐藤 ハルさん"),
        ("柏木のキヨさん", "柏木のキヨさん"),
        ("元校長先生", "元校長先生"),
    ],
)
def test_name_is_addressed_once(name: str, said: str) -> None:
    assert addressed(name) == said


# Zero width, soft hyphen, the way letters run, fillers, selectors, marks on nothing, every kind of space.
UNSEEN = (
    "\u200b\u200d\ufeff\u00ad\u202e\u2066\u3164\u115f\uffa0\u2800\ufe0f\u0301\u034f \u3000\t\n\x00"
)


@given(st.text(UNSEEN), st.characters(categories=["L", "N", "P", "S"], exclude_characters=UNSEEN))
def test_text_is_seen_where_one_sign_is_whatever_stands_around(unseen: str, sign: str) -> None:
    assert not is_seen(unseen)
    assert is_seen(f"{unseen}{sign}{unseen[::-1]}")
