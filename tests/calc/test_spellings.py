"""A word is found in every way somebody may spell it, and its reading lies under it run by run."""

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.spellings import (
    WAYS,
    bare,
    laid_under,
    listened_to,
    spelling_of,
    spelling_of_any,
)

# Runs of a word: as it is written, and how that is read.
KANJI_RUN = st.tuples(
    st.text("死息苦胸痛何食行方々", min_size=1, max_size=3),
    st.text("あいうえおかきくしたなにのむね", min_size=1, max_size=4),
)
KANA_RUN = st.text("がのもにをたいしく", min_size=1, max_size=3).map(lambda kana: (kana, kana))
WORD = st.lists(st.tuples(KANJI_RUN, KANA_RUN), min_size=1, max_size=2).map(
    lambda pairs: [run for pair in pairs for run in pair]
)


@given(WORD, st.data())
def test_any_mix_of_what_is_written_and_what_is_read_is_found(word, data):
    written, read = ("".join(run[way] for run in word) for way in (0, 1))
    mixed = "".join(data.draw(st.sampled_from(run)) for run in word)

    assert spelling_of(written, read).search(bare(f"もう、{mixed}です"))


def test_reading_lies_under_a_word_between_its_kana():
    assert laid_under("胸が苦し", "むねがくるし") == [
        (("胸", "むね"), ("が", "が"), ("苦", "くる"), ("し", "し"))
    ]


def test_reading_that_its_kana_leave_in_doubt_lies_in_every_way():
    found = [[sound for _run, sound in way] for way in laid_under("鏡が欲しい", "かがみがほしい")]

    assert found == [["か", "が", "みがほ", "しい"], ["かがみ", "が", "ほ", "しい"]]


def test_reading_that_does_not_fit_lies_nowhere_and_is_still_found():
    assert laid_under("ガスの匂い", "においがする") == []
    found = [
        bool(spelling_of("ガスの匂い", "においがする").search(one))
        for one in ("がすの匂い", "においがする")
    ]
    assert found == [True, True]


def test_ways_without_number_end_after_a_few():
    assert len(laid_under("漢あ" * 60, "あ" * 160)) == WAYS
    assert laid_under("漢あ" * 60, "あ" * 159 + "い") == []


def test_word_without_a_letter_is_found_nowhere():
    assert not spelling_of("・", "").search("し")
    assert not spelling_of_any(()).search("し")


def test_kanji_of_one_run_may_stand_half_in_kana():
    found = [
        [bool(spelling_of(written, read).search(bare(one))) for one in spelt]
        for written, read, spelt in (
            ("行方不明", "ゆくえふめい", ("ゆくえ不明", "行方ふめい", "行方不明", "ゆくえふめい")),
            ("虐待", "ぎゃくたい", ("虐たい", "ぎゃく待", "虐い", "ぎ待", "虐くたい")),
            ("自殺", "じさつ", ("自さつ", "じ殺")),
        )
    ]
    assert found == [[True] * 4, [True, True, False, False, False], [True, False]]


def test_reading_in_brackets_is_heard_with_and_without():
    assert listened_to("虐（ぎゃく）待") == "虐ぎやく待\n虐待"
    assert listened_to("父（78）が虐待") == "父78が虐待"
    assert listened_to("かな（かな）") == "かなかな"
