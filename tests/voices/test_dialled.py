"""A telephone number in what somebody wrote is called by a press."""

import pytest

from sasaeai.voices.templatetags.voices import dialled


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("042-000-0001", '<a href="tel:0420000001">042-000-0001</a>'),
        (
            "夜に ０９０－００００－０００１ へ",
            '夜に <a href="tel:09000000001">０９０－００００－０００１</a> へ',
        ),
        ("10時以降に<b>", "10時以降に&lt;b&gt;"),
        ("", ""),
    ],
)
def test_number_is_a_link_and_all_else_plain_text(written: str, shown: str) -> None:
    assert dialled(written) == shown
