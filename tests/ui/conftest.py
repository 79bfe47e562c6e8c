import datetime
from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def today() -> Iterator[datetime.date]:
    with time_machine.travel(
        datetime.datetime(2026, 11, 25, 3, 0, tzinfo=datetime.UTC), tick=False
    ):
        yield datetime.date(2026, 11, 25)
