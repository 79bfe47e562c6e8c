"""A monthly pattern as values that JSON can hold."""

from datetime import time

import pytest

from sasaeai.calc.monthly import Monthly, monthly_from_json


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (
            Monthly((2, 4), 2, time(10), time(12)),
            {"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "12:00"},
        ),
        (
            Monthly((-1,), 6, time(9, 5), time(23, 59)),
            {"weeks": [-1], "weekday": "sun", "start": "09:05", "end": "23:59"},
        ),
    ],
)
def test_pattern_is_written_and_read_again(pattern, written):
    assert pattern.to_json() == written
    assert monthly_from_json(written) == pattern
