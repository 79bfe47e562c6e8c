import pytest

from sasaeai.demo.rhythm import Weekly, times


def test_times_with_weeks_of_the_month_are_read():
    assert times("第24水 10-11:30") == (Weekly(2, "10:00", "11:30", (2, 4)),)


def test_times_that_cannot_be_read_are_refused():
    with pytest.raises(ValueError, match="読めません"):
        times("来週のどこか")
