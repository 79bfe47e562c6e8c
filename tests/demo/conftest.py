import pytest

from sasaeai.demo.town import Town, town


@pytest.fixture(scope="session")
def sasae() -> Town:
    return town()
