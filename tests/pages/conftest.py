"""The town as its maps need it."""

import pytest

from tests.factories.areas import Town
from tests.pages.mapping import SIDE, draw


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return the town with boundaries: 川西 of two districts side by side."""
    draw(town.west, across=2 * SIDE)
    draw(town.sakuradai)
    draw(town.kashiwagi, east=SIDE)
    return town
