import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.paper.glyphs import HOUSE_FONT, RARE_FONT, characters, printable


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("髙﨑 𠮷野家", "髙﨑 𠮷野家"),
        ("か\u3099っこう", "がっこう"),
        ("か\u309a", "か〓"),
        ("葛\U000e0100城", "葛城"),
        ("😀 각", "〓 〓"),
        ("一\r\n二\r三\t四", "一\n二\n三　四"),
        ("\x00右\u202eから\u200b左\ufeff", "右から左"),
        ("\ufa19", "\ufa19"),
    ],
)
def test_printable_returns_what_the_fonts_can_show(written, printed):
    assert printable(written) == printed


@given(st.text())
def test_printable_holds_only_known_characters_and_is_stable(written):
    shown = printable(written)
    known = characters(HOUSE_FONT) | characters(RARE_FONT) | {ord("\n")}

    assert {ord(part) for part in shown} <= known
    assert not any(unicodedata.combining(part) for part in shown[1:])
    assert printable(shown) == shown


def test_characters_of_each_font_are_as_many_as_its_table_says():
    assert (len(characters(HOUSE_FONT)), len(characters(RARE_FONT))) == (11741, 16732)
