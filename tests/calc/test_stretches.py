import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.placed import placed
from sasaeai.calc.stretches import Piece, warmest

WORDS = placed("五階からゴミを、出すのがつらい")
pieces = st.lists(
    st.builds(
        lambda start, length, weight: Piece(start, min(start + length, 15), weight),
        st.integers(0, 14),
        st.integers(1, 5),
        st.floats(0.01, 10),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("given_pieces", "said"),
    [
        ([], ()),
        ([Piece(4, 6, 1)], ("ゴミ",)),
        ([Piece(8, 10, 1), Piece(4, 6, 1)], ("ゴミ", "出す")),
        # What overlaps is one stretch; particles and stops around a word are not said.
        ([Piece(4, 6, 1), Piece(5, 8, 1)], ("ゴミ",)),
        ([Piece(3, 7, 1)], ("らゴミ",)),
        # What is much colder than the warmest says nothing.
        ([Piece(4, 6, 1), Piece(0, 2, 0.3)], ("ゴミ",)),
        # One kana alone is no reason, one kanji is where there is no longer one.
        ([Piece(9, 10, 1), Piece(4, 5, 1)], ()),
        ([Piece(0, 1, 1)], ("五",)),
    ],
)
def test_reason_is_said_as_it_stands_in_the_text(given_pieces, said):
    assert warmest(WORDS, given_pieces, most=3) == said


def test_whole_words_come_before_single_characters():
    assert warmest(WORDS, [Piece(0, 1, 2), Piece(4, 6, 1), Piece(8, 10, 1)], most=2) == (
        "ゴミ",
        "出す",
    )


def test_stretch_said_twice_is_named_once():
    twice = placed("ゴミ、またゴミ")
    assert warmest(twice, [Piece(0, 2, 1), Piece(5, 7, 1)], most=3) == ("ゴミ",)


@given(pieces)
def test_stretches_stand_in_the_text_in_its_order(given_pieces):
    said = warmest(WORDS, given_pieces, most=3)
    assert len(said) <= 3
    assert [WORDS.text.index(one) for one in said] == sorted(WORDS.text.index(one) for one in said)


@given(pieces, st.randoms())
def test_order_of_the_pieces_changes_nothing(given_pieces, chance):
    even = [piece._replace(weight=round(piece.weight)) for piece in given_pieces]
    other = chance.sample(even, len(even))
    assert warmest(WORDS, other, most=3) == warmest(WORDS, even, most=3)
