import pytest

from sasaeai.calc.kana import row_of


@pytest.mark.parametrize(
    ("word", "row"),
    [
        ("あおき", "あ"), ("ゔぁん", "あ"), ("ガクト", "か"), ("ｶﾄｳ", "か"), ("ざいぜん", "さ"),
        ("っち", "た"), ("のむら", "な"), ("パン", "は"), ("みき", "ま"), ("ょう", "や"),
        ("りん", "ら"), ("ん", "わ"), ("ヰ", "あ"), ("山田", ""), ("Tom", ""), ("", ""),
    ],
)  # fmt: skip
def test_word_stands_in_the_row_of_its_first_kana(word: str, row: str) -> None:
    assert row_of(word) == row
