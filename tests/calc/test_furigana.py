"""Laying a reading along a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.furigana import aligned


@pytest.mark.parametrize(
    ("written", "reading", "parts"),
    [
        ("桜台", "さくらだい", [("桜台", "さくらだい")]),
        (
            "桜台ふれあいサロン",
            "さくらだいふれあいサロン",
            [("桜台", "さくらだい"), ("ふれあいサロン", "")],
        ),
        (
            "お茶のみ会",
            "おちゃのみかい",
            [("お", ""), ("茶", "ちゃ"), ("のみ", ""), ("会", "かい")],
        ),
        ("梅ヶ丘", "うめがおか", [("梅ヶ丘", "うめがおか")]),
        ("桜台 集会所", "サクラダイ　シュウカイジョ", [("桜台 集会所", "さくらだいしゅうかいじょ")]),
        (
            "サロン・桜",
            "さろん さくら",
            [("サロン", ""), ("・", ""), ("桜", "さくら")],
        ),
        ("体操・運動", "たいそう・うんどう", [("体操", "たいそう"), ("・", ""), ("運動", "うんどう")]),
        ("体操・運動", "・たいそううんどう", [("体操・運動", "たいそううんどう")]),
        ("体操・運動", "たいそううんどう", [("体操・運動", "たいそううんどう")]),
        ("サロン", "さろん", [("サロン", "")]),
        ("桜台", "", [("桜台", "")]),
        ("桜のお茶", "まちがった", [("桜のお茶", "まちがった")]),
    ],
)  # fmt: skip
def test_reading_stands_over_what_needs_it(
    written: str, reading: str, parts: list[tuple[str, str]]
) -> None:
    assert aligned(written, reading) == parts


@given(st.text(), st.text())
def test_parts_are_the_name(written: str, reading: str) -> None:
    assert "".join(text for text, _kana in aligned(written, reading)) == written
