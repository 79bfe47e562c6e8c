"""What every test may ask for."""

import pytest

from tests.factories.areas import Town, make_town


@pytest.fixture
def town(db: None) -> Town:
    """Return ささえ市 with its areas and employers."""
    return make_town()


@pytest.fixture
def next_town(db: None) -> Town:
    """Return a second municipality, to look across the border."""
    return make_town("13998", "となり町")
