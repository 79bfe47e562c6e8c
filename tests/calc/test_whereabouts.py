"""What looks like a telephone number or a street address, and what only looks like numbers."""

import pytest

from sasaeai.calc.whereabouts import whereabouts_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("電話は090-0000-1234まで", ["090-0000-1234"]),
        ("０４２−５５５−０１００", ["042−555−0100"]),
        ("09000001234に電話", ["09000001234"]),
        ("042(555)0100", ["042(555)0100"]),
        ("555-0100の家", ["555-0100"]),
        ("桜台3-1-2の玄関", ["3-1-2"]),
        ("桜台３ー１ー２", ["3ー1ー2"]),
        ("3丁目1番の角", ["3丁目1番"]),
        ("三丁目の五番地", ["三丁目の五番地"]),
        ("12番地", ["12番地"]),
        ("5番3号、5番3号", ["5番3号"]),
    ],
)
def test_numbers_by_which_a_home_is_reached_are_found(text: str, found: list[str]) -> None:
    assert whereabouts_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "週2回のゴミ出し", "9-12時のあいだ", "2026-12-01から", "玄関から集積所まで60メートル、坂",
        "3丁目の公園", "1000-2000円の買い物", "2、3日", "1番のバス", "",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert whereabouts_in(text) == []
