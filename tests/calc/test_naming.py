"""Names that are said in passing, and what is said so and is none."""

import pytest

from sasaeai.calc.naming import named_politely


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("鈴木ヨネさんの草取り", ["鈴木ヨネ"]),
        ("田中花子さんの病院の帰りの送迎", ["田中花子"]),
        ("田中様と山本さんの買い物、田中様から", ["田中", "山本"]),
        ("ヨネさんのゴミ出し", ["ヨネ"]),
        ("佐々木ちゃん", ["佐々木"]),
        ("ﾖﾈさん", ["ヨネ"]),
    ],
)
def test_name_is_found_by_how_one_speaks_of_it(text: str, names: list[str]) -> None:
    assert named_politely(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "", "週2回のゴミ出し", "看護師さんに相談", "息子さんへの電話", "お隣さん", "ご近所さん", "民生委員さんと",
        "ヘルパーさんの来ない日", "八百屋さんまで", "お医者さん", "皆さん", "お孫さん", "奥さん", "赤ちゃん", "たくさんの本",
    ],
)  # fmt: skip
def test_trade_or_kin_is_no_name(text: str) -> None:
    assert named_politely(text) == []
