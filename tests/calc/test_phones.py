"""Telephone numbers in their parts."""

import pytest

from sasaeai.calc.phones import bare, bare_in, hyphenated
from sasaeai.calc.text import fold


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("09012345678", "090-1234-5678"),
        ("06012345678", "060-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("0120000123", "0120-000-123"),
        ("0570000123", "0570-000-123"),
        ("08000001234", "0800-000-1234"),
        ("0312345678", "03-1234-5678"),
        ("0612345678", "06-1234-5678"),
    ],
)
def test_number_of_a_fixed_shape_is_set_in_its_parts(typed: str, said: str) -> None:
    assert hyphenated(typed) == said


@pytest.mark.parametrize(
    "typed", ["0420001234", "042-000-1234", "110", "+819012345678", "", "09012345"]
)
def test_any_other_number_stays_as_it_was_written(typed: str) -> None:
    assert hyphenated(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "042-000-1234",
        "0420001234",
        "０４２－０００－１２３４",
        "(042)000-1234",
        "042ー000ー1234",
        "042.000.1234",
    ],
)
def test_number_is_bare_however_it_was_written(typed: str) -> None:
    assert bare(fold(typed)) == "0420001234"


@pytest.mark.parametrize("typed", ["2-3", "12-345", "-----------", "電話042-000-1234", ""])
def test_what_is_no_whole_number_stays_as_it_was_written(typed: str) -> None:
    assert bare(fold(typed)) == fold(typed)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("電話042-000-1234（内線12）", ["0420001234"]),
        ("042-000-1234か042-000-5678、042-000-1234", ["0420001234", "0420005678"]),
        ("042.000.1234へ。", ["0420001234"]),
        ("0420001234", []),
        ("桜台1-23-45", []),
        ("", []),
    ],
)
def test_numbers_written_with_signs_are_told_bare_once_each(words: str, found: list[str]) -> None:
    assert bare_in(fold(words)) == found
