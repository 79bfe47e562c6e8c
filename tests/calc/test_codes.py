import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import codes
from sasaeai.calc.refusal import Refusal
from tests.shared_data import shared_file

five_digits = st.text(alphabet="0123456789", min_size=5, max_size=5)
municipalities = st.builds(
    lambda prefecture, number: f"{prefecture:02}{number:03}",
    st.integers(1, 47),
    st.one_of(st.just(0), st.integers(100, 999)),
)


@pytest.mark.parametrize(
    ("code5", "digit"),
    [
        ("01100", "2"),
        ("13101", "6"),
        ("13225", "0"),
        ("09201", "1"),
        ("46220", "9"),
        ("27210", "8"),
    ],
)
def test_check_digit_of_known_municipality_is_the_published_one(code5, digit):
    assert codes.check_digit(code5) == digit


@pytest.mark.parametrize("text", ["1322", "132250", "1322a", "１３２２５", ""])
def test_check_digit_of_anything_but_five_digits_is_refused(text):
    with pytest.raises(Refusal, match="5桁の数字ではありません"):
        codes.check_digit(text)


@given(five_digits)
def test_code_with_its_check_digit_is_valid_and_with_no_other(code5):
    right = codes.check_digit(code5)
    assert [digit for digit in "0123456789" if codes.is_valid(code5 + digit)] == [right]


@given(five_digits, st.integers(0, 4), st.integers(1, 9))
def test_code_with_one_digit_mistyped_is_valid_only_where_two_remainders_share_a_digit(
    code5, place, shift
):
    changed = str((int(code5[place]) + shift) % 10)
    typed = code5[:place] + changed + code5[place + 1 :] + codes.check_digit(code5)
    sums = {
        sum(int(d) * w for d, w in zip(code, codes.WEIGHTS, strict=True)) % 11
        for code in (code5, typed[:5])
    }
    assert codes.is_valid(typed) == (sums == {0, 10})


@pytest.mark.parametrize(
    "text", ["132250", "13225", "１３２２５０", " 13225-0 ", "132250.0", "13 225"]
)
def test_normalise_inagi_in_any_writing_is_its_six_digits(text):
    assert codes.normalise(text) == "132250"


@pytest.mark.parametrize(
    ("text", "code"),
    [("11002", "011002"), ("92011", "092011"), ("1100", "011002"), ("9201", "092011")],
)
def test_normalise_with_lost_leading_zero_finds_it(text, code):
    assert codes.normalise(text) == code


@given(municipalities)
def test_normalise_of_five_digits_adds_the_check_digit(code5):
    assert codes.normalise(code5) == code5 + codes.check_digit(code5)


@given(municipalities)
def test_readings_of_code_without_leading_zero_hold_the_code(code5):
    code = code5 + codes.check_digit(code5)
    assert code in codes.readings(code.removeprefix("0"))


def test_readings_of_ambiguous_digits_give_both_municipalities():
    assert codes.readings("12106") == ("121061", "012106")


def test_readings_of_digits_outside_the_prefectures_are_still_a_code():
    assert codes.readings("99001") == ("990019",)


@pytest.mark.parametrize("text", ["", "稲城市", "123", "1322501", "13225０1", "272104"])
def test_readings_of_no_code_are_none(text):
    assert codes.readings(text) == ()


def test_normalise_with_wrong_check_digit_says_the_right_one():
    with pytest.raises(Refusal, match="272104") as refusal:
        codes.normalise("２７２１０４")
    assert str(refusal.value) == (
        "「272104」は団体コードとして正しくありません。"
        "最後の桁（検査数字）は4ではなく8のはずです。「272108」でよいか確かめてください。"
    )


@pytest.mark.parametrize("text", ["", "稲城市", "1322501"])
def test_normalise_of_no_code_says_what_to_type(text):
    with pytest.raises(Refusal, match="6桁の数字（例 132250）で入れてください"):
        codes.normalise(text)


def normalised_or_refused(text):
    try:
        return codes.normalise(text)
    except Refusal as refusal:
        return str(refusal)


@given(st.text())
def test_normalise_of_any_text_is_a_valid_code_or_a_sentence(text):
    answer = normalised_or_refused(text)
    assert codes.is_valid(answer) or answer.endswith("。")


def test_normalise_of_all_real_municipalities_gives_the_published_code():
    with shared_file("addresses/localgov_japan.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["lgcode"] for row in rows if codes.normalise(row["cid"]) != row["lgcode"]] == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("０４２-000(1234)", "0420001234"),
        ("042-000-1234 内線12", "0420001234"),
        ("042-000-1234(内)12", "0420001234"),
        ("042-000-1234 ext.12", "0420001234"),
        ("+81 42-000-1234", "0420001234"),
        ("+81 (0)42-000-1234", "0420001234"),
        ("なし", ""),
    ],
)
def test_phone_digits_of_written_number_are_what_one_dials(text, digits):
    assert codes.phone_digits(text) == digits


@given(st.text(alphabet="0123456789", min_size=9, max_size=10).map("0{}".format))
def test_phone_digits_of_digits_are_the_same(digits):
    assert codes.phone_digits(digits) == digits


@pytest.mark.parametrize(
    "text", ["042-000-1234", "０９０（0000）1234", "0120-000-123", "0800-000-1234"]
)
def test_phone_of_known_length_is_plausible(text):
    assert codes.is_plausible_phone(text)


@pytest.mark.parametrize(
    "text",
    ["", "119", "42-000-1234", "042-000-123", "090-000-1234", "001-000-1234", "042-0000-12345"],
)
def test_phone_of_wrong_length_or_start_is_not_plausible(text):
    assert not codes.is_plausible_phone(text)
